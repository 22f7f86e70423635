"""Values of a record with ids for names, and with sources as the graph knows them.

What cannot be settled is left out and reported: a line whose far end is not known, or a list that is one
statement and would say something else without the missing line.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from graph.facts.files import slug_of
from graph.facts.load import Entity, Facts
from graph.importers import Named
from graph.importers.steps.place import Names, Placed
from graph.schema import KIND_BY_FOLDER
from graph.schema.kind import Claim, SourceFacts
from graph.schema.shape import edges_of, shape_of
from graph.schema.source import Source
from graph.values.address import address_key
from graph.values.node_id import NodeId


@dataclass(frozen=True)
class LeftOut:
    """A part of a record that was not taken, with the reason."""

    record: str
    field: str
    reason: str


class Unsettled(Exception):
    """A name that means nothing known."""


class Sources:
    """Sources by their address, each under one title and address however often it is named."""

    def __init__(self, facts: Facts, own: SourceFacts) -> None:
        self._known: dict[str, Entity] = {}
        for entity, source in facts.nodes(Source):
            key = address_key(source.url)
            if key not in self._known or entity.at == ():
                self._known[key] = entity
        self._first: dict[str, tuple[str, str]] = {}
        self._own = own
        known = self._known.get(address_key(own.url))
        by_title = facts.entities.get(NodeId(f"source/{slug_of(own.title)}"))
        self._own_node = next(
            (item for item in (known, by_title) if item is not None and item.at == ()), None
        )
        self.own_id = self._own_node.id if self._own_node else NodeId(f"source/{slug_of(own.title)}")

    def to_state(self) -> dict[str, Any]:
        """What the set's own source has to be told of: all where it is not known, else its date of issue."""
        if self._own_node is None:
            return {name: getattr(self._own, name) for name in SourceFacts.model_fields}
        known = self._own_node.node
        same = isinstance(known, Source) and known.published == self._own.published
        return {} if same or self._own.published is None else {"published": self._own.published}

    def named(self, source: Any) -> Any:
        """An id where the source has a file, else the source in place, as it was first called."""
        facts = source if isinstance(source, SourceFacts) else None
        if facts is None and isinstance(source, Mapping):
            facts = SourceFacts.model_validate(dict(source))
        if facts is None:
            return source
        key = address_key(facts.url)
        if key == address_key(self._own.url):
            return self.own_id
        known = self._known.get(key)
        if known is not None and known.at == ():
            return known.id
        if known is not None:
            assert isinstance(known.node, Source)
            self._first[key] = known.node.url, known.node.name
        url, title = self._first.setdefault(key, (facts.url, facts.title))
        return facts.model_copy(update={"url": url, "title": title})


@dataclass
class Settling:
    """Settles the values of records.

    whole_lists: lists that are left out as a whole where one of their lines cannot be settled.
    """

    names: Names
    sources: Sources
    whole_lists: Collection[str]
    left_out: list[LeftOut] = field(default_factory=list)

    def values(self, placed: Placed) -> dict[str, Any]:
        """The values of a record with ids for names; what cannot be settled is left out."""
        settled = {name: self._field(placed, name, value) for name, value in placed.record.values.items()}
        return {name: value for name, value in settled.items() if value not in (None, [], {})}

    def _field(self, placed: Placed, name: str, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            items = [self._item(placed, name, name, item) for item in value]
            settled = [item for item in items if item is not None]
            return settled if len(settled) == len(value) or name not in self.whole_lists else None
        if name in _keyed_fields(placed.record.kind):
            lines = {key: self._item(placed, name, f"{name}/{key}", line) for key, line in value.items()}
            return {key: line for key, line in lines.items() if line is not None}
        return self._item(placed, name, name, value)

    def _item(self, placed: Placed, name: str, place: str, value: Any) -> Any:
        """A value or line; `None` where an id that it needs cannot be settled, or is the thing's own."""
        kind = _line_kind(placed.record.kind, name)
        try:
            settled = self._line(placed, place, value, kind) if isinstance(value, Mapping) else value
            settled = self._id(placed, settled) if isinstance(settled, Named) else settled
        except Unsettled as unsettled:
            self._leave_out(placed, place, str(unsettled))
            return None
        far = settled.get(kind.far) if kind is not None and isinstance(settled, dict) else settled
        if far == placed.id:
            self._leave_out(placed, place, f"names {placed.id} itself")
            return None
        return settled

    def _line(self, placed: Placed, place: str, line: Mapping[str, Any], kind: type[Claim] | None) -> Any:
        result: dict[str, Any] = {}
        for key, part in line.items():
            if key == "source":
                result[key] = self._evidence(part, is_own=kind is not None and kind.needs_own_source)
            elif isinstance(part, Named):
                result[key] = self._part(placed, f"{place}/{key}", part, kind, key)
            else:
                result[key] = part
        return {key: part for key, part in result.items() if part is not None}

    def _part(self, placed: Placed, place: str, part: Named, kind: type[Claim] | None, key: str) -> Any:
        """The id of a part of a line; `None` where the line says something without it."""
        try:
            return self._id(placed, part)
        except Unsettled as unsettled:
            if kind is None or kind.model_fields[key].is_required():
                raise
            self._leave_out(placed, place, str(unsettled))
            return None

    def _id(self, placed: Placed, named: Named) -> NodeId:
        found = self.names.find(named.kind, named.name, named.identifiers, placed.record.record)
        if found.id is not None:
            return found.id
        near = ", ".join(node_id for node_id, _ in found.candidates)
        raise Unsettled(f"{named.kind} {named.name!r} {f'may be {near}' if near else 'is not known'}")

    def _evidence(self, source: Any, *, is_own: bool) -> Any:
        """Sources of a line; none where it is the set alone and the line may rest on what the file names."""
        items = source if isinstance(source, (list, tuple)) else [source]
        named = [self.sources.named(item) for item in items]
        unique = [item for at, item in enumerate(named) if item not in named[:at]]
        return None if unique == [self.sources.own_id] and not is_own else unique

    def _leave_out(self, placed: Placed, place: str, reason: str) -> None:
        self.left_out.append(LeftOut(placed.record.record, place, reason))


@cache
def _line_kind(folder: str, name: str) -> type[Claim] | None:
    """The class of the lines of a field, where it has lines."""
    declared = KIND_BY_FOLDER[folder].model_fields.get(name)
    type_ = shape_of(name, declared).type if declared is not None else None
    return type_ if type_ is not None and issubclass(type_, Claim) else None


@cache
def _keyed_fields(folder: str) -> frozenset[str]:
    """Fields whose lines stand below a key each."""
    return frozenset(name for name, edge, _ in edges_of(KIND_BY_FOLDER[folder]) if edge.key)
