"""The nearest right word to a wrong one."""

from __future__ import annotations

import pytest

from graph.values.nearest import nearest, nearest_of

NAMES = ["aster-7b", "birch-2", "OPEN", "Cedar One"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("aster-7", "aster-7b"),
        ("aster_7b", "aster-7b"),
        ("brich-2", "birch-2"),
        ("open", "OPEN"),
        ("cedar one", "Cedar One"),
    ],
)
def test_a_slip_leads_to_the_word_that_was_meant(wrong: str, right: str) -> None:
    assert nearest_of(wrong, NAMES) == right


@pytest.mark.parametrize("wrong", ["zzz", "", "雪"])
def test_a_word_that_is_near_to_none_leads_nowhere(wrong: str) -> None:
    assert nearest_of(wrong, NAMES) is None
    assert nearest_of(wrong, []) is None


def test_a_message_ends_with_the_nearest_word_or_with_nothing() -> None:
    assert nearest("aster-7", NAMES) == "; did you mean aster-7b?"
    assert nearest("zzz", NAMES) == ""
