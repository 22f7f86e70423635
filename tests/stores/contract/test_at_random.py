"""Questions at random, against a plain reading of them; and pages, against the whole list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.query import Direction, Expand, Find, Page, Via
from graph.snapshot import Snapshot
from tests.stores.contract.conftest import AskedStore
from tests.stores.contract.questions import Questions
from tests.stores.contract.reading import Reading

KINDS = ("model", "organization", "license", "person", "dataset")
HUBS = [("organization/on", "DEVELOPED_BY"), ("jurisdiction/fr", "BASED_IN"), ("source/register", "RESTS_ON")]


@pytest.fixture(scope="session")
def reading(world: Snapshot) -> Reading:
    return Reading(world)


@pytest.fixture(scope="session")
def questions(world: Snapshot) -> Questions:
    return Questions(world)


def check(store: AskedStore, holds: Callable[[st.DataObject], None], share: float = 1 / 3) -> None:
    """That something holds on as many examples as a store has time for, or a share of them."""
    settings(max_examples=round(store.examples * share))(given(data=st.data())(holds))()


def test_a_filter_finds_what_a_plain_reading_finds(
    store: AskedStore, reading: Reading, questions: Questions
) -> None:
    def holds(data: st.DataObject) -> None:
        kind = data.draw(st.sampled_from(KINDS))
        where = data.draw(questions.filters(kind))
        order = data.draw(questions.orders(kind))

        (found,) = store.find(Find(kind, where, order))

        assert [row["id"] for row in found.rows] == reading.ids(kind, where, order)
        assert found.total == len(found.rows)

    check(store, holds, share=1)


def test_a_count_is_that_of_the_nodes_that_a_plain_reading_finds(
    store: AskedStore, reading: Reading, questions: Questions
) -> None:
    def holds(data: st.DataObject) -> None:
        kind = data.draw(st.sampled_from(KINDS))
        where = data.draw(questions.filters(kind, depth=1))

        counts = store.count(kind, where, "name")

        assert counts == {reading.rows[node_id]["name"]: 1 for node_id in reading.ids(kind, where)}

    check(store, holds)


def test_edges_that_a_filter_leaves_lead_to_nodes_that_fit(
    store: AskedStore, reading: Reading, questions: Questions
) -> None:
    ids = [row["id"] for row in reading.graph.nodes["jurisdiction"]]

    def holds(data: st.DataObject) -> None:
        where = data.draw(questions.filters("organization", depth=1))

        answer = store.expand(ids, Expand(Via("BASED_IN", Direction.IN), where=where))

        fitting = set(reading.ids("organization", where))
        expected = sorted(
            (edge["target"], edge["source"])
            for edge in reading.graph.edges["BASED_IN"]
            if edge["source"] in fitting
        )
        assert [(view["target"], view["source"]) for view in answer.flat] == expected

    check(store, holds)


def test_pages_of_nodes_joined_are_the_whole_list(store: AskedStore, questions: Questions) -> None:
    def holds(data: st.DataObject) -> None:
        kind = data.draw(st.sampled_from(KINDS))
        where = data.draw(st.none() | questions.filters(kind, depth=1))
        order = data.draw(questions.orders(kind))
        size, backward = data.draw(st.integers(1, 16)), data.draw(st.booleans())
        (whole,) = store.find(Find(kind, where, order))

        def page(cursor: str | None) -> Any:
            return store.find(Find(kind, where, order, _page(size, backward, cursor)))[0]

        assert _joined(page, backward) == [row["id"] for row in whole.rows]

    check(store, holds)


def test_pages_of_edges_joined_are_the_whole_list(store: AskedStore, questions: Questions) -> None:
    def holds(data: st.DataObject) -> None:
        node_id, edge = data.draw(st.sampled_from(HUBS))
        via = Via(edge, Direction.IN)
        order = data.draw(questions.orders("organization"))
        size, backward = data.draw(st.integers(1, 30)), data.draw(st.booleans())
        (whole,) = store.expand_pages([node_id], Expand(via, order=order))

        def page(cursor: str | None) -> Any:
            question = Expand(via, order=order, page=_page(size, backward, cursor))
            return store.expand_pages([node_id], question)[0]

        assert _joined(page, backward) == [row["id"] for row in whole.rows]

    check(store, holds)


def _page(size: int, backward: bool, cursor: str | None) -> Page:
    return Page(size, True, before=cursor) if backward else Page(size, after=cursor)


def _joined(page: Any, backward: bool) -> list[str]:
    """Ids of all pages, from one end to the other, put into the order of the list."""
    pages: list[list[str]] = []
    cursor, more = None, True
    while more:
        found = page(cursor)
        more = found.has_previous if backward else found.has_next
        pages.append([row["id"] for row in found.rows])
        cursor = pages[-1][0 if backward else -1] if pages[-1] else None
        assert not more or cursor is not None
    return [node_id for ids in (reversed(pages) if backward else pages) for node_id in ids]
