"""Paths and neighbourhoods against NetworkX on random graphs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.query import Around, Between, Direction, Via
from graph.snapshot import Row
from graph.stores.embedded.ways import Ways, reached_from
from graph.values.node_id import NodeId

NODES = [NodeId(f"node/{letter}") for letter in "abcdefgh"]
EDGES = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=20)


def views_of(edges: list[tuple[NodeId, NodeId]]) -> Any:
    rows: list[Row] = [
        {
            "id": f"e/{number}",
            "source": source,
            "target": target,
            "source_node": {"id": source},
            "target_node": {"id": target},
        }
        for number, (source, target) in enumerate(edges)
    ]

    def views(via: Via) -> Mapping[NodeId, list[Row]]:
        near = "source" if via.direction is Direction.OUT else "target"
        return {node: found for node in NODES if (found := [row for row in rows if row[near] == node])}

    return views


def ways_of(edges: list[tuple[NodeId, NodeId]]) -> Ways:
    return Ways({node: {"id": node} for node in NODES}, views_of(edges))


def plain(edges: list[tuple[NodeId, NodeId]]) -> Any:
    graph: Any = nx.MultiGraph()
    graph.add_nodes_from(NODES)
    graph.add_edges_from(edges)
    return graph


@given(EDGES, st.sampled_from(NODES), st.sampled_from(NODES))
def test_a_path_is_the_first_of_all_shortest_ones(
    edges: list[tuple[NodeId, NodeId]], start: NodeId, end: NodeId
) -> None:
    found = ways_of(edges).path(Between(start, end, ("TIE",), depth=10))

    graph = plain(edges)
    if not nx.has_path(graph, start, end):
        assert found is None
        return
    assert found is not None
    nodes = [start]
    for _, edge in found:
        assert nodes[-1] in (edge["source"], edge["target"])
        nodes.append(edge["target"] if edge["source"] == nodes[-1] else edge["source"])
    assert nodes == min(map(list, nx.all_shortest_paths(graph, start, end)))


@given(EDGES, st.sampled_from(NODES), st.integers(1, 4))
def test_a_walk_reaches_what_a_search_in_breadth_reaches(
    edges: list[tuple[NodeId, NodeId]], start: NodeId, depth: int
) -> None:
    views = views_of(edges)(Via("TIE", Direction.OUT))

    found = {item.row["id"]: item.distance for item in reached_from(start, views, "target_node", depth)}

    graph: Any = nx.MultiDiGraph(edges)
    graph.add_node(start)
    lengths = nx.single_source_shortest_path_length(graph, start, cutoff=depth)
    assert found == {node: length for node, length in lengths.items() if node != start}


@given(EDGES, st.sampled_from(NODES), st.integers(1, 3))
def test_a_neighbourhood_is_the_graph_that_its_nodes_span(
    edges: list[tuple[NodeId, NodeId]], center: NodeId, depth: int
) -> None:
    found = ways_of(edges).around(Around(center, ("TIE",), depth, limit=50))

    ego = nx.ego_graph(plain(edges), center, radius=depth)
    assert {row["id"] for row in found.nodes} == set(ego.nodes)
    assert len(found.edges) == ego.number_of_edges()
