"""Trade-offs by the real rules: their levels, what is missing, and the figures that steps test."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.derive.assessor import Assessor
from graph.derive.criteria import Fact, Subjects
from graph.derive.trade_offs import Level, Offered, assessor_of, memory_of, weigh, weighed_facts
from graph.facts.read import read_yaml
from graph.schema.trade_off import TradeOff, TradeOffLevel
from graph.values.freedom import Freedom
from graph.values.status import Status
from graph.values.truth import Truth
from tests.world.layout import SEED_DATA

NAMES = ("auditability", "control", "cost", "innovation", "privacy", "safety", "support")
COMPONENTS = ("final-weights", "training-data", "data-sources", "safety-evaluation")
HIGH, MEDIUM, LOW = TradeOffLevel.HIGH, TradeOffLevel.MEDIUM, TradeOffLevel.LOW


@cache
def rules(name: str) -> TradeOff:
    document, problems = read_yaml(SEED_DATA / "trade_off" / f"{name}.yaml", name)
    assert document is not None, problems
    return TradeOff.model_validate(document.values)


@cache
def assessor(name: str) -> Assessor:
    return assessor_of(rules(name))


def subjects(freedom: Freedom = Freedom.UNKNOWN, offered: Truth = Truth.MET, **statuses: Status) -> Subjects:
    named = {name.replace("_", "-"): status for name, status in statuses.items()}
    return Subjects(statuses=named, groups={}, freedoms={"weights": freedom}, ever_offered=offered)


def level(name: str, known: Subjects, **facts: Fact) -> Level:
    none: dict[str, Fact] = dict.fromkeys(("memory_gb", "priced_providers", "service_providers", "withdrawn"))
    return weigh(rules(name), assessor(name), known, none | facts)


def test_every_trade_off_of_the_design_is_there() -> None:
    assert tuple(sorted(path.stem for path in (SEED_DATA / "trade_off").glob("*.yaml"))) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_model_that_nobody_can_use_has_no_level(name: str) -> None:
    known = subjects(
        Freedom.NONE, Truth.NOT_MET, final_weights=Status.CLOSED, safety_evaluation=Status.CLOSED
    )

    found = level(name, known, priced_providers=0.0, service_providers=0.0)

    assert found.level is TradeOffLevel.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("name", "known", "facts", "expected"),
    [
        ("privacy", subjects(final_weights=Status.OPEN), {}, HIGH),
        ("privacy", subjects(final_weights=Status.CLOSED), {}, LOW),
        ("innovation", subjects(Freedom.FREE, final_weights=Status.OPEN), {}, HIGH),
        ("innovation", subjects(Freedom.CONDITIONAL, final_weights=Status.OPEN), {}, MEDIUM),
        ("innovation", subjects(Freedom.NONCOMMERCIAL, final_weights=Status.OPEN), {}, LOW),
        ("control", subjects(Freedom.RESEARCH_ONLY, final_weights=Status.OPEN), {}, MEDIUM),
        ("control", subjects(Freedom.NONE, final_weights=Status.CLOSED), {}, LOW),
        ("auditability", subjects(final_weights=Status.OPEN, data_sources=Status.OPEN), {}, HIGH),
        (
            "auditability",
            subjects(final_weights=Status.OPEN, data_sources=Status.CLOSED, training_data=Status.PARTIAL),
            {},
            MEDIUM,
        ),
        ("cost", subjects(final_weights=Status.OPEN), {"memory_gb": 14.0}, HIGH),
        ("cost", subjects(final_weights=Status.OPEN), {"memory_gb": 140.0}, MEDIUM),
        ("cost", subjects(final_weights=Status.OPEN), {"memory_gb": 1342.0, "priced_providers": 5.0}, MEDIUM),
        ("cost", subjects(final_weights=Status.OPEN), {"memory_gb": 1342.0, "priced_providers": 1.0}, LOW),
        ("cost", subjects(final_weights=Status.CLOSED), {"priced_providers": 1.0}, LOW),
        ("support", subjects(final_weights=Status.OPEN), {"service_providers": 3.0}, HIGH),
        ("support", subjects(final_weights=Status.OPEN), {"service_providers": 0.0}, MEDIUM),
        ("support", subjects(final_weights=Status.CLOSED), {"service_providers": 1.0}, LOW),
        ("support", subjects(final_weights=Status.OPEN), {"service_providers": 3.0, "withdrawn": True}, LOW),
        ("safety", subjects(final_weights=Status.CLOSED, safety_evaluation=Status.OPEN), {}, HIGH),
        ("safety", subjects(final_weights=Status.OPEN, safety_evaluation=Status.OPEN), {}, MEDIUM),
        ("safety", subjects(final_weights=Status.OPEN, safety_evaluation=Status.CLOSED), {}, LOW),
    ],
)
def test_levels(name: str, known: Subjects, facts: dict[str, Fact], expected: TradeOffLevel) -> None:
    found = level(name, known, **facts)

    assert (found.level, found.missing) == (expected, ())


def test_a_level_that_hangs_on_what_is_not_known_is_unknown_and_names_it() -> None:
    found = level("auditability", subjects(final_weights=Status.OPEN, training_data=Status.CLOSED))

    assert (found.level, found.possible) == (TradeOffLevel.UNKNOWN, (HIGH, MEDIUM))
    assert [item.leaf.name for item in found.missing] == ["data-sources"]


def test_what_is_not_known_and_settles_nothing_is_not_missing() -> None:
    found = level("cost", subjects(final_weights=Status.CLOSED))

    assert found.possible == (MEDIUM, LOW)
    assert [item.leaf.name for item in found.missing] == ["priced_providers"]


def test_a_reason_stands_beside_the_facts_that_speak_for_it_and_against_the_steps_before() -> None:
    found = level("innovation", subjects(Freedom.NONCOMMERCIAL, final_weights=Status.OPEN))

    assert {(item.leaf.name, item.found) for item in found.facts} == {
        ("final-weights", Status.OPEN),
        ("weights", Freedom.NONCOMMERCIAL),
    }


def test_memory_is_parameters_times_bytes() -> None:
    found = memory_of(rules("cost"), 405_000_000_000)

    assert [(item.precision, item.gigabytes) for item in found] == [
        ("16 bits", 810.0),
        ("8 bits", 405.0),
        ("4 bits", 202.5),
    ]
    assert memory_of(rules("cost"), None) == ()


def test_providers_are_counted_once_whatever_they_offer() -> None:
    offers = [
        Offered("a", is_service=True, is_priced=True),
        Offered("a", is_service=True, is_priced=False),
        Offered("b", is_service=False, is_priced=False),
    ]

    found = weighed_facts((), offers, withdrawn=None)

    assert (found["service_providers"], found["priced_providers"]) == (1.0, 1.0)


def test_a_price_that_nobody_has_told_is_not_a_price_that_nobody_asks() -> None:
    offers = [Offered("a", is_service=True, is_priced=False)]

    assert weighed_facts((), offers, withdrawn=None)["priced_providers"] is None
    assert weighed_facts((), [], withdrawn=None)["priced_providers"] == 0.0
    assert weighed_facts((), None, withdrawn=None)["service_providers"] is None


statuses = st.sampled_from([Status.OPEN, Status.PARTIAL, Status.CLOSED, Status.UNKNOWN])


@given(
    name=st.sampled_from(NAMES),
    components=st.fixed_dictionaries(dict.fromkeys(COMPONENTS, statuses)),
    freedom=st.sampled_from(Freedom),
    memory=st.none() | st.floats(0, 2000),
    providers=st.none() | st.integers(0, 4).map(float),
    learned=st.data(),
)
def test_what_is_learned_leaves_one_of_the_levels_that_were_possible(
    name: str,
    components: dict[str, Status],
    freedom: Freedom,
    memory: float | None,
    providers: float | None,
    learned: st.DataObject,
) -> None:
    def found(known: dict[str, Status], gigabytes: float | None, several: float | None) -> Level:
        facts: dict[str, Fact] = {"memory_gb": gigabytes, "priced_providers": several, "withdrawn": None}
        given = Subjects(known, {}, {"weights": freedom}, Truth.MET)
        return weigh(rules(name), assessor(name), given, facts | {"service_providers": several})

    before = found(components, memory, providers)
    known = {
        component: learned.draw(st.sampled_from([Status.OPEN, Status.PARTIAL, Status.CLOSED]))
        if status is Status.UNKNOWN
        else status
        for component, status in components.items()
    }
    after = found(
        known,
        learned.draw(st.floats(0, 2000)) if memory is None else memory,
        learned.draw(st.integers(0, 4).map(float)) if providers is None else providers,
    )

    assert set(after.possible) <= set(before.possible)
    assert (before.level is TradeOffLevel.UNKNOWN) == (len(before.possible) > 1) == bool(before.missing)
