"""Verdicts on uses; the licences are the real ones, the models are made up."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.derive.thresholds import Figures
from graph.derive.usability import Bound, Candidate, Usability, UsabilityVerdict, Use, usability
from graph.schema.use_effect import Activity
from graph.uses import bounds_of, through_model
from graph.values.node_id import NodeId
from graph.values.status import Status
from graph.values.truth import Truth
from tests.derive.lineage_rows import lic
from tests.real import real_snapshot

GERMANY = frozenset({NodeId("jurisdiction/de"), NodeId("jurisdiction/eu")})
BOT = Use(
    activities=frozenset({Activity.COMMERCIAL, Activity.SERVE}),
    places=GERMANY,
    figures=Figures(monthly_users=2_000_000, annual_revenue_usd=5_000_000),
    in_house=True,
)
"""A start-up's customer-service bot in Germany."""


@cache
def bounds() -> dict[NodeId, Bound]:
    snapshot = real_snapshot()
    rows = {row["id"]: row for row in snapshot.nodes["license"]}
    return bounds_of(rows.values(), snapshot.edges["EXCLUDES"])


def judged(use: Use, *licenses: str, **facts: Any) -> Usability:
    terms = tuple(bounds()[lic(name)] for name in licenses)
    return usability(use, Candidate(**{"weights": Status.OPEN, "weight_terms": terms, **facts}))


def verdict(use: Use, *licenses: str, **facts: Any) -> str:
    return str(judged(use, *licenses, **facts).verdict)


def says(found: Usability, effect: str) -> list[str]:
    return [reason.says for reason in found.reasons if reason.effect == effect]


@pytest.mark.parametrize(
    ("license_id", "expected"),
    [
        ("apache-2.0", "YES"),
        ("mit", "YES"),
        ("llama-3.1-community", "YES_WITH_OBLIGATIONS"),
        ("gemma-terms", "YES_WITH_OBLIGATIONS"),
        ("bigscience-bloom-rail-1.0", "YES_WITH_OBLIGATIONS"),
        ("flux-1-dev-noncommercial", "NO"),
        ("cc-by-nc-4.0", "NO"),
        ("llama-1-noncommercial", "NO"),
        ("stability-community", "NO"),
        ("hunyuan-large-community", "NO"),
        ("none-declared", "NO"),
        ("hub-other", "UNKNOWN"),
        ("hyperclovax-seed", "UNKNOWN"),
    ],
)
def test_a_start_ups_bot_in_germany(license_id: str, expected: str) -> None:
    assert verdict(BOT, license_id) == expected


def test_the_obligations_of_llama_3_1_name_the_phrase_and_the_section() -> None:
    found = judged(BOT, "llama-3.1-community")

    phrase = next(reason for reason in found.reasons if reason.text)
    assert (phrase.text, phrase.clause) == ("Built with Llama", "1.b.i")
    assert says(found, "OBLIGES") == [
        "Keep clear of the purposes that it bars.",
        "Keep to its use policy, and pass it on with what you give to others.",
        "Show a set phrase where others use or receive it.",
    ]


def test_a_multimodal_exclusion_bars_models_that_see_and_no_others() -> None:
    """The licence of Llama 3.2, for fictional models."""
    seeing, reading = frozenset({"TEXT", "IMAGE"}), frozenset({"TEXT"})

    assert verdict(BOT, "llama-3.2-community", modalities=seeing) == "NO"
    assert verdict(BOT, "llama-3.2-community", modalities=reading) == "YES_WITH_OBLIGATIONS"
    assert verdict(BOT, "llama-3.2-community", modalities=frozenset()) == "UNKNOWN"


def test_an_exclusion_does_not_concern_other_places() -> None:
    japan = replace(BOT, places=frozenset({NodeId("jurisdiction/jp")}))
    korea = replace(BOT, places=frozenset({NodeId("jurisdiction/kr")}))

    assert verdict(japan, "hunyuan-community") == "YES_WITH_OBLIGATIONS"
    assert verdict(korea, "hunyuan-community") == "NO"


def test_an_exclusion_leaves_it_open_where_no_place_is_said() -> None:
    found = judged(replace(BOT, places=None), "hunyuan-large-community")

    assert found.verdict == "UNKNOWN"
    assert says(found, "LEAVES_OPEN") == ["Nothing is granted in EU; where the use takes place is not said."]


def test_an_exclusion_of_a_part_of_the_place_leaves_it_open() -> None:
    islands = Use(places=frozenset({NodeId("jurisdiction/xx")}), parts=frozenset({NodeId("jurisdiction/gb")}))

    assert "Nothing is granted in GB, a part of the place of use." in says(
        judged(islands, "hunyuan-community"), "LEAVES_OPEN"
    )


def test_upstream_terms_count_beside_a_permissive_label() -> None:
    upstream = through_model(bounds()[lic("llama-3.3-community")], NodeId("model/llama-3.3-70b"))

    found = judged(BOT, weight_terms=(bounds()[lic("mit")], upstream), modalities=frozenset({"TEXT"}))

    assert found.verdict == "YES_WITH_OBLIGATIONS"
    assert {reason.through for reason in found.reasons if reason.effect == "OBLIGES"} == {
        "model/llama-3.3-70b"
    }


def test_upstream_terms_that_are_not_known_leave_it_open() -> None:
    assert verdict(BOT, "mit", upstream_known=False) == "UNKNOWN"


def test_weights_without_known_terms_leave_it_open() -> None:
    assert verdict(BOT) == "UNKNOWN"


def test_what_has_no_weights_cannot_stay_in_house() -> None:
    gpt = {"weights": Status.CLOSED, "service_terms": (bounds()[lic("openai-terms")],), "offered": Truth.MET}

    assert verdict(BOT, **gpt) == "NO"
    assert verdict(replace(BOT, in_house=False), **gpt) == "YES_WITH_OBLIGATIONS"


def test_a_service_that_is_no_longer_offered_cannot_be_used() -> None:
    anywhere = replace(BOT, in_house=False)
    terms = (bounds()[lic("openai-terms")],)

    found = judged(anywhere, weights=Status.CLOSED, service_terms=terms, offered=Truth.NOT_MET)

    assert (found.verdict, found.route) == ("NO", "SELF_HOSTED")


def test_a_service_can_be_neither_changed_nor_passed_on() -> None:
    changing = Use(activities=frozenset({Activity.MODIFY}))
    terms = (bounds()[lic("openai-terms")],)

    assert verdict(changing, weights=Status.CLOSED, service_terms=terms, offered=Truth.MET) == "NO"


def test_weights_on_approval_leave_it_open() -> None:
    assert verdict(BOT, "apache-2.0", weights=Status.PARTIAL) == "UNKNOWN"


@pytest.mark.parametrize(
    ("license_id", "expected"),
    [
        ("apache-2.0", "YES"),
        ("llama-2-community", "NO"),
        ("llama-3.1-community", "YES_WITH_OBLIGATIONS"),
        ("qwen", "YES_WITH_OBLIGATIONS"),
        ("openai-terms", "UNKNOWN"),
    ],
)
def test_training_other_models_on_outputs(license_id: str, expected: str) -> None:
    training = Use(activities=frozenset({Activity.TRAIN_OTHER_MODELS}), figures=Figures(monthly_users=10))

    assert verdict(training, license_id) == expected


def test_passing_on_a_changed_copyleft_model_is_allowed_under_the_same_licence() -> None:
    passing_on = Use(activities=frozenset({Activity.MODIFY, Activity.REDISTRIBUTE}))

    found = judged(passing_on, "gpl-3.0-only")

    assert found.verdict == "YES_WITH_OBLIGATIONS"
    assert "Put what you make from it under the same licence." in says(found, "OBLIGES")


def test_research_terms_allow_research_and_not_serving_others() -> None:
    assert verdict(Use(), "llama-1-noncommercial") == "YES_WITH_OBLIGATIONS"
    assert verdict(Use(activities=frozenset({Activity.SERVE})), "llama-1-noncommercial") == "NO"


@pytest.mark.parametrize(
    ("data", "sources", "expected"),
    [
        (Status.OPEN, Status.UNKNOWN, "YES"),
        (Status.CLOSED, Status.OPEN, "YES"),
        (Status.CLOSED, Status.UNKNOWN, "UNKNOWN"),
        (Status.PARTIAL, Status.CLOSED, "NO"),
    ],
)
def test_auditable_data_are_open_data_or_a_full_account_of_them(
    data: Status, sources: Status, expected: str
) -> None:
    audit = Use(auditable_data=True)

    assert verdict(audit, "apache-2.0", training_data=data, data_sources=sources) == expected


FACTS = {
    "weights": [Status.OPEN, Status.PARTIAL, Status.CLOSED],
    "training_data": [Status.OPEN, Status.PARTIAL, Status.CLOSED],
    "data_sources": [Status.OPEN, Status.CLOSED],
    "offered": [Truth.MET, Truth.NOT_MET],
    "modalities": [frozenset({"TEXT"}), frozenset({"TEXT", "IMAGE"})],
}
NOT_KNOWN = {
    "weights": Status.UNKNOWN,
    "training_data": Status.UNKNOWN,
    "data_sources": Status.UNKNOWN,
    "offered": Truth.UNKNOWN,
    "modalities": frozenset[str](),
}


@given(
    st.fixed_dictionaries({name: st.sampled_from(values) for name, values in FACTS.items()}),
    st.sets(st.sampled_from(sorted(FACTS))),
    st.sets(st.sampled_from(list(Activity))),
    st.sampled_from(["apache-2.0", "llama-3.2-community", "openai-terms", "cc-by-nc-4.0"]),
    st.booleans(),
    st.booleans(),
)
def test_a_verdict_that_stands_while_facts_are_missing_stands_when_they_are_learnt(
    facts: dict[str, Any],
    missing: set[str],
    activities: set[Activity],
    license_id: str,
    in_house: bool,
    auditable: bool,
) -> None:
    use = Use(
        frozenset(activities), GERMANY, figures=Figures(5, 5, 5), in_house=in_house, auditable_data=auditable
    )
    terms = {"service_terms": (bounds()[lic("openai-terms")],)}

    before = judged(use, license_id, **terms, **facts | {name: NOT_KNOWN[name] for name in missing})
    after = judged(use, license_id, **terms, **facts)

    usable = (UsabilityVerdict.YES, UsabilityVerdict.YES_WITH_OBLIGATIONS)
    if before.verdict in usable:
        assert after.verdict in usable
    if before.verdict is UsabilityVerdict.NO:
        assert after.verdict is UsabilityVerdict.NO
