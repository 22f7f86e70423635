"""The embedded store: the whole graph in memory with indexes beside it, and as NetworkX has it on demand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from graph.pages import page_of
from graph.query import (
    Around,
    Between,
    Direction,
    Expand,
    Filter,
    Find,
    Found,
    Lists,
    Match,
    OrderBy,
    Page,
    Reached,
    Surroundings,
    Via,
    Walk,
)
from graph.snapshot import Row, Snapshot, is_valid
from graph.stores.embedded.filters import FilterIndex
from graph.stores.embedded.order import in_order
from graph.stores.embedded.text import TextIndex
from graph.stores.embedded.ways import Ways, reached_from
from graph.stores.port import GraphFacts
from graph.values.node_id import NodeId, kind_of

if TYPE_CHECKING:
    import networkx as nx

Views = Mapping[NodeId, list[Row]]

_NOTHING: list[Row] = []


class EmbeddedStore:
    """Answers from memory, at once; strictly read-only."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._rows = {kind: {NodeId(row["id"]): row for row in rows} for kind, rows in snapshot.nodes.items()}
        self._by_id = {node_id: row for rows in self._rows.values() for node_id, row in rows.items()}
        self._views = lru_cache(maxsize=None)(self._make_views)
        self._filters = FilterIndex(self._rows, self._views, self._kinds_of_far)
        self._ways = Ways(self._by_id, self._views)
        self._ordered = lru_cache(maxsize=256)(self._find_all)
        self._claims: dict[NodeId, list[Row]] = {}
        for value in snapshot.claims:
            self._claims.setdefault(value["subject"], []).append(value)
        self._disagreements = [value for value in snapshot.claims if value["disagree"]]
        self._identifiers = {
            (identifier["scheme"], identifier["value"].casefold()): row
            for row in self._by_id.values()
            for identifier in row.get("external_ids", ())
        }

    def facts(self) -> GraphFacts:
        """Version, counts, vocabularies and coverage."""
        return GraphFacts(
            version=self._snapshot.version,
            node_counts={kind: len(rows) for kind, rows in self._rows.items()},
            edge_counts={kind: len(rows) for kind, rows in self._snapshot.edges.items()},
            vocabularies=self._snapshot.vocabularies,
            coverage=self._snapshot.coverage,
        )

    def to_networkx(self) -> nx.MultiDiGraph[NodeId]:
        """The graph as NetworkX has it: nodes and edges with their properties, edges keyed by their id."""
        return _multigraph(self._snapshot)

    def nodes(self, ids: Sequence[NodeId]) -> list[Row | None]:
        """n ids -> n rows, `None` where there is no such node."""
        return [self._by_id.get(node_id) for node_id in ids]

    def find(self, questions: Sequence[Find]) -> list[Found[Row]]:
        """n questions -> n pages of nodes."""
        return [page_of(self._ordered(ask.kind, ask.where, ask.order), ask.page) for ask in questions]

    def _find_all(self, kind: str, where: Filter | None, order: tuple[OrderBy, ...]) -> list[Row]:
        rows = self._rows.get(kind, {})
        if where is not None:
            fitting = self._filters.ids(kind, where)
            return in_order([row for node_id, row in rows.items() if node_id in fitting], order, _itself)
        return in_order(list(rows.values()), order, _itself)

    def expand(self, ids: Sequence[NodeId], question: Expand) -> Lists:
        """n ids -> the views of their edges, n lists end to end."""
        lists = self._edges_of(ids, question)
        return Lists([view for views in lists for view in views], list(accumulate(map(len, lists))))

    def expand_pages(self, ids: Sequence[NodeId], question: Expand) -> list[Found[Row]]:
        """n ids -> a page of edge views for each."""
        return [page_of(views, question.page) for views in self._edges_of(ids, question)]

    def _edges_of(self, ids: Sequence[NodeId], question: Expand) -> list[list[Row]]:
        every, far, on = self._views(question.via), question.via.direction.far, question.on
        lists = [every.get(node_id, _NOTHING) for node_id in ids]
        if on is not None:
            lists = [[view for view in views if is_valid(view, on)] for views in lists]
        if question.where is not None:
            lists = [self._fitting(views, far, question.where) for views in lists]
        if question.order:
            lists = [in_order(views, question.order, lambda view: view[far]) for views in lists]
        return lists

    def _fitting(self, views: list[Row], far: str, where: Filter) -> list[Row]:
        kinds = {kind_of(view[far]["id"]) for view in views}
        fitting = frozenset[NodeId]().union(*(self._filters.ids(kind, where) for kind in kinds))
        return [view for view in views if view[far]["id"] in fitting]

    def count(self, kind: str, where: Filter | None, by: str) -> dict[str | None, int]:
        """How many nodes that fit have each value of a property."""
        counts: dict[str | None, int] = {}
        for row in self._ordered(kind, where, ()):
            value = row.get(by)
            for item in value if isinstance(value, list) else (value,):
                counts[item] = counts.get(item, 0) + 1
        return counts

    @cached_property
    def _texts(self) -> TextIndex:
        return TextIndex(self._by_id)

    def search(self, text: str, kinds: Sequence[str], limit: int) -> list[Match]:
        """Nodes whose name or alias is near a text, best first."""
        return self._texts.search(text, frozenset(kinds), limit)

    def lookup(self, identifiers: Sequence[tuple[str, str]]) -> list[Row | None]:
        """n pairs of scheme and value -> n rows."""
        return [self._identifiers.get((scheme, value.casefold())) for scheme, value in identifiers]

    def walk(self, ids: Sequence[NodeId], question: Walk) -> list[list[Reached]]:
        """n ids -> what each leads to, by distance and then by id."""
        views, far = self._views(question.via), question.via.direction.far
        return [reached_from(node_id, views, far, question.depth) for node_id in ids]

    def paths(self, questions: Sequence[Between]) -> list[list[tuple[str, Row]] | None]:
        """n questions -> the edges of a shortest path with their kinds."""
        return [self._ways.path(question) for question in questions]

    def surroundings(self, questions: Sequence[Around]) -> list[Surroundings]:
        """n questions -> nodes around one, with the edges among them."""
        return [self._ways.around(question) for question in questions]

    def edges(self, kinds: Sequence[str]) -> list[tuple[str, Row]]:
        """All edges of some kinds, by ascending id."""
        return [(kind, row) for kind in sorted(kinds) for row in self._snapshot.edges.get(kind, ())]

    def claims(self, ids: Sequence[NodeId]) -> list[list[Row]]:
        """n ids -> for each, the values of the node of which several sources speak."""
        return [self._claims.get(node_id, _NOTHING) for node_id in ids]

    def disagreements(self, page: Page) -> Found[Row]:
        """A page of the values on which sources contradict each other."""
        return page_of(self._disagreements, page)

    def _make_views(self, via: Via) -> Views:
        """Views of the edges of a kind by the node that they are followed from; one view for both ways."""
        if via.far_kind:
            far = via.direction.far
            every = self._views(Via(via.edge, via.direction))
            some = (
                (near, [view for view in views if kind_of(view[far]["id"]) == via.far_kind])
                for near, views in every.items()
            )
            return {near: views for near, views in some if views}
        if via.direction is Direction.IN:
            outward = self._views(Via(via.edge, Direction.OUT))
            return _grouped((view for views in outward.values() for view in views), "target", "source")
        views = (
            {**row, "source_node": self._by_id[row["source"]], "target_node": self._by_id[row["target"]]}
            for row in self._snapshot.edges.get(via.edge, ())
        )
        return _grouped(views, "source", "target")

    def _kinds_of_far(self, via: Via, near_kind: str) -> Iterable[str]:
        far = via.direction.far
        near = self._rows.get(near_kind, {})
        return {
            kind_of(view[far]["id"])
            for node_id, views in self._views(via).items()
            if node_id in near
            for view in views
        }


def _multigraph(snapshot: Snapshot) -> nx.MultiDiGraph[NodeId]:
    import networkx as nx

    graph: nx.MultiDiGraph[NodeId] = nx.MultiDiGraph(version=snapshot.version)
    for kind, rows in snapshot.nodes.items():
        graph.add_nodes_from((row["id"], {"kind": kind, "row": row}) for row in rows)
    for kind, rows in snapshot.edges.items():
        for row in rows:
            graph.add_edge(row["source"], row["target"], key=row["id"], kind=kind, row=row)
    return graph


def _grouped(views: Iterable[Row], near: str, far: str) -> dict[NodeId, list[Row]]:
    grouped: dict[NodeId, list[Row]] = {}
    for view in views:
        grouped.setdefault(view[near], []).append(view)
    for edges in grouped.values():
        edges.sort(key=lambda view: (view[far], view["id"]))
    return grouped


def _itself(row: Row) -> Row:
    return row
