"""The interpreter of definitions: tests over the facts of a model, in three-valued logic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.derive import assessments
from graph.derive.assessments import Assessment
from graph.derive.assessor import Assessor
from graph.derive.criteria import Leaf, Subjects
from graph.schema import definition as declared
from graph.schema.definition import Criterion, Definition
from graph.values.freedom import Freedom
from graph.values.status import Status
from graph.values.truth import Truth

OPEN_WEIGHTS = {"property": "weights", "is": ["OPEN"]}
OPEN_CODE = {"property": "code", "is": ["OPEN"]}


def subjects(offered: str = "UNKNOWN", **values: str) -> Subjects:
    """Statuses by property; `free_x` gives the freedom of x, `group_x` the status of group x."""
    statuses, groups, freedoms = {}, {}, {}
    for name, value in values.items():
        sort, _, rest = name.partition("_")
        if sort == "free":
            freedoms[rest] = Freedom(value)
        elif sort == "group":
            groups[rest] = Status(value)
        else:
            statuses[name] = Status(value)
    return Subjects(statuses, groups, freedoms, Truth(offered))


def assess(definition: Definition, case: Subjects) -> Assessment:
    return assessments.assess(Assessor(definition), case)


def possible_outcomes(definition: Definition, case: Subjects) -> tuple[str, ...]:
    return assess(definition, case).possible


def truth(test: declared.Test, case: Subjects) -> Truth | None:
    assessor = Assessor(DEFINITION.model_copy(update={"criteria": {"it": Criterion(says="It.", test=test)}}))
    return assessor.truth(test, assessor.answers(case))


def found(test: dict[str, Any], known: Subjects) -> str:
    value = truth(declared.Test.model_validate(test), known)
    return "NOT_APPLICABLE" if value is None else str(value)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("OPEN", "MET"),
        ("PARTIAL", "MET"),
        ("CLOSED", "NOT_MET"),
        ("UNKNOWN", "UNKNOWN"),
        ("NOT_APPLICABLE", "NOT_APPLICABLE"),
    ],
)
def test_a_status_must_be_one_of_those_that_satisfy(status: str, expected: str) -> None:
    assert found({"property": "weights", "is": ["OPEN", "PARTIAL"]}, subjects(weights=status)) == expected


def test_a_component_that_is_not_mentioned_is_unknown() -> None:
    assert found(OPEN_WEIGHTS, subjects()) == "UNKNOWN"


def test_a_group_is_tested_like_a_component() -> None:
    test = {"group": "data", "is": ["CLOSED"]}

    assert found(test, subjects(group_data="CLOSED")) == "MET"
    assert found(test, subjects(group_data="PARTIAL")) == "NOT_MET"
    assert found(test, subjects()) == "UNKNOWN"


@pytest.mark.parametrize(
    ("freedom", "expected"),
    [("FREE", "MET"), ("CONDITIONAL", "MET"), ("NONE", "NOT_MET"), ("UNKNOWN", "UNKNOWN")],
)
def test_terms_must_be_one_of_those_that_satisfy(freedom: str, expected: str) -> None:
    test = {"freedom": "weights", "is": ["FREE", "CONDITIONAL"]}

    assert found(test, subjects(free_weights=freedom)) == expected


@pytest.mark.parametrize(
    ("offered", "ever", "never"),
    [("MET", "MET", "NOT_MET"), ("NOT_MET", "NOT_MET", "MET"), ("UNKNOWN", "UNKNOWN", "UNKNOWN")],
)
def test_a_model_was_ever_or_never_offered(offered: str, ever: str, never: str) -> None:
    known = subjects(offered)

    assert (found({"ever_offered": True}, known), found({"ever_offered": False}, known)) == (ever, never)


def test_all_any_and_not_follow_the_tables() -> None:
    known = subjects(weights="OPEN", code="CLOSED")
    unknown = {"property": "data", "is": ["OPEN"]}

    assert found({"all": [OPEN_WEIGHTS, unknown]}, known) == "UNKNOWN"
    assert found({"all": [OPEN_CODE, unknown]}, known) == "NOT_MET"
    assert found({"any": [OPEN_WEIGHTS, unknown]}, known) == "MET"
    assert found({"any": [OPEN_CODE, unknown]}, known) == "UNKNOWN"
    assert found({"not": OPEN_CODE}, known) == "MET"
    assert found({"not": unknown}, known) == "UNKNOWN"


def test_what_does_not_apply_reads_as_if_it_were_not_mentioned() -> None:
    known = subjects(weights="NOT_APPLICABLE", code="CLOSED")

    for around in ("all", "any"):
        assert found({around: [OPEN_WEIGHTS, OPEN_CODE]}, known) == found({around: [OPEN_CODE]}, known)
        assert found({around: [OPEN_WEIGHTS]}, known) == "NOT_APPLICABLE"
    assert found({"not": OPEN_WEIGHTS}, known) == "NOT_APPLICABLE"


DEFINITION = Definition.model_validate(
    {
        "name": "Steps",
        "version": "1",
        "publisher": "Example",
        "date": 2024,
        "summary": "Three steps.",
        "criteria": {
            "weights": {"says": "Weights are open.", "test": OPEN_WEIGHTS},
            "code": {"says": "Code is open.", "test": OPEN_CODE},
            "terms": {"says": "Terms are free.", "test": {"freedom": "weights", "is": ["FREE"]}},
        },
        "outcomes": [
            {"outcome": "GOLD", "says": "All.", "needs": ["weights", "code", "terms"]},
            {"outcome": "SILVER", "says": "Both parts.", "needs": ["weights", "code"]},
            {"outcome": "BRONZE", "says": "Weights.", "needs": ["weights"]},
            {"outcome": "NOTHING", "says": "Nothing."},
        ],
    }
)


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({"weights": "OPEN", "code": "OPEN", "free_weights": "FREE"}, "GOLD"),
        ({"weights": "OPEN", "code": "OPEN", "free_weights": "NONE"}, "SILVER"),
        ({"weights": "OPEN", "code": "CLOSED"}, "BRONZE"),
        ({"weights": "CLOSED"}, "NOTHING"),
    ],
)
def test_the_first_outcome_whose_criteria_are_all_met_is_the_verdict(
    values: dict[str, str], outcome: str
) -> None:
    verdict = assess(DEFINITION, subjects(**values))

    assert (verdict.outcome, verdict.possible) == (outcome, (outcome,))


def test_where_completions_differ_the_verdict_is_unknown_and_lists_them() -> None:
    verdict = assess(DEFINITION, subjects(weights="OPEN", free_weights="FREE"))

    assert (verdict.outcome, verdict.possible) == ("UNKNOWN", ("GOLD", "BRONZE"))


def test_a_verdict_is_known_although_an_outcome_before_it_is_not() -> None:
    """Weights are closed: whether the code is open makes no difference."""
    verdict = assess(DEFINITION, subjects(weights="CLOSED", free_weights="UNKNOWN"))

    assert verdict.outcome == "NOTHING"


def test_known_terms_bound_what_unknown_ones_can_make_of_a_verdict() -> None:
    """Its own terms are conditional, those of its base are not known: it cannot be gold."""
    known = {"weights": Status.OPEN, "code": Status.OPEN}
    terms = {"weights": Freedom.UNKNOWN}
    bound = {"weights": Freedom.CONDITIONAL}

    unbounded = Subjects(known, {}, terms, Truth.UNKNOWN)
    bounded = Subjects(known, {}, terms, Truth.UNKNOWN, freest=bound)

    assert possible_outcomes(DEFINITION, unbounded) == ("GOLD", "SILVER")
    assert possible_outcomes(DEFINITION, bounded) == ("SILVER",)


def test_an_assessment_reports_every_criterion_with_what_was_found() -> None:
    verdict = assess(DEFINITION, subjects(weights="OPEN", code="PARTIAL"))

    shown = [
        (result.id, result.truth, [(item.leaf, item.found, item.wanted) for item in result.findings])
        for result in verdict.criteria
    ]
    assert shown == [
        ("weights", Truth.MET, [(Leaf("property", "weights"), "OPEN", ("OPEN",))]),
        ("code", Truth.NOT_MET, [(Leaf("property", "code"), "PARTIAL", ("OPEN",))]),
        ("terms", Truth.UNKNOWN, [(Leaf("freedom", "weights"), "UNKNOWN", ("FREE",))]),
    ]


def test_an_assessment_reports_every_outcome() -> None:
    verdict = assess(DEFINITION, subjects(weights="OPEN", code="CLOSED"))

    assert [(result.outcome, result.truth) for result in verdict.outcomes] == [
        ("GOLD", Truth.NOT_MET),
        ("SILVER", Truth.NOT_MET),
        ("BRONZE", Truth.MET),
        ("NOTHING", Truth.MET),
    ]


def test_a_criterion_about_what_does_not_apply_is_met() -> None:
    verdict = assess(DEFINITION, subjects(weights="OPEN", code="NOT_APPLICABLE", free_weights="NONE"))

    assert verdict.outcome == "SILVER"
    assert verdict.criteria[1].truth is Truth.MET
    assert verdict.criteria[1].findings[0].truth is None


def test_where_no_outcome_is_met_the_verdict_is_unknown() -> None:
    without_rest = DEFINITION.model_copy(update={"outcomes": DEFINITION.outcomes[:3]})

    assert possible_outcomes(without_rest, subjects(weights="CLOSED")) == ("UNKNOWN",)


# At random: definitions over few subjects, against all completions of what is unknown.

NAMES = ("a", "b")
KNOWN_STATUSES = (Status.OPEN, Status.PARTIAL, Status.CLOSED)
KNOWN_FREEDOMS = tuple(freedom for freedom in Freedom if freedom is not Freedom.UNKNOWN)


def leaves() -> st.SearchStrategy[dict[str, Any]]:
    statuses = st.lists(st.sampled_from(KNOWN_STATUSES), min_size=1, max_size=2, unique=True)
    freedoms = st.lists(st.sampled_from(KNOWN_FREEDOMS), min_size=1, max_size=3, unique=True)
    name = st.sampled_from(NAMES)
    return st.one_of(
        st.builds(lambda key, is_: {"property": key, "is": is_}, name, statuses),
        st.builds(lambda is_: {"group": "a", "is": is_}, statuses),
        st.builds(lambda is_: {"freedom": "weights", "is": is_}, freedoms),
        st.builds(lambda value: {"ever_offered": value}, st.booleans()),
    )


def random_tests() -> st.SearchStrategy[dict[str, Any]]:
    return st.recursive(
        leaves(),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
            inner.map(lambda part: {"not": part}),
        ),
        max_leaves=5,
    )


def definitions() -> st.SearchStrategy[Definition]:
    return st.lists(random_tests(), min_size=1, max_size=3).map(_definition)


def _definition(tests: list[dict[str, Any]]) -> Definition:
    """Outcomes that need all criteria, all but the first, and so on."""
    criteria = {f"c{at}": {"says": "Something.", "test": test} for at, test in enumerate(tests)}
    names = list(criteria)
    outcomes = [{"outcome": f"O{at}", "says": "Some.", "needs": names[at:]} for at in range(len(names))]
    around = {"name": "Random", "version": "1", "publisher": "Example", "date": 2024, "summary": "Random."}
    return Definition.model_validate({**around, "criteria": criteria, "outcomes": outcomes})


def cases() -> st.SearchStrategy[Subjects]:
    statuses = st.fixed_dictionaries({name: st.sampled_from(Status) for name in NAMES})
    groups = st.fixed_dictionaries({"a": st.sampled_from(Status)})
    freedoms = st.fixed_dictionaries({"weights": st.sampled_from(Freedom)})
    return st.builds(Subjects, statuses, groups, freedoms, st.sampled_from(Truth))


def completions(case: Subjects) -> list[Subjects]:
    """Every case in which nothing is unknown any more."""

    def choices(found: Mapping[str, Any], known: tuple[Any, ...]) -> list[dict[str, Any]]:
        options = [
            [(name, item) for item in (known if value == "UNKNOWN" else (value,))]
            for name, value in found.items()
        ]
        return [dict(chosen) for chosen in product(*options)]

    offered = [Truth.MET, Truth.NOT_MET] if case.ever_offered is Truth.UNKNOWN else [case.ever_offered]
    return [
        Subjects(*parts)
        for parts in product(
            choices(case.statuses, KNOWN_STATUSES),
            choices(case.groups, KNOWN_STATUSES),
            choices(case.freedoms, KNOWN_FREEDOMS),
            offered,
        )
    ]


def plainly_first(definition: Definition, case: Subjects) -> str:
    """The first outcome of a case without unknowns, read word by word."""
    for rule in definition.outcomes:
        if all(plainly(definition.criteria[need].test, case) is not False for need in rule.needs):
            return rule.outcome
    return "UNKNOWN"


def plainly(test: declared.Test, case: Subjects) -> bool | None:
    """Two-valued reading; `None`: asks only about what does not apply."""
    if test.all is not None or test.any is not None:
        parts = [plainly(part, case) for part in (test.all or test.any or ())]
        said = [part for part in parts if part is not None]
        if not said:
            return None
        return all(said) if test.all is not None else any(said)
    if test.not_ is not None:
        inner = plainly(test.not_, case)
        return None if inner is None else not inner
    if test.ever_offered is not None:
        return (case.ever_offered is Truth.MET) == test.ever_offered
    by_sort: Mapping[str, Mapping[str, str]] = {
        "property": case.statuses,
        "group": case.groups,
        "freedom": case.freedoms,
    }
    sort = "property" if test.property else "group" if test.group else "freedom"
    value = by_sort[sort][test.property or test.group or test.freedom or ""]
    return None if value == "NOT_APPLICABLE" else value in (test.is_ or ())


@given(definitions(), cases())
def test_possible_outcomes_are_those_of_all_completions(definition: Definition, case: Subjects) -> None:
    expected = {plainly_first(definition, completion) for completion in completions(case)}

    assert set(possible_outcomes(definition, case)) == expected


@given(random_tests(), cases())
def test_a_truth_is_decided_only_where_all_completions_agree(test: dict[str, Any], case: Subjects) -> None:
    read = declared.Test.model_validate(test)
    answers = {plainly(read, completion) for completion in completions(case)}

    match truth(read, case):
        case None:
            assert answers == {None}
        case Truth.MET:
            assert answers == {True}
        case Truth.NOT_MET:
            assert answers == {False}


@given(definitions(), cases(), st.data())
def test_to_learn_a_fact_only_narrows_what_is_possible(
    definition: Definition, case: Subjects, data: st.DataObject
) -> None:
    learned = data.draw(st.sampled_from(completions(case)))

    assert set(possible_outcomes(definition, learned)) <= set(possible_outcomes(definition, case))


@given(random_tests(), cases(), st.data())
def test_to_learn_a_fact_never_overturns_a_verdict(
    test: dict[str, Any], case: Subjects, data: st.DataObject
) -> None:
    read = declared.Test.model_validate(test)
    before, after = truth(read, case), truth(read, data.draw(st.sampled_from(completions(case))))

    assert before in (Truth.UNKNOWN, after)


@given(random_tests(), cases())
def test_what_does_not_apply_leaves_no_trace(test: dict[str, Any], case: Subjects) -> None:
    """A test with the component that does not apply reads like the test without it."""
    read = declared.Test.model_validate(test)
    apart = replace(case, statuses={**case.statuses, "a": Status.NOT_APPLICABLE})
    without = _without(read, "a")

    assert truth(read, apart) == (None if without is None else truth(without, apart))


def _without(test: declared.Test, name: str) -> declared.Test | None:
    """The test with every mention of a component struck out; `None`: nothing is left."""
    if test.property == name:
        return None
    for around in ("all", "any"):
        parts = getattr(test, around)
        if parts is not None:
            left = tuple(part for inner in parts if (part := _without(inner, name)) is not None)
            return test.model_copy(update={around: left}) if left else None
    if test.not_ is not None:
        inner = _without(test.not_, name)
        return None if inner is None else test.model_copy(update={"not_": inner})
    return test
