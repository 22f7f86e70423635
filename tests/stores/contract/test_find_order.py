"""Question: in which order do the nodes come that fit?"""

from __future__ import annotations

from graph.query import Compare, Operator, OrderBy
from tests.stores.contract.conftest import AskedStore

ASTERS = Compare("family", Operator.EQUALS, "Aster")


def test_without_an_order_nodes_come_by_ascending_id(store: AskedStore) -> None:
    found = store.ids("model")

    assert found == sorted(found)
    assert found[:2] == ["aster-7b", "aster-7b-instruct-elan"]


def test_numbers_are_ordered_as_numbers(store: AskedStore) -> None:
    known = Compare("parameters", Operator.MISSING, False)

    found = store.ids("model", known, order=(OrderBy("parameters"),))

    assert found[:4] == ["fern-voice", "aster-mini", "briar-2", "aster-7b"]
    assert found[-1] == "gorse-lab"


def test_ties_go_by_ascending_id_upwards_and_downwards(store: AskedStore) -> None:
    up = store.ids("model", ASTERS, order=(OrderBy("parameters"),))
    down = store.ids("model", ASTERS, order=(OrderBy("parameters", descending=True),))

    assert up == ["aster-mini", "aster-7b", "aster-7b-instruct-elan", "aster-7b-instruct-elan-int4"]
    assert down == ["aster-7b", "aster-7b-instruct-elan", "aster-7b-instruct-elan-int4", "aster-mini"]


def test_absent_values_come_last_upwards_and_downwards(store: AskedStore) -> None:
    up = store.ids("model", order=(OrderBy("parameters"),))
    down = store.ids("model", order=(OrderBy("parameters", descending=True),))

    assert up[-4:] == down[-4:] == ["aster-briar-merge", "dune-4", "ivy-1", "yuki-1"]


def test_dates_are_ordered_as_their_iso_text(store: AskedStore) -> None:
    assert store.ids("model", order=(OrderBy("released"),))[:4] == [
        "gorse-lab",
        "ivy-1",
        "cedar-1",
        "elm-40b",
    ]


def test_text_is_ordered_without_regard_to_case(store: AskedStore) -> None:
    """`Élan Aster 7B Instruct` stands before its int4 copy; letters beyond a to z come after them."""
    found = store.ids("model", order=(OrderBy("name"),))

    assert found[:2] == ["aster-7b", "aster-briar-merge"]
    assert found[-3:] == ["aster-7b-instruct-elan", "aster-7b-instruct-elan-int4", "yuki-1"]


def test_a_second_property_decides_where_the_first_does_not(store: AskedStore) -> None:
    order = (OrderBy("family"), OrderBy("released", descending=True))

    assert store.ids("model", ASTERS, order=order) == [
        "aster-mini",
        "aster-7b-instruct-elan-int4",
        "aster-7b-instruct-elan",
        "aster-7b",
    ]


def test_booleans_are_ordered_false_before_true(store: AskedStore) -> None:
    found = store.ids("license", order=(OrderBy("osi_approved"),))

    assert found[6] == "meadow-permissive"
    assert found[7:] == ["dune-terms-of-service", "ivy-other"]


def test_an_order_by_a_property_that_nothing_has_is_no_order(store: AskedStore) -> None:
    assert store.ids("model", order=(OrderBy("wingspan", descending=True),)) == store.ids("model")
