"""Groups that act together, halves, and several at the top."""

from fractions import Fraction
from itertools import permutations

from graph.derive.control.map import model_controllers, model_weights
from tests.derive.control_rows import control, holds, member, org, party, path, who

GROUP = [party("pair", "GROUP")]
MEMBERS = [member("ann", "pair"), member("bob", "pair")]


def test_members_control_jointly_what_their_group_controls() -> None:
    result = control(holds("pair", "alpha", 51), holds("alpha", "aster", 100), parties=GROUP, members=MEMBERS)

    assert who(result, "aster") == ["ann JOINT GROUP_MEMBER", "bob JOINT GROUP_MEMBER"]
    assert path(result.controllers(org("aster"))[0]) == ["ann > pair", "pair > alpha", "alpha > aster"]
    assert str(result.controllers(org("aster"))[0].votes) == "51"


def test_the_group_is_the_direct_controller() -> None:
    result = control(holds("pair", "alpha", 51), parties=GROUP, members=MEMBERS)

    assert [item.holder for item in result.direct_controllers(org("alpha"))] == ["pair"]


def test_figures_of_a_group_and_of_its_members_are_never_added() -> None:
    result = control(
        holds("pair", "alpha", 40),
        holds("ann", "alpha", 20),
        holds("bob", "alpha", 20),
        parties=GROUP,
        members=MEMBERS,
    )

    assert who(result, "alpha") == []


def test_a_group_without_known_members_controls_jointly_itself() -> None:
    assert who(control(holds("pair", "alpha", 51), parties=GROUP), "alpha") == ["pair JOINT VOTES"]


def test_a_member_with_a_majority_of_its_own_controls_alone() -> None:
    result = control(holds("pair", "alpha", 70), holds("ann", "alpha", 55), parties=GROUP, members=MEMBERS)

    assert who(result, "alpha") == ["ann SOLE VOTES"]


def test_whoever_controls_a_member_stands_at_the_top() -> None:
    result = control(holds("pair", "alpha", 70), holds("eve", "ann", 100), parties=GROUP, members=MEMBERS)

    assert who(result, "alpha") == ["bob JOINT GROUP_MEMBER", "eve JOINT VOTES"]


def test_a_member_of_a_time_controls_in_that_time() -> None:
    result = control(
        holds("pair", "alpha", 51),
        parties=GROUP,
        members=[member("ann", "pair", until="2020"), member("bob", "pair", since="2024")],
    )

    assert who(result, "alpha") == ["bob POSSIBLE GROUP_MEMBER"]


def test_members_of_a_consortium_do_not_act_as_a_group() -> None:
    result = control(holds("pair", "alpha", 51), parties=[party("pair", "CONSORTIUM")], members=MEMBERS)

    assert who(result, "alpha") == ["pair SOLE VOTES"]


def test_two_holders_of_exactly_one_half_control_jointly() -> None:
    result = control(holds("ann", "joint", 50), holds("bob", "joint", 50), holds("joint", "aster", 64.5))

    assert who(result, "joint") == ["ann JOINT VOTES", "bob JOINT VOTES"]
    assert who(result, "aster") == ["ann JOINT VOTES", "bob JOINT VOTES"]
    assert path(result.controllers(org("aster"))[0]) == ["ann > joint", "joint > aster"]


def test_one_half_beside_a_dispersed_rest_is_not_control() -> None:
    result = control(
        holds("ann", "joint", 50), holds("crowd", "joint", 50), parties=[party("crowd", "DISPERSED")]
    )

    assert who(result, "joint") == []


def test_of_two_halves_the_one_that_appoints_the_board_controls() -> None:
    result = control(holds("ann", "joint", 50), holds("bob", "joint", 50), holds("bob", "joint", board=True))

    assert who(result, "joint") == ["bob SOLE BOARD"]


def test_a_half_may_be_held_through_controlled_companies() -> None:
    result = control(
        holds("ann", "mid", 60),
        holds("mid", "sub", 60),
        holds("mid", "joint", 30),
        holds("sub", "joint", 20),
        holds("bob", "joint", 50),
    )

    assert who(result, "joint") == ["ann JOINT VOTES", "bob JOINT VOTES"]
    assert [item.holder for item in result.direct_controllers(org("joint"))] == ["bob", "mid"]


def test_whoever_controls_both_halves_controls_alone() -> None:
    result = control(
        holds("ann", "a", 60), holds("ann", "b", 60), holds("a", "joint", 50), holds("b", "joint", 50)
    )

    assert who(result, "joint") == ["ann SOLE VOTES"]


def test_halves_of_halves_lead_to_those_at_the_top() -> None:
    rows = [
        holds(f"{holder}{i}", f"{half}{i + 1}", 50) for i in range(60) for half in "ab" for holder in "ab"
    ]

    assert who(control(*rows), "a60") == ["a0 JOINT VOTES", "b0 JOINT VOTES"]


def test_a_circle_of_halves_has_no_top_but_itself() -> None:
    rows = [holds(holder, half, 50) for holder, half in permutations("abc", 2)]

    assert who(control(*rows), "a") == ["b JOINT VOTES", "c JOINT VOTES"]


def test_several_recorded_as_controlling_control_only_together() -> None:
    result = control(holds("ann", "aster", controls=True), holds("bob", "aster", controls=True))

    assert who(result, "aster") == ["ann JOINT RECORDED", "bob JOINT RECORDED"]


def test_people_in_a_group_count_once_as_their_group() -> None:
    result = control(holds("pair", "alpha", 51), holds("eve", "beta", 60), parties=GROUP, members=MEMBERS)

    behind = model_controllers([org("alpha"), org("beta")], result)
    assert [item.control.holder for item in behind] == ["ann", "bob", "eve"]
    assert model_weights(behind) == {"pair": Fraction(1, 2), "eve": Fraction(1, 2)}


def test_a_developer_that_nobody_controls_stands_for_itself() -> None:
    result = control(holds("ann", "aster", 11), parties=[party("aster")])

    (item,) = model_controllers([org("aster")], result)
    assert (item.control.holder, item.control.degree, item.status) == ("aster", "NONE_ABOVE", "UNDISCLOSED")


def test_a_possible_controller_is_shown_beside_the_developer_and_not_counted() -> None:
    behind = model_controllers([org("aster")], control(holds("ann", "aster", "40..60")))

    assert [(item.control.holder, item.control.degree) for item in behind] == [
        ("aster", "NONE_ABOVE"),
        ("ann", "POSSIBLE"),
    ]
    assert model_weights(behind) == {"aster": 1}
