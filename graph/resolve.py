"""Which id is meant: identifiers first, then names and aliases, then names that differ by a slip of the pen.

A match by likeness needs equal marks (sizes, versions, dates, precision) and words that pair up. Where names
are near but not near enough, the answer is doubtful and a person decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from graph.facts.load import Facts
from graph.names import NameParts, parts_of
from graph.schema.license import License
from graph.schema.model import Model
from graph.values.node_id import NodeId, kind_of
from graph.values.term import Term

SAME_WORD = 88
"""Likeness, 0 to 100, from which two long words are one word with a slip."""

LONG_WORD = 8
"""Letters that a word needs before a slip in it is forgiven: mixtral and mistral are two models."""

LONG_NAME = 5
"""Letters that a single word needs to stand, with a number, for a name without its maker's."""

ONE_EACH = frozenset({"wikidata", "lei", "ror", "spdx"})
"""Schemes in which a thing has one identifier, so that another one speaks of a namesake."""

DOUBT = 87
"""Likeness of whole names from which a person should look."""

TELLING = frozenset(
    {
        *(
            "base",
            "instruct",
            "chat",
            "code",
            "coder",
            "math",
            "vision",
            "vl",
            "audio",
            "speech",
            "omni",
            "video",
        ),
        *(
            "nano",
            "mini",
            "tiny",
            "xs",
            "small",
            "medium",
            "large",
            "xl",
            "xxl",
            "lite",
            "plus",
            "max",
            "ultra",
        ),
        *("turbo", "flash", "fast", "instant", "pro", "high", "low", "long", "preview", "deep", "research"),
        *(
            "thinking",
            "think",
            "reasoning",
            "distill",
            "distilled",
            "sft",
            "dpo",
            "rlhf",
            "rl",
            "reward",
            "rm",
        ),
        *("embed", "embedding", "guard", "edit", "multi"),
    }
)
"""Words that tell variants of a model apart: names that differ in one of them are different, not doubtful."""


class Match(Term):
    """How a name was matched."""

    IDENTIFIER = "IDENTIFIER", "By an identifier that both have."
    NAME = "NAME", "By a name or alias, spelling aside."
    LIKENESS = "LIKENESS", "By a name that differs in a slip only."
    DOUBTFUL = "DOUBTFUL", "Near, but a person should decide."
    NONE = "NONE", "Nothing known has such a name."


@dataclass(frozen=True)
class Thing:
    """Something that has an id, by everything that it is called.

    names: the main one first. makers: names of who made it, which may stand before its own.
    """

    id: NodeId
    names: tuple[str, ...]
    identifiers: Mapping[str, str] = field(default_factory=dict)
    makers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resolution:
    """What a name was matched to; candidates with their likeness where it is doubtful."""

    how: Match
    id: NodeId | None = None
    candidates: tuple[tuple[NodeId, int], ...] = ()
    reason: str = ""


class Resolver:
    """Matches names to the things that it was told of."""

    def __init__(self, things: Iterable[Thing] = ()) -> None:
        self._by_identifier: dict[tuple[str, str, str], NodeId] = {}
        self._by_name: dict[tuple[str, str], set[NodeId]] = defaultdict(set)
        self._by_key: dict[tuple[str, str], set[NodeId]] = defaultdict(set)
        self._by_marks: dict[tuple[str, tuple[str, ...]], dict[NameParts, set[NodeId]]] = defaultdict(dict)
        self._hubs: dict[NodeId, set[str]] = defaultdict(set)
        self._aliases: dict[NodeId, set[NameParts]] = defaultdict(set)
        self._unique: dict[tuple[NodeId, str], str] = {}
        for thing in things:
            self.add(thing)

    def add(self, thing: Thing) -> None:
        """Know one more thing; what is said of a known one adds to it."""
        kind = kind_of(thing.id)
        for scheme, value in _identifiers(thing):
            self._by_identifier.setdefault((kind, scheme, value.casefold()), thing.id)
            if scheme == "hugging_face":
                self._hubs[thing.id].add(value.casefold())
            elif scheme in ONE_EACH:
                self._unique.setdefault((thing.id, scheme), value.casefold())
        self._aliases[thing.id] |= {parts_of(kind, _without_owner(kind, name)) for name in thing.names[1:]}
        for name in thing.names[:1] if kind == "license" else thing.names:
            self._by_name[kind, name.casefold()].add(thing.id)
        for name in thing.names:
            parts = parts_of(kind, _without_owner(kind, name))
            self._by_marks[kind, parts.marks].setdefault(parts, set()).add(thing.id)
            for variant in (parts, *_with_and_without(kind, parts, thing.makers)):
                for key in _keys(kind, variant):
                    self._by_key[kind, key].add(thing.id)

    def resolve(self, kind: str, name: str, identifiers: Mapping[str, str] | None = None) -> Resolution:
        """The thing of a kind that a name, with identifiers where there are some, means."""
        given = dict(identifiers or {})
        if kind == "model" and "hugging_face" not in given and _is_hub_id(name):
            given["hugging_face"] = name
        for scheme, value in given.items():
            found = self._by_identifier.get((kind, scheme, value.casefold()))
            if found is not None:
                return Resolution(Match.IDENTIFIER, found)
        parts = parts_of(kind, _without_owner(kind, name))
        named = self._by_name.get((kind, name.casefold()), set())
        if len(named) != 1:
            named = set[NodeId]().union(*(self._by_key.get((kind, key), ()) for key in _keys(kind, parts)))
        if named:
            return self._agreed(named, given, Match.NAME)
        return self._alike(kind, parts, given)

    def _alike(self, kind: str, parts: NameParts, given: Mapping[str, str]) -> Resolution:
        same: set[NodeId] = set()
        near: dict[NodeId, int] = {}
        for known, ids in self._by_marks.get((kind, parts.marks), {}).items():
            if kind != "license" and parts.words and _is_slip(parts, known):
                same |= ids
            elif (likeness := _likeness(parts, known)) >= DOUBT:
                near |= {node_id: max(likeness, near.get(node_id, 0)) for node_id in ids}
        if same:
            return self._agreed(same, given, Match.LIKENESS)
        if near:
            candidates = tuple(sorted(near.items(), key=lambda item: (-item[1], item[0])))
            return Resolution(Match.DOUBTFUL, None, candidates, "the names are near, but not equal")
        return Resolution(Match.NONE)

    def _agreed(self, ids: set[NodeId], given: Mapping[str, str], how: Match) -> Resolution:
        """One id, if nothing speaks against it."""
        candidates = tuple((node_id, 100) for node_id in sorted(ids))
        if len(ids) > 1:
            return Resolution(Match.DOUBTFUL, None, candidates, "several things have this name")
        (found,) = ids
        for scheme in ONE_EACH & given.keys():
            if self._unique.get((found, scheme), given[scheme].casefold()) != given[scheme].casefold():
                return Resolution(
                    Match.DOUBTFUL, None, candidates, f"the name is known with another {scheme}"
                )
        hub = given.get("hugging_face", "").casefold()
        if hub and (reason := _against(hub, self._hubs.get(found, set()), self._aliases[found])):
            return Resolution(Match.DOUBTFUL, None, candidates, reason)
        return Resolution(how, found)


def known_things(facts: Facts) -> Iterator[Thing]:
    """Everything in the facts by all of its names."""
    names = {entity.id: (entity.node.name, *entity.node.aliases) for entity in facts.entities.values()}
    for entity in facts.entities.values():
        node = entity.node
        identifiers = dict(node.external_ids.model_dump(exclude_none=True))
        makers: list[str] = []
        also: tuple[str | None, ...] = ()
        if isinstance(node, Model):
            makers = [name for item in node.developed_by for name in names.get(item.organization, ())]
        if isinstance(node, License):
            also = (node.spdx_id, node.hub_id, f"{node.name} {node.version}" if node.version else None)
            makers = [node.steward] if node.steward else []
        called = (*names[entity.id], *(name for name in also if name))
        yield Thing(entity.id, called, identifiers, tuple(makers))


def _identifiers(thing: Thing) -> Iterator[tuple[str, str]]:
    """Identifiers of a thing; names of the form owner/name are repositories on the hub."""
    yield from thing.identifiers.items()
    if kind_of(thing.id) == "model":
        yield from (("hugging_face", name) for name in thing.names if _is_hub_id(name))


def _against(hub_id: str, known: set[str], aliases: set[NameParts]) -> str:
    """What speaks against a repository being of a thing with these repositories and aliases; or nothing."""
    ours = [repository for repository in known if _owner(repository) == _owner(hub_id)]
    if known and not ours:
        return "the name is known, but the repository belongs to somebody else"
    parts = parts_of("model", _without_owner("model", hub_id))
    words = set(parts.words)
    if parts not in aliases and all(
        TELLING & set(parts_of("model", _without_owner("model", repository)).words) - words
        for repository in ours or [hub_id]
    ):
        return "the name is known, but the repository is of another variant"
    return ""


def _is_hub_id(name: str) -> bool:
    owner, stroke, rest = name.partition("/")
    return bool(stroke and owner and rest) and "/" not in rest and " " not in name


def _without_owner(kind: str, name: str) -> str:
    return name.partition("/")[2] if kind in ("model", "dataset") and _is_hub_id(name) else name


def _owner(hub_id: str) -> str:
    return hub_id.partition("/")[0]


def _keys(kind: str, parts: NameParts) -> tuple[str, ...]:
    """Two names are equal where one of these is: words written together, or, but for bodies, in any order."""
    if not parts.words:
        return ()
    marks = " ".join(parts.marks)
    together = f"{parts.joined}||{marks}"
    if kind in ("organization", "person"):
        return (together,)
    return together, f"{' '.join(sorted(parts.words))}|{marks}"


def _with_and_without(kind: str, parts: NameParts, makers: Iterable[str]) -> Iterator[NameParts]:
    """The name with its maker's before it, and without it where words remain."""
    for maker in makers:
        words = parts_of("organization", maker).words
        if parts.words[: len(words)] != words:
            yield NameParts((*words, *parts.words), parts.marks)
        elif _says_enough(rest := NameParts(parts.words[len(words) :], parts.marks)):
            yield rest


def _says_enough(parts: NameParts) -> bool:
    """Whether a name stands for itself without its maker's: `Nova Pro` does, `K2` and `Command` do not."""
    return len(parts.words) > 1 or (len(parts.joined) >= LONG_NAME and bool(parts.marks))


def _is_slip(one: NameParts, other: NameParts) -> bool:
    """Whether words pair up, each pair equal or long and nearly so."""
    if len(one.words) != len(other.words):
        return False
    pairs = zip(sorted(one.words), sorted(other.words), strict=True)
    return all(
        left == right or (min(len(left), len(right)) >= LONG_WORD and fuzz.ratio(left, right) >= SAME_WORD)
        for left, right in pairs
    )


def _likeness(one: NameParts, other: NameParts) -> int:
    """How near two names with equal marks are; 0 where a telling word stands in one of them only."""
    likeness = round(fuzz.ratio(one.in_order, other.in_order))
    if likeness >= DOUBT and TELLING & (set(one.words) ^ set(other.words)):
        return 0
    return likeness
