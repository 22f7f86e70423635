"""Kleene's strong three-valued logic, table by table."""

from __future__ import annotations

from itertools import product

import pytest

from graph.values.truth import Truth, all_of, any_of

T, F, U = Truth.MET, Truth.NOT_MET, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("left", "right", "both"),
    [(T, T, T), (T, F, F), (T, U, U), (F, T, F), (F, F, F), (F, U, F), (U, T, U), (U, F, F), (U, U, U)],
)
def test_both_hold(left: Truth, right: Truth, both: Truth) -> None:
    assert left & right is both


@pytest.mark.parametrize(
    ("left", "right", "either"),
    [(T, T, T), (T, F, T), (T, U, T), (F, T, T), (F, F, F), (F, U, U), (U, T, T), (U, F, U), (U, U, U)],
)
def test_either_holds(left: Truth, right: Truth, either: Truth) -> None:
    assert left | right is either


@pytest.mark.parametrize(("value", "opposite"), [(T, F), (F, T), (U, U)])
def test_the_opposite(value: Truth, opposite: Truth) -> None:
    assert ~value is opposite


@pytest.mark.parametrize(
    ("truths", "every", "some"),
    [
        ([], T, F),
        ([T], T, T),
        ([U], U, U),
        ([T, T, T], T, T),
        ([T, U, T], U, T),
        ([T, U, F], F, T),
        ([F, U], F, U),
        ([F, F], F, F),
    ],
)
def test_all_and_any_of_several(truths: list[Truth], every: Truth, some: Truth) -> None:
    assert (all_of(truths), any_of(truths)) == (every, some)


def test_unknown_is_what_completions_leave_open() -> None:
    """A compound is decided only if every way to complete the unknown parts gives the same."""
    completions = {T: (T,), F: (F,), U: (T, F)}
    for left, right in product(Truth, repeat=2):
        ands = {one & other for one, other in product(completions[left], completions[right])}
        ors = {one | other for one, other in product(completions[left], completions[right])}
        assert left & right is (ands.pop() if len(ands) == 1 else U)
        assert left | right is (ors.pop() if len(ors) == 1 else U)


@pytest.mark.parametrize(("value", "truth"), [(True, T), (False, F), (None, U)])
def test_what_is_not_said_is_unknown(value: bool | None, truth: Truth) -> None:
    assert Truth.of(value) is truth


def test_a_truth_is_no_boolean() -> None:
    with pytest.raises(TypeError, match=r"^a Truth has three values; compare it with Truth\.MET"):
        bool(Truth.MET)
