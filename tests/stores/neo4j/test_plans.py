"""Every store call is one statement whose plan starts at an index and touches little more than it gives.

`PROFILE` on a graph of some thousand nodes, after which the planner knows the statistics that it decides by.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from neo4j import GraphDatabase

from graph.generate import synthetic
from graph.query import (
    And,
    Around,
    Compare,
    Direction,
    Expand,
    Filter,
    Find,
    Ids,
    Not,
    Operator,
    Or,
    OrderBy,
    Page,
    Related,
    Via,
    Walk,
)
from graph.snapshot import Snapshot
from graph.stores import Place
from graph.stores.neo4j.catalog import Catalog
from graph.stores.neo4j.cypher import Compiler, Statement
from graph.stores.neo4j.indexes import FEW
from graph.stores.neo4j.load import load
from graph.stores.neo4j.names import SLOTS, label
from graph.values.node_id import NodeId
from tests.stores.conftest import connect

MODELS = 1_500
SCANS = (
    "AllNodesScan",
    "NodeByLabelScan",
    "UnionNodeByLabelsScan",
    "DirectedRelationshipTypeScan",
    "UndirectedRelationshipTypeScan",
)
RELEASED = (OrderBy("released", descending=True),)
PAGE = Page(20)
DEVELOPER = Via("DEVELOPED_BY", Direction.OUT)
MODELS_OF = Via("LICENSED_UNDER", Direction.IN)


@dataclass(frozen=True)
class Plan:
    """What the server did."""

    root: dict[str, Any]

    def operators(self) -> list[dict[str, Any]]:
        found, waiting = [], [self.root]
        while waiting:
            operator = waiting.pop()
            found.append(operator)
            waiting += operator.get("children", [])
        return found

    def names(self) -> set[str]:
        return {_name(operator) for operator in self.operators()}

    def scans(self) -> list[str]:
        """Operators that walk every node or edge, those of kinds that stay few aside."""
        few = tuple(f":{label(kind, slot).strip('`')}" for kind in FEW for slot in SLOTS)
        return [
            f"{_name(operator)} {operator['args'].get('Details', '')}"
            for operator in self.operators()
            if _name(operator) in SCANS and not operator["args"].get("Details", "").endswith(few)
        ]

    def hits(self) -> int:
        return sum(operator["args"].get("DbHits", 0) for operator in self.operators())

    def multiplies(self) -> bool:
        """Whether two things are combined of which one is more than a single node."""
        return any(
            _name(operator) == "CartesianProduct" and not all(map(_is_single, operator["children"]))
            for operator in self.operators()
        )


@dataclass(frozen=True)
class Loaded:
    """A synthetic graph on the server."""

    graph: Snapshot
    compiler: Compiler
    driver: Any

    def plan(self, statement: Statement) -> Plan:
        with self.driver.session() as session:
            summary = session.run(f"PROFILE {statement.text}", dict(statement.parameters)).consume()
        return Plan(summary.profile)

    def ids(self, kind: str, count: int) -> list[NodeId]:
        rows = self.graph.nodes[kind]
        return [NodeId(row["id"]) for row in rows[:: max(1, len(rows) // count)][:count]]

    @property
    def busiest_license(self) -> NodeId:
        """The licence that most models are under."""
        targets = [row["target"] for row in self.graph.edges["LICENSED_UNDER"]]
        return NodeId(max(set(targets), key=targets.count))


@pytest.fixture(scope="module")
def loaded(database: Place, researched: Snapshot) -> Iterator[Loaded]:
    graph = synthetic(researched, MODELS)

    async def filled() -> str:
        connection = connect(database)
        found = await load(graph, connection)
        await connection.close()
        return found.slot

    slot: Any = asyncio.run(filled())
    auth = (database.user, database.password) if database.user else None
    with GraphDatabase.driver(database.address, auth=auth) as driver:
        yield Loaded(graph, Compiler(Catalog.of(graph), slot), driver)


def equals(name: str, value: Any) -> Compare:
    return Compare(name, Operator.EQUALS, value)


def developed_in(code: str) -> Related:
    return Related(DEVELOPER, Related(Via("BASED_IN", Direction.OUT), equals("code", code)))


FILTERS: dict[str, tuple[Filter, int]] = {
    "the headline": (And((equals("weights", "OPEN"), equals("training", "CLOSED"))), 12_000),
    "an id": (Ids(frozenset({NodeId("model/synthetic-7")})), 60),
    "a name": (equals("name", "Llama 7B 12"), 60),
    "a part of a name": (Compare("name", Operator.CONTAINS, "7b 12"), 1_500),
    "a number": (Compare("parameters", Operator.MORE, 399_000_000_000), 4_000),
    "a date": (Compare("released", Operator.AT_LEAST, "2026-01-20"), 2_000),
    "a developer": (Related(DEVELOPER, equals("name", "Lab 7")), 600),
    "a chain of edges": (developed_in("JP"), 4_000),
    "a licence without models": (
        Related(Via("LICENSED_UNDER", Direction.OUT), equals("name", "No such licence")),
        300,
    ),
    "descent over any number of edges": (
        Related(
            Via("DERIVED_FROM", Direction.OUT),
            Ids(frozenset({NodeId("model/synthetic-500")})),
            transitively=True,
        ),
        2_000,
    ),
    "either of two values": (Or((equals("family", "OLMo"), equals("family", "Pythia"))), 2_500),
}


@pytest.mark.parametrize("name", FILTERS)
def test_a_page_of_what_fits_starts_at_an_index(loaded: Loaded, name: str) -> None:
    where, hits = FILTERS[name]

    plan = loaded.plan(loaded.compiler.find([Find("model", where, RELEASED, PAGE)]))

    assert plan.scans() == []
    assert not plan.multiplies()
    assert plan.hits() <= hits


def developed_where(depth: int) -> Filter:
    """Models of developers of models of developers ... in Japan."""
    where: Filter = developed_in("JP")
    for _ in range(depth):
        where = Related(DEVELOPER, Related(Via("DEVELOPED_BY", Direction.IN, "model"), where))
    return where


def test_deeply_nested_filters_start_at_the_far_end_and_multiply_nothing(loaded: Loaded) -> None:
    where = developed_where(2)

    plan = loaded.plan(loaded.compiler.find([Find("model", where, (), PAGE)], [("model", where)]))

    assert plan.scans() == []
    assert not plan.multiplies()
    assert plan.hits() <= 60_000


def test_the_limit_of_a_page_ends_the_work(loaded: Loaded) -> None:
    """Of a filter that most nodes fit, a page walks as many nodes as it needs, not all that fit."""
    where = Related(Via("LICENSED_UNDER", Direction.OUT), equals("category", "PROPRIETARY"))
    known = [("model", None)]

    everything = loaded.plan(loaded.compiler.find([Find("model", None, RELEASED, PAGE)], known))
    weights = equals("weights", "OPEN")
    most = loaded.plan(loaded.compiler.find([Find("model", weights, RELEASED, PAGE)], [("model", weights)]))

    assert everything.hits() <= 80
    assert most.hits() <= 300
    assert loaded.plan(loaded.compiler.find([Find("model", where, RELEASED, PAGE)])).scans() == []


def test_alternatives_along_edges_are_a_union_of_seeks(loaded: Loaded) -> None:
    where = Or((Related(DEVELOPER, equals("name", "Lab 7")), Related(DEVELOPER, equals("name", "Lab 9"))))

    plan = loaded.plan(loaded.compiler.find([Find("model", where, RELEASED, PAGE)]))

    assert plan.scans() == []
    assert plan.hits() <= 1_500


@pytest.mark.parametrize(
    "where", [Compare("withdrawn", Operator.MISSING, True), Not(equals("openness", "OPEN_WEIGHTS"))]
)
def test_a_page_of_what_most_nodes_fit_is_a_stretch_of_an_index(loaded: Loaded, where: Filter) -> None:
    """Only how many there are takes a look at all of them, once for each version."""
    plan = loaded.plan(loaded.compiler.find([Find("model", where, RELEASED, PAGE)], [("model", where)]))

    assert plan.scans() == []
    assert plan.hits() <= 500


@pytest.mark.parametrize(
    "order", [(), RELEASED, (OrderBy("name"),), (OrderBy("parameters", descending=True), OrderBy("name"))]
)
@pytest.mark.parametrize("backward", [False, True])
def test_a_page_of_all_is_a_stretch_of_an_index_wherever_it_starts(
    loaded: Loaded, order: tuple[OrderBy, ...], backward: bool
) -> None:
    page = Page(20, backward, **{"before" if backward else "after": "model/synthetic-500"})

    plan = loaded.plan(loaded.compiler.find([Find("model", None, order, page)]))

    assert plan.scans() == []
    assert plan.hits() <= 250


def test_nodes_by_id_are_unique_seeks(loaded: Loaded) -> None:
    plan = loaded.plan(loaded.compiler.nodes(loaded.ids("model", 100)))

    assert "NodeUniqueIndexSeek" in plan.names()
    assert plan.scans() == []
    assert plan.hits() <= 100 * 6 + 20


@pytest.mark.parametrize("size", [1, 20, 100])
def test_edges_of_nodes_cost_what_they_give(loaded: Loaded, size: int) -> None:
    plan = loaded.plan(loaded.compiler.expand(loaded.ids("model", size), Expand(DEVELOPER, on="2026-01-01")))

    assert plan.scans() == []
    assert plan.hits() <= size * 40 + 20


def test_a_page_of_the_models_of_a_hub_costs_a_page(loaded: Loaded) -> None:
    """A licence with a great many models: neither the page nor the total walks them all."""
    hub = loaded.busiest_license

    plan = loaded.plan(loaded.compiler.expand_pages([hub], Expand(MODELS_OF, page=PAGE)))

    assert plan.scans() == []
    assert plan.hits() <= 250


def test_a_far_page_of_the_models_of_a_hub_costs_a_page(loaded: Loaded) -> None:
    hub = loaded.busiest_license
    edges = sorted(row["id"] for row in loaded.graph.edges["LICENSED_UNDER"] if row["target"] == hub)
    page = Page(20, after=edges[-30])

    plan = loaded.plan(loaded.compiler.expand_pages([hub], Expand(MODELS_OF, page=page)))

    assert plan.hits() <= 400


BASE = NodeId("model/synthetic-0")


def descends_from(edge: Filter | None) -> Filter:
    return Related(Via("DERIVED_FROM", Direction.OUT), Ids(frozenset({BASE})), edge=edge, transitively=True)


NO_DESCENT = Not(descends_from(None))
DESCENT = Via("DERIVED_FROM", Direction.IN)
DISTILLED = Compare("relation", Operator.EQUALS, "DISTILLATION")


@pytest.mark.parametrize(
    "statement",
    [
        lambda compiler: compiler.walk([BASE], Walk(DESCENT, None)),
        lambda compiler: compiler.surroundings([Around(BASE, ("DERIVED_FROM",), 3, 100)]),
        lambda compiler: compiler.find([Find("model", descends_from(None), (), PAGE)]),
        lambda compiler: compiler.find([Find("model", descends_from(DISTILLED), (), PAGE)]),
        lambda compiler: compiler.find([Find("model", NO_DESCENT, (), PAGE)], [("model", NO_DESCENT)]),
    ],
    ids=["walk", "surroundings", "descent", "descent by a kind of step", "no descent"],
)
def test_a_walk_meets_each_node_once_however_many_ways_lead_to_it(loaded: Loaded, statement: Any) -> None:
    """Else it would be bounded by nothing but the number of ways, which doubles with each diamond."""
    plan = loaded.plan(statement(loaded.compiler))

    steps = {name for name in plan.names() if "VarLength" in name}
    assert steps == {"VarLengthExpand(Pruning,BFS,All)"}
    assert plan.scans() == []


@pytest.mark.parametrize(
    "statement",
    [
        lambda compiler: compiler.count("model", equals("weights", "OPEN"), "openness"),
        lambda compiler: compiler.lookup([("HUGGING_FACE", "lab/synthetic-3"), ("WIKIDATA", "Q1")]),
        lambda compiler: compiler.edges({"HOLDS": "", "DERIVED_FROM": "m"}, 100),
        lambda compiler: compiler.names("m", 100),
    ],
)
def test_other_questions_start_at_an_index(loaded: Loaded, statement: Any) -> None:
    assert loaded.plan(statement(loaded.compiler)).scans() == []


def test_the_check_can_fail(loaded: Loaded) -> None:
    plan = loaded.plan(Statement("MATCH (n) MATCH (m:GraphSlot) RETURN collect(n.id + m.k) AS n", {}))

    assert plan.multiplies()
    assert plan.scans() != []
    assert plan.hits() > 1_000


def _name(operator: dict[str, Any]) -> str:
    return str(operator["operatorType"].partition("@")[0])


def _is_single(operator: dict[str, Any]) -> bool:
    return int(operator["args"].get("Rows", 0)) <= 1
