"""Question: by which shortest path is one node tied to another?"""

from __future__ import annotations

from graph.query import Between
from graph.snapshot import Row
from graph.values.node_id import NodeId
from tests.stores.contract.conftest import AskedStore

TIES = ("DERIVED_FROM", "DEVELOPED_BY", "HOLDS", "OFFERED_BY")


def between(
    start: str, end: str, edges: tuple[str, ...] = TIES, depth: int = 10, on: str | None = None
) -> Between:
    return Between(NodeId(start), NodeId(end), edges, depth, on)


def told(path: list[tuple[str, Row]] | None) -> list[tuple[str, str, str]] | None:
    """Kind, source and target of each edge."""
    if path is None:
        return None
    return [(kind, edge["source"], edge["target"]) for kind, edge in path]


def test_edges_are_followed_either_way_and_come_in_the_order_of_the_path(store: AskedStore) -> None:
    (path,) = store.paths(between("model/aster-7b-instruct-elan-int4", "person/ada-example"))

    assert told(path) == [
        ("DERIVED_FROM", "model/aster-7b-instruct-elan-int4", "model/aster-7b-instruct-elan"),
        ("DEVELOPED_BY", "model/aster-7b-instruct-elan", "organization/societe-elan"),
        ("HOLDS", "person/ada-example", "organization/societe-elan"),
    ]


def test_only_the_kinds_of_edge_that_are_asked_are_followed(store: AskedStore) -> None:
    (path,) = store.paths(between("model/aster-7b", "person/ada-example", ("DERIVED_FROM",)))

    assert path is None


def test_of_two_shortest_paths_the_one_whose_nodes_come_first_is_given(store: AskedStore) -> None:
    (path,) = store.paths(between("model/aster-mini", "model/aster-briar-merge"))

    assert told(path) == [
        ("DERIVED_FROM", "model/aster-mini", "model/aster-7b"),
        ("DERIVED_FROM", "model/aster-briar-merge", "model/aster-7b"),
    ]


def test_a_path_is_no_longer_than_asked(store: AskedStore) -> None:
    start, end = "model/aster-7b-instruct-elan-int4", "person/ada-example"

    assert store.paths(between(start, end, depth=2)) == [None]


def test_dated_edges_are_followed_where_they_may_be_valid(store: AskedStore) -> None:
    start, end = "organization/koala-corp", "organization/juniper-ai"

    before, after = store.paths(
        between(start, end, ("HOLDS",), on="2024-03-14"), between(start, end, ("HOLDS",), on="2024-03-15")
    )

    assert (told(before), after) == ([("HOLDS", start, end)], None)


def test_the_path_from_a_node_to_itself_has_no_steps(store: AskedStore) -> None:
    assert store.paths(between("model/aster-7b", "model/aster-7b")) == [[]]


def test_there_is_no_path_to_a_node_that_does_not_exist(store: AskedStore) -> None:
    assert store.paths(between("model/aster-7b", "model/none")) == [None]


def test_no_questions_give_no_answers(store: AskedStore) -> None:
    assert store.paths() == []
