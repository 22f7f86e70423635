"""What layers speak of when they state one field: a value as a whole, a component, a licence, a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.claims import CURATED
from graph.facts.read import KeyPath
from graph.facts.statements import Stated
from graph.schema.claim_choice import ClaimRules
from graph.schema.dataset import Dataset
from graph.schema.grant import LicenseGrant
from graph.schema.kind import Claim, Edge, Kind, Node, marks
from graph.schema.license import Scope
from graph.schema.model import Model
from graph.schema.shape import shape_of
from graph.values.status import Status, UnknownReason
from graph.values.term import Term


@dataclass(frozen=True)
class Spoken:
    """What one layer says on a topic.

    value: what is compared. line: the line with the evidence, where it has its own.
    places: where it stands below the field, `()` for the field as a whole; none where it follows from others.
    is_silent: it only says that nobody has looked, and yields to whoever says something.
    """

    layer: Stated
    value: Any
    places: tuple[KeyPath, ...]
    line: Claim | None = None
    is_silent: bool = False


Topics = dict[str, list[Spoken]]
"""Topics of a field by their key; the key of the field as a whole is empty."""


def topics(kind: type[Node], name: str, layers: Sequence[Stated], rules: ClaimRules) -> Topics:
    """Everything that layers say in one field, by topic, in the order in which they say it."""
    found = _stated_topics(kind, name, layers, rules.whole_lists)
    if f"{kind.folder}/{name}" in rules.complete_lists:
        for layer in layers:
            for spoken in found.values():
                if layer.layer == CURATED and all(item.layer is not layer for item in spoken):
                    spoken.append(Spoken(layer, (), ()))
    return found


def _stated_topics(
    kind: type[Node], name: str, layers: Sequence[Stated], whole_lists: Collection[str]
) -> Topics:
    field = kind.model_fields[name]
    edge, shape = marks(field, Edge), shape_of(name, field)
    if shape.type is LicenseGrant:
        return _grants(kind, name, layers)
    if edge is not None and edge.key:
        return _gathered(layers, name, _components)
    if edge is None or not shape.is_list:
        return _gathered(layers, name, _whole)
    if name in whole_lists:
        return _gathered(layers, name, _whole_list)
    return _gathered(layers, name, _lines if issubclass(shape.type, Claim) else _ids)


def _gathered(layers: Sequence[Stated], name: str, speak: Any) -> Topics:
    found: Topics = defaultdict(list)
    for layer in layers:
        for key, spoken in speak(layer, name):
            found[key].append(spoken)
    return found


def _whole(layer: Stated, name: str) -> Iterator[tuple[str, Spoken]]:
    if name in layer.values:
        value = layer.values[name]
        line = value if isinstance(value, Claim) else None
        yield "", Spoken(layer, comparable(value), ((),), line)


def _whole_list(layer: Stated, name: str) -> Iterator[tuple[str, Spoken]]:
    lines = layer.values.get(name, ())
    if lines:
        first = lines[0] if isinstance(lines[0], Claim) else None
        yield "", Spoken(layer, tuple(sorted(map(_far, lines))), ((),), first)


def _ids(layer: Stated, name: str) -> Iterator[tuple[str, Spoken]]:
    for at, node_id in enumerate(layer.values.get(name, ())):
        yield str(node_id), Spoken(layer, node_id, ((at,),))


def _components(layer: Stated, name: str) -> Iterator[tuple[str, Spoken]]:
    stated = layer.values.get(name, {})
    for key, line in stated.items():
        is_silent = line.reason is UnknownReason.NOT_SEARCHED
        yield key, Spoken(layer, str(line.status), ((key,),), line, is_silent)
    inventory = layer.values.get("release_inventory")
    for key in inventory.covers if inventory else ():
        if key not in stated:
            yield key, Spoken(layer, str(Status.CLOSED), (), inventory)


def _lines(layer: Stated, name: str) -> Iterator[tuple[str, Spoken]]:
    by_key: dict[str, list[tuple[int, Claim]]] = defaultdict(list)
    for at, line in enumerate(layer.values.get(name, ())):
        by_key[_line_key(line)].append((at, line))
    for key, lines in by_key.items():
        values = tuple(_besides_key(line) for _, line in lines)
        places = tuple((at,) for at, _ in lines)
        yield key, Spoken(layer, values[0] if len(values) == 1 else values, places, lines[0][1])


def _grants(kind: type[Node], name: str, layers: Sequence[Stated]) -> Topics:
    """Licences by the part that they cover; one for the whole speaks for each part that others name.

    Terms that have ended are kept with those that followed, and not compared.
    """
    main = _MAIN_SCOPE[kind]
    scopes = {grant.scope or main for layer in layers for grant in layer.values.get(name, ())}
    found: Topics = defaultdict(list)
    for layer in layers:
        grants = list(enumerate(layer.values.get(name, ())))
        for scope in sorted(scopes):
            covering = [item for item in grants if item[1].scope is scope]
            covering = covering or [item for item in grants if item[1].scope is None]
            if covering:
                lasting = [grant for _, grant in covering if grant.valid_to is None]
                current = lasting or [grant for _, grant in covering]
                licenses = tuple(sorted({grant.license for grant in current}))
                places = tuple((at,) for at, _ in covering)
                found[scope].append(Spoken(layer, licenses, places, current[0]))
    return found


_MAIN_SCOPE: dict[type[Node], Scope] = {Model: Scope.WEIGHTS, Dataset: Scope.DATA}
"""The part of a release that a licence without a scope is compared for."""


def comparable(value: Any) -> Any:
    """A declared value as what is compared: a line as its own parts, without its evidence."""
    if isinstance(value, Kind):
        parts = ((name, getattr(value, name)) for name in type(value).model_fields if name not in _EVIDENCE)
        return {name: comparable(part) for name, part in parts if part is not None}
    if isinstance(value, tuple):
        return tuple(comparable(item) for item in value)
    return str(value) if isinstance(value, Term) else value


_EVIDENCE = frozenset(Claim.model_fields) | {"url"}
"""Parts of a line that do not belong to what it states; an offer may have two addresses."""


def shown(value: Any) -> str:
    """A compared value as text."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {shown(part)}" for name, part in value.items())
    if isinstance(value, tuple):
        return ", ".join(map(shown, value)) or "none"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _far(line: Claim | str) -> str:
    return str(getattr(line, type(line).far)) if isinstance(line, Claim) else line


def _line_key(line: Claim) -> str:
    """What tells lines of one list apart: the far end, in which role or way, and the day of the figures."""
    parts = [_far(line)]
    for name in type(line).model_fields:
        value = getattr(line, name)
        if name not in _EVIDENCE and name != type(line).far and _is_key(line, name):
            parts += [str(item) for item in (value if isinstance(value, tuple) else (value,)) if item]
    return "/".join(parts)


def _besides_key(line: Claim) -> dict[str, Any]:
    """What a line states of what its key names."""
    parts: dict[str, Any] = comparable(line)
    return {name: part for name, part in parts.items() if not _is_key(line, name)}


def _is_key(line: Claim, name: str) -> bool:
    value = getattr(line, name)
    return name in ("as_of", type(line).far) or isinstance(value, Term) or _are_terms(value)


def _are_terms(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(item, Term) for item in value)
