"""Question: what lies around a node, and how is it tied together?"""

from __future__ import annotations

from graph.query import Around
from graph.values.node_id import NodeId
from tests.stores.contract.conftest import AskedStore, names

LINEAGE = ("DERIVED_FROM",)


def around(
    center: str, edges: tuple[str, ...] = LINEAGE, depth: int = 1, limit: int = 50, on: str | None = None
) -> Around:
    return Around(NodeId(center), edges, depth, limit, on)


def test_neighbours_in_both_directions_come_after_the_node_itself(store: AskedStore) -> None:
    (found,) = store.surroundings(around("model/aster-7b-instruct-elan"))

    assert names(found.nodes) == ["aster-7b-instruct-elan", "aster-7b", "aster-7b-instruct-elan-int4"]
    assert found.complete


def test_edges_among_all_that_was_found_are_given_by_kind_and_id(store: AskedStore) -> None:
    (found,) = store.surroundings(
        around("model/aster-briar-merge", ("DERIVED_FROM", "DEVELOPED_BY"), depth=2)
    )

    kinds = [kind for kind, _ in found.edges]
    ends = {(edge["source"], edge["target"]) for _, edge in found.edges}
    assert kinds == sorted(kinds)
    assert ("model/aster-mini", "organization/aster-labs") in ends
    assert all({source, target} <= {row["id"] for row in found.nodes} for source, target in ends)


def test_the_limit_keeps_the_nearest_and_says_that_some_are_missing(store: AskedStore) -> None:
    (found,) = store.surroundings(around("model/aster-7b", depth=2, limit=3))

    assert names(found.nodes) == ["aster-7b", "aster-7b-instruct-elan", "aster-briar-merge"]
    assert not found.complete


def test_dated_edges_count_where_they_may_be_valid(store: AskedStore) -> None:
    early, late = store.surroundings(
        around("organization/juniper-ai", ("HOLDS",), on="2024-03-14"),
        around("organization/juniper-ai", ("HOLDS",), on="2024-03-15"),
    )

    assert (names(early.nodes), names(late.nodes)) == (
        ["juniper-ai", "koala-corp"],
        ["juniper-ai", "larch-group"],
    )


def test_around_a_node_that_does_not_exist_there_is_nothing(store: AskedStore) -> None:
    (found,) = store.surroundings(around("model/none"))

    assert (found.nodes, found.edges, found.complete) == ([], [], True)
