"""Question: which nodes do edges of one kind lead to in any number of steps?"""

from __future__ import annotations

from graph.query import Direction, Reached, Via, Walk
from tests.stores.contract.conftest import AskedStore

UP = Via("DERIVED_FROM", Direction.OUT)
DOWN = Via("DERIVED_FROM", Direction.IN)


def told(walk: list[Reached]) -> list[tuple[str, int]]:
    return [(item.row["id"].partition("/")[2], item.distance) for item in walk]


def test_ancestors_come_the_nearest_first(store: AskedStore) -> None:
    (walk,) = store.walk(["model/aster-7b-instruct-elan-int4"], Walk(UP))

    assert told(walk) == [("aster-7b-instruct-elan", 1), ("aster-7b", 2)]


def test_descendants_come_by_distance_and_then_by_id(store: AskedStore) -> None:
    (walk,) = store.walk(["model/aster-7b"], Walk(DOWN))

    assert told(walk) == [
        ("aster-7b-instruct-elan", 1),
        ("aster-briar-merge", 1),
        ("aster-mini", 1),
        ("aster-7b-instruct-elan-int4", 2),
    ]


def test_a_walk_ends_at_its_depth(store: AskedStore) -> None:
    (walk,) = store.walk(["model/aster-7b-instruct-elan-int4"], Walk(UP, depth=1))

    assert told(walk) == [("aster-7b-instruct-elan", 1)]


def test_there_is_one_list_for_each_id_in_its_order(store: AskedStore) -> None:
    walks = store.walk(["model/aster-briar-merge", "model/none", "model/aster-7b"], Walk(UP))

    assert [told(walk) for walk in walks] == [[("aster-7b", 1), ("briar-2", 1)], [], []]


def test_a_walk_around_a_cycle_leaves_out_where_it_began(store: AskedStore) -> None:
    """Two companies that hold each other."""
    (walk,) = store.walk(["organization/moss-corp"], Walk(Via("HOLDS", Direction.IN)))

    assert "moss-corp" not in [name for name, _ in told(walk)]
    assert len(told(walk)) == len(set(told(walk)))
