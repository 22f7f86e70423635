"""Question: a stretch of the edges of each of these nodes?"""

from __future__ import annotations

import pytest

from graph.errors import BadCursor
from graph.query import Compare, Direction, Expand, Operator, OrderBy, Page, Via
from tests.stores.contract.conftest import AskedStore, far_names

FRENCH = Via("BASED_IN", Direction.IN)
IN_FRANCE = ["aster-labs", "fennel-ai", "ginkgo-cloud", "pine-venture", "societe-elan", "tulip-ai"]


def test_each_id_gets_a_page_of_its_own(store: AskedStore) -> None:
    found = store.expand_pages(
        ["jurisdiction/fr", "jurisdiction/jp", "jurisdiction/xx"], Expand(FRENCH, page=Page(2))
    )

    assert [far_names(page.rows, "source") for page in found] == [
        ["aster-labs", "fennel-ai"],
        ["yuki-kenkyusho"],
        [],
    ]
    assert [page.total for page in found] == [6, 1, 0]
    assert [(page.has_previous, page.has_next) for page in found] == [
        (False, True),
        (False, False),
        (False, False),
    ]


def test_without_a_page_all_edges_come(store: AskedStore) -> None:
    (found,) = store.expand_pages(["jurisdiction/fr"], Expand(FRENCH))

    assert far_names(found.rows, "source") == IN_FRANCE
    assert (found.total, found.has_previous, found.has_next) == (6, False, False)


def test_no_ids_give_no_pages(store: AskedStore) -> None:
    assert store.expand_pages([], Expand(FRENCH, page=Page(2))) == []


def test_a_page_starts_after_an_edge(store: AskedStore) -> None:
    (first,) = store.expand_pages(["jurisdiction/fr"], Expand(FRENCH, page=Page(2)))
    after = Page(2, after=first.rows[-1]["id"])

    (second,) = store.expand_pages(["jurisdiction/fr"], Expand(FRENCH, page=after))

    assert far_names(second.rows, "source") == ["ginkgo-cloud", "pine-venture"]
    assert (second.has_previous, second.has_next) == (True, True)


def test_a_page_ends_before_an_edge(store: AskedStore) -> None:
    (last,) = store.expand_pages(["jurisdiction/fr"], Expand(FRENCH, page=Page(1, backward=True)))
    before = Page(2, backward=True, before=last.rows[0]["id"])

    (found,) = store.expand_pages(["jurisdiction/fr"], Expand(FRENCH, page=before))

    assert far_names(last.rows, "source") == ["tulip-ai"]
    assert far_names(found.rows, "source") == ["pine-venture", "societe-elan"]


def test_a_page_follows_filter_and_order(store: AskedStore) -> None:
    companies = Compare("name", Operator.CONTAINS, "e")
    question = Expand(FRENCH, where=companies, order=(OrderBy("name", descending=True),), page=Page(2))

    (found,) = store.expand_pages(["jurisdiction/fr"], question)

    assert far_names(found.rows, "source") == ["pine-venture", "fennel-ai"]
    assert found.total == 3


def test_a_page_counts_only_edges_of_the_day(store: AskedStore) -> None:
    question = Expand(Via("HOLDS", Direction.IN), on="2024-03-15", page=Page(1))

    (found,) = store.expand_pages(["organization/juniper-ai"], question)

    assert (far_names(found.rows, "source"), found.total) == (["larch-group"], 1)


def test_a_cursor_from_the_edges_of_another_node_is_refused(store: AskedStore) -> None:
    (japanese,) = store.expand_pages(["jurisdiction/jp"], Expand(FRENCH, page=Page(1)))

    with pytest.raises(BadCursor):
        store.expand_pages(["jurisdiction/fr"], Expand(FRENCH, page=Page(1, after=japanese.rows[0]["id"])))


@pytest.mark.parametrize("cursor", ["organization/aster-labs", "based_in/0", ""])
def test_what_is_no_edge_is_no_cursor(store: AskedStore, cursor: str) -> None:
    with pytest.raises(BadCursor):
        store.expand_pages(["jurisdiction/fr"], Expand(FRENCH, page=Page(1, after=cursor)))
