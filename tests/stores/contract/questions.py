"""Questions at random, made of the properties, values and edges that a graph has, and a few that it lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from graph.query import And, Compare, Direction, Filter, Ids, Not, Operator, Or, OrderBy, Related, Via
from graph.snapshot import Row, Snapshot
from graph.values.node_id import NodeId

DAYS = ("1990-01-01", "2022-01-01", "2023-01-31", "2024-03-14", "2024-03-15", "2025-06-30", "2030-12-31")
TEXT_OPERATORS = (Operator.STARTS_WITH, Operator.CONTAINS)
ORDER_OPERATORS = (Operator.EQUALS, Operator.LESS, Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST)


class Questions:
    """Strategies for filters and orders over one graph."""

    def __init__(self, graph: Snapshot) -> None:
        self.graph = graph
        self.values = {kind: _values(rows) for kind, rows in graph.nodes.items()}
        self.edge_values = {kind: _values(rows) for kind, rows in graph.edges.items()}
        self.vias: dict[str, list[tuple[Via, str]]] = defaultdict(list)
        for edge, rows in graph.edges.items():
            for source, target in sorted({(_kind(row["source"]), _kind(row["target"])) for row in rows}):
                self.vias[source].append((Via(edge, Direction.OUT, target), target))
                self.vias[target].append((Via(edge, Direction.IN, source), source))

    def filters(self, kind: str, depth: int = 2) -> st.SearchStrategy[Filter]:
        """Filters of nodes of a kind, at most so deep."""
        leaves: list[st.SearchStrategy[Filter]] = [_comparisons(self.values[kind]), self._ids(kind)]
        if depth == 0:
            return st.one_of(leaves)
        inner = st.deferred(lambda: self.filters(kind, depth - 1))
        parts = st.lists(inner, max_size=3).map(tuple)
        related = st.sampled_from(self.vias[kind]).flatmap(lambda via: self._related(*via, depth=depth))
        return st.one_of(*leaves, related, parts.map(And), parts.map(Or), inner.map(Not))

    def orders(self, kind: str) -> st.SearchStrategy[tuple[OrderBy, ...]]:
        """Up to three properties to order by, lists left out."""
        names = sorted(name for name, values in self.values[kind].items() if not values.is_list)
        by = st.builds(OrderBy, st.sampled_from([*names, "wingspan"]), st.booleans())
        return st.lists(by, max_size=3).map(tuple)

    def _ids(self, kind: str) -> st.SearchStrategy[Filter]:
        ids = [row["id"] for row in self.graph.nodes[kind]] + [NodeId("model/none")]
        return st.frozensets(st.sampled_from(ids), max_size=4).map(Ids)

    def _related(self, via: Via, far_kind: str, depth: int) -> st.SearchStrategy[Filter]:
        return st.builds(
            Related,
            st.just(via),
            st.none() | self.filters(far_kind, depth - 1),
            st.none() | _comparisons(self.edge_values[via.edge]),
            st.none() | st.sampled_from(DAYS),
            st.booleans(),
        )


class _Values(list[Any]):
    """Values that a property has somewhere, and whether they stand in lists."""

    is_list = False


def _values(rows: Iterable[Row]) -> dict[str, _Values]:
    found: dict[str, _Values] = defaultdict(_Values)
    for row in rows:
        for name, value in row.items():
            if isinstance(value, list):
                found[name].is_list = True
            for item in value if isinstance(value, list) else (value,):
                if isinstance(item, (str, int, float)) and item not in found[name]:
                    found[name].append(item)
    return {name: values for name, values in found.items() if values}


def _comparisons(values: dict[str, _Values]) -> st.SearchStrategy[Filter]:
    return st.sampled_from(sorted(values)).flatmap(lambda name: _compare(name, values[name]))


def _compare(name: str, values: _Values) -> st.SearchStrategy[Filter]:
    value = st.sampled_from(values)
    missing = st.builds(Compare, st.just(name), st.just(Operator.MISSING), st.booleans())
    if values.is_list:
        return missing | st.builds(Compare, st.just(name), st.just(Operator.INCLUDES), value)
    some = st.lists(value, max_size=3).map(tuple)
    strategies = [
        missing,
        st.builds(Compare, st.just(name), st.sampled_from(ORDER_OPERATORS), value),
        st.builds(Compare, st.just(name), st.just(Operator.ONE_OF), some),
    ]
    if all(isinstance(item, str) for item in values):
        part = value.flatmap(lambda text: st.integers(0, len(text)).map(lambda end: text[end // 2 : end]))
        strategies.append(st.builds(Compare, st.just(name), st.sampled_from(TEXT_OPERATORS), part))
    return st.one_of(strategies)


def _kind(node_id: str) -> str:
    return node_id.partition("/")[0]
