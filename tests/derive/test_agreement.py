"""Agreement beyond chance: published examples, and the libraries that have the same measures."""

from __future__ import annotations

import math

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from graph.derive.agreement import cohen_kappa, krippendorff_alpha

words = st.sampled_from(["CLOSED", "PARTIAL", "OPEN"])
places = st.none() | st.integers(0, 2)


def test_two_raters_who_agree_on_seven_of_ten_by_more_than_chance() -> None:
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15

    assert cohen_kappa(pairs) == pytest.approx(0.4)


def test_the_published_example_of_four_observers_on_an_ordered_scale() -> None:
    """K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: ordinal 0.815."""
    observers = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    units = [[value for value in unit if value is not None] for unit in zip(*observers, strict=True)]

    assert krippendorff_alpha(units) == pytest.approx(0.815, abs=0.0005)


@pytest.mark.parametrize("pairs", [[], [("OPEN", "OPEN")] * 3])
def test_kappa_is_silent_where_chance_cannot_be_told_from_agreement(pairs: list[tuple[str, str]]) -> None:
    assert cohen_kappa(pairs) is None


@pytest.mark.parametrize("units", [[], [[0], [2]], [[1, 1], [1, 1, 1]]])
def test_alpha_is_silent_where_chance_cannot_be_told_from_agreement(units: list[list[int]]) -> None:
    assert krippendorff_alpha(units) is None


@given(st.lists(st.tuples(words, words), min_size=1, max_size=30))
def test_kappa_is_that_of_nltk(pairs: list[tuple[str, str]]) -> None:
    kappa = cohen_kappa(pairs)
    assume(kappa is not None)

    lines = [(rater, at, pair[rater]) for at, pair in enumerate(pairs) for rater in (0, 1)]
    assert kappa == pytest.approx(AnnotationTask(data=lines).kappa_pairwise(0, 1))


@given(st.lists(st.tuples(places, places, places), min_size=1, max_size=20))
def test_alpha_is_that_of_the_library_krippendorff(units: list[tuple[int | None, ...]]) -> None:
    alpha = krippendorff_alpha([[value for value in unit if value is not None] for unit in units])
    assume(alpha is not None)

    table = np.array([[math.nan if value is None else value for value in unit] for unit in units]).T
    expected = krippendorff.alpha(reliability_data=table, level_of_measurement="ordinal")
    assert alpha == pytest.approx(expected)
