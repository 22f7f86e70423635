"""From the facts of a model to its group statuses, its freedom and its openness class."""

from __future__ import annotations

import pytest

from graph.derive.openness import Grant, Rules, carries_weights, covering_licenses, current_grants
from graph.schema.license import Scope
from graph.schema.model import DerivationRelation
from graph.values.day import Day
from graph.values.node_id import NodeId
from tests.derive.openness_rows import CLASSES, FULL, WEIGHTS, derive, one, release

# The class of a release.


def test_weights_code_and_data_for_anyone_on_free_terms_are_open_source(rules: Rules) -> None:
    assert one(rules, FULL, "free").openness == "OPEN_SOURCE"


def test_a_full_account_of_the_data_stands_for_the_data(rules: Rules) -> None:
    accounted = {**FULL, "training-data": "CLOSED", "data-sources": "OPEN"}

    assert one(rules, accounted, "free").openness == "OPEN_SOURCE"


def test_the_licence_of_the_data_is_not_tested(rules: Rules) -> None:
    assert one(rules, FULL, "free", own={"training-data": "noncommercial"}).openness == "OPEN_SOURCE"


def test_conditions_alone_keep_a_full_release_from_being_open_source(rules: Rules) -> None:
    assert one(rules, FULL, "conditional").openness == "OPEN_WEIGHTS"


def test_code_under_conditions_keeps_free_weights_from_being_open_source(rules: Rules) -> None:
    assert one(rules, FULL, "free", own={"training-code": "conditional"}).openness == "OPEN_WEIGHTS"


@pytest.mark.parametrize("terms", ["free", "conditional"])
def test_open_weights_with_closed_training_are_open_weights(rules: Rules, terms: str) -> None:
    assert one(rules, {**FULL, "training-code": "CLOSED"}, terms).openness == "OPEN_WEIGHTS"


@pytest.mark.parametrize("terms", ["noncommercial", "research", "service"])
def test_open_weights_on_narrower_terms_are_restricted(rules: Rules, terms: str) -> None:
    assert one(rules, FULL, terms).openness == "RESTRICTED_WEIGHTS"


def test_weights_in_part_are_restricted_whatever_the_terms(rules: Rules) -> None:
    assert one(rules, {"final-weights": "PARTIAL"}, "free").openness == "RESTRICTED_WEIGHTS"


@pytest.mark.parametrize("mode", ["API", "CHAT", "CLOUD"])
def test_closed_weights_that_are_or_were_offered_are_api_only(rules: Rules, mode: str) -> None:
    assert one(rules, {"final-weights": "CLOSED"}, offers=[mode]).openness == "API_ONLY"


def test_closed_weights_that_a_source_says_were_never_offered_are_unreleased(rules: Rules) -> None:
    assert one(rules, {"final-weights": "CLOSED"}, never_offered=True).openness == "UNRELEASED"


def test_closed_weights_of_which_nobody_says_whether_they_were_offered_are_one_of_two(rules: Rules) -> None:
    found = one(rules, {"final-weights": "CLOSED"})

    assert (found.openness, found.possible) == ("UNKNOWN", ("API_ONLY", "UNRELEASED"))


def test_open_weights_on_unknown_terms_are_undecided(rules: Rules) -> None:
    found = one(rules, {**WEIGHTS, "training-code": "CLOSED"}, "unclear")

    assert (found.openness, found.possible) == ("UNKNOWN", ("OPEN_WEIGHTS", "RESTRICTED_WEIGHTS"))


@pytest.mark.parametrize(
    ("reported", "openness"),
    [("CONDITIONAL", "OPEN_WEIGHTS"), ("NONCOMMERCIAL", "RESTRICTED_WEIGHTS"), ("UNKNOWN", "UNKNOWN")],
)
def test_terms_that_are_only_reported_count_where_no_licence_is_named(
    rules: Rules, reported: str, openness: str
) -> None:
    found = one(rules, {**WEIGHTS, "training-code": "CLOSED"}, reported=reported)

    assert (found.freedom, found.openness) == (reported, openness)


def test_a_named_licence_outdoes_reported_terms(rules: Rules) -> None:
    assert one(rules, WEIGHTS, "noncommercial", reported="FREE").freedom == "NONCOMMERCIAL"


def test_closed_weights_grant_nothing_whatever_is_reported(rules: Rules) -> None:
    assert one(rules, {"final-weights": "CLOSED"}, reported="FREE").freedom == "NONE"


def test_an_unknown_part_that_makes_no_difference_leaves_the_class_known(rules: Rules) -> None:
    assert one(rules, WEIGHTS, "noncommercial").possible == ("RESTRICTED_WEIGHTS",)
    assert one(rules, WEIGHTS, "free").possible == ("OPEN_SOURCE", "OPEN_WEIGHTS")


def test_a_model_of_which_nothing_is_known_may_be_anything(rules: Rules) -> None:
    found = one(rules, {})

    assert found.openness == "UNKNOWN"
    assert [*found.possible, "UNKNOWN"] == CLASSES


# Models that carry on another's weights.


def test_a_fine_tune_of_a_conditional_base_is_conditional_whatever_it_declares(rules: Rules) -> None:
    found = derive(
        rules,
        release("base", {**WEIGHTS, "training-code": "CLOSED"}, "conditional"),
        release("tune", FULL, "free", bases=[("base", "FINE_TUNE")]),
    )["tune"]

    assert (found.declared_freedom, found.freedom) == ("FREE", "CONDITIONAL")
    assert found.openness == "OPEN_WEIGHTS"


def test_a_full_release_made_from_open_weights_is_no_more_open_than_they_are(rules: Rules) -> None:
    found = derive(
        rules,
        release("base", {**FULL, "training-data": "CLOSED", "data-sources": "CLOSED"}, "free"),
        release("tune", FULL, "free", bases=[("base", "FINE_TUNE")]),
    )["tune"]

    assert (found.openness, found.freedom) == ("OPEN_WEIGHTS", "FREE")
    assert found.own_possible == ("OPEN_SOURCE",)
    assert found.groups["data"] == "OPEN"


@pytest.mark.parametrize("relation", [item for item in DerivationRelation if carries_weights(item)])
def test_every_relation_but_distillation_carries_the_class_of_the_base(rules: Rules, relation: str) -> None:
    found = derive(
        rules,
        release("base", {"final-weights": "PARTIAL"}, "reaches-nothing"),
        release("copy", FULL, "free", bases=[("base", relation)]),
    )["copy"]

    assert found.openness == "RESTRICTED_WEIGHTS"


def test_a_distillation_carries_no_weights_and_stands_for_itself(rules: Rules) -> None:
    found = derive(
        rules,
        release("base", {"final-weights": "CLOSED"}, "conditional", offers=["API"]),
        release("small", FULL, "free", bases=[("base", "DISTILLATION")]),
    )["small"]

    assert (found.openness, found.freedom) == ("OPEN_SOURCE", "FREE")


def test_a_merge_is_as_free_as_the_least_free_of_its_bases(rules: Rules) -> None:
    found = derive(
        rules,
        release("one", WEIGHTS, "conditional"),
        release("two", WEIGHTS, "noncommercial"),
        release("merge", WEIGHTS, "free", bases=[("one", "MERGE"), ("two", "MERGE")]),
    )["merge"]

    assert (found.freedom, found.openness) == ("NONCOMMERCIAL", "RESTRICTED_WEIGHTS")


def test_terms_reach_grandchildren(rules: Rules) -> None:
    found = derive(
        rules,
        release("tiny", WEIGHTS, "free", bases=[("tune", "QUANTIZATION")]),
        release("tune", WEIGHTS, "free", bases=[("base", "FINE_TUNE")]),
        release("base", WEIGHTS, "noncommercial"),
    )["tiny"]

    assert (found.declared_freedom, found.freedom) == ("FREE", "NONCOMMERCIAL")


@pytest.mark.parametrize(
    ("terms", "relation", "freedom"),
    [
        ("conditional", "FINE_TUNE", "CONDITIONAL"),
        ("reaches-nothing", "FINE_TUNE", "FREE"),
        ("conditional", "WEIGHT_TRANSFER", "FREE"),
        ("reaches-transfer", "WEIGHT_TRANSFER", "CONDITIONAL"),
        ("conditional", "DISTILLATION", "FREE"),
        ("reaches-outputs", "DISTILLATION", "CONDITIONAL"),
        ("reaches-outputs", "QUANTIZATION", "CONDITIONAL"),
    ],
)
def test_terms_reach_a_derivative_only_where_their_text_reaches_the_relation(
    rules: Rules, terms: str, relation: str, freedom: str
) -> None:
    found = derive(
        rules,
        release("base", WEIGHTS, terms),
        release("made", WEIGHTS, "free", bases=[("base", relation)]),
    )["made"]

    assert found.freedom == freedom


def test_terms_of_the_base_that_are_not_known_leave_the_freedom_unknown(rules: Rules) -> None:
    for terms in ("unclear", ()):
        found = derive(
            rules,
            release("base", WEIGHTS, terms),
            release("tune", {**WEIGHTS, "training-code": "CLOSED"}, "free", bases=[("base", "FINE_TUNE")]),
        )["tune"]
        assert (found.declared_freedom, found.freedom) == ("FREE", "UNKNOWN")
        assert found.possible == ("OPEN_WEIGHTS", "RESTRICTED_WEIGHTS")


def test_own_conditions_bound_what_unknown_upstream_terms_can_still_allow(rules: Rules) -> None:
    """Whatever the terms of the base turn out to be, the fine-tune cannot be open source."""
    found = derive(
        rules,
        release("base", FULL, "unclear"),
        release("tune", FULL, "conditional", bases=[("base", "FINE_TUNE")]),
    )["tune"]

    assert found.own_possible == ("OPEN_WEIGHTS", "RESTRICTED_WEIGHTS")


def test_nobody_is_bound_by_a_licence_of_its_own(rules: Rules) -> None:
    """The developer of the base may release a derivative on other terms; others may not."""
    base = release("base", WEIGHTS, "noncommercial", developers=["lab"])
    same = release("same", WEIGHTS, "free", bases=[("base", "FINE_TUNE")], developers=["lab", "friend"])
    other = release("other", WEIGHTS, "free", bases=[("base", "FINE_TUNE")], developers=["friend"])

    found = derive(rules, base, same, other)

    assert (found["same"].freedom, found["other"].freedom) == ("FREE", "NONCOMMERCIAL")


def test_terms_that_their_own_licensor_replaced_do_not_pass_on(rules: Rules) -> None:
    base = release("base", WEIGHTS, "noncommercial", developers=["lab"])
    newer = release("newer", WEIGHTS, "conditional", bases=[("base", "FINE_TUNE")], developers=["lab"])
    tuned = release("tuned", WEIGHTS, "free", bases=[("newer", "FINE_TUNE")], developers=["friend"])

    assert derive(rules, base, newer, tuned)["tuned"].freedom == "CONDITIONAL"


# Which licence covers what.


def grant(license_name: str, scope: str | None = None, until: str | None = None) -> Grant:
    return Grant(
        NodeId(license_name),
        Scope(scope) if scope else None,
        valid_to=Day.parse(until) if until else None,
    )


def test_a_licence_for_a_part_goes_before_one_for_the_whole(rules: Rules) -> None:
    grants = [grant("whole"), grant("weights", "WEIGHTS")]

    assert covering_licenses(Scope.WEIGHTS, grants) == ["weights"]
    assert covering_licenses(Scope.CODE, grants) == ["whole"]
    assert covering_licenses(None, grants) == ["whole"]


def test_a_part_that_no_licence_covers_is_on_unknown_terms(rules: Rules) -> None:
    assert covering_licenses(Scope.WEIGHTS, [grant("code", "CODE")]) == []
    assert one(rules, WEIGHTS, [grant("license/free", "CODE")]).declared_freedom == "UNKNOWN"


def test_closed_weights_that_no_licence_covers_grant_nothing(rules: Rules) -> None:
    assert one(rules, {"final-weights": "CLOSED"}, [grant("license/service", "SERVICE")]).freedom == "NONE"


def test_terms_that_ended_no_longer_count(rules: Rules) -> None:
    assert current_grants([grant("old", until="2023-05-31"), grant("new")]) == [grant("new")]
    assert one(
        rules, WEIGHTS, [grant("license/noncommercial", until="2023-05-31"), grant("license/free")]
    ).freedom == ("FREE")


def test_where_all_terms_ended_the_last_ones_count() -> None:
    first, last = grant("first", until="2023"), grant("last", until="2024-06")

    assert current_grants([first, last]) == [last]
    assert current_grants([]) == []


def test_of_two_licences_that_both_cover_the_weights_the_less_free_counts(rules: Rules) -> None:
    assert one(rules, WEIGHTS, [grant("license/free"), grant("license/research")]).freedom == "RESEARCH_ONLY"


def test_weights_with_a_licence_of_their_own_are_on_its_terms(rules: Rules) -> None:
    assert one(rules, WEIGHTS, "free", own={"final-weights": "research"}).freedom == "RESEARCH_ONLY"


# Groups.


@pytest.mark.parametrize(
    ("group", "written", "status"),
    [
        ("weights", {"final-weights": "OPEN", "intermediate-checkpoints": "CLOSED"}, "OPEN"),
        ("code", {"inference-code": "OPEN", "architecture": "OPEN", "evaluation-code": "CLOSED"}, "OPEN"),
        ("code", {"inference-code": "OPEN", "architecture": "CLOSED"}, "PARTIAL"),
        ("code", {"inference-code": "OPEN"}, "UNKNOWN"),
        ("code", {"inference-code": "OPEN", "architecture": "NOT_APPLICABLE"}, "OPEN"),
        ("training", {"training-code": "CLOSED", "hyperparameters": "OPEN"}, "CLOSED"),
        ("data", {"training-data": "PARTIAL", "data-sources": "OPEN"}, "PARTIAL"),
        ("documentation", {"model-card": "OPEN", "research-paper": "OPEN"}, "OPEN"),
        (
            "documentation",
            {"model-card": "OPEN", "technical-report": "OPEN", "research-paper": "CLOSED"},
            "OPEN",
        ),
        (
            "documentation",
            {"model-card": "OPEN", "technical-report": "CLOSED", "research-paper": "CLOSED"},
            "PARTIAL",
        ),
        ("documentation", {"model-card": "OPEN", "technical-report": "CLOSED"}, "UNKNOWN"),
        ("documentation", {"model-card": "PARTIAL"}, "PARTIAL"),
    ],
)
def test_essential_members_decide_a_group(
    rules: Rules, group: str, written: dict[str, str], status: str
) -> None:
    assert one(rules, written).groups[group] == status


@pytest.mark.parametrize(
    ("weights", "offers", "never_offered", "status"),
    [
        ("CLOSED", ["API"], False, "OPEN"),
        ("OPEN", [], False, "OPEN"),
        ("PARTIAL", ["CHAT"], False, "OPEN"),
        ("CLOSED", [], True, "CLOSED"),
        ("CLOSED", [], False, "UNKNOWN"),
        ("PARTIAL", [], False, "UNKNOWN"),
    ],
)
def test_access_follows_from_offers_and_weights(
    rules: Rules, weights: str, offers: list[str], never_offered: bool, status: str
) -> None:
    found = one(rules, {"final-weights": weights}, offers=offers, never_offered=never_offered)

    assert found.groups["access"] == status


def test_what_can_be_downloaded_are_the_weights(rules: Rules) -> None:
    assert one(rules, {"final-weights": "PARTIAL"}).statuses["download"] == "PARTIAL"
