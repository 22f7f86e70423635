"""Who outvotes whom, on a day on which all rows apply."""

import pytest

from graph.derive.control.facts import Party, Span
from tests.derive.control_rows import control, holds, org, party, path, who


@pytest.mark.parametrize(
    ("votes", "answer"),
    [
        (61, ["ann SOLE VOTES"]),
        (">50", ["ann SOLE VOTES"]),
        ("50.01", ["ann SOLE VOTES"]),
        (50, []),
        ("<50", []),
        ("40..60", ["ann POSSIBLE VOTES"]),
        (">=50", ["ann POSSIBLE VOTES"]),
        (">=25", ["ann POSSIBLE VOTES"]),
        ("<=60", ["ann POSSIBLE VOTES"]),
    ],
)
def test_more_than_half_of_the_votes_is_control_and_a_range_across_the_half_may_be(
    votes: object, answer: list[str]
) -> None:
    assert who(control(holds("ann", "aster", votes)), "aster") == answer


def test_a_floor_below_the_threshold_makes_nobody_a_possible_controller() -> None:
    assert who(control(holds("ann", "aster", ">=4.3")), "aster") == []


def test_what_others_surely_hold_bounds_a_range_from_above() -> None:
    result = control(holds("ann", "aster", ">=25"), holds("bob", "aster", 50))

    assert who(result, "aster") == []


def test_a_holder_votes_together_with_what_it_controls() -> None:
    result = control(holds("ann", "beta", 60), holds("ann", "aster", 30), holds("beta", "aster", 25))

    (ann,) = result.controllers(org("aster"))
    assert who(result, "aster") == ["ann SOLE VOTES"]
    assert path(ann) == ["ann > beta", "ann > aster", "beta > aster"]
    assert str(ann.votes) == "55"


def test_the_direct_controller_by_a_sum_is_the_lowest_that_commands_it() -> None:
    result = control(
        holds("ann", "mid", 100),
        holds("mid", "beta", 60),
        holds("mid", "aster", 30),
        holds("beta", "aster", 25),
    )

    assert [item.holder for item in result.direct_controllers(org("aster"))] == ["mid"]
    assert [item.holder for item in result.controllers(org("aster"))] == ["ann"]


def test_a_minority_holding_of_a_controlled_company_is_not_multiplied_through() -> None:
    result = control(holds("ann", "beta", 51), holds("beta", "aster", 51))

    (ann,) = result.controllers(org("aster"))
    assert str(ann.votes) == "51"


def test_the_weakest_link_of_a_chain_is_its_voting_share() -> None:
    result = control(holds("ann", "beta", 82.4), holds("beta", "aster", controls=True))

    (ann,) = result.controllers(org("aster"))
    assert (str(ann.votes), ann.basis) == ("82.4", "VOTES")


def test_controllers_that_somebody_controls_are_not_ultimate() -> None:
    result = control(holds("ann", "beta", 60), holds("beta", "aster", 60))

    assert who(result, "aster") == ["ann SOLE VOTES"]
    assert [item.holder for item in result.direct_controllers(org("aster"))] == ["beta"]


def test_companies_that_hold_one_another_do_not_hand_control_to_a_minority() -> None:
    """Cross-holdings, the standard case of recursive aggregation: K. Ross, Y. Sagiv (1992)."""
    result = control(holds("a", "b", 30), holds("a", "c", 30), holds("b", "c", 60), holds("c", "b", 60))

    assert who(result, "b") == ["c SOLE VOTES"]
    assert who(result, "c") == ["b SOLE VOTES"]


def test_a_ring_that_nobody_outside_controls_stands_at_the_top_itself() -> None:
    result = control(holds("a", "b", 60), holds("b", "a", 60), holds("b", "aster", 60))

    assert who(result, "aster") == ["a SOLE VOTES", "b SOLE VOTES"]


def test_a_ring_may_close_by_votes_that_only_together_are_a_majority() -> None:
    result = control(holds("b", "a", 52), holds("a", "c", 52), holds("a", "b", 4), holds("c", "b", 48))

    assert who(result, "b") == ["a SOLE VOTES"]
    assert who(result, "c") == ["a SOLE VOTES", "b SOLE VOTES"]


def test_a_ring_below_an_outside_controller_is_no_top() -> None:
    result = control(holds("ann", "a", 60), holds("a", "b", 60), holds("b", "a", 30), holds("b", "aster", 60))

    assert who(result, "aster") == ["ann SOLE VOTES"]
    assert who(result, "b") == ["ann SOLE VOTES"]


def test_equity_stands_in_for_votes_where_no_votes_are_published() -> None:
    assert who(control(holds("ann", "aster", equity=61)), "aster") == ["ann SOLE EQUITY_FOR_VOTES"]


def test_equity_does_not_stand_in_once_any_voting_share_is_known() -> None:
    result = control(holds("ann", "aster", equity=61), holds("bob", "aster", 0, equity=14))

    assert who(result, "aster") == []


def test_equity_does_not_stand_in_where_a_source_speaks_of_share_classes() -> None:
    classes = Party(org("aster"), kind="COMPANY", share_classes=(Span(),))

    assert who(control(holds("ann", "aster", equity=61), parties=[classes]), "aster") == []


def test_equity_does_not_tell_votes_that_a_row_speaks_of_without_saying_how_many() -> None:
    result = control(holds("ann", "aster", equity=61, interests=["votingRights"]))

    assert who(result, "aster") == []


def test_a_dual_class_founder_controls_with_little_equity() -> None:
    result = control(holds("ann", "aster", 61, equity=13), holds("fund", "aster", 3, equity=70))

    assert who(result, "aster") == ["ann SOLE VOTES"]


def test_a_crowd_holds_but_is_in_no_chain() -> None:
    result = control(
        holds("crowd", "aster", 90), holds("aster", "beta", 60), parties=[party("crowd", "DISPERSED")]
    )

    assert who(result, "aster") == []
    assert who(result, "beta") == ["aster SOLE VOTES"]


def test_treasury_shares_are_left_out_of_the_whole() -> None:
    result = control(holds("ann", "aster", equity=46), holds("aster", "aster", equity=10))

    assert who(result, "aster") == ["ann SOLE EQUITY_FOR_VOTES"]


def test_treasury_equity_does_not_change_published_votes() -> None:
    result = control(holds("ann", "aster", 46), holds("aster", "aster", equity=10))

    assert who(result, "aster") == []


def test_the_right_to_appoint_the_majority_of_the_board_is_control() -> None:
    assert who(control(holds("trust", "aster", board=True)), "aster") == ["trust SOLE BOARD"]


@pytest.mark.parametrize("board", [False, None])
def test_a_seat_or_a_chair_appoints_nobody(board: bool | None) -> None:
    result = control(holds("ann", "aster", board=board, interests=["boardChair"]))

    assert who(result, "aster") == []


def test_a_recorded_parent_controls() -> None:
    assert who(control(holds("ann", "aster", controls=True)), "aster") == ["ann SOLE RECORDED"]


def test_a_recorded_parent_yields_to_the_majority_figure_of_somebody_else() -> None:
    result = control(holds("old", "aster", controls=True), holds("new", "aster", 60))

    assert who(result, "aster") == ["new SOLE VOTES"]


def test_a_recorded_parent_does_not_yield_to_the_figure_of_its_own_subsidiary_or_owner() -> None:
    below = control(
        holds("top", "mid", 100), holds("mid", "aster", 100), holds("top", "aster", controls=True)
    )
    above = control(
        holds("ann", "parent", 100), holds("parent", "aster", controls=True), holds("ann", "aster", 84)
    )

    assert [item.holder for item in below.direct_controllers(org("aster"))] == ["mid", "top"]
    assert [item.holder for item in above.direct_controllers(org("aster"))] == ["ann", "parent"]


def test_figures_that_contradict_one_another_do_not_stop_the_answer() -> None:
    result = control(holds("ann", "aster", 80), holds("bob", "aster", 80))

    assert who(result, "aster") == ["ann JOINT VOTES", "bob JOINT VOTES"]


def test_a_chain_of_ten_thousand_companies_has_one_controller() -> None:
    result = control(*(holds(f"c{i}", f"c{i + 1}", 60) for i in range(10_000)))

    assert who(result, "c10000") == ["c0 SOLE VOTES"]


def test_a_holding_of_ten_thousand_companies_is_one_controller_of_each() -> None:
    result = control(*(holds("ann", f"c{i}", 60) for i in range(10_000)))

    assert len(result.controlled_by(org("ann"))) == 10_000
    assert [item.holder for item in result.direct_controllers(org("c77"))] == ["ann"]
