"""Answers on well-known developers and models that are known beforehand, row by row, over the real facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from graph.derive.control.map import ControlMap, control_on, model_controllers
from graph.holdings import EDGE_KINDS, holdings_of, memberships_of, parties_of
from graph.snapshot import Row, Snapshot
from graph.values.node_id import NodeId

TODAY = "2026-11-24"

Control = Callable[[str], ControlMap]


@pytest.fixture(scope="module")
def control(real_graph: Snapshot) -> Control:
    """Control of every real organization on an ISO day."""
    edges = [(kind, row) for kind in EDGE_KINDS for row in real_graph.edges[kind]]
    parties = parties_of(real_graph.nodes["organization"], real_graph.nodes["person"], edges)
    facts = (holdings_of(edges), parties, memberships_of(edges))
    return lambda day: control_on(date.fromisoformat(day), *facts)


@pytest.fixture(scope="module")
def models(real_graph: Snapshot) -> dict[str, Row]:
    return {name_of(row["id"]): row for row in real_graph.nodes["model"]}


def organization(name: str) -> NodeId:
    return NodeId(f"organization/{name}")


def name_of(node_id: str) -> str:
    return node_id.partition("/")[2]


def controllers(control_map: ControlMap, name: str) -> list[str]:
    """`SOLE BOARD x <- y` for whoever stands at the top, with the way down."""
    return [
        f"{item.degree} {item.basis} " + " <- ".join(name_of(step.holder) for step in item.path)
        for item in control_map.controllers(organization(name))
    ]


@pytest.mark.parametrize(
    ("developer", "day", "status", "at_the_top"),
    [
        (
            "google-deepmind",
            TODAY,
            "JOINTLY_CONTROLLED",
            [
                "JOINT GROUP_MEMBER larry-page <- page-and-brin <- alphabet <- google",
                "JOINT GROUP_MEMBER sergey-brin <- page-and-brin <- alphabet <- google",
            ],
        ),
        (
            "google-deepmind",
            "2016-06-01",
            "JOINTLY_CONTROLLED",
            [
                "JOINT GROUP_MEMBER larry-page <- page-and-brin <- alphabet",
                "JOINT GROUP_MEMBER sergey-brin <- page-and-brin <- alphabet",
            ],
        ),
        ("meta-platforms", TODAY, "CONTROLLED", ["SOLE VOTES mark-zuckerberg"]),
        ("openai", "2025-10-27", "CONTROLLED", ["SOLE RECORDED openai-foundation"]),
        ("openai", "2025-10-28", "CONTROLLED", ["SOLE BOARD openai-foundation"]),
        ("openai", TODAY, "CONTROLLED", ["SOLE BOARD openai-foundation"]),
        ("openai-foundation", TODAY, "SELF_GOVERNED", []),
        ("anthropic", "2025-06-01", "UNDISCLOSED", []),
        ("anthropic", "2026-04-14", "CONTROLLED", ["SOLE BOARD anthropic-ltbt"]),
        ("anthropic", TODAY, "CONTROLLED", ["SOLE BOARD anthropic-ltbt"]),
        ("deepseek", "2026-06-17", "CONTROLLED", ["SOLE EQUITY_FOR_VOTES liang-wenfeng <- high-flyer"]),
        ("deepseek", TODAY, "CONTROLLED", ["SOLE EQUITY_FOR_VOTES liang-wenfeng <- high-flyer"]),
        ("tii", TODAY, "STATE", ["SOLE BOARD abu-dhabi-government <- atrc"]),
        ("alibaba", TODAY, "CONTROLLED", ["SOLE BOARD alibaba-partnership"]),
        ("mistral-ai", TODAY, "UNDISCLOSED", []),
        ("xai", TODAY, "CONTROLLED", ["SOLE VOTES elon-musk <- spacex"]),
        ("black-forest-labs", TODAY, "UNDISCLOSED", []),
        ("microsoft", TODAY, "DISPERSED", []),
    ],
)
def test_who_controls_a_developer(
    control: Control, developer: str, day: str, status: str, at_the_top: list[str]
) -> None:
    on_that_day = control(day)

    assert on_that_day.status(organization(developer)) == status
    assert controllers(on_that_day, developer) == at_the_top


def test_the_way_from_every_ultimate_controller_is_as_strong_as_its_control(control: Control) -> None:
    control_map = control(TODAY)

    for organization_id in control_map.organizations:
        for item in control_map.controllers(organization_id):
            way = control_map.control_between(item.holder, organization_id)
            assert way is not None
            assert (way.degree, way.basis) == (item.degree, item.basis)


def test_xai_changed_hands_twice(control: Control) -> None:
    ways = {day: controllers(control(day), "xai") for day in ("2025-01-15", "2025-06-15", "2026-03-15")}

    assert ways["2025-06-15"] == ["SOLE VOTES elon-musk <- xai-holdings"]
    assert ways["2026-03-15"] == ["SOLE VOTES elon-musk <- spacex"]
    assert len({str(way) for way in ways.values()}) == 3
    assert control("2026-02-02").status(organization("xai")) == "CONTROLLED"


def test_spacex_gives_musk_his_share_of_the_votes_in_xai(control: Control) -> None:
    (musk,) = control(TODAY).controllers(organization("xai"))

    assert (str(musk.votes), str(musk.path[0].as_of)) == ("82.4", "2026-06-13")


def test_microsoft_holds_a_significant_part_of_openai_but_does_not_control_it(control: Control) -> None:
    holders = control(TODAY).significant_holders(organization("openai"))

    assert {name_of(holder.holder): str(holder.equity) for holder, _ in holders}["microsoft"] == "27"


def test_the_largest_known_holder_of_mistral_is_asml(control: Control) -> None:
    holders = control(TODAY).known_holders(organization("mistral-ai"))

    known = [holder for holder in holders if holder.equity is not None]
    largest = max(known, key=lambda holder: holder.equity.low if holder.equity else 0)
    assert (name_of(largest.holder), str(largest.equity)) == ("asml", "11")


def test_that_microsoft_is_dispersed_is_shown_as_old(control: Control) -> None:
    assert str(control(TODAY).standing(organization("microsoft")).as_of) == "2025"


def test_the_partnership_nominates_and_the_shareholders_of_alibaba_vote(real_graph: Snapshot) -> None:
    notes = [
        row["note"]
        for row in real_graph.edges["HOLDS"]
        if (row["source"], row["target"]) == ("organization/alibaba-partnership", "organization/alibaba")
    ]

    assert any("nominat" in (note or "").lower() for note in notes)


def test_apertus_is_made_by_bodies_of_the_state(control: Control, real_graph: Snapshot) -> None:
    developers = [
        row["target"] for row in real_graph.edges["DEVELOPED_BY"] if row["source"] == "model/apertus-70b"
    ]

    statuses = {
        name_of(item.developer): str(item.status) for item in model_controllers(developers, control(TODAY))
    }

    assert {statuses["eth-zurich"], statuses["epfl"]} == {"STATE"}


@pytest.mark.parametrize(
    ("model", "openness", "freedom", "in_headline"),
    [
        ("llama-3.1-405b", "OPEN_WEIGHTS", "CONDITIONAL", True),
        ("bloom", "OPEN_WEIGHTS", "CONDITIONAL", False),
        ("olmo-2-32b", "OPEN_SOURCE", "FREE", False),
        ("gpt-4", "API_ONLY", "NONE", False),
        ("deepseek-r1", "OPEN_WEIGHTS", "FREE", True),
        ("gpt-oss-120b", "OPEN_WEIGHTS", "FREE", True),
        ("flux.1-dev", "RESTRICTED_WEIGHTS", "NONCOMMERCIAL", True),
        ("falcon-40b", "OPEN_WEIGHTS", "FREE", True),
        ("starcoder2-15b", "OPEN_WEIGHTS", "CONDITIONAL", False),
        ("mistral-large-2402", "API_ONLY", "NONE", False),
        ("llama-65b", "RESTRICTED_WEIGHTS", "RESEARCH_ONLY", False),
        ("gemini-1.5-pro", "API_ONLY", "NONE", False),
        ("whisper-large-v3", "OPEN_WEIGHTS", "FREE", True),
        ("apertus-70b", "OPEN_SOURCE", "FREE", False),
        ("deepseek-r1-distill-llama-70b", "OPEN_WEIGHTS", "CONDITIONAL", True),
    ],
)
def test_how_open_a_model_is(
    models: dict[str, Row], model: str, openness: str, freedom: str, in_headline: bool
) -> None:
    """Class, effective freedom, and whether it has open weights and closed training."""
    row = models[model]

    assert (row["openness"], row["freedom"]) == (openness, freedom)
    assert (row["weights"] == "OPEN" and row["training"] == "CLOSED") is in_headline


@pytest.mark.parametrize(
    ("model", "group", "status"),
    [
        ("bloom", "training", "OPEN"),
        ("starcoder2-15b", "training", "OPEN"),
        ("falcon-40b", "data", "PARTIAL"),
        ("flux.1-dev", "weights", "OPEN"),
        ("llama-65b", "weights", "PARTIAL"),
    ],
)
def test_a_group_that_is_told_apart(models: dict[str, Row], model: str, group: str, status: str) -> None:
    assert models[model][group] == status


def test_a_distillation_into_llama_is_declared_free_and_is_conditional(models: dict[str, Row]) -> None:
    row = models["deepseek-r1-distill-llama-70b"]

    assert (row["declared_freedom"], row["freedom"]) == ("FREE", "CONDITIONAL")


def test_the_data_of_apertus_are_accounted_for_by_their_sources(real_graph: Snapshot) -> None:
    components = {
        name_of(row["target"]): row["status"]
        for row in real_graph.edges["HAS_PROPERTY"]
        if row["source"] == "model/apertus-70b"
    }

    assert components["data-sources"] == "OPEN"
    assert components["training-data"] != "OPEN"


def test_a_model_that_was_retired_keeps_its_class(models: dict[str, Row]) -> None:
    assert models["gpt-4"]["withdrawn"] is not None
    assert models["gpt-4"]["openness"] == "API_ONLY"


def test_the_leak_of_the_first_llama_is_noted(models: dict[str, Row], real_graph: Snapshot) -> None:
    notes = [models["llama-65b"]["note"]] + [
        row["note"] for row in real_graph.edges["HAS_PROPERTY"] if row["source"] == "model/llama-65b"
    ]

    assert any("leak" in (note or "").lower() for note in notes)


def licenses(graph: Snapshot, model: str) -> list[tuple[str, str | None, str | None]]:
    """Licences of a model, each with its first day and the first day no longer."""
    grants = [row for row in graph.edges["LICENSED_UNDER"] if row["source"] == f"model/{model}"]
    return sorted((name_of(row["target"]), row["valid_from"], row["valid_to"]) for row in grants)


def test_falcon_40b_had_a_licence_of_its_own_for_some_days(real_graph: Snapshot) -> None:
    (later, earlier) = licenses(real_graph, "falcon-40b")

    assert later[0] == "apache-2.0"
    assert earlier[0].startswith("falcon")
    assert earlier[2] == later[1] is not None


def test_the_two_models_named_deepseek_v3_are_under_two_licences(real_graph: Snapshot) -> None:
    december = licenses(real_graph, "deepseek-v3")
    march = licenses(real_graph, "deepseek-v3-0324")

    assert "deepseek-model-1.0" in {name for name, _, _ in december}
    assert {name for name, _, _ in march} == {"mit"}
