"""The way from one holder, at the top or not, down to one organization."""

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.derive.control.map import ControlMap
from tests.derive.control_rows import control, holds, member, org, party, path
from tests.derive.test_control_properties import (
    NAMES,
    Bounds,
    Pair,
    completions,
    control_relation,
    exact_shares,
    ranges,
)


def way(result: ControlMap, holder: str, target: str) -> tuple[str, list[str]] | None:
    """`("SOLE VOTES", ["ann > aster"])`"""
    found = result.control_between(org(holder), org(target))
    return found and (f"{found.degree} {found.basis}", path(found))


def test_whoever_stands_in_the_middle_has_a_way_too() -> None:
    result = control(holds("ann", "mid", 60), holds("mid", "aster", 70))

    assert way(result, "mid", "aster") == ("SOLE VOTES", ["mid > aster"])
    assert way(result, "ann", "aster") == ("SOLE VOTES", ["ann > mid", "mid > aster"])


def test_without_control_there_is_no_way() -> None:
    result = control(holds("ann", "aster", 40), holds("ann", "mid", 60))

    assert way(result, "ann", "aster") is None
    assert way(result, "mid", "ann") is None
    assert way(result, "ann", "ann") is None


def test_a_member_of_a_group_controls_with_the_others_through_what_lies_between() -> None:
    result = control(
        holds("pair", "top", 51),
        holds("top", "aster", 100),
        parties=[party("pair", "GROUP")],
        members=[member("ann", "pair"), member("bob", "pair")],
    )

    assert way(result, "ann", "aster") == ("JOINT GROUP_MEMBER", ["ann > pair", "pair > top", "top > aster"])
    assert way(result, "top", "aster") == ("SOLE VOTES", ["top > aster"])


def test_above_one_of_two_halves_each_link_has_a_way() -> None:
    result = control(
        holds("ann", "vehicle", 60),
        holds("vehicle", "joint", 50),
        holds("bob", "joint", 50),
        holds("joint", "aster", 64.5),
    )

    assert way(result, "vehicle", "aster") == ("JOINT VOTES", ["vehicle > joint", "joint > aster"])
    assert way(result, "ann", "joint") == ("JOINT VOTES", ["ann > vehicle", "vehicle > joint"])


def test_a_company_between_joint_parents_and_its_own_subsidiary_controls_that_alone() -> None:
    result = control(
        holds("ann", "mid", controls=True), holds("bob", "mid", controls=True), holds("mid", "aster", 100)
    )

    assert way(result, "ann", "aster") == ("JOINT RECORDED", ["ann > mid", "mid > aster"])
    assert way(result, "mid", "aster") == ("SOLE VOTES", ["mid > aster"])


def test_a_range_leaves_the_way_possible() -> None:
    result = control(holds("ann", "mid", "40..60"), holds("mid", "aster", 51))

    assert way(result, "ann", "aster") == ("POSSIBLE VOTES", ["ann > mid", "mid > aster"])
    assert way(result, "mid", "aster") == ("SOLE VOTES", ["mid > aster"])


@given(exact_shares())
def test_there_is_a_way_exactly_where_the_definition_has_control(shares: dict[Pair, int]) -> None:
    relation = control_relation(shares)

    result = control(*(holds(*pair, votes) for pair, votes in shares.items()))

    for holder in NAMES:
        for target in NAMES:
            found = result.control_between(org(holder), org(target))
            assert (found is not None) == (holder != target and (holder, target) in relation)


@settings(max_examples=60, deadline=None)
@given(ranges())
def test_a_way_is_possible_where_some_completion_has_control(shares: dict[Pair, Bounds]) -> None:
    relations = [control_relation(votes) for votes in completions(shares)]
    surely, possibly = set.intersection(*relations), set.union(*relations)

    result = control(*(holds(*pair, f"{low}..{high}") for pair, (low, high) in shares.items()))

    for holder, target in ((a, b) for a in NAMES for b in NAMES if a != b):
        found = result.control_between(org(holder), org(target))
        assert (found is not None) == ((holder, target) in possibly)
        assert (found is not None and found.degree != "POSSIBLE") == ((holder, target) in surely)


@given(st.one_of(exact_shares().map(lambda shares: {pair: (n, n) for pair, n in shares.items()}), ranges()))
def test_the_way_of_an_ultimate_controller_has_its_degree(shares: dict[Pair, Bounds]) -> None:
    result = control(*(holds(*pair, f"{low}..{high}") for pair, (low, high) in shares.items()))

    for target in NAMES:
        for item in result.controllers(org(target)):
            found = result.control_between(item.holder, org(target))
            assert found is not None
            assert (found.degree, found.basis) == (item.degree, item.basis)
