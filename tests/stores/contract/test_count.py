"""Question: how many nodes that fit have each value of a property?"""

from __future__ import annotations

from typing import Any

from graph.query import Compare, Direction, Operator, Related, Via
from tests.stores.contract.conftest import AskedStore


def test_every_value_is_counted(store: AskedStore) -> None:
    assert store.count("model", None, "openness") == {
        "OPEN_SOURCE": 1,
        "OPEN_WEIGHTS": 5,
        "RESTRICTED_WEIGHTS": 4,
        "API_ONLY": 1,
        "UNRELEASED": 1,
        "UNKNOWN": 2,
    }


def test_only_nodes_that_fit_are_counted(store: AskedStore) -> None:
    closed = Compare("training", Operator.EQUALS, "CLOSED")

    assert store.count("model", closed, "weights") == {"OPEN": 3, "PARTIAL": 1, "CLOSED": 1}


def test_filters_along_edges_count_too(store: AskedStore) -> None:
    derived = Related(Via("DERIVED_FROM", Direction.OUT))

    assert store.count("model", derived, "freedom") == {"CONDITIONAL": 2, "NONCOMMERCIAL": 1, "FREE": 1}


def test_absent_values_are_counted_as_none(store: AskedStore) -> None:
    counts: dict[Any, int] = dict(store.count("model", None, "general_purpose"))

    assert counts == {True: 2, None: 12}


def test_a_list_is_counted_under_each_of_its_values(store: AskedStore) -> None:
    assert store.count("model", None, "modalities") == {"TEXT": 14, "CODE": 1, "IMAGE": 1, "SPEECH": 1}


def test_where_nothing_fits_nothing_is_counted(store: AskedStore) -> None:
    assert store.count("model", Compare("name", Operator.EQUALS, "None"), "openness") == {}
    assert store.count("unicorn", None, "openness") == {}


def test_a_property_that_nothing_has_is_absent_everywhere(store: AskedStore) -> None:
    assert store.count("person", None, "wingspan") == {None: 8}
