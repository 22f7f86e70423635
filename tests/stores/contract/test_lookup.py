"""Question: which nodes have these identifiers elsewhere?"""

from __future__ import annotations

from tests.stores.contract.conftest import AskedStore, names


def test_nodes_come_in_the_order_of_the_identifiers(store: AskedStore) -> None:
    rows = store.lookup(
        ("WIKIDATA", "Q1"),
        ("HUGGING_FACE", "sage/meadow-1"),
        ("SPDX", "Meadow-1.0"),
        ("DOI", "10.1234/meadow"),
    )

    assert names(rows) == ["ada-example", "meadow-1", "meadow-permissive", "meadow-corpus"]


def test_case_does_not_matter_in_an_identifier(store: AskedStore) -> None:
    assert names(store.lookup(("HUGGING_FACE", "Aster-Labs/ASTER-7b"))) == ["aster-7b"]


def test_an_identifier_that_nobody_has_leaves_its_place_empty(store: AskedStore) -> None:
    rows = store.lookup(("WIKIDATA", "Q2"), ("WIKIDATA", "Q1"), ("WIKIDATA", ""))

    assert names(rows) == ["-", "ada-example", "-"]


def test_an_identifier_counts_under_its_own_scheme_only(store: AskedStore) -> None:
    assert store.lookup(("LEI", "Q1"), ("NO_SUCH_SCHEME", "Q1")) == [None, None]


def test_a_node_is_found_by_each_of_its_identifiers(store: AskedStore) -> None:
    rows = store.lookup(("DOI", "10.1234/meadow-1"), ("HUGGING_FACE", "sage/meadow-1"))

    assert names(rows) == ["meadow-1", "meadow-1"]


def test_a_code_that_reads_as_a_boolean_is_text(store: AskedStore) -> None:
    assert names(store.lookup(("ISO_3166", "NO"))) == ["no"]


def test_no_identifiers_give_no_nodes(store: AskedStore) -> None:
    assert store.lookup() == []
