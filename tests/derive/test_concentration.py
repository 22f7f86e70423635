"""Measures of concentration, by worked figures and by what is true of every distribution."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.derive.concentration import Bounds, Distribution


def of(known: list[int], unknown: list[int] | None = None) -> Distribution:
    return Distribution(
        {f"party-{at}": Fraction(weight) for at, weight in enumerate(known)},
        {f"unit-{at}": Fraction(weight) for at, weight in enumerate(unknown or [])},
    )


def sure(bounds: Bounds | None) -> float:
    """A figure that nothing unknown leaves open."""
    assert bounds is not None
    assert bounds.least == bounds.most
    return bounds.least


def test_shares_of_thirty_thirty_twenty_and_twenty_give_the_index_of_the_merger_guidelines() -> None:
    """Horizontal Merger Guidelines of the United States (2010), footnote 9: 2,600 points of 10,000."""
    market = of([30, 30, 20, 20])

    assert sure(market.hhi) == pytest.approx(0.26)
    assert sure(market.effective_number) == pytest.approx(1 / 0.26)
    assert sure(market.top(2)) == pytest.approx(0.6)


def test_what_is_unknown_belongs_to_parties_of_their_own_or_to_the_largest() -> None:
    market = of([4, 2], [3, 1])

    assert market.unknown_share == pytest.approx(0.4)
    assert market.hhi == Bounds(pytest.approx(0.30), pytest.approx(0.68))
    assert market.top(1) == Bounds(pytest.approx(0.4), pytest.approx(0.8))
    assert market.most_share("party-1") == pytest.approx(0.6)


def test_an_unknown_part_may_be_the_largest_of_all() -> None:
    assert of([1], [3]).top(1) == Bounds(pytest.approx(0.75), pytest.approx(1))


def test_where_nobody_is_known_all_may_be_one() -> None:
    assert of([], [1, 1]).hhi == Bounds(pytest.approx(0.5), pytest.approx(1))


def test_of_nothing_there_is_no_index() -> None:
    nothing = of([])

    assert (nothing.hhi, nothing.effective_number, nothing.top(3)) == (None, None, None)
    assert (nothing.unknown_share, nothing.ordered) == (0, [])


def test_parties_come_by_weight_and_name_and_what_is_unknown_last() -> None:
    market = of([1, 3, 1], [9])

    assert market.ordered == [("party-1", 3), ("party-0", 1), ("party-2", 1), (None, 9)]


weights = st.lists(st.integers(1, 1000), min_size=1, max_size=8)


@given(weights)
def test_the_index_lies_between_one_nth_and_one(known: list[int]) -> None:
    index = sure(of(known).hhi)

    assert 1 / len(known) - 1e-12 <= index <= 1 + 1e-12


@given(weights, st.lists(st.integers(1, 1000), max_size=4))
def test_shares_add_up_to_the_whole(known: list[int], unknown: list[int]) -> None:
    market = of(known, unknown)

    assert sum(market.share(weight) for _, weight in market.ordered) == pytest.approx(1)


@given(st.integers(1, 50), st.integers(1, 1000))
def test_equal_parties_are_as_many_as_their_effective_number(count: int, weight: int) -> None:
    assert sure(of([weight] * count).effective_number) == pytest.approx(count)


@given(weights, st.data())
def test_joining_two_parties_never_lowers_the_index_nor_the_share_of_the_largest(
    known: list[int], data: st.DataObject
) -> None:
    assume(len(known) > 1)
    first, second = data.draw(st.permutations(range(len(known))))[:2]
    rest = [weight for at, weight in enumerate(known) if at not in (first, second)]
    before, after = of(known), of([*rest, known[first] + known[second]])

    assert sure(after.hhi) >= sure(before.hhi)
    for count in (1, 2, 3):
        assert sure(after.top(count)) >= sure(before.top(count))


@given(weights, st.lists(st.integers(1, 1000), min_size=1, max_size=4), st.data())
def test_however_the_unknown_turns_out_the_figures_stay_within_their_bounds(
    known: list[int], unknown: list[int], data: st.DataObject
) -> None:
    """Each unknown part goes to some party, known so far or not."""
    bounds = of(known, unknown)
    learned = [*known, *(0 for _ in unknown)]
    for weight in unknown:
        learned[data.draw(st.integers(0, len(learned) - 1))] += weight
    truth = of(learned)

    assert bounds.hhi is not None
    assert bounds.effective_number is not None
    assert bounds.hhi.least <= sure(truth.hhi) <= bounds.hhi.most
    assert bounds.effective_number.least <= sure(truth.effective_number) <= bounds.effective_number.most
    for count in (1, 2, 3):
        top = bounds.top(count)
        assert top is not None
        assert top.least <= sure(truth.top(count)) <= top.most
