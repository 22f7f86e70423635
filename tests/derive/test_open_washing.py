"""A developer's word against the facts: every way in which the two can stand to each other."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from graph.derive.open_washing import ClaimCheck, check_claim
from graph.schema.model import ClaimedWord, OpennessClass
from graph.schema.open_washing import WordRule
from graph.values.truth import Truth

RULE = WordRule(
    word=ClaimedWord.OPEN_SOURCE,
    needs="weights and code",
    reason="made up",
    classes=(OpennessClass.OPEN_SOURCE,),
    criteria=("weights", "code"),
)
CLASSES = [item for item in OpennessClass if item is not OpennessClass.UNKNOWN]
MET, NOT_MET, UNKNOWN = Truth.MET, Truth.NOT_MET, Truth.UNKNOWN


def check(possible: list[OpennessClass], weights: Truth, code: Truth) -> ClaimCheck:
    return check_claim(RULE, possible, {"weights": weights, "code": code, "beside": NOT_MET})


def test_a_word_holds_where_all_that_it_needs_is_met() -> None:
    assert check([OpennessClass.OPEN_SOURCE], MET, MET) == ClaimCheck(MET, ())


def test_a_word_fails_by_one_criterion_whatever_is_not_known_and_that_one_comes_first() -> None:
    possible = [OpennessClass.OPEN_WEIGHTS, OpennessClass.RESTRICTED_WEIGHTS]

    assert check(possible, UNKNOWN, NOT_MET) == ClaimCheck(NOT_MET, ("code", "weights"))


def test_a_word_is_undecided_where_the_facts_are() -> None:
    possible = [OpennessClass.OPEN_SOURCE, OpennessClass.OPEN_WEIGHTS]

    assert check(possible, MET, UNKNOWN) == ClaimCheck(UNKNOWN, ("code",))


def test_a_word_fails_by_an_ancestor_alone() -> None:
    assert check([OpennessClass.OPEN_WEIGHTS], MET, MET) == ClaimCheck(NOT_MET, ())


def test_a_word_that_names_no_class_is_held_to_its_criteria() -> None:
    rule = RULE.model_copy(update={"classes": ()})

    found = check_claim(rule, [OpennessClass.RESTRICTED_WEIGHTS], {"weights": MET, "code": MET})

    assert found.holds is MET


truths = st.sampled_from(Truth)


@given(
    possible=st.lists(st.sampled_from(CLASSES), min_size=1, unique=True),
    kept=st.data(),
    criteria=st.fixed_dictionaries({"weights": truths, "code": truths}),
)
def test_learning_a_fact_never_turns_what_was_decided(
    possible: list[OpennessClass], kept: st.DataObject, criteria: Mapping[str, Truth]
) -> None:
    before = check_claim(RULE, possible, criteria).holds
    fewer = kept.draw(st.lists(st.sampled_from(possible), min_size=1, unique=True))
    learned = {
        name: kept.draw(st.sampled_from([MET, NOT_MET])) if truth is UNKNOWN else truth
        for name, truth in criteria.items()
    }

    after = check_claim(RULE, fewer, learned).holds

    assert before in (UNKNOWN, after)
