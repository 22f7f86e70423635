"""Tests of licences and of facts, presumptions, and tests that ask nothing or two things."""

from __future__ import annotations

import pytest
from hypothesis import given

from graph.derive.assessor import Assessor
from graph.derive.criteria import Subjects
from graph.schema.definition import Criterion, Definition
from graph.values.truth import Truth
from tests.derive.small_definitions import (
    BOUND,
    FREE,
    LABEL,
    SHARED,
    VALUES,
    definition,
    definitions,
    having,
    is_known,
    model,
    models,
)

MET, NOT_MET, UNKNOWN = Truth.MET, Truth.NOT_MET, Truth.UNKNOWN


def answer(test: dict[str, object], subjects: Subjects) -> Truth | None:
    assessor = Assessor(definition({"a": test}, [{"outcome": "X"}]))
    criterion = assessor.definition.criteria["a"]
    return assessor.truth(criterion.test, assessor.answers(subjects))


@pytest.mark.parametrize(
    ("licenses", "every", "some"),
    [
        ((FREE,), MET, MET),
        ((BOUND,), NOT_MET, NOT_MET),
        ((FREE, BOUND), NOT_MET, MET),
        ((FREE, None), UNKNOWN, MET),
        ((BOUND, None), NOT_MET, UNKNOWN),
        ((None,), UNKNOWN, UNKNOWN),
        ((LABEL,), UNKNOWN, UNKNOWN),
    ],
)
def test_licences_are_asked_together_and_an_unknown_one_decides_nothing(
    licenses: tuple[object, ...], every: Truth, some: Truth
) -> None:
    subjects = having(model(), next(leaf for leaf in VALUES if leaf.sort == "license"), licenses)  # type: ignore[arg-type]

    assert answer({"license": "weights", "every": "approved"}, subjects) is every
    assert answer({"license": "weights", "some": "approved"}, subjects) is some


def test_a_licence_that_no_fact_states_is_not_known_and_not_free() -> None:
    assert answer({"license": "code", "every": "approved"}, model()) is UNKNOWN


@pytest.mark.parametrize(("compute", "expected"), [(9.0, MET), (10.0, MET), (10.5, NOT_MET), (None, UNKNOWN)])
def test_a_figure_at_the_limit_is_still_at_most_the_limit(compute: float | None, expected: Truth) -> None:
    test = {"fact": "training_compute_flop", "at_most": 10.0}

    assert answer(test, model(training_compute_flop=compute)) is expected


def test_above_is_the_opposite_of_at_most() -> None:
    above = {"fact": "training_compute_flop", "above": 10.0}

    assert answer(above, model(training_compute_flop=10.0)) is NOT_MET
    assert answer(above, model(training_compute_flop=10.5)) is MET


@pytest.mark.parametrize(
    ("modalities", "expected"), [(("TEXT", "CODE"), MET), (("IMAGE",), NOT_MET), ((), UNKNOWN)]
)
def test_a_list_includes_one_of_the_words_and_an_empty_one_is_not_known(
    modalities: tuple[str, ...], expected: Truth
) -> None:
    assert (
        answer({"fact": "modalities", "includes": ["TEXT", "AUDIO"]}, model(modalities=modalities))
        is expected
    )


def test_a_flag_that_is_absent_is_not_known() -> None:
    assert answer({"fact": "monetised", "equals": False}, model()) is UNKNOWN
    assert answer({"fact": "monetised", "equals": False}, model(monetised=False)) is MET


@pytest.mark.parametrize(("found", "expected"), [(None, MET), (False, MET), (True, NOT_MET)])
def test_a_presumption_holds_only_as_long_as_the_facts_are_silent(
    found: bool | None, expected: Truth
) -> None:
    test = {"fact": "systemic_risk_designated", "equals": False, "presumed": True}

    assert answer(test, model(systemic_risk_designated=found)) is expected


@given(definitions(), models())
def test_learning_a_fact_settles_and_never_turns_a_criterion(rules: Definition, subjects: Subjects) -> None:
    assessor = Assessor(rules)
    before = assessor.answers(subjects)

    for leaf in assessor.leaves:
        for value in () if is_known(subjects, leaf) else VALUES[leaf]:
            after = assessor.answers(having(subjects, leaf, value))
            for name in rules.criteria:
                was = assessor.criterion(name, before)
                assert was is UNKNOWN or assessor.criterion(name, after) is was


@pytest.mark.parametrize(
    "wrong",
    [
        {"property": "weights"},
        {"property": "weights", "is": []},
        {"property": "weights", "group": "code", "is": ["OPEN"]},
        {"license": "weights"},
        {"license": "weights", "every": "approved", "some": "plain"},
        {"license": "weights", "is": ["FREE"]},
        {"fact": "monetised"},
        {"fact": "parameters", "above": 1.0, "at_most": 2.0},
        {"property": "weights", "is": ["OPEN"], "presumed": True},
        {"all": [], "is": ["OPEN"]},
        {},
    ],
)
def test_a_test_that_asks_nothing_or_two_things_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"give|goes with|at least 1"):
        Criterion.model_validate({"says": "It is so.", "test": wrong})


def test_two_licences_that_the_terms_tell_apart_are_told_apart() -> None:
    plain = {"license": "weights", "every": "plain"}

    assert answer(plain, model(weights_license=(SHARED,))) is MET
    assert answer(plain, model(weights_license=(BOUND,))) is NOT_MET
