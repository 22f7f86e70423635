"""The definitions of openness that are drawn up here, on the combinations that tell their outcomes apart."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from graph.derive.assessments import Assessment, assess
from graph.derive.assessor import Assessor
from graph.derive.criteria import Subjects
from graph.facts.read import read_yaml
from graph.schema.definition import Definition
from graph.schema.model import OpennessClass
from graph.values.freedom import Freedom
from graph.values.status import Status
from graph.values.truth import Truth

DEFINITIONS = Path(__file__).resolve().parents[2] / "seed_data" / "definition"

CODE = {"inference-code": Status.OPEN, "training-code": Status.OPEN}
WEIGHTS = {"final-weights": Status.OPEN}
FREE_CODE = {"inference-code": Freedom.FREE, "training-code": Freedom.FREE}


@cache
def definition(name: str) -> Definition:
    document, problems = read_yaml(DEFINITIONS / f"{name}.yaml", name)
    assert document is not None, problems
    return Definition.model_validate(document.values)


def assessed(
    name: str,
    statuses: dict[str, Status],
    weights: Freedom = Freedom.UNKNOWN,
    freedoms: dict[str, Freedom] | None = None,
    offered: Truth = Truth.UNKNOWN,
) -> Assessment:
    subjects = Subjects(statuses, {}, {**(freedoms or {}), "weights": weights}, offered)
    return assess(Assessor(definition(name)), subjects)


@pytest.mark.parametrize("data", ["training-data", "data-sources"])
def test_all_parts_under_free_terms_are_open_source(data: str) -> None:
    statuses = WEIGHTS | CODE | {data: Status.OPEN}

    assert assessed("openness-class", statuses, Freedom.FREE, FREE_CODE).outcome == "OPEN_SOURCE"


def test_terms_alone_keep_a_full_release_from_open_source() -> None:
    statuses = WEIGHTS | CODE | {"training-data": Status.OPEN}

    assert assessed("openness-class", statuses, Freedom.CONDITIONAL, FREE_CODE).outcome == "OPEN_WEIGHTS"


def test_code_under_conditions_keeps_a_full_release_from_open_source() -> None:
    statuses = WEIGHTS | CODE | {"training-data": Status.OPEN}
    code = {"inference-code": Freedom.FREE, "training-code": Freedom.CONDITIONAL}

    assert assessed("openness-class", statuses, Freedom.FREE, code).outcome == "OPEN_WEIGHTS"


@pytest.mark.parametrize(
    ("weights", "freedom"),
    [
        (Status.OPEN, Freedom.NONCOMMERCIAL),
        (Status.OPEN, Freedom.NONE),
        (Status.PARTIAL, Freedom.RESEARCH_ONLY),
        (Status.PARTIAL, Freedom.FREE),
    ],
)
def test_weights_in_part_or_under_narrow_terms_are_restricted(weights: Status, freedom: Freedom) -> None:
    assert assessed("openness-class", {"final-weights": weights}, freedom).outcome == "RESTRICTED_WEIGHTS"


def test_closed_weights_are_api_only_or_unreleased_by_whether_they_were_offered() -> None:
    closed = {"final-weights": Status.CLOSED}

    assert assessed("openness-class", closed, offered=Truth.MET).outcome == "API_ONLY"
    assert assessed("openness-class", closed, offered=Truth.NOT_MET).outcome == "UNRELEASED"
    assert assessed("openness-class", closed).possible == ("API_ONLY", "UNRELEASED")


def test_open_weights_under_unknown_terms_are_undecided() -> None:
    verdict = assessed("openness-class", WEIGHTS | {"training-code": Status.CLOSED})

    assert verdict.outcome == "UNKNOWN"
    assert verdict.possible == ("OPEN_WEIGHTS", "RESTRICTED_WEIGHTS")


def test_the_outcomes_are_the_openness_classes_in_their_order() -> None:
    outcomes = [rule.outcome for rule in definition("openness-class").outcomes]

    assert [*outcomes, "UNKNOWN"] == [member.value for member in OpennessClass]


def test_open_weights_with_code_that_runs_them_are_open_source_in_everyday_words() -> None:
    statuses = WEIGHTS | {"architecture": Status.OPEN, "inference-code": Status.CLOSED}

    assert assessed("everyday-open-source", statuses, Freedom.CONDITIONAL).outcome == "MET"


def test_noncommercial_weights_are_not_open_source_even_in_everyday_words() -> None:
    statuses = WEIGHTS | CODE

    assert assessed("everyday-open-source", statuses, Freedom.NONCOMMERCIAL).outcome == "NOT_MET"


def test_unknown_code_leaves_the_everyday_verdict_open() -> None:
    verdict = assessed("everyday-open-source", WEIGHTS, Freedom.FREE)

    assert verdict.outcome == "UNKNOWN"
    assert verdict.possible == ("MET", "NOT_MET")
