"""Question: which edges leave, or reach, each of these nodes?"""

from __future__ import annotations

from graph.query import And, Compare, Direction, Expand, Operator, OrderBy, Related, Via
from graph.snapshot import Row
from tests.stores.contract.conftest import AskedStore, far_names

DEVELOPERS = Expand(Via("DEVELOPED_BY", Direction.OUT))
HOLDERS = Via("HOLDS", Direction.IN)


def lists(store: AskedStore, ids: list[str], question: Expand) -> list[list[Row]]:
    """The answer, cut into one list for each id."""
    answer = store.expand(ids, question)
    starts = [0, *answer.ends]
    return [answer.flat[start:end] for start, end in zip(starts, answer.ends, strict=False)]


def test_there_is_one_list_for_each_id_in_its_order(store: AskedStore) -> None:
    found = lists(store, ["model/meadow-1", "model/yuki-1", "model/meadow-1"], DEVELOPERS)

    assert [far_names(views) for views in found] == [
        ["nordland-institute", "sage-foundation"],
        ["yuki-kenkyusho"],
        ["nordland-institute", "sage-foundation"],
    ]


def test_no_edges_and_an_unknown_id_give_an_empty_list(store: AskedStore) -> None:
    question = Expand(Via("DERIVED_FROM", Direction.OUT))

    assert lists(store, ["model/aster-7b", "model/none", "person/ada-example"], question) == [[], [], []]


def test_no_ids_give_no_lists(store: AskedStore) -> None:
    answer = store.expand([], DEVELOPERS)

    assert (answer.flat, answer.ends) == ([], [])


def test_an_edge_of_no_kind_gives_empty_lists(store: AskedStore) -> None:
    assert lists(store, ["model/aster-7b"], Expand(Via("NO_SUCH_EDGE", Direction.OUT))) == [[]]


def test_a_view_holds_the_edge_and_the_rows_of_both_ends(store: AskedStore) -> None:
    ((view, _),) = lists(store, ["model/meadow-1"], DEVELOPERS)

    assert view["id"].startswith("developed_by/")
    assert (view["source"], view["target"]) == ("model/meadow-1", "organization/nordland-institute")
    assert view["role"] == "SPONSOR"
    assert view["source_ids"] == ["source/openness-index"]
    assert view["source_node"]["name"] == "Meadow 1"
    assert view["target_node"]["name"] == "Nordland Institute of Computing"


def test_edges_are_followed_against_their_direction_too(store: AskedStore) -> None:
    ((view,),) = lists(store, ["organization/yuki-kenkyusho"], Expand(Via("DEVELOPED_BY", Direction.IN)))

    assert (view["source"], view["target"]) == ("model/yuki-1", "organization/yuki-kenkyusho")
    assert view["source_node"]["name"] == "雪一号"


def test_edges_come_by_the_id_of_the_far_node_then_by_their_own(store: AskedStore) -> None:
    (views,) = lists(store, ["organization/juniper-ai"], Expand(Via("OFFERED_BY", Direction.IN)))

    assert far_names(views, "source") == ["dune-4", "dune-4"]
    assert [view["id"] for view in views] == sorted(view["id"] for view in views)


def test_several_edges_between_two_nodes_all_come(store: AskedStore) -> None:
    (views,) = lists(store, ["model/dune-4"], Expand(Via("OFFERED_BY", Direction.OUT)))

    assert sorted(view["mode"] for view in views) == ["API", "CHAT"]


def test_an_order_is_that_of_a_property_of_the_far_node(store: AskedStore) -> None:
    question = Expand(Via("DERIVED_FROM", Direction.IN), order=(OrderBy("released", descending=True),))

    (views,) = lists(store, ["model/aster-7b"], question)

    assert far_names(views, "source") == ["aster-mini", "aster-briar-merge", "aster-7b-instruct-elan"]


def test_in_an_order_absent_values_come_last(store: AskedStore) -> None:
    question = Expand(Via("DEVELOPED_BY", Direction.IN), order=(OrderBy("parameters"),))

    (views,) = lists(store, ["organization/on"], question)

    assert far_names(views, "source") == ["aster-7b-instruct-elan-int4", "aster-briar-merge"]


def test_the_far_node_may_have_to_fit(store: AskedStore) -> None:
    small = Compare("parameters", Operator.LESS, 5_000_000_000)

    (views,) = lists(store, ["model/aster-7b"], Expand(Via("DERIVED_FROM", Direction.IN), where=small))

    assert far_names(views, "source") == ["aster-mini"]


def test_the_far_node_may_have_to_fit_along_its_own_edges(store: AskedStore) -> None:
    tuned = Related(Via("TRAINED_ON", Direction.OUT))
    recent = Compare("released", Operator.AT_LEAST, "2024")
    question = Expand(Via("DERIVED_FROM", Direction.IN), where=And((tuned, recent)))

    (views,) = lists(store, ["model/aster-7b"], question)

    assert far_names(views, "source") == ["aster-7b-instruct-elan"]


def test_a_filter_holds_for_far_nodes_of_every_kind(store: AskedStore) -> None:
    boreal = Compare("name", Operator.CONTAINS, "bor")

    (views,) = lists(store, ["organization/tulip-ai"], Expand(HOLDERS, where=boreal))

    assert far_names(views, "source") == ["boreal-ventures", "bo-boreal"]


def test_only_far_nodes_of_a_kind_come_where_it_is_asked(store: AskedStore) -> None:
    people = Expand(Via("HOLDS", Direction.IN, "person"))

    (views,) = lists(store, ["organization/aster-labs"], people)

    assert far_names(views, "source") == ["ada-example"]


def test_a_kind_that_is_not_there_gives_an_empty_list(store: AskedStore) -> None:
    assert lists(store, ["organization/aster-labs"], Expand(Via("HOLDS", Direction.IN, "model"))) == [[]]


def test_dated_edges_come_where_they_may_be_valid_on_the_day(store: AskedStore) -> None:
    """One holder until 2024-03-14, the other from 2024-03-15."""
    found = {
        day: far_names(lists(store, ["organization/juniper-ai"], Expand(HOLDERS, on=day))[0], "source")
        for day in ("2019-04-30", "2019-05-01", "2024-03-14", "2024-03-15")
    }

    assert found == {
        "2019-04-30": [],
        "2019-05-01": ["koala-corp"],
        "2024-03-14": ["koala-corp"],
        "2024-03-15": ["larch-group"],
    }


def test_without_a_day_edges_of_all_times_come(store: AskedStore) -> None:
    (views,) = lists(store, ["organization/juniper-ai"], Expand(HOLDERS))

    assert far_names(views, "source") == ["koala-corp", "larch-group"]


def test_an_edge_may_be_valid_on_every_day_of_an_imprecise_date(store: AskedStore) -> None:
    """Funded from 2022 until 2024-07-01, a member from 2023-10 until 2025-01."""
    funding = Via("SUPPLIES", Direction.IN)
    member = Via("MEMBER_OF", Direction.IN)

    def valid(node_id: str, via: Via, day: str) -> int:
        return len(lists(store, [node_id], Expand(via, on=day))[0])

    assert [valid("organization/sage-foundation", funding, day) for day in ("2021-12-31", "2022-01-01")] == [
        0,
        1,
    ]
    assert [
        valid("organization/willow-consortium", member, day)
        for day in ("2023-09-30", "2023-10-01", "2025-01-30", "2025-01-31")
    ] == [1, 2, 2, 1]


def test_edges_without_dates_are_valid_on_every_day(store: AskedStore) -> None:
    (views,) = lists(store, ["model/aster-mini"], Expand(Via("DERIVED_FROM", Direction.OUT), on="1900-01-01"))

    assert far_names(views) == ["aster-7b"]


def test_an_edge_to_itself_would_be_followed_both_ways_like_any_other(store: AskedStore) -> None:
    """In a circle every node is reached from the one before it."""
    question = Expand(Via("HOLDS", Direction.OUT))

    found = lists(
        store,
        ["organization/cobalt-holding", "organization/drift-systems", "organization/ember-data"],
        question,
    )

    assert [far_names(views) for views in found] == [["drift-systems"], ["ember-data"], ["cobalt-holding"]]
