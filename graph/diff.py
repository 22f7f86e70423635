"""Two versions of the graph -> what changed in facts, and in what follows from them, with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.diff_verdicts import FactChange, VerdictChange, verdict_changes
from graph.schema import NODE_KINDS
from graph.schema.kind import Edge
from graph.schema.shape import edges_of, properties_of
from graph.snapshot import Row, Snapshot
from graph.values.node_id import NodeId

_NO_FACTS = frozenset(
    {
        *("__typename", "id", "source", "target", "earliest", "latest", "rules", "derivation_rules"),
        *("verdicts", "possible_verdicts", "unstated", "evidence_ids", "gaps"),
    }
)
"""Keys of rows that say how a fact is kept, or what follows from it, not what it is."""


@dataclass(frozen=True)
class Difference:
    """What changed between two versions; models that only one of them has are facts, and have no verdicts."""

    before: str
    after: str
    facts: tuple[FactChange, ...]
    verdicts: tuple[VerdictChange, ...]


def difference(before: Snapshot, after: Snapshot) -> Difference:
    """Facts and verdicts that differ, by id and field."""
    facts = tuple(sorted({*_node_changes(before, after), *_edge_changes(before, after)}, key=_place))
    return Difference(before.version, after.version, facts, tuple(verdict_changes(before, after, facts)))


def _place(fact: FactChange) -> tuple[str, ...]:
    return fact.id, fact.field, fact.before or "", fact.after or ""


def _node_changes(before: Snapshot, after: Snapshot) -> Iterator[FactChange]:
    for kind in NODE_KINDS:
        old, new = _by_id(before, kind.folder), _by_id(after, kind.folder)
        for node_id in old.keys() ^ new.keys():
            row = old.get(node_id)
            names = (row["name"], None) if row is not None else (None, new[node_id]["name"])
            yield FactChange(node_id, "", *names)
        derived = {shape.name for shape in properties_of(kind.derived)} if kind.derived else set()
        for node_id in old.keys() & new.keys():
            yield from _row_changes(node_id, "", old[node_id], new[node_id], derived)


def _row_changes(node_id: NodeId, place: str, old: Row, new: Row, derived: set[str]) -> Iterator[FactChange]:
    for key in sorted((old.keys() | new.keys()) - _NO_FACTS - derived):
        if old.get(key) != new.get(key):
            field = f"{place}/{key}" if place else key
            yield FactChange(node_id, field, _text(old.get(key)), _text(new.get(key)))


def _edge_changes(before: Snapshot, after: Snapshot) -> Iterator[FactChange]:
    """Changes of lines, said of the node in whose file they stand; what is only derived is left out."""
    for kind, (name, edge, derived) in _edge_fields().items():
        old, new = _lines(before, kind, edge), _lines(after, kind, edge)
        for near, far in sorted(old.keys() | new.keys()):
            lines, others = old.get((near, far), []), new.get((near, far), [])
            place = f"{name}/{far.partition('/')[2] if edge.key else far}"
            if len(lines) == len(others) == 1:
                yield from _row_changes(near, place, lines[0], others[0], derived)
                continue
            texts, other_texts = ([_line_text(line, derived) for line in some] for some in (lines, others))
            yield from (FactChange(near, place, text, None) for text in texts if text not in other_texts)
            yield from (FactChange(near, place, None, text) for text in other_texts if text not in texts)


@cache
def _edge_fields() -> Mapping[str, tuple[str, Edge, set[str]]]:
    """Edge kind -> the field that states it, its declaration, and what is derived on it."""
    found: dict[str, tuple[str, Edge, set[str]]] = {}
    for kind in NODE_KINDS:
        for name, edge, _ in edges_of(kind):
            derived = {"freedom", "stated"} if edge.key else set()
            found.setdefault(edge.kind, (name, edge, derived))
    return found


def _lines(snapshot: Snapshot, kind: str, edge: Edge) -> dict[tuple[NodeId, NodeId], list[Row]]:
    lines: dict[tuple[NodeId, NodeId], list[Row]] = defaultdict(list)
    for row in snapshot.edges.get(kind, ()):
        if row.get("stated", True):
            near, far = (row["target"], row["source"]) if edge.inbound else (row["source"], row["target"])
            lines[near, far].append(row)
    return lines


def _by_id(snapshot: Snapshot, folder: str) -> dict[NodeId, Row]:
    return {row["id"]: row for row in snapshot.nodes.get(folder, ())}


def _line_text(line: Row, derived: set[str]) -> str:
    """What a line says, its evidence included, as one text."""
    kept = {key: value for key, value in line.items() if key not in _NO_FACTS | derived}
    said = (f"{key} {_text(value)}" for key, value in kept.items() if value not in (None, [], False))
    return ", ".join(said) or "named"


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return ", ".join(str(_text(item)) for item in value)
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{key} {_text(item)}" for key, item in value.items() if item is not None) + "}"
        )
    return str(value)
