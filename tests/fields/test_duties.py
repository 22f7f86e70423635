"""Duties of the AI Act: facts with their sources, and the definition that reads them."""

from __future__ import annotations

from typing import Any

import pytest

from api.client import Client
from graph.snapshot import Snapshot
from graph.stores.embedded.store import EmbeddedStore

DEFINITION = "definition/eu-ai-act-art-53"


def test_a_model_shows_its_own_duties_and_those_of_its_developers(world: Snapshot) -> None:
    query = """{ model(id: "model/meadow-1") { duties { by { id }
      commitment { duty status chapters asOf url sources { id } } } } }"""

    assert Client(EmbeddedStore(world)).data(query)["model"]["duties"] == [
        {
            "by": {"id": "model/meadow-1"},
            "commitment": {
                "duty": "TRAINING_CONTENT_SUMMARY",
                "status": "MET",
                "chapters": [],
                "asOf": "2025-09",
                "url": "https://example.org/meadow/summary",
                "sources": [{"id": "source/chronicle"}],
            },
        },
        {
            "by": {"id": "organization/sage-foundation"},
            "commitment": {
                "duty": "CODE_OF_PRACTICE",
                "status": "PARTLY_MET",
                "chapters": ["TRANSPARENCY", "COPYRIGHT"],
                "asOf": "2025-08",
                "url": None,
                "sources": [{"id": "source/register"}],
            },
        },
    ]


def test_a_model_of_which_nothing_is_known_shows_no_duty(world: Snapshot) -> None:
    query = '{ model(id: "model/dune-4") { duties { by { id } } } }'

    assert Client(EmbeddedStore(world)).data(query)["model"]["duties"] == []


@pytest.mark.parametrize(
    ("organization", "status", "chapters"),
    [
        ("mistral-ai", "MET", []),
        ("xai", "PARTLY_MET", ["SAFETY_AND_SECURITY"]),
        ("meta-platforms", "REFUSED", []),
    ],
)
def test_the_code_of_practice_is_signed_in_full_in_part_or_refused(
    ask: Any, organization: str, status: str, chapters: list[str]
) -> None:
    query = (
        "query($id: ID!) { organization(id: $id) { commitments { duty status chapters sources { url } } } }"
    )

    (found,) = ask(query, {"id": f"organization/{organization}"})["organization"]["commitments"]

    assert (found["duty"], found["status"], found["chapters"]) == ("CODE_OF_PRACTICE", status, chapters)
    assert found["sources"]


@pytest.mark.parametrize(
    ("model", "possible"),
    [
        ("mistral-large-3-2512", ["ALL_VISIBLE", "UNCONDITIONAL_VISIBLE", "SOME_VISIBLE"]),
        ("llama-3.1-405b", ["ALL_VISIBLE", "SOME_VISIBLE", "NOT_VISIBLE"]),
    ],
)
def test_what_nobody_has_looked_for_leaves_the_verdict_open(
    ask: Any, model: str, possible: list[str]
) -> None:
    query = """query($id: ID!, $definitions: [ID!]) {
      model(id: $id) { assessments(definitions: $definitions) { outcome possible } } }"""

    (found,) = ask(query, {"id": f"model/{model}", "definitions": [DEFINITION]})["model"]["assessments"]

    assert (found["outcome"], found["possible"]) == ("UNKNOWN", possible)


@pytest.mark.parametrize("on", ["", ', asOf: "2026-11-01"'])
def test_a_criterion_rests_on_the_source_of_the_duty(ask: Any, on: str) -> None:
    query = f"""{{ model(id: "model/mistral-large-3-2512") {{
      assessments(definitions: ["{DEFINITION}"]{on}) {{ criteria {{
        criterion truth findings {{ found sources {{ id }} }} }} }} }} }}"""

    (found,) = ask(query)["model"]["assessments"]

    by_name = {item["criterion"]: item for item in found["criteria"]}
    assert [by_name[name]["truth"] for name in ("training-content", "copyright-policy", "code-signed")] == [
        "MET",
        "UNKNOWN",
        "MET",
    ]
    (finding,) = by_name["training-content"]["findings"]
    assert finding == {"found": "yes", "sources": [{"id": "source/aial-public-summaries"}]}
