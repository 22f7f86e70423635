"""Why a criterion is not met: what was wanted, what was found, and in which way it falls short."""

from __future__ import annotations

import pytest

from graph.derive.assessments import Finding, Shortfall, assess
from graph.derive.assessor import Assessor
from graph.derive.criteria import Subjects
from graph.derive.wording import found_words, sentence
from graph.schema.definition import Definition
from graph.values.freedom import Freedom
from graph.values.status import Status
from graph.values.truth import Truth
from tests.derive.small_definitions import BOUND, FREE, definition, license_, model

UNDECLARED = license_("none-declared", "ALL_RIGHTS_RESERVED")


def asking(test: dict[str, object]) -> Definition:
    return definition({"a": test}, [{"outcome": "MET", "needs": ["a"]}, {"outcome": "NOT_MET"}])


def findings(test: dict[str, object], subjects: Subjects) -> tuple[Finding, ...]:
    (criterion,) = assess(Assessor(asking(test)), subjects).criteria
    return criterion.findings


AVAILABLE = {"property": "weights", "is": ["OPEN"]}
APPROVED = {"license": "weights", "every": "approved"}


@pytest.mark.parametrize(
    ("test", "subjects", "shortfall"),
    [
        (AVAILABLE, model(weights=Status.OPEN), None),
        (AVAILABLE, model(weights=Status.CLOSED), Shortfall.NOT_AVAILABLE),
        (AVAILABLE, model(weights=Status.PARTIAL), Shortfall.PARTLY_AVAILABLE),
        (AVAILABLE, model(), Shortfall.AVAILABILITY_UNKNOWN),
        (AVAILABLE, model(weights=Status.NOT_APPLICABLE), None),
        (APPROVED, model(weights_license=(FREE,)), None),
        (APPROVED, model(weights_license=(BOUND,)), Shortfall.LICENSE_NOT_ACCEPTED),
        (APPROVED, model(weights_license=(UNDECLARED,)), Shortfall.NO_LICENSE),
        (APPROVED, model(), Shortfall.LICENSE_UNKNOWN),
        (
            {"freedom": "code", "is": ["FREE"]},
            model(code_freedom=Freedom.NONE),
            Shortfall.LICENSE_NOT_ACCEPTED,
        ),
        ({"freedom": "code", "is": ["FREE"]}, model(), Shortfall.LICENSE_UNKNOWN),
        ({"fact": "monetised", "equals": False}, model(monetised=True), Shortfall.FACT_AGAINST),
        ({"fact": "monetised", "equals": False}, model(), Shortfall.FACT_UNKNOWN),
    ],
)
def test_missing_undeclared_refused_and_unknown_are_told_apart(
    test: dict[str, object], subjects: Subjects, shortfall: Shortfall | None
) -> None:
    (finding,) = findings(test, subjects)

    assert finding.shortfall is shortfall


def test_under_a_not_the_finding_wants_the_opposite() -> None:
    (finding,) = findings(
        {"not": {"fact": "training_compute_flop", "above": 10.0}}, model(training_compute_flop=20.0)
    )

    assert (finding.wanted, finding.truth) == (("at most 10",), Truth.NOT_MET)


def test_a_presumed_answer_is_marked_as_such() -> None:
    presumed = {"fact": "systemic_risk_designated", "equals": False, "presumed": True}

    (silent,), (stated,) = (
        findings(presumed, model()),
        findings(presumed, model(systemic_risk_designated=False)),
    )

    assert (silent.presumed, silent.truth) == (True, Truth.MET)
    assert (stated.presumed, stated.truth) == (False, Truth.MET)


@pytest.mark.parametrize(
    ("test", "words"),
    [
        (AVAILABLE, "weights is OPEN"),
        ({"all": [AVAILABLE, APPROVED]}, "weights is OPEN; and weights: every licence is approved"),
        (
            {"any": [{"all": [AVAILABLE, APPROVED]}, {"ever_offered": True}]},
            "(weights is OPEN; and weights: every licence is approved); or ever offered: yes",
        ),
        ({"not": {"license": "weights", "some": "plain"}}, "not (weights: some licence is without limits)"),
        ({"fact": "training_compute_flop", "at_most": 1e25}, "training compute flop: at most 1e+25"),
        ({"fact": "modalities", "includes": ["TEXT", "CODE"]}, "modalities: one of TEXT, CODE"),
        ({"freedom": "code", "is": ["FREE", "CONDITIONAL"]}, "terms of code are FREE or CONDITIONAL"),
    ],
)
def test_a_test_reads_as_a_sentence(test: dict[str, object], words: str) -> None:
    rules = asking(test)

    assert sentence(rules.criteria["a"].test, rules.license_terms) == words


def test_what_was_found_is_told_in_a_word() -> None:
    assert found_words(Status.PARTIAL) == "PARTIAL"
    assert found_words((FREE, None)) == "free, licence not known"
    assert found_words(True) == "yes"
    assert found_words(8e23) == "8e+23"
    assert found_words(None) == "UNKNOWN"
    assert found_words(("TEXT", "CODE")) == "TEXT, CODE"
