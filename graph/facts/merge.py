"""Files of several layers about one thing -> one file, and what each layer says where more than one speaks.

Of a plain value, a component or a licence the chosen statement holds. Lines of a list that lead to the same
thing are chosen from likewise; lines that only one layer has are added. Identifiers and names add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.claims import CURATED, Choice, Statement, choose
from graph.errors import Problem
from graph.facts.read import Document, KeyPath
from graph.facts.statements import Stated, Weigh
from graph.facts.topics import Spoken, topics
from graph.schema.claim_choice import ClaimRules
from graph.schema.kind import Evidence, Node

IDENTITY = ("name", "aliases", "external_ids", "sources", "note")
"""Keys that tell what a thing is and where to read on; they are no claims."""


@dataclass(frozen=True)
class FieldChoice:
    """What was chosen for one value of one thing; `field` is its place in the file, `/` between the parts."""

    field: str
    choice: Choice


@dataclass(frozen=True)
class MergedDocument(Document):
    """A document put together from several; its problems stand where their values came from."""

    origins: Mapping[KeyPath, tuple[Document, KeyPath]] = field(default_factory=dict)

    def problem(self, path: KeyPath, what: str) -> Problem:
        """A problem at the place of a value, in the file that it came from."""
        for cut in range(len(path), 0, -1):
            if path[:cut] in self.origins:
                document, origin = self.origins[path[:cut]]
                return document.problem((*origin, *path[cut:]), what)
        return super().problem(path, what)


@dataclass(frozen=True)
class Merged:
    """One thing's values from all layers, and what was chosen where several speak.

    evidence: sources on which its lines without their own rest: those of the curated file.
    """

    document: MergedDocument
    choices: tuple[FieldChoice, ...]
    evidence: Evidence


def merge(kind: type[Node], layers: Iterable[Stated], rules: ClaimRules, weigh: Weigh) -> Merged:
    """Merge what several layers state of one thing; they may come in any order."""
    ranked = _ranked(list(layers), rules, weigh)
    first = ranked[0]
    merging = _Merging(kind, ranked, rules, weigh)
    for name in kind.model_fields:
        if name not in IDENTITY:
            merging.choose_field(name)
    merging.drop_outdone()
    merging.add_identity()
    values = {name: merging.values[name] for name in kind.model_fields if name in merging.values}
    document = MergedDocument(first.file.document.file, values, first.file.document.lines, merging.origins)
    evidence = first.sources if first.layer == CURATED else ()
    return Merged(document, tuple(merging.choices), evidence)


def _ranked(layers: list[Stated], rules: ClaimRules, weigh: Weigh) -> list[Stated]:
    """Layers as they would be chosen from; each has one file."""
    by_layer = {layer.layer: layer for layer in layers}
    choice = choose([layer.statement("", weigh) for layer in layers], rules)
    return [by_layer[statement.layer] for statement in choice.statements]


@dataclass
class _Merging:
    kind: type[Node]
    layers: Sequence[Stated]
    rules: ClaimRules
    weigh: Weigh
    values: dict[str, Any] = field(default_factory=dict)
    origins: dict[KeyPath, tuple[Document, KeyPath]] = field(default_factory=dict)
    choices: list[FieldChoice] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    """Layers that gave a plain value."""

    def choose_field(self, name: str) -> None:
        """Choose for every topic of a field, and keep what was chosen."""
        taken: set[tuple[int, KeyPath]] = set()
        for key, said in topics(self.kind, name, self.layers, self.rules).items():
            spoken = [item for item in said if not item.is_silent] or said
            chosen = self._chosen(f"{name}/{key}" if key else name, spoken)
            rank = self.layers.index(chosen.layer)
            taken |= {(rank, place) for place in chosen.places}
            if not key and chosen.line is None:
                self.used.add(chosen.layer.layer)
        in_order = sorted(
            taken, key=lambda item: (item[0], _position(self.layers[item[0]].raw[name], item[1]))
        )
        self._take(name, [(self.layers[rank], place) for rank, place in in_order])

    def _chosen(self, place: str, spoken: Sequence[Spoken]) -> Spoken:
        by_statement = {item.layer.layer: item for item in spoken}
        within = self.rules.agree_within.get(place, 0)
        may_lack = place in self.rules.open_lists
        choice = choose([self._statement(item) for item in spoken], self.rules, within, may_lack)
        chosen = by_statement[choice.chosen.layer]
        alone_from_import = chosen.layer.layer != CURATED and "/" not in place
        if len(choice.statements) > 1 or alone_from_import:
            self.choices.append(FieldChoice(place, choice))
        return chosen

    def _statement(self, spoken: Spoken) -> Statement:
        return spoken.layer.statement(spoken.value, self.weigh, spoken.line)

    def _take(self, name: str, places: Sequence[tuple[Stated, KeyPath]]) -> None:
        for layer, place in places:
            if not place:
                self.values[name] = layer.raw[name]
                self.origins[(name,)] = (layer.file.document, (name,))
            elif isinstance(place[0], str):
                self.values.setdefault(name, {})[place[0]] = layer.raw[name][place[0]]
                self.origins[(name, *place)] = (layer.file.document, (name, *place))
            else:
                lines = self.values.setdefault(name, [])
                self.origins[(name, len(lines))] = (layer.file.document, (name, *place))
                lines.append(layer.raw[name][place[0]])

    def drop_outdone(self) -> None:
        """Drop what lines of another file show to be otherwise; one file's own contradiction is a fault."""
        for name, other in self.rules.outdone_by.items():
            if name in self.values and other in self.values:
                denial, shown = self.origins[(name,)], self.origins[(other, 0)]
                if denial[0].file != shown[0].file:
                    del self.values[name], self.origins[(name,)]

    def add_identity(self) -> None:
        """Name and remark of the first layer that has them; other names become aliases, the rest adds up."""
        for layer in reversed(self.layers):
            for name in {"name", "note"} & layer.values.keys():
                self._take(name, [(layer, ())])
        names = [layer.raw["name"] for layer in self.layers if "name" in layer.values]
        aliases = [alias for layer in self.layers for alias in layer.raw.get("aliases") or ()]
        self._add("aliases", _unlike([*aliases, *names], names[:1]))
        identifiers: dict[str, Any] = {}
        for layer in reversed(self.layers):
            for scheme, value in (layer.raw.get("external_ids") or {}).items():
                identifiers[scheme] = value
                self.origins["external_ids", scheme] = (layer.file.document, ("external_ids", scheme))
        self._add("external_ids", identifiers)
        self._add("sources", self._sources())

    def _sources(self) -> list[Any]:
        """Sources of the first layer, and of those that gave a plain value."""
        sources: list[Any] = []
        for layer in self.layers:
            if layer is self.layers[0] or layer.layer in self.used:
                raw = layer.raw.get("sources") or []
                sources += [item for item in (raw if isinstance(raw, list) else [raw]) if item not in sources]
        return sources

    def _add(self, name: str, value: Any) -> None:
        if value:
            self.values[name] = value


def _position(raw: Any, place: KeyPath) -> int:
    """Where something stands among the lines of its field."""
    if not place:
        return 0
    return list(raw).index(place[0]) if isinstance(place[0], str) else int(place[0])


def _unlike(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """Names that differ from the known ones and from each other by more than upper and lower case."""
    seen = {name.casefold() for name in known}
    result = []
    for name in names:
        if name.casefold() not in seen:
            seen.add(name.casefold())
            result.append(name)
    return result
