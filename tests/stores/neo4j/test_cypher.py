"""Questions -> Cypher, as a table: no server is needed to read what would be asked."""

from __future__ import annotations

from typing import Any

import pytest

from graph.query import (
    And,
    Compare,
    Direction,
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
)
from graph.snapshot import Snapshot
from graph.stores.neo4j.catalog import Catalog
from graph.stores.neo4j.cypher import Compiler, Statement
from graph.stores.neo4j.filters import Branch, Filters, Names, without_not
from graph.values.node_id import NodeId

GRAPH = Snapshot.of(
    {
        "model": [{"id": "model/a", "name": "A", "parameters": 1, "modalities": ["TEXT"]}],
        "organization": [{"id": "organization/o", "name": "O"}],
        "person": [{"id": "person/p", "name": "P"}],
    },
    {
        "DEVELOPED_BY": [{"id": "developed_by/1", "source": "model/a", "target": "organization/o"}],
        "HOLDS": [
            {"id": "holds/1", "source": "person/p", "target": "organization/o"},
            {"id": "holds/2", "source": "organization/o", "target": "organization/o"},
        ],
    },
    {},
)
COMPILER = Compiler(Catalog.of(GRAPH), "a")
NAME = Compare("name", Operator.EQUALS, "A")
DEVELOPER = Via("DEVELOPED_BY", Direction.OUT)
HOLDERS = Via("HOLDS", Direction.IN)


def branches(where: Filter, kind: str = "model") -> tuple[list[Branch], dict[str, Any]]:
    names = Names()
    return Filters(COMPILER.catalog, "a", names).branches("m", kind, where), names.parameters


PREDICATES: dict[str, tuple[Filter, str, dict[str, Any]]] = {
    "equal": (NAME, "m.`name` = $p0", {"p0": "A"}),
    "one of": (Compare("name", Operator.ONE_OF, ("A", "B")), "m.`name` IN $p0", {"p0": ["A", "B"]}),
    "less": (Compare("parameters", Operator.LESS, 2), "m.`parameters` < $p0", {"p0": 2}),
    "starts with": (
        Compare("released", Operator.STARTS_WITH, "2024"),
        "m.`released` STARTS WITH $p0",
        {"p0": "2024"},
    ),
    "contains, in a text": (
        Compare("name", Operator.CONTAINS, "Straße"),
        "m.`name__folded` CONTAINS $p0",
        {"p0": "strasse"},
    ),
    "contains, in a word": (
        Compare("weights", Operator.CONTAINS, "PE"),
        "coalesce(m.`weights__folded`, toLower(m.`weights`)) CONTAINS $p0",
        {"p0": "pe"},
    ),
    "includes": (Compare("modalities", Operator.INCLUDES, "TEXT"), "$p0 IN m.`modalities`", {"p0": "TEXT"}),
    "missing": (Compare("name", Operator.MISSING, True), "m.`name` IS NULL", {}),
    "there": (Compare("name", Operator.MISSING, False), "m.`name` IS NOT NULL", {}),
    "ids": (Ids(frozenset({NodeId("model/a")})), "m.id IN $p0", {"p0": ["model/a"]}),
    "not": (Not(NAME), "NOT coalesce(m.`name` = $p0, false)", {"p0": "A"}),
    "not either": (
        Not(Or((NAME, Ids(frozenset())))),
        "NOT coalesce(m.`name` = $p0, false) AND NOT coalesce(m.id IN $p1, false)",
        {"p0": "A", "p1": []},
    ),
    "either": (Or((NAME, Ids(frozenset()))), "(m.`name` = $p0 OR m.id IN $p1)", {"p0": "A", "p1": []}),
    "nothing of all": (And(()), "", {}),
    "nothing of one": (Or(()), "false", {}),
    "a name of no harm": (
        Compare("a` = 1 //", Operator.EQUALS, "} RETURN 1"),
        "m.`a`` = 1 //` = $p0",
        {"p0": "} RETURN 1"},
    ),
}


@pytest.mark.parametrize("name", PREDICATES)
def test_a_filter_on_own_properties_is_a_predicate_with_bound_values(name: str) -> None:
    where, predicate, parameters = PREDICATES[name]

    (branch,), bound = branches(where)

    assert branch.patterns == ("(m:`Model_a`)",)
    assert " AND ".join(branch.predicates) == predicate
    assert bound == parameters


def test_a_filter_along_edges_is_a_pattern_whose_far_end_may_be_the_start() -> None:
    (branch,), _ = branches(Related(DEVELOPER, NAME))

    assert branch.patterns == ("(m:`Model_a`)", "(m)-[r2:`DEVELOPED_BY_a`]->(f1)")
    assert branch.predicates == ("f1:`Organization_a`", "f1.`name` = $p0")


def test_nested_filters_are_followed_from_their_far_end_each_node_once() -> None:
    (branch,), _ = branches(Related(DEVELOPER, Related(HOLDERS, NAME)))

    assert branch.before == (
        "MATCH (f1)<-[r4:`HOLDS_a`]-(f3) WHERE f3:`Organization_a`|`Person_a` AND f3.`name` = $p0 "
        "WITH DISTINCT f1",
    )
    assert branch.patterns == ("(m:`Model_a`)", "(m)-[r2:`DEVELOPED_BY_a`]->(f1)")


def test_of_several_filters_along_edges_one_is_a_pattern_and_the_others_are_tried_on_what_it_leaves() -> None:
    by_id = Related(DEVELOPER, Ids(frozenset({NodeId("organization/o")})))

    (branch,), _ = branches(And((Related(DEVELOPER, Compare("name", Operator.CONTAINS, "x")), by_id)))

    assert len(branch.patterns) == 2
    assert "f4.id IN $p1" in branch.predicates or "f3.id IN $p1" in branch.predicates
    assert branch.predicates[0].startswith("EXISTS { MATCH (m)-[")


def test_alternatives_along_edges_are_branches_and_those_of_own_properties_are_not() -> None:
    along = Or((Related(DEVELOPER, NAME), NAME))

    found, _ = branches(along)
    own, _ = branches(Or((NAME, NAME)))

    assert [len(branch.patterns) for branch in found] == [2, 1]
    assert len(own) == 1


def test_many_alternatives_along_edges_are_tried_node_by_node() -> None:
    either = Or((Related(DEVELOPER, NAME), NAME))

    found, _ = branches(And((either,) * 12))

    assert len(found) == 1
    assert found[0].patterns == ("(m:`Model_a`)",)


def test_steps_in_a_row_each_fit() -> None:
    related = Related(HOLDERS, NAME, edge=Compare("votes", Operator.MORE, 50), transitively=True)

    (branch,), _ = branches(related, "organization")

    assert branch.patterns[1] == "(m)<-[r2:`HOLDS_a`*1..]-(f1)"
    assert "all(e4 IN r2 WHERE e4.`votes` > $p0)" in branch.predicates


def test_not_is_pushed_down_to_what_it_negates() -> None:
    assert without_not(Not(And((NAME, Not(Or((NAME,))))))) == Or((Not(NAME), Or((NAME,))))


def test_every_statement_ends_with_the_stamp_of_its_slot() -> None:
    statements: list[Statement] = [
        COMPILER.nodes([NodeId("model/a")]),
        COMPILER.find([Find("model", NAME, (OrderBy("name"),), Page(2, after="model/a"))]),
        COMPILER.count("model", None, "name"),
        COMPILER.edges({"HOLDS": ""}, 10),
        COMPILER.lookup([("DOI", "X")]),
    ]

    for statement in statements:
        assert " MATCH (g:GraphSlot {k: 'a'}) RETURN " in statement.text
        assert statement.text.endswith("g.stamp AS stamp")


def test_an_order_is_one_of_ranks_and_a_page_begins_at_its_cursor() -> None:
    page = Page(2, after="model/a")

    text = COMPILER.find([Find("model", None, (OrderBy("name", descending=True),), page)]).text

    assert "ORDER BY m0.`name__down`, m0.`id` LIMIT $p1" in text
    assert "m0.`name__down` >= a0.`name__down`" in text


def test_what_nothing_has_does_not_order() -> None:
    text = COMPILER.find([Find("model", None, (OrderBy("wingspan"),))]).text

    assert "wingspan" not in text
