"""Outcomes: which applies, which might, and how many points a graded definition gives."""

from __future__ import annotations

import pytest
from hypothesis import given

from graph.derive.assessments import assess, no_better_than, possible_outcomes
from graph.derive.assessor import Assessor
from graph.derive.criteria import Subjects
from graph.schema.definition import Definition
from graph.values.node_id import NodeId
from graph.values.status import Status
from tests.derive.small_definitions import BOUND, FREE, completions, definition, definitions, model, models

OPEN, PARTIAL, CLOSED = Status.OPEN, Status.PARTIAL, Status.CLOSED

WEIGHTS = {"property": "weights", "is": ["OPEN"]}
CODE = {"property": "code", "is": ["OPEN"]}
FREE_OF_CHARGE = {"fact": "monetised", "equals": False}

STEPS = definition(
    {"weights": WEIGHTS, "code": CODE},
    [
        {"outcome": "BOTH", "level": 2, "needs": ["weights", "code"]},
        {"outcome": "WEIGHTS", "level": 1, "needs": ["weights"]},
        {"outcome": "NOTHING", "level": 0},
    ],
)

JUDGED = definition(
    {"weights": WEIGHTS, "free": FREE_OF_CHARGE, "plain": {"license": "weights", "every": "plain"}},
    [
        {"outcome": "OUT", "level": 0, "fails": ["weights", "free"]},
        {"outcome": "IN", "level": 2, "needs": ["plain"]},
        {"outcome": "NEEDS_ASSESSMENT", "level": 1},
    ],
)

GRADED = definition(
    {
        "weights": {"test": WEIGHTS, "partly": {"property": "weights", "is": ["PARTIAL"]}},
        "code": {"test": CODE, "partly": {"property": "code", "is": ["PARTIAL"]}},
        "free": FREE_OF_CHARGE,
    },
    [{"outcome": "SOME"}],
)


def outcome(rules: Definition, subjects: Subjects) -> tuple[str, tuple[str, ...]]:
    verdict = assess(Assessor(rules), subjects)
    return verdict.outcome, verdict.possible


def test_the_first_outcome_whose_criteria_are_all_met_applies() -> None:
    assert outcome(STEPS, model(weights=OPEN, code=OPEN)) == ("BOTH", ("BOTH",))
    assert outcome(STEPS, model(weights=OPEN, code=CLOSED)) == ("WEIGHTS", ("WEIGHTS",))
    assert outcome(STEPS, model(weights=CLOSED, code=OPEN)) == ("NOTHING", ("NOTHING",))


def test_an_unknown_part_leaves_open_only_what_it_decides() -> None:
    assert outcome(STEPS, model(weights=OPEN)) == ("UNKNOWN", ("BOTH", "WEIGHTS"))
    assert outcome(STEPS, model(weights=CLOSED)) == ("NOTHING", ("NOTHING",))
    assert outcome(STEPS, model()) == ("UNKNOWN", ("BOTH", "WEIGHTS", "NOTHING"))


def test_an_outcome_on_failure_applies_as_soon_as_one_criterion_fails() -> None:
    assert outcome(JUDGED, model(weights=CLOSED)) == ("OUT", ("OUT",))
    assert outcome(JUDGED, model(weights=OPEN, monetised=True)) == ("OUT", ("OUT",))


def test_what_passes_all_that_can_be_looked_up_awaits_judgement() -> None:
    passed = {"weights": OPEN, "monetised": False}

    assert outcome(JUDGED, model(**passed, weights_license=(FREE,)))[0] == "IN"
    assert outcome(JUDGED, model(**passed, weights_license=(BOUND,)))[0] == "NEEDS_ASSESSMENT"
    assert outcome(JUDGED, model(**passed))[1] == ("IN", "NEEDS_ASSESSMENT")


def test_progress_counts_the_criteria_met_and_those_that_may_be() -> None:
    both, weights, _ = assess(Assessor(STEPS), model(weights=OPEN)).outcomes

    assert (both.met, weights.met) == ((1, 2), (1, 1))


@pytest.mark.parametrize(
    ("weights", "code", "score"),
    [
        (OPEN, OPEN, (2.0, 2.0)),
        (PARTIAL, OPEN, (1.5, 1.5)),
        (CLOSED, PARTIAL, (0.5, 0.5)),
        (OPEN, Status.UNKNOWN, (1.0, 2.0)),
        (OPEN, Status.NOT_APPLICABLE, (1.0, 1.0)),
    ],
)
def test_points_are_one_for_open_and_a_half_for_partial(
    weights: Status, code: Status, score: tuple[float, float]
) -> None:
    assert assess(Assessor(GRADED), model(weights=weights, code=code)).score == score


def test_a_definition_without_parts_gives_no_points() -> None:
    assert assess(Assessor(STEPS), model()).score is None


@given(definitions(), models())
def test_possible_outcomes_are_those_of_all_completions(rules: Definition, subjects: Subjects) -> None:
    assessor = Assessor(rules)
    order = [*(rule.outcome for rule in rules.outcomes), "UNKNOWN"]

    completed = {
        assessor.candidates(assessor.answers(item))[0]
        for item in completions(subjects, list(assessor.leaves))
    }

    assert list(assessor.possible(assessor.answers(subjects))) == [
        name for name in order if name in completed
    ]


ORDER = ("BEST", "GOOD", "BAD")


@pytest.mark.parametrize(
    ("own", "bases", "expected"),
    [
        (("BEST",), [], ("BEST",)),
        (("BEST",), [("BAD",)], ("BAD",)),
        (("BAD",), [("BEST",)], ("BAD",)),
        (("BEST", "BAD"), [("GOOD",)], ("GOOD", "BAD")),
        (("BEST",), [("GOOD",), ("BEST", "BAD")], ("GOOD", "BAD")),
    ],
)
def test_a_model_does_no_better_than_the_models_that_it_carries_on(
    own: tuple[str, ...], bases: list[tuple[str, ...]], expected: tuple[str, ...]
) -> None:
    assert no_better_than(own, bases, ORDER) == expected


def test_only_definitions_that_count_bases_look_at_them() -> None:
    base, tuned = NodeId("model/base"), NodeId("model/tuned")
    subjects = {tuned: model(weights=OPEN, code=OPEN), base: model(weights=OPEN, code=CLOSED)}
    counting = STEPS.model_copy(update={"bases_count": True})

    assert possible_outcomes(Assessor(STEPS), subjects, {tuned: [base]})[tuned] == ("BOTH",)
    assert possible_outcomes(Assessor(counting), subjects, {tuned: [base]})[tuned] == ("WEIGHTS",)
