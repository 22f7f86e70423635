"""The graph in Neo4j behind the port: every question one statement, one round trip, one record."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

import orjson

from graph.errors import VersionGone
from graph.query import (
    Around,
    Between,
    Expand,
    Filter,
    Find,
    Found,
    Lists,
    Match,
    Page,
    Reached,
    Surroundings,
    Walk,
)
from graph.snapshot import Row
from graph.stores.embedded.order import in_order
from graph.stores.embedded.text import TextIndex
from graph.stores.neo4j.answers import (
    NOTHING,
    alone,
    by_id,
    check_cursors,
    edge_page,
    edges_of,
    page_from,
    reached,
    rows_of,
    view_of,
)
from graph.stores.neo4j.catalog import Catalog
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.cypher import Compiler, Counted, Statement
from graph.stores.neo4j.names import Slot, identifier_key
from graph.stores.port import GraphFacts
from graph.values.node_id import NodeId

PART = 5_000
"""Rows of a kind that one record holds: what is asked for whole comes in parts, however much it is."""

MAX_TOTALS = 10_000
"""How many totals are kept; each is a filter and a number."""


class Neo4jStore:
    """One version of the graph in a slot; raises `VersionGone` once something else has taken its place."""

    def __init__(self, connection: Connection, slot: Slot, stamp: str, catalog: Catalog) -> None:
        self.stamp = stamp
        self._connection = connection
        self._catalog = catalog
        self._compiler = Compiler(catalog, slot)
        self._totals: dict[Counted, int] = {(kind, None): n for kind, n in catalog.node_counts.items()}
        self._texts: TextIndex | None = None
        self._reading_texts = asyncio.Lock()

    def facts(self) -> GraphFacts:
        """Version, counts, vocabularies and coverage."""
        return self._catalog.facts()

    async def nodes(self, ids: Sequence[NodeId]) -> list[Row | None]:
        """n ids -> n rows, `None` where there is no such node."""
        if not ids:
            return []
        answer = await self._ask(self._compiler.nodes(ids))
        rows = {row["id"]: row for row in rows_of(answer["rows"])}
        return [rows.get(node_id) for node_id in ids]

    async def find(self, questions: Sequence[Find]) -> list[Found[Row]]:
        """n questions -> n pages of nodes."""
        asked = [question for question in questions if self._catalog.node_counts.get(question.kind)]
        found: dict[int, Found[Row]] = {}
        if asked:
            keys = [(question.kind, question.where) for question in asked]
            counted = {key: self._totals[key] for key in keys if key in self._totals}
            answer = await self._ask(self._compiler.find(list(map(_in_parts, asked)), counted))
            for at, question in enumerate(asked):
                page = self._found(answer, at, question, counted)
                found[id(question)] = page if question.page else await self._whole(question, page)
        for question in questions:
            if id(question) not in found:
                check_cursors(question.page)
        return [found.get(id(question), NOTHING) for question in questions]

    def _found(
        self, answer: Mapping[str, Any], at: int, question: Find, counted: Mapping[Counted, int]
    ) -> Found[Row]:
        """The page of a question; what was counted is kept, since a version does not change."""
        check_cursors(question.page, answer[f"known{at}"])
        rows = rows_of(answer[f"rows{at}"])
        key = (question.kind, question.where)
        if key not in counted:
            self._totals[key] = answer[f"total{at}"]
            if len(self._totals) > MAX_TOTALS:
                self._totals.pop(next(iter(self._totals)))
        total = counted[key] if key in counted else answer[f"total{at}"]
        return page_from(rows, total, question.page or Page(PART))

    async def _whole(self, question: Find, first: Found[Row]) -> Found[Row]:
        """All that fits, from its first part."""
        rows, part = list(first.rows), first
        while part.has_next:
            (part,) = await self.find([replace(question, page=Page(PART, after=rows[-1]["id"]))])
            rows += part.rows
        return Found(rows, len(rows))

    async def expand(self, ids: Sequence[NodeId], question: Expand) -> Lists:
        """n ids -> the views of their edges, n lists end to end."""
        if not ids or question.via.edge not in self._catalog.edge_counts:
            return Lists([], [0] * len(ids))
        answer = await self._ask(self._compiler.expand(ids, question))
        rows = {row["id"]: row for row in rows_of(answer["nodes"])}
        found: dict[str, list[Row]] = {}
        far = question.via.direction.far
        edges = [(node_id, far_id, orjson.loads(edge)) for node_id, edge, far_id in answer["edges"]]
        for node_id, _, edge in sorted(edges, key=lambda item: (item[1], item[2]["id"])):
            found.setdefault(node_id, []).append(view_of(edge, rows[edge["source"]], rows[edge["target"]]))
        if question.order:
            found = {
                key: in_order(views, question.order, lambda view: view[far]) for key, views in found.items()
            }
        lists = [found.get(node_id, []) for node_id in ids]
        return Lists([view for views in lists for view in views], list(accumulate(map(len, lists))))

    async def expand_pages(self, ids: Sequence[NodeId], question: Expand) -> list[Found[Row]]:
        """n ids -> a page of edge views for each."""
        if not ids or question.via.edge not in self._catalog.edge_counts:
            for _ in ids:
                check_cursors(question.page)
            return [NOTHING for _ in ids]
        answer = await self._ask(self._compiler.expand_pages(ids, question))
        found = {node_id: edge_page(question, *rest) for node_id, *rest in answer["pages"]}
        for node_id in ids:
            if node_id not in found:
                check_cursors(question.page)
        return [found.get(node_id, NOTHING) for node_id in ids]

    async def count(self, kind: str, where: Filter | None, by: str) -> dict[str | None, int]:
        """How many nodes that fit have each value of a property."""
        if not self._catalog.node_counts.get(kind):
            return {}
        answer = await self._ask(self._compiler.count(kind, where, by))
        return dict(answer["counts"])

    async def search(self, text: str, kinds: Sequence[str], limit: int) -> list[Match]:
        """Nodes whose name or alias is near a text, best first.

        No index of the database forgives as the embedded store does, so names are compared here: all of them
        are read once for each version, and the rows of the best each time.
        """
        best = (await self._names()).search(text, frozenset(kinds), limit)
        rows = await self.nodes([NodeId(match.row["id"]) for match in best])
        return [Match(row, match.score) for row, match in zip(rows, best, strict=True) if row is not None]

    async def _names(self) -> TextIndex:
        async with self._reading_texts:
            if self._texts is None:
                found: dict[NodeId, Row] = {}
                part, last = PART, ""
                while part == PART:
                    answer = await self._ask(self._compiler.names(last, PART))
                    for node_id, name, aliases in answer["names"]:
                        found[node_id] = {"id": node_id, "name": name, "aliases": aliases or ()}
                    part, last = len(answer["names"]), next(reversed(found), NodeId(""))
                self._texts = TextIndex(found)
        return self._texts

    async def lookup(self, identifiers: Sequence[tuple[str, str]]) -> list[Row | None]:
        """n pairs of scheme and value -> n rows."""
        if not identifiers:
            return []
        answer = await self._ask(self._compiler.lookup(identifiers))
        rows = {key: orjson.loads(row) for key, row in answer["rows"]}
        return [rows.get(identifier_key(scheme, value)) for scheme, value in identifiers]

    async def claims(self, ids: Sequence[NodeId]) -> list[list[Row]]:
        """n ids -> for each, the values of the node of which several sources speak."""
        if not ids:
            return []
        answer = await self._ask(self._compiler.claims(ids))
        found: dict[str, list[Row]] = {}
        for row in sorted(rows_of(answer["rows"]), key=lambda row: row["id"]):
            found.setdefault(row["subject"], []).append(row)
        return [found.get(node_id, []) for node_id in ids]

    async def disagreements(self, page: Page) -> Found[Row]:
        """A page of the values on which sources contradict each other."""
        answer = await self._ask(self._compiler.disagreements(page))
        check_cursors(page, answer["known"])
        return page_from(rows_of(answer["rows"]), answer["total"], page)

    async def walk(self, ids: Sequence[NodeId], question: Walk) -> list[list[Reached]]:
        """n ids -> what each leads to, by distance and then by id."""
        if not ids or question.depth == 0 or question.via.edge not in self._catalog.edge_counts:
            return [[] for _ in ids]
        answer = await self._ask(self._compiler.walk(ids, question))
        walks = {node_id: reached(found) for node_id, found in answer["walks"]}
        return [walks.get(node_id, []) for node_id in ids]

    async def paths(self, questions: Sequence[Between]) -> list[list[tuple[str, Row]] | None]:
        """n questions -> the edges of a shortest path with their kinds."""
        known = [replace(question, edges=self._known(question.edges)) for question in questions]
        asked = [item for item in known if item.start != item.end and item.depth > 0 and item.edges]
        found: dict[Between, list[tuple[str, Row]] | None] = {}
        if asked:
            answer = await self._ask(self._compiler.paths(asked))
            for at, question in enumerate(asked):
                paths = answer[f"path{at}"]
                found[question] = edges_of(paths[0][1], by_id(paths[0][0])) if paths else None
        return [[] if question.start == question.end else found.get(question) for question in known]

    async def surroundings(self, questions: Sequence[Around]) -> list[Surroundings]:
        """n questions -> nodes around one, with the edges among them."""
        known = [replace(question, edges=self._known(question.edges)) for question in questions]
        asked = [question for question in known if question.edges and question.depth > 0]
        found: dict[Around, Surroundings] = {}
        if asked:
            answer = await self._ask(self._compiler.surroundings(asked))
            for at, question in enumerate(asked):
                nodes = by_id(answer[f"nodes{at}"])
                edges = edges_of(answer[f"edges{at}"], nodes)
                edges.sort(key=lambda edge: (edge[0], edge[1]["id"]))
                complete = answer[f"reached{at}"] < question.limit
                found[question] = Surroundings(list(nodes.values()), edges, complete)
        rows = iter(await self.nodes([question.center for question in known if question not in found]))
        return [found.get(question) or alone(next(rows)) for question in known]

    def _known(self, edges: Sequence[str]) -> tuple[str, ...]:
        """The kinds of edge that there are in this version, each once."""
        return tuple(dict.fromkeys(kind for kind in edges if kind in self._catalog.edge_counts))

    async def edges(self, kinds: Sequence[str]) -> list[tuple[str, Row]]:
        """All edges of some kinds, by ascending id."""
        known = sorted(kind for kind in kinds if kind in self._catalog.edge_counts)
        rows: dict[str, list[Row]] = {kind: [] for kind in known}
        after = dict.fromkeys(known, "")
        while after:
            answer = await self._ask(self._compiler.edges(after, PART))
            parts = {kind: rows_of(answer[f"rows{at}"]) for at, kind in enumerate(after)}
            for kind, part in parts.items():
                rows[kind] += part
            after = {kind: part[-1]["id"] for kind, part in parts.items() if len(part) == PART}
        return [(kind, row) for kind in known for row in sorted(rows[kind], key=lambda row: row["id"])]

    async def _ask(self, statement: Statement) -> Mapping[str, Any]:
        answer = await self._connection.read(statement.text, statement.parameters)
        if answer["stamp"] != self.stamp:
            raise VersionGone("a new version of the graph has taken the place of the one asked; ask again")
        return answer


def _in_parts(question: Find) -> Find:
    """The question for the first part where everything is asked for."""
    return question if question.page else replace(question, page=Page(PART))
