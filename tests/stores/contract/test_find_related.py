"""Question: which nodes have an edge that leads to a node that fits?"""

from __future__ import annotations

from graph.query import Compare, Direction, Ids, Not, Operator, Related, Via
from graph.values.node_id import NodeId
from tests.stores.contract.conftest import AskedStore

BASES = Via("DERIVED_FROM", Direction.OUT)
DERIVATIVES = Via("DERIVED_FROM", Direction.IN)
HOLDERS = Via("HOLDS", Direction.IN)


def named(name: str) -> Compare:
    return Compare("name", Operator.EQUALS, name)


def test_an_edge_to_any_node_is_enough_where_nothing_more_is_asked(store: AskedStore) -> None:
    assert store.ids("model", Related(DERIVATIVES)) == ["aster-7b", "aster-7b-instruct-elan", "briar-2"]


def test_the_far_node_must_fit(store: AskedStore) -> None:
    assert store.ids("model", Related(BASES, named("Briar 2"))) == ["aster-briar-merge"]


def test_a_filter_along_edges_that_no_node_fits_gives_none(store: AskedStore) -> None:
    assert store.ids("model", Related(BASES, named("Nobody"))) == []
    assert store.ids("model", Related(Via("NO_SUCH_EDGE", Direction.OUT))) == []


def test_filters_nest_along_edges(store: AskedStore) -> None:
    norway = Compare("code", Operator.EQUALS, "NO")
    norwegian = Related(Via("BASED_IN", Direction.OUT), norway)

    assert store.ids("model", Related(Via("DEVELOPED_BY", Direction.OUT), norwegian)) == [
        "aster-7b-instruct-elan-int4",
        "aster-briar-merge",
        "elm-40b",
        "meadow-1",
    ]


def test_the_edge_itself_must_fit(store: AskedStore) -> None:
    sponsored = Compare("role", Operator.EQUALS, "SPONSOR")

    assert store.ids("model", Related(Via("DEVELOPED_BY", Direction.OUT), edge=sponsored)) == ["meadow-1"]


def test_one_edge_must_fit_in_all_respects(store: AskedStore) -> None:
    """Meadow 1 has a sponsor, and the Sage Foundation as developer: not the foundation as sponsor."""
    sponsored_by = Related(
        Via("DEVELOPED_BY", Direction.OUT),
        named("Sage Foundation"),
        edge=Compare("role", Operator.EQUALS, "SPONSOR"),
    )

    assert store.ids("model", sponsored_by) == []


def test_an_edge_must_be_valid_on_the_day(store: AskedStore) -> None:
    holds_juniper = Related(HOLDERS, named("Koala Corp"), on="2024-03-14")
    held_juniper = Related(HOLDERS, named("Koala Corp"), on="2024-03-15")

    assert "juniper-ai" in store.ids("organization", holds_juniper)
    assert "juniper-ai" not in store.ids("organization", held_juniper)


def test_without_a_kind_of_far_node_every_kind_counts(store: AskedStore) -> None:
    held = Via("HOLDS", Direction.IN)
    held_by_people = Via("HOLDS", Direction.IN, "person")

    by_anyone = store.ids("organization", Related(held))
    by_people = store.ids("organization", Related(held_by_people))

    assert by_people == [
        "aster-labs",
        "boreal-ventures",
        "fennel-ai",
        "ginkgo-cloud",
        "harbor-ai",
        "iris-models",
        "moss-corp",
        "societe-elan",
        "tulip-ai",
    ]
    assert set(by_people) < set(by_anyone)
    assert "drift-systems" in by_anyone


def test_any_number_of_edges_in_a_row(store: AskedStore) -> None:
    descends = Related(BASES, named("Aster 7B"), transitively=True)

    assert store.ids("model", descends) == [
        "aster-7b-instruct-elan",
        "aster-7b-instruct-elan-int4",
        "aster-briar-merge",
        "aster-mini",
    ]


def test_in_a_row_each_edge_must_fit(store: AskedStore) -> None:
    """The quantized copy comes from the fine-tune by QUANTIZATION, and only that from Aster by FINE_TUNE."""
    tuned = Compare("relation", Operator.EQUALS, "FINE_TUNE")
    descends = Related(BASES, named("Aster 7B"), edge=tuned, transitively=True)

    assert store.ids("model", descends) == ["aster-7b-instruct-elan"]


def test_in_a_row_each_edge_must_be_valid_on_the_day(store: AskedStore) -> None:
    above = Related(HOLDERS, named("Koala Corp"), transitively=True, on="2024-06-01")
    later = Related(HOLDERS, named("Koala Corp"), transitively=True, on="2025-06-01")

    assert "juniper-ai" not in store.ids("organization", above)
    assert "juniper-ai" in store.ids("organization", later)


def test_at_least_one_edge_leads_from_a_node_to_itself(store: AskedStore) -> None:
    """Three companies hold one another in a circle, so that each holds itself through the others."""
    in_circle = Related(HOLDERS, named("Cobalt Holding"), transitively=True)

    assert store.ids("organization", in_circle) == ["cobalt-holding", "drift-systems", "ember-data"]


def test_any_number_of_edges_to_any_node_is_one_edge(store: AskedStore) -> None:
    assert store.ids("organization", Related(HOLDERS, transitively=True)) == store.ids(
        "organization", Related(HOLDERS)
    )


def test_not_along_edges_means_that_no_edge_fits(store: AskedStore) -> None:
    without_holders = store.ids("organization", Not(Related(HOLDERS)))

    assert "sage-foundation" in without_holders
    assert "tulip-ai" not in without_holders


def test_a_far_node_may_be_given_by_its_id(store: AskedStore) -> None:
    of_ada = Related(HOLDERS, Ids(frozenset({NodeId("person/ada-example")})))

    assert store.ids("organization", of_ada) == ["aster-labs", "societe-elan"]
