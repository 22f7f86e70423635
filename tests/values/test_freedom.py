"""Which of several terms is the least free."""

from __future__ import annotations

from itertools import product

import pytest

from graph.values.freedom import Freedom, freest_possible, least_free, no_freer_than

KNOWN = [freedom for freedom in Freedom if freedom is not Freedom.UNKNOWN]


def test_the_order_runs_from_free_to_none() -> None:
    assert [str(freedom) for freedom in KNOWN] == [
        "FREE",
        "CONDITIONAL",
        "NO_DERIVATIVES",
        "NONCOMMERCIAL",
        "RESEARCH_ONLY",
        "NONE",
    ]


@pytest.mark.parametrize(
    ("freedoms", "least"),
    [
        (["FREE"], "FREE"),
        (["FREE", "CONDITIONAL"], "CONDITIONAL"),
        (["NONCOMMERCIAL", "FREE", "NO_DERIVATIVES"], "NONCOMMERCIAL"),
        (["RESEARCH_ONLY", "NONE"], "NONE"),
        ([], "UNKNOWN"),
        (["UNKNOWN"], "UNKNOWN"),
        (["FREE", "UNKNOWN"], "UNKNOWN"),
        (["UNKNOWN", "RESEARCH_ONLY"], "UNKNOWN"),
        (["UNKNOWN", "NONE"], "NONE"),
    ],
)
def test_the_least_free_of_several(freedoms: list[str], least: str) -> None:
    assert least_free(map(Freedom, freedoms)) == least


def test_it_is_unknown_exactly_where_unknown_terms_could_still_lower_it() -> None:
    for freedoms in product(Freedom, repeat=3):
        completions = product(*(KNOWN if freedom is Freedom.UNKNOWN else [freedom] for freedom in freedoms))
        outcomes = {max(completion, key=KNOWN.index) for completion in completions}
        assert least_free(freedoms) is (outcomes.pop() if len(outcomes) == 1 else Freedom.UNKNOWN)


@pytest.mark.parametrize(
    ("freedoms", "freest"),
    [
        ([], "FREE"),
        (["UNKNOWN"], "FREE"),
        (["CONDITIONAL", "UNKNOWN"], "CONDITIONAL"),
        (["CONDITIONAL", "NONCOMMERCIAL", "UNKNOWN"], "NONCOMMERCIAL"),
    ],
)
def test_what_is_known_bounds_what_unknown_terms_can_make_of_it(freedoms: list[str], freest: str) -> None:
    assert freest_possible(map(Freedom, freedoms)) == freest


def test_the_freedoms_from_one_downwards() -> None:
    assert no_freer_than(Freedom.FREE) == KNOWN
    assert no_freer_than(Freedom.RESEARCH_ONLY) == [Freedom.RESEARCH_ONLY, Freedom.NONE]
