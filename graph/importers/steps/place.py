"""Which id each record of a set is about: a known one, a new one, or one that a person has to decide on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.facts.files import slug_of
from graph.importers import Imported, Named, Refused
from graph.resolve import Match, Resolution, Resolver, Thing
from graph.values.node_id import NodeId, is_node_id

ORDER = ("organization", "person", "license", "dataset", "model")
"""Kinds in the order in which they are placed, so that what names others comes after them."""

NEW = "new"
"""What a person writes in a review file for a name that means nothing known."""

Decisions = Mapping[tuple[str, str], str]
"""What people decided on names: kind and name -> an id, known or of something new, or `NEW`."""


@dataclass(frozen=True)
class Placed:
    """A record with the id that it is about; `is_new`: nothing knew of it before."""

    id: NodeId
    record: Imported
    is_new: bool


@dataclass(frozen=True, order=True)
class Doubt:
    """A name on which a person should decide."""

    kind: str
    name: str
    record: str
    candidates: tuple[NodeId, ...]
    reason: str


@dataclass
class Names:
    """The names of one set, matched to ids; doubtful ones are kept for a person.

    titles: the names under which curated files stand, by kind and in small letters, with their ids.
    """

    resolver: Resolver
    decisions: Decisions
    titles: Mapping[tuple[str, str], NodeId] = field(default_factory=dict)
    doubts: dict[tuple[str, str], Doubt] = field(default_factory=dict)
    gone: set[NodeId] = field(default_factory=set)
    """Ids of records that were found to be at fault after they were placed."""
    is_settled: bool = False
    """Whether everything new is known to the resolver, so that its answers no longer change."""
    _found: dict[tuple[object, ...], Resolution] = field(default_factory=dict)

    def find(self, kind: str, name: str, identifiers: Mapping[str, str], record: str) -> Resolution:
        """What a name means, by what people decided first."""
        decided = self.decisions.get((kind, name))
        if decided is not None:
            is_there = decided != NEW and decided not in self.gone
            return Resolution(Match.IDENTIFIER, NodeId(decided)) if is_there else Resolution(Match.NONE)
        asked = (kind, name, *sorted(identifiers.items()))
        found = self._found.get(asked) or self.resolver.resolve(kind, name, identifiers)
        if self.is_settled:
            self._found[asked] = found
        if found.id in self.gone:
            return Resolution(Match.NONE)
        if found.how is Match.DOUBTFUL:
            candidates = tuple(node_id for node_id, _ in found.candidates)
            self.doubts.setdefault((kind, name), Doubt(kind, name, record, candidates, found.reason))
        return found

    def is_of_another(self, kind: str, name: str, node_id: NodeId) -> bool:
        """Whether a curated file on another thing has this name, so that the set is wrong about it."""
        return self.titles.get((kind, name.casefold()), node_id) != node_id


def place(records: Sequence[Imported], names: Names, taken: set[NodeId]) -> Iterator[Placed | Refused]:
    """Each record with its id, or refused; in the order of kinds, within a kind as they come.

    taken: ids that exist; those of new records are added.
    """
    for record in sorted(records, key=lambda item: _rank(item.kind)):
        found = names.find(record.kind, record.name, record.identifiers, record.record)
        if found.id is not None and found.id in taken:
            names.resolver.add(Thing(found.id, (), record.identifiers))
            yield Placed(found.id, record, is_new=False)
        elif found.how is Match.DOUBTFUL:
            candidates = ", ".join(node_id for node_id, _ in found.candidates)
            reason = f"{record.name!r} may be {candidates}, a person should decide: {found.reason}"
            yield Refused(record.record, reason)
        else:
            yield _new(record, found.id or NodeId(f"{record.kind}/{slug_of(record.name)}"), names, taken)


def _new(record: Imported, node_id: NodeId, names: Names, taken: set[NodeId]) -> Placed | Refused:
    if not is_node_id(node_id):
        return Refused(record.record, f"{record.name!r} has no letters or digits that an id could be made of")
    if node_id in taken:
        return Refused(record.record, f"{record.name!r} is something new, but {node_id} is something else")
    taken.add(node_id)
    makers = tuple(named.name for named in _makers(record.values))
    names.resolver.add(Thing(node_id, (record.name,), record.identifiers, makers))
    return Placed(node_id, record, is_new=True)


def _makers(values: Mapping[str, Any]) -> Iterable[Named]:
    lines = values.get("developed_by") or []
    named = (line.get("organization") for line in lines if isinstance(line, Mapping))
    return (name for name in named if isinstance(name, Named))


def _rank(kind: str) -> int:
    return ORDER.index(kind) if kind in ORDER else len(ORDER)
