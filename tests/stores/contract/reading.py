"""A slow and plain reading of questions over the rows of a graph: what every store must answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cmp_to_key
from typing import Any

from graph.query import And, Compare, Direction, Filter, Ids, Not, Operator, Or, OrderBy, Related
from graph.snapshot import Row, Snapshot


class Reading:
    """Reads a filter word by word, looking at every edge each time."""

    def __init__(self, graph: Snapshot) -> None:
        self.graph = graph
        self.rows = {row["id"]: row for rows in graph.nodes.values() for row in rows}

    def fits(self, row: Row, where: Filter) -> bool:
        match where:
            case And(parts):
                return all(self.fits(row, part) for part in parts)
            case Or(parts):
                return any(self.fits(row, part) for part in parts)
            case Not(part):
                return not self.fits(row, part)
            case Ids(ids):
                return row["id"] in ids
            case Compare():
                return compares(row.get(where.property), where)
            case Related():
                reached = self.reached(row["id"], where)
                return any(where.node is None or self.fits(self.rows[far], where.node) for far in reached)

    def reached(self, node_id: str, where: Related) -> set[str]:
        """Ids at the far end of the edges that fit, or of any number of them in a row."""
        found = self._neighbors(node_id, where)
        if where.transitively:
            size = -1
            while size != len(found):
                size = len(found)
                found |= {far for near in found for far in self._neighbors(near, where)}
        return found

    def _neighbors(self, node_id: str, where: Related) -> set[str]:
        near, far = ("source", "target") if where.via.direction is Direction.OUT else ("target", "source")
        return {
            edge[far]
            for edge in self.graph.edges.get(where.via.edge, ())
            if edge[near] == node_id
            and edge[far].startswith(f"{where.via.far_kind}/" if where.via.far_kind else "")
            and (where.edge is None or self.fits(edge, where.edge))
            and (where.on is None or is_valid(edge, where.on))
        }

    def ids(self, kind: str, where: Filter | None, order: Sequence[OrderBy] = ()) -> list[str]:
        """Ids of a kind that fit, in order."""
        rows = [row for row in self.graph.nodes[kind] if where is None or self.fits(row, where)]
        return [row["id"] for row in ordered(rows, order)]


def compares(found: Any, where: Compare) -> bool:
    """Whether a value fits a comparison; an absent one fits none but MISSING."""
    if where.operator is Operator.MISSING:
        return (found is None) == where.value
    value: Any = where.value
    if found is None:
        return False
    match where.operator:
        case Operator.EQUALS:
            return bool(found == value)
        case Operator.ONE_OF:
            return any(found == item for item in value)
        case Operator.LESS:
            return bool(found < value)
        case Operator.AT_MOST:
            return bool(found <= value)
        case Operator.MORE:
            return bool(found > value)
        case Operator.AT_LEAST:
            return bool(found >= value)
        case Operator.STARTS_WITH:
            return bool(found[: len(value)] == value)
        case Operator.CONTAINS:
            return value.casefold() in found.casefold()
        case Operator.INCLUDES:
            return any(item == value for item in found)
    raise AssertionError(where.operator)


def is_valid(edge: Row, day: str) -> bool:
    """Whether an edge may be valid on a day: it may have begun, and it may not have ended."""
    begun = edge.get("earliest") is None or edge["earliest"] <= day
    ended = edge.get("latest") is not None and edge["latest"] <= day
    return begun and not ended


def ordered(rows: Iterable[Row], order: Sequence[OrderBy]) -> list[Row]:
    """Rows pair by pair: by each property in turn, absent values last, ties by ascending id."""

    def compare(one: Row, other: Row) -> int:
        for by in order:
            left, right = _folded(one.get(by.property)), _folded(other.get(by.property))
            if left == right:
                continue
            if left is None or right is None:
                return 1 if left is None else -1
            return (-1 if left < right else 1) * (-1 if by.descending else 1)
        return -1 if one["id"] < other["id"] else 1

    return sorted(rows, key=cmp_to_key(compare))


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value
