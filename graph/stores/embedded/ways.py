"""Walks, shortest paths and neighbourhoods over the adjacency of some kinds of edge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from graph.query import Around, Between, Direction, Reached, Surroundings, Via
from graph.snapshot import Row, is_valid
from graph.values.node_id import NodeId

Views = Mapping[NodeId, list[Row]]


def reached_from(start: NodeId, views: Views, far: str, depth: int | None) -> list[Reached]:
    """Breadth first from a node, without itself."""
    found: dict[NodeId, Reached] = {}
    level, distance = [start], 0
    while level and (depth is None or distance < depth):
        distance += 1
        rows = {view[far]["id"]: view[far] for node_id in level for view in views.get(node_id, ())}
        level = sorted(node_id for node_id in rows if node_id not in found and node_id != start)
        found |= {node_id: Reached(rows[node_id], distance) for node_id in level}
    return list(found.values())


class Ways:
    """Ways through the graph, edges followed in either direction.

    rows: id -> row. views: edges of a kind and direction -> near id -> views of its edges.
    """

    def __init__(self, rows: Mapping[NodeId, Row], views: Callable[[Via], Views]) -> None:
        self._rows = rows
        self._views = views

    def path(self, question: Between) -> list[tuple[str, Row]] | None:
        """Distances from the end first, then from the start always to the first node that is nearer."""
        distances = {question.end: 0}
        level, distance = [question.end], 0
        while level and question.start not in distances and distance < question.depth:
            distance += 1
            near = {far for node in level for far, _, _ in self._steps(node, question.edges, question.on)}
            level = [node for node in near if node not in distances]
            distances |= dict.fromkeys(level, distance)
        if question.start not in distances:
            return None
        return list(self._descend(question, distances))

    def _descend(self, question: Between, distances: Mapping[NodeId, int]) -> Iterator[tuple[str, Row]]:
        node = question.start
        for nearer in range(distances[node] - 1, -1, -1):
            node, _, kind, view = min(
                (far, view["id"], kind, view)
                for far, kind, view in self._steps(node, question.edges, question.on)
                if distances.get(far) == nearer
            )
            yield kind, view

    def around(self, question: Around) -> Surroundings:
        """Breadth first until the depth or the limit is reached, then every edge among what was kept."""
        kept = {question.center: None} if question.center in self._rows else {}
        level, distance, complete = list(kept), 0, True
        while level and distance < question.depth:
            distance += 1
            near = {far for node in level for far, _, _ in self._steps(node, question.edges, question.on)}
            level = sorted(near - kept.keys())
            if len(kept) + len(level) > question.limit:
                level, complete = level[: question.limit - len(kept)], False
            kept |= dict.fromkeys(level)
            if not complete:
                break
        edges = {
            view["id"]: (kind, view)
            for node in kept
            for far, kind, view in self._steps(node, question.edges, question.on)
            if far in kept
        }
        ordered = sorted(edges.values(), key=lambda edge: (edge[0], edge[1]["id"]))
        return Surroundings([self._rows[node] for node in kept], ordered, complete)

    def _steps(
        self, node: NodeId, kinds: tuple[str, ...], on: str | None
    ) -> Iterator[tuple[NodeId, str, Row]]:
        """Every edge at a node: the node at its other end, its kind and its view."""
        for kind in kinds:
            for direction in Direction:
                far = "target" if direction is Direction.OUT else "source"
                for view in self._views(Via(kind, direction)).get(node, ()):
                    if on is None or is_valid(view, on):
                        yield view[far], kind, view
