"""Filters of one kind of node -> the set of ids that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any

from graph.query import And, Compare, Filter, Ids, Not, Operator, Or, Related, Via
from graph.snapshot import Row, is_valid
from graph.values.node_id import NodeId

IdSet = frozenset[NodeId]


class FilterIndex:
    """Answers filters by indexes: value -> ids for equality, adjacency for edges; results are kept.

    rows: kind -> id -> row. views: edges of a kind and direction -> near id -> views of its edges.
    """

    def __init__(
        self,
        rows: Mapping[str, Mapping[NodeId, Row]],
        views: Callable[[Via], Mapping[NodeId, list[Row]]],
        kind_of_far: Callable[[Via, str], Iterable[str]],
    ) -> None:
        self._rows = rows
        self._views = views
        self._kind_of_far = kind_of_far
        self._values: dict[tuple[str, str], dict[Any, IdSet]] = {}
        self._list_items: dict[tuple[str, str], dict[Any, IdSet]] = {}
        self._answers: dict[tuple[str, Filter], IdSet] = {}

    def ids(self, kind: str, where: Filter) -> IdSet:
        """Ids of the nodes of a kind that fit."""
        key = (kind, where)
        if key not in self._answers:
            if len(self._answers) >= 1024:
                self._answers.clear()
            self._answers[key] = self._answer(kind, where)
        return self._answers[key]

    def _answer(self, kind: str, where: Filter) -> IdSet:
        match where:
            case And(parts):
                everything = frozenset(self._rows.get(kind, ()))
                return reduce(frozenset.intersection, (self.ids(kind, part) for part in parts), everything)
            case Or(parts):
                return frozenset().union(*(self.ids(kind, part) for part in parts))
            case Not(part):
                return frozenset(self._rows.get(kind, ())) - self.ids(kind, part)
            case Ids(ids):
                return ids & self._rows.get(kind, {}).keys()
            case Related():
                return self._related(kind, where)
            case Compare():
                return self._compare(kind, where)

    def _related(self, kind: str, where: Related) -> IdSet:
        wanted = self._far_ids(kind, where)
        near = self._rows.get(kind, {}).keys()
        if where.transitively:
            return frozenset(near & self._reaching(where, wanted))
        far, views = where.via.direction.far, self._views(where.via)
        return frozenset(
            node_id
            for node_id in near & views.keys()
            if any(
                (wanted is None or view[far]["id"] in wanted) and _edge_fits(view, where)
                for view in views[node_id]
            )
        )

    def _far_ids(self, kind: str, where: Related) -> IdSet | None:
        """Ids of the far nodes that fit; `None`: all do."""
        if where.node is None:
            return None
        kinds = self._kind_of_far(where.via, kind)
        return frozenset().union(*(self.ids(far_kind, where.node) for far_kind in kinds))

    def _reaching(self, where: Related, wanted: IdSet | None) -> set[NodeId]:
        """The nodes from which some edges in a row, each of which fits, lead to a wanted node."""
        far = where.via.direction.far
        nearer: dict[NodeId, list[NodeId]] = {}
        for node_id, views in self._views(where.via).items():
            for view in views:
                if _edge_fits(view, where):
                    nearer.setdefault(view[far]["id"], []).append(node_id)
        reaching: set[NodeId] = set()
        frontier = list(nearer if wanted is None else nearer.keys() & wanted)
        while frontier:
            found = set(nearer.get(frontier.pop(), ())) - reaching
            reaching |= found
            frontier += found
        return reaching

    def _compare(self, kind: str, where: Compare) -> IdSet:
        if where.operator is Operator.EQUALS:
            return self._index(kind, where.property).get(where.value, frozenset())
        if where.operator is Operator.ONE_OF and isinstance(where.value, tuple):
            index = self._index(kind, where.property)
            return frozenset().union(*(index.get(value, frozenset()) for value in where.value))
        if where.operator is Operator.INCLUDES:
            return self._items(kind, where.property).get(where.value, frozenset())
        return frozenset(node_id for node_id, row in self._rows.get(kind, {}).items() if fits(row, where))

    def _index(self, kind: str, name: str) -> dict[Any, IdSet]:
        key = (kind, name)
        if key not in self._values:
            found: dict[Any, set[NodeId]] = {}
            for node_id, row in self._rows.get(kind, {}).items():
                value = row.get(name)
                if not isinstance(value, (list, dict)) and value is not None:
                    found.setdefault(value, set()).add(node_id)
            self._values[key] = {value: frozenset(ids) for value, ids in found.items()}
        return self._values[key]

    def _items(self, kind: str, name: str) -> dict[Any, IdSet]:
        """For a property that is a list: item -> ids of the nodes whose list has it."""
        key = (kind, name)
        if key not in self._list_items:
            found: dict[Any, set[NodeId]] = {}
            for node_id, row in self._rows.get(kind, {}).items():
                for item in row.get(name) or ():
                    found.setdefault(item, set()).add(node_id)
            self._list_items[key] = {item: frozenset(ids) for item, ids in found.items()}
        return self._list_items[key]


def _edge_fits(view: Row, where: Related) -> bool:
    return (where.on is None or is_valid(view, where.on)) and (where.edge is None or fits(view, where.edge))


def fits(row: Row, where: Filter) -> bool:
    """Whether one row fits a filter on its own properties; filters along edges do not reach here."""
    match where:
        case And(parts):
            return all(fits(row, part) for part in parts)
        case Or(parts):
            return any(fits(row, part) for part in parts)
        case Not(part):
            return not fits(row, part)
        case Ids(ids):
            return row["id"] in ids
        case Compare(name, operator, value):
            return _holds(row.get(name), operator, value)
        case Related():
            raise TypeError("a filter along edges needs the index")


def _holds(found: Any, operator: Operator, value: Any) -> bool:
    if operator is Operator.MISSING:
        return (found is None) is value
    if found is None:
        return False
    return _HOLDS[operator](found, value)


_HOLDS: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQUALS: lambda found, value: bool(found == value),
    Operator.ONE_OF: lambda found, value: found in value,
    Operator.LESS: lambda found, value: bool(found < value),
    Operator.AT_MOST: lambda found, value: bool(found <= value),
    Operator.MORE: lambda found, value: bool(found > value),
    Operator.AT_LEAST: lambda found, value: bool(found >= value),
    Operator.STARTS_WITH: lambda found, value: str(found).startswith(value),
    Operator.CONTAINS: lambda found, value: value.casefold() in str(found).casefold(),
    Operator.INCLUDES: lambda found, value: value in found,
}
