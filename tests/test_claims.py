"""One of several statements of a value is chosen by a stated rule, and the others are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims import CURATED, Choice, Statement, agree, choose
from graph.schema.claim_choice import ChoiceReason, ChoiceStep, ClaimRules
from graph.schema.kind import SourceKind
from graph.values.day import Day
from graph.values.node_id import NodeId
from tests.real import real_facts

RULES = ClaimRules(
    order=tuple(
        ChoiceStep(by=reason, says="A step.")
        for reason in (
            ChoiceReason.CURATED,
            ChoiceReason.SOURCE_KIND,
            ChoiceReason.NEWEST,
            ChoiceReason.SET_ORDER,
            ChoiceReason.ID,
        )
    ),
    sets=("careful", "hasty"),
)

days = st.sampled_from([None, Day.parse("2023"), Day.parse("2024"), Day.parse("2024-06-30")])
statements = st.builds(
    Statement,
    layer=st.sampled_from([CURATED, "careful", "hasty", "other"]),
    value=st.sampled_from(["OPEN", "CLOSED", 7, 7.5, Day.parse("2024-05")]),
    sources=st.lists(st.sampled_from([NodeId("source/a"), NodeId("source/b")]), unique=True).map(tuple),
    kind=st.sampled_from([None, *SourceKind]),
    published=days,
    record=st.sampled_from([None, "row 1", "row 2"]),
)
some = st.lists(statements, min_size=1, max_size=6)


def statement(layer: str, value: object = "OPEN", kind: SourceKind | None = None, day: str = "") -> Statement:
    return Statement(layer, value, kind=kind, published=Day.parse(day) if day else None)


@given(some, st.randoms(use_true_random=False))
def test_the_order_of_statements_never_matters(items: list[Statement], random: object) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random

    assert choose(shuffled, RULES) == choose(items, RULES)


@given(some)
def test_choosing_again_from_what_was_kept_changes_nothing(items: list[Statement]) -> None:
    once = choose(items, RULES)

    assert choose(once.statements, RULES) == once


@given(some)
def test_a_curated_statement_always_wins(items: list[Statement]) -> None:
    chosen = choose([*items, statement(CURATED)], RULES).chosen

    assert chosen.layer == CURATED


@given(some)
def test_nothing_that_was_said_is_lost(items: list[Statement]) -> None:
    assert set(items) == set(choose(items, RULES).statements)


@given(some, statements)
def test_what_is_not_chosen_does_not_decide_among_the_others(items: list[Statement], more: Statement) -> None:
    before, after = choose(items, RULES).chosen, choose([*items, more], RULES).chosen

    assert after in (before, more)


def reasons(*items: Statement) -> list[tuple[str, str]]:
    choice: Choice = choose(items, RULES)
    return [(item.layer, str(reason)) for item, reason in zip(choice.statements, choice.reasons, strict=True)]


def test_one_statement_is_chosen_because_it_is_the_only_one() -> None:
    assert reasons(statement("hasty")) == [("hasty", "ONLY")]


def test_a_nearer_source_comes_before_a_newer_one() -> None:
    old_report = statement("hasty", kind=SourceKind.PRIMARY, day="2020")
    new_index = statement("careful", kind=SourceKind.INDEX, day="2025")

    assert reasons(new_index, old_report) == [("hasty", "SOURCE_KIND"), ("careful", "SOURCE_KIND")]


def test_of_equally_near_sources_the_newest_comes_first_and_one_without_a_date_last() -> None:
    old = statement("a", kind=SourceKind.INDEX, day="2020")
    new = statement("b", kind=SourceKind.INDEX, day="2024-02")
    undated = statement("c", kind=SourceKind.INDEX)

    assert reasons(old, undated, new) == [("b", "NEWEST"), ("a", "NEWEST"), ("c", "NEWEST")]


def test_of_equal_sources_the_stated_order_of_sets_decides_and_then_the_name() -> None:
    found = reasons(statement("zebra"), statement("hasty"), statement("alpha"), statement("careful"))

    assert found == [
        ("careful", "SET_ORDER"),
        ("hasty", "SET_ORDER"),
        ("alpha", "SET_ORDER"),
        ("zebra", "SET_ORDER"),
    ]
    assert reasons(statement("zebra"), statement("alpha")) == [("alpha", "ID"), ("zebra", "ID")]


def test_there_is_nothing_to_choose_from_nothing() -> None:
    with pytest.raises(ValueError, match="no statement"):
        choose([], RULES)


@pytest.mark.parametrize(
    ("one", "other", "within", "same"),
    [
        (Day.parse("2024"), Day.parse("2024-07-23"), 0, True),
        (Day.parse("2024-07"), Day.parse("2024-08-01"), 0, False),
        (7_000_000_000, 7_241_732_096, 0.05, True),
        (7_000_000_000, 7_241_732_096, 0, False),
        (7_000_000_000, 70_000_000_000, 0.05, False),
        (("TEXT", "CODE"), ("CODE", "TEXT"), 0, True),
        (("TEXT",), ("CODE", "TEXT"), 0, False),
        ({"price_input": 1.0}, {"price_input": 1.0, "price_output": 2.0}, 0, True),
        ({"price_input": 1.0}, {"price_input": 1.5}, 0, False),
        ({"price_input": 1.0}, ({"price_input": 2.0}, {"price_input": 1.0}), 0, True),
        ({"price_input": 1.0}, ({"price_input": 2.0}, {"price_input": 3.0}), 0, False),
        ("UNKNOWN", "CLOSED", 0, True),
        ("Llama", "llama", 0, True),
        (True, False, 0, False),
    ],
)
def test_values_agree_as_far_as_they_say_the_same(
    one: object, other: object, within: float, same: bool
) -> None:
    assert agree(one, other, within) is same
    assert agree(other, one, within) is same


def test_a_list_that_nobody_claims_to_be_complete_agrees_with_a_longer_one() -> None:
    assert agree(("TEXT",), ("TEXT", "CODE"), may_lack=True)
    assert not agree(("TEXT", "IMAGE"), ("TEXT", "CODE"), may_lack=True)


def test_the_rule_in_the_data_puts_curated_facts_first_and_can_always_decide() -> None:
    rules = real_facts().claim_rules

    assert [str(step.by) for step in rules.order] == ["CURATED", "SOURCE_KIND", "NEWEST", "SET_ORDER", "ID"]


def test_a_rule_that_cannot_always_decide_is_refused() -> None:
    with pytest.raises(ValueError, match="the last step must be ID"):
        ClaimRules(order=RULES.order[:-1])
