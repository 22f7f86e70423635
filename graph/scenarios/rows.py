"""A whole graph as rows by id, as a store gives them, so that some of them can be replaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.snapshot import Row, Snapshot
from graph.values.node_id import NodeId, kind_of

Ends = dict[tuple[str, str], Mapping[NodeId, Sequence[Row]]]


@dataclass(frozen=True)
class Rows:
    """The nodes of each kind by id, the edges of each kind by ascending id, and all else of a snapshot.

    Never changed; `with_nodes` and `with_edges` give a graph that shares everything that stays.
    """

    nodes: Mapping[str, Mapping[NodeId, Row]]
    edges: Mapping[str, Sequence[Row]]
    rest: Snapshot
    _shared: Ends = field(default_factory=dict)
    """Edges by their ends, of kinds whose edges are those of the snapshot; one for all graphs over it."""
    _own: Ends = field(default_factory=dict)
    """The same for kinds some of whose edges were replaced."""

    @classmethod
    def of(cls, snapshot: Snapshot) -> Rows:
        """The rows of a snapshot."""
        nodes = {kind: {NodeId(row["id"]): row for row in rows} for kind, rows in snapshot.nodes.items()}
        return cls(nodes, snapshot.edges, snapshot)

    def snapshot(self, version: str) -> Snapshot:
        """The same under the name of a version."""
        nodes = {kind: list(rows.values()) for kind, rows in self.nodes.items()}
        return replace(self.rest, version=version, nodes=nodes, edges=self.edges)

    def node(self, node_id: NodeId) -> Row:
        """A node that exists."""
        return self.nodes[kind_of(node_id)][node_id]

    def with_nodes(self, rows: Iterable[Row]) -> Rows:
        """With rows in the place of those of the same ids."""
        changed: dict[str, dict[NodeId, Row]] = {}
        for row in rows:
            kind = kind_of(row["id"])
            if kind not in changed:
                changed[kind] = dict(self.nodes[kind])
            changed[kind][row["id"]] = row
        return Rows({**self.nodes, **changed}, self.edges, self.rest, self._shared)

    def with_edges(self, kind: str, without: Iterable[Row], rows: Iterable[Row]) -> Rows:
        """With some edges of a kind in the place of others."""
        gone = {row["id"] for row in without}
        kept = [row for row in self.edges.get(kind, ()) if row["id"] not in gone]
        edges = {**self.edges, kind: sorted([*kept, *rows], key=lambda row: row["id"])}
        return Rows(self.nodes, edges, self.rest, self._shared)

    def from_(self, kind: str, node_id: NodeId) -> Sequence[Row]:
        """The edges of a kind that start at a node."""
        return self._by(kind, "source").get(node_id, ())

    def to(self, kind: str, node_id: NodeId) -> Sequence[Row]:
        """The edges of a kind that end at a node."""
        return self._by(kind, "target").get(node_id, ())

    def _by(self, kind: str, end: str) -> Mapping[NodeId, Sequence[Row]]:
        rows = self.edges.get(kind, ())
        known = self._shared if rows is self.rest.edges.get(kind, ()) else self._own
        if (kind, end) not in known:
            found: dict[NodeId, list[Row]] = {}
            for row in rows:
                found.setdefault(row[end], []).append(row)
            known[kind, end] = found
        return known[kind, end]
