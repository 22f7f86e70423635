"""Question: which stretch of an ordered list of nodes?"""

from __future__ import annotations

import pytest

from graph.errors import BadCursor
from graph.query import Compare, Find, Found, Operator, OrderBy, Page
from graph.snapshot import Row
from tests.stores.contract.conftest import AskedStore, names


def page(store: AskedStore, page: Page) -> Found[Row]:
    """A stretch of the six jurisdictions: de, eu, fr, jp, no, us."""
    (found,) = store.find(Find("jurisdiction", page=page))
    return found


def shown(found: Found[Row]) -> str:
    """`de eu` with `<` and `>` where there is more on that side."""
    return f"{'<' * found.has_previous}{' '.join(names(found.rows))}{'>' * found.has_next}"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Page(2), "de eu>"),
        (Page(6), "de eu fr jp no us"),
        (Page(100), "de eu fr jp no us"),
        (Page(0), ">"),
        (Page(2, after="jurisdiction/eu"), "<fr jp>"),
        (Page(2, after="jurisdiction/jp"), "<no us"),
        (Page(2, after="jurisdiction/us"), "<"),
        (Page(2, backward=True), "<no us"),
        (Page(6, backward=True), "de eu fr jp no us"),
        (Page(2, backward=True, before="jurisdiction/no"), "<fr jp>"),
        (Page(2, backward=True, before="jurisdiction/fr"), "de eu>"),
        (Page(2, backward=True, before="jurisdiction/de"), ">"),
        (Page(2, after="jurisdiction/de", before="jurisdiction/no"), "<eu fr>"),
        (Page(9, after="jurisdiction/de", before="jurisdiction/no"), "<eu fr jp>"),
        (Page(2, backward=True, after="jurisdiction/de", before="jurisdiction/no"), "<fr jp>"),
    ],
)
def test_a_page_is_a_stretch_of_the_whole_list(store: AskedStore, asked: Page, expected: str) -> None:
    found = page(store, asked)

    assert (shown(found), found.total) == (expected, 6)


def test_the_total_counts_all_that_fit_not_the_page(store: AskedStore) -> None:
    (found,) = store.find(Find("model", Compare("weights", Operator.EQUALS, "OPEN"), page=Page(1)))

    assert (len(found.rows), found.total, found.has_next) == (1, 9, True)


def test_a_page_follows_the_order_asked(store: AskedStore) -> None:
    order = (OrderBy("released", descending=True),)

    first = store.ids("model", order=order, page=Page(2))
    second = store.ids("model", order=order, page=Page(2, after=f"model/{first[-1]}"))

    assert (first, second) == (
        ["fern-voice", "aster-mini"],
        ["aster-briar-merge", "aster-7b-instruct-elan-int4"],
    )


@pytest.mark.parametrize("cursor", ["jurisdiction/xx", "model/aster-7b", ""])
def test_a_cursor_of_another_list_is_refused(store: AskedStore, cursor: str) -> None:
    with pytest.raises(BadCursor):
        page(store, Page(2, after=cursor))
    with pytest.raises(BadCursor):
        page(store, Page(2, backward=True, before=cursor))


def test_a_cursor_of_the_same_kind_that_does_not_fit_the_filter_is_refused(store: AskedStore) -> None:
    closed = Compare("weights", Operator.EQUALS, "CLOSED")

    with pytest.raises(BadCursor, match="model/aster-7b is not in this list"):
        store.find(Find("model", closed, page=Page(2, after="model/aster-7b")))
