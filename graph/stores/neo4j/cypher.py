"""Questions -> Cypher: text and parameters of one statement, which answers with one record.

Each statement ends with the stamp of its slot, read after everything else was: where it is not the one that
the reader began with, the answer may be half another version's, and is thrown away.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.query import Around, Between, Direction, Expand, Filter, Find, Page, Walk
from graph.stores.neo4j.catalog import Catalog
from graph.stores.neo4j.filters import EVERYTHING, Filters, Names, matched, without_not
from graph.stores.neo4j.names import (
    ROW,
    SLOT_LABEL,
    Slot,
    any_node,
    claims_label,
    degree,
    identifier_key,
    identifier_label,
    label,
    quoted,
    type_of,
)
from graph.stores.neo4j.pages import Key, beyond, indexed, is_backward, limit, node_keys, ordered_by
from graph.stores.neo4j.ways import around, path, walked
from graph.values.node_id import NodeId

Counted = tuple[str, Filter | None]
"""A kind and a filter, of which it is known how many nodes fit."""


@dataclass(frozen=True)
class Statement:
    """Cypher with its parameters; the one record has the named columns, and `stamp`."""

    text: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True)
class Compiler:
    """Compiles the questions of the port for one version in one slot."""

    catalog: Catalog
    slot: Slot

    def nodes(self, ids: Sequence[NodeId]) -> Statement:
        """`rows`: the rows of ids that exist."""
        body = f"UNWIND $ids AS id MATCH (n:{any_node(self.slot)} {{id: id}}) WITH collect(n.{ROW}) AS rows"
        return self._statement(body, ["rows"], {"ids": list(dict.fromkeys(ids))})

    def lookup(self, identifiers: Sequence[tuple[str, str]]) -> Statement:
        """`rows`: pairs of an identifier's key and a row."""
        start = f"(i:{identifier_label(self.slot)} {{key: key}})"
        body = (
            f"UNWIND $keys AS key MATCH {start}-[:{type_of('IDENTIFIES', self.slot)}]->(n) "
            f"WITH collect([key, n.{ROW}]) AS rows"
        )
        return self._statement(body, ["rows"], {"keys": [identifier_key(*pair) for pair in identifiers]})

    def edges(self, after: Mapping[str, str], limit: int) -> Statement:
        """A column for each kind, in order: rows of its edges beyond an id, nearest first."""
        names, lists = Names(), []
        size = names.bind(limit)
        for at, (kind, last) in enumerate(after.items()):
            edges = f"MATCH ()-[r:{type_of(kind, self.slot)}]->() WHERE r.id > {names.bind(last)}"
            lists.append(f"COLLECT {{ {edges} RETURN r.{ROW} ORDER BY r.id LIMIT {size} }} AS rows{at}")
        return self._statement(
            f"WITH {', '.join(lists)}", [f"rows{at}" for at in range(len(lists))], names.parameters
        )

    def names(self, after: str, limit: int) -> Statement:
        """`names`: id, name and aliases of nodes beyond an id, nearest first."""
        nodes = f"MATCH (n:{any_node(self.slot)}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT $limit"
        body = f"{nodes} WITH collect([n.id, n.name, n.aliases]) AS names"
        return self._statement(body, ["names"], {"after": after, "limit": limit})

    def count(self, kind: str, where: Filter | None, by: str) -> Statement:
        """`counts`: pairs of a value and how many nodes have it."""
        filters = self._filters()
        nodes = matched(filters.branches("m", kind, where), "m")
        if by in self.catalog.lists.get(kind, ()):
            value = f"UNWIND coalesce(m.{quoted(by)}, [null]) AS value"
        else:
            value = f"WITH m, m.{quoted(by)} AS value"
        body = f"{nodes} {value} WITH value, count(*) AS n WITH collect([value, n]) AS counts"
        return self._statement(body, ["counts"], filters.names.parameters)

    def find(self, questions: Sequence[Find], counted: Collection[Counted] = ()) -> Statement:
        """For each question: `rows0`, one more than its page, `total0`, `known0`: which cursors are there.

        counted: what needs no `total`, as it is known.
        """
        filters = self._filters()
        cursors: list[str] = []
        columns: dict[str, str] = {}
        for at, question in enumerate(questions):
            clauses, found = self._find(filters, at, question, counted)
            cursors += clauses
            columns |= found
        values = ", ".join(f"{value} AS {name}" for name, value in columns.items())
        body = " ".join([*cursors, f"WITH {values}"])
        return self._statement(body, list(columns), filters.names.parameters)

    def _find(
        self, filters: Filters, at: int, question: Find, counted: Collection[Counted]
    ) -> tuple[list[str], dict[str, str]]:
        """The clauses that bind the cursors of a question, and its columns."""
        node, page = f"m{at}", question.page
        keys = node_keys(node, question.order, self.catalog.scalars.get(question.kind, ()))
        clauses, known, further = [], [], indexed(keys)
        for cursor, value, backward in _cursors(page, at):
            its = f"({cursor}:{label(question.kind, self.slot)} {{id: {filters.names.bind(value)}}})"
            clauses.append(f"OPTIONAL MATCH {its}")
            fits = filters.predicate(cursor, without_not(question.where or EVERYTHING))
            known.append(f"({cursor} IS NOT NULL AND coalesce({fits}, false))")
            further += beyond(keys, {node: cursor}, backward=backward)
        backward = is_backward(page)
        nodes = matched(filters.branches(node, question.kind, question.where), node, further)
        stretch = f"WITH {node} {ordered_by(keys, backward=backward)}{_limit(filters.names, page)}"
        columns = {
            f"rows{at}": f"COLLECT {{ {nodes} {stretch} RETURN {node}.{ROW} }}",
            f"known{at}": f"[{', '.join(known)}]",
        }
        if page is not None and (question.kind, question.where) not in counted:
            every = matched(filters.branches(node, question.kind, question.where), node)
            columns[f"total{at}"] = f"COUNT {{ {every} RETURN {node} }}"
        return clauses, columns

    def expand(self, ids: Sequence[NodeId], question: Expand) -> Statement:
        """`edges`: triples of an id asked, an edge's row and the far id; `nodes`: the rows of all ends."""
        filters = self._filters()
        predicates = self._expand_predicates(filters, question)
        hop = filters.hop("n", "r", "f", question.via)
        body = (
            f"UNWIND $ids AS id MATCH (n:{any_node(self.slot)} {{id: id}}) MATCH {hop}{_where(predicates)} "
            f"WITH collect([id, r.{ROW}, f.id]) AS edges, collect(DISTINCT n) + collect(DISTINCT f) AS ends "
            f"WITH edges, [end IN ends | end.{ROW}] AS nodes"
        )
        return self._statement(
            body, ["edges", "nodes"], {**filters.names.parameters, "ids": list(dict.fromkeys(ids))}
        )

    def expand_pages(self, ids: Sequence[NodeId], question: Expand) -> Statement:
        """`pages`: for each id that exists: id, row, total, which cursors are there, edges with far rows."""
        filters = self._filters()
        page, via = question.page, question.via
        keys = self._edge_keys(filters, question)
        clauses, known, further = [], [], []
        for cursor, value, backward in _cursors(page, 0):
            edge, far = f"{cursor}e", f"{cursor}f"
            hop = filters.hop("", edge, far, via)
            near = "source" if via.direction is Direction.OUT else "target"
            held = [f"{edge}.{near} = n.id", *self._expand_predicates(filters, question, edge, far)]
            clauses.append(
                f"OPTIONAL MATCH {hop}{_where([f'{edge}.id = {filters.names.bind(value)}', *held])}"
            )
            known.append(f"{edge} IS NOT NULL")
            further += beyond(keys, {"r": edge, "f": far}, backward=backward)
        held = self._expand_predicates(filters, question)
        walked = _walked(question, keys)
        near = "" if walked else "n"
        order = ordered_by([*walked, *keys], backward=is_backward(page))
        nearest = [f"{key.of()} = n.id" for key in walked] + (indexed(keys) if walked else [])
        stretch = (
            f"MATCH {filters.hop(near, 'r', 'f', via)}{_where([*nearest, *held, *further])} "
            f"WITH r, f {order}{_limit(filters.names, page)}"
        )
        body = (
            f"UNWIND $ids AS id MATCH (n:{any_node(self.slot)} {{id: id}}) {' '.join(clauses)} "
            f"WITH id, n.{ROW} AS row, {self._total(filters, question, held)} AS total, "
            f"[{', '.join(known)}] AS known, COLLECT {{ {stretch} RETURN [r.{ROW}, f.{ROW}] }} AS edges "
            f"WITH collect([id, row, total, known, edges]) AS pages"
        )
        return self._statement(body, ["pages"], {**filters.names.parameters, "ids": list(dict.fromkeys(ids))})

    def claims(self, ids: Sequence[NodeId]) -> Statement:
        """`rows`: the values of which several sources speak, of all these nodes."""
        body = f"UNWIND $ids AS id MATCH (c:{claims_label(self.slot)} {{subject: id}})"
        parameters = {"ids": list(dict.fromkeys(ids))}
        return self._statement(f"{body} WITH collect(c.{ROW}) AS rows", ["rows"], parameters)

    def disagreements(self, page: Page) -> Statement:
        """`rows`, one more than the page, `total`, `known`: which cursors are there."""
        names, its, keys = Names(), claims_label(self.slot), [Key("c", "id")]
        held = ["c.disagree = true", *indexed(keys)]
        clauses, known = [], []
        for cursor, value, backward in _cursors(page, 0):
            clauses.append(f"OPTIONAL MATCH ({cursor}:{its} {{id: {names.bind(value)}}})")
            known.append(f"coalesce({cursor}.disagree, false)")
            held += beyond(keys, {"c": cursor}, backward=backward)
        order = ordered_by([Key("c", "disagree"), *keys], backward=page.backward)
        body = (
            f"{' '.join(clauses)} WITH COLLECT {{ MATCH (c:{its}){_where(held)} "
            f"WITH c {order}{_limit(names, page)} RETURN c.{ROW} }} AS rows, [{', '.join(known)}] AS known, "
            f"COUNT {{ MATCH (c:{its}) WHERE c.disagree = true }} AS total"
        )
        return self._statement(body, ["rows", "known", "total"], names.parameters)

    def walk(self, ids: Sequence[NodeId], question: Walk) -> Statement:
        """`walks`: for each id that exists: id, pairs of a row and the least distance."""
        filters = self._filters()
        body = (
            f"UNWIND $ids AS id MATCH (n:{any_node(self.slot)} {{id: id}}) "
            f"WITH id, {walked(filters, question)} AS found WITH collect([id, found]) AS walks"
        )
        return self._statement(body, ["walks"], {**filters.names.parameters, "ids": list(dict.fromkeys(ids))})

    def paths(self, questions: Sequence[Between]) -> Statement:
        """For each question `path0`: none, or one pair of the rows of its nodes and its edges with types."""
        filters = self._filters()
        columns = {f"path{at}": path(filters, question) for at, question in enumerate(questions)}
        values = ", ".join(f"{value} AS {name}" for name, value in columns.items())
        return self._statement(f"WITH {values}", list(columns), filters.names.parameters)

    def surroundings(self, questions: Sequence[Around]) -> Statement:
        """For each question: `nodes0`, `edges0` with types, `reached0`: how many more, up to its limit."""
        filters = self._filters()
        clauses, columns = [], dict[str, str]()
        for at, question in enumerate(questions):
            clause, found = around(filters, question, at)
            clauses.append(clause)
            columns |= found
        values = ", ".join(f"{value} AS {name}" for name, value in columns.items())
        return self._statement(
            " ".join([*clauses, f"WITH {values}"]), list(columns), filters.names.parameters
        )

    def _total(self, filters: Filters, question: Expand, held: Sequence[str]) -> str:
        """How many edges a node has in all.

        Those that reach a node are counted when it is loaded, so that only the ones of other days, which are
        few, have to be looked at, however many there are.
        """
        via, on = question.via, question.on
        if question.where is not None or via.direction is Direction.OUT:
            return f"COUNT {{ MATCH {filters.hop('n', 'r', 'f', via)}{_where(held)} }}"
        kinds = (via.far_kind,) if via.far_kind else filters.far_kinds(via)
        total = " + ".join(f"coalesce(n.{quoted(degree(via.edge, kind))}, 0)" for kind in kinds)
        if on is None:
            return total
        day, hop = filters.names.bind(on), filters.hop("", "r", "f", via)
        later = f"COUNT {{ MATCH {hop} WHERE r.target = n.id AND r.earliest > {day} }}"
        begun = f"(r.earliest IS NULL OR r.earliest <= {day})"
        over = f"COUNT {{ MATCH {hop} WHERE r.target = n.id AND r.latest <= {day} AND {begun} }}"
        return f"{total} - {later} - {over}"

    def _edge_keys(self, filters: Filters, question: Expand) -> list[Key]:
        """The order of edges: by properties of the far node, then by its id, then by their own."""
        kinds = filters.far_kinds(question.via)
        ranked = {name for kind in kinds for name in self.catalog.scalars[kind]}
        far = node_keys("f", question.order, ranked, may_lack=len(kinds) > 1)
        if question.order:
            return [*far, Key("r", "id")]
        end = "target" if question.via.direction is Direction.OUT else "source"
        return [Key("r", end), Key("r", "id")]

    def _expand_predicates(
        self, filters: Filters, question: Expand, edge: str = "r", far: str = "f"
    ) -> list[str]:
        """What an edge and its far node must fit."""
        held = filters.edge_predicates(edge, None, question.on)
        if question.where is not None:
            held += [*filters.labels(far, question.via), filters.predicate(far, without_not(question.where))]
        return held

    def _filters(self) -> Filters:
        return Filters(self.catalog, self.slot, Names())

    def _statement(self, body: str, columns: Sequence[str], parameters: Mapping[str, Any]) -> Statement:
        names = ", ".join(columns)
        text = f"{body} MATCH (g:{SLOT_LABEL} {{k: '{self.slot}'}}) RETURN {names}, g.stamp AS stamp"
        return Statement(text, parameters)


def _walked(question: Expand, keys: Sequence[Key]) -> list[Key]:
    """What leads the index of edges by the node that they reach, where a page is a stretch of it."""
    is_stretch = question.where is None and all(key.variable == "r" for key in keys)
    return [Key("r", "target")] if is_stretch and question.via.direction is Direction.IN else []


def _cursors(page: Page | None, at: int) -> list[tuple[str, str, bool]]:
    """The cursors of a page: variable, value, and whether the page lies before it."""
    if page is None:
        return []
    given = ((f"a{at}", page.after, False), (f"b{at}", page.before, True))
    return [(name, value, backward) for name, value, backward in given if value is not None]


def _limit(names: Names, page: Page | None) -> str:
    size = limit(page)
    return "" if size is None else f" LIMIT {names.bind(size)}"


def _where(predicates: Sequence[str]) -> str:
    return f" WHERE {' AND '.join(predicates)}" if predicates else ""
