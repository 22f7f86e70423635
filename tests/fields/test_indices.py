"""Public indices side by side, through the API, on the fictional world with a second index laid over it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from api.client import Client
from graph.build import build
from graph.stores.embedded.store import EmbeddedStore

MOON_LIST: list[dict[str, Any]] = [
    {
        "id": "model/elm-40b",
        "record": "line 1",
        "sources": ["source/openness-index"],
        "openness_properties": {
            "final-weights": {"status": "OPEN"},
            "training-code": {"status": "OPEN", "location": "https://example.org/elm/code"},
            "training-data": {"status": "OPEN", "location": "https://example.org/elm/data"},
        },
    },
    {
        "id": "model/ivy-1",
        "record": "line 2",
        "sources": ["source/openness-index"],
        "openness_properties": {"training-code": {"status": "UNKNOWN", "reason": "SEARCHED_NOT_FOUND"}},
    },
    {
        "id": "model/meadow-1",
        "record": "line 3",
        "sources": ["source/openness-index"],
        "openness_properties": {"final-weights": {"status": "CLOSED", "basis": "REPORTED"}},
    },
]


@pytest.fixture(scope="module")
def client(world_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Client:
    folder = shutil.copytree(world_folder, tmp_path_factory.mktemp("indices") / "facts")
    layer = folder / "imported" / "moon_list" / "model.jsonl"
    layer.parent.mkdir()
    layer.write_text("".join(json.dumps(line) + "\n" for line in MOON_LIST), encoding="utf-8")
    return Client(EmbeddedStore(build(folder)))


def test_each_index_stands_beside_ours_with_its_record_and_edition(client: Client) -> None:
    query = """{ model(id: "model/elm-40b") { openness indexVerdicts {
      index record sources { id } weights openness possibleOpenness freedom contradicts byAncestors } } }"""

    model = client.data(query)["model"]

    assert model["openness"] == "OPEN_WEIGHTS"
    assert model["indexVerdicts"] == [
        {
            "index": "moon_list",
            "record": "line 1",
            "sources": [{"id": "source/openness-index"}],
            "weights": "OPEN",
            "openness": "UNKNOWN",
            "possibleOpenness": ["OPEN_SOURCE", "OPEN_WEIGHTS", "RESTRICTED_WEIGHTS"],
            "freedom": "UNKNOWN",
            "contradicts": False,
            "byAncestors": False,
        },
        {
            "index": "star_atlas",
            "record": "row 7",
            "sources": [{"id": "source/openness-index"}],
            "weights": "UNKNOWN",
            "openness": "UNKNOWN",
            "possibleOpenness": ["RESTRICTED_WEIGHTS", "API_ONLY", "UNRELEASED"],
            "freedom": "NONCOMMERCIAL",
            "contradicts": True,
            "byAncestors": False,
        },
    ]


def test_the_components_and_criteria_that_make_the_difference_are_named(client: Client) -> None:
    query = """{ model(id: "model/elm-40b") { indexVerdicts { index
      components { component { id } status ours agrees oursIsIndependent }
      criteria { criterion says truth ours } } } }"""

    _, atlas = client.data(query)["model"]["indexVerdicts"]

    assert atlas["components"] == [
        {
            "component": {"id": "openness_property/training-code"},
            "status": "CLOSED",
            "ours": "CLOSED",
            "agrees": True,
            "oursIsIndependent": False,
        },
        {
            "component": {"id": "openness_property/training-data"},
            "status": "OPEN",
            "ours": "PARTIAL",
            "agrees": False,
            "oursIsIndependent": False,
        },
    ]
    assert [(item["criterion"], item["truth"], item["ours"]) for item in atlas["criteria"]] == [
        ("weights-free", "NOT_MET", "MET"),
        ("code-free", "NOT_MET", "MET"),
        ("weights-usable", "NOT_MET", "MET"),
    ]
    assert atlas["criteria"][0]["says"].startswith("The weights may be used, changed and shared for any")


def test_an_index_that_judges_nothing_of_a_model_has_no_verdict(client: Client) -> None:
    query = """{ models(where: {id: {in: ["model/ivy-1", "model/aster-7b"]}}) {
      nodes { indexVerdicts { index } } } }"""

    assert client.data(query)["models"]["nodes"] == [{"indexVerdicts": []}, {"indexVerdicts": []}]


def test_agreement_is_told_together_by_component_and_two_by_two(client: Client) -> None:
    query = """{ indexAgreement { alpha units components { component { id } alpha units }
      pairs { first second models units agreed kappa differences {
        totalCount nodes { model { id } component { id } first second } } } } }"""

    found = client.data(query)["indexAgreement"]

    assert (found["alpha"], found["units"]) == (pytest.approx(0.0), 3)
    assert found["components"] == [
        {"component": {"id": "openness_property/final-weights"}, "alpha": None, "units": 1},
        {"component": {"id": "openness_property/training-code"}, "alpha": pytest.approx(0.0), "units": 1},
        {"component": {"id": "openness_property/training-data"}, "alpha": None, "units": 1},
    ]
    _, both = found["pairs"]
    assert {key: both[key] for key in ("first", "second", "models", "units", "agreed", "kappa")} == {
        "first": "moon_list",
        "second": "star_atlas",
        "models": 1,
        "units": 2,
        "agreed": 1,
        "kappa": 0.0,
    }
    assert both["differences"] == {
        "totalCount": 1,
        "nodes": [
            {
                "model": {"id": "model/elm-40b"},
                "component": {"id": "openness_property/training-code"},
                "first": "OPEN",
                "second": "CLOSED",
            }
        ],
    }


def test_this_graph_is_compared_where_its_statement_rests_on_no_index(client: Client) -> None:
    query = """{ indexAgreement(component: "openness_property/final-weights") {
      pairs { first second units } } }"""

    assert client.data(query)["indexAgreement"]["pairs"] == [
        {"first": "moon_list", "second": "openness_graph", "units": 1}
    ]


def test_agreement_can_be_asked_of_some_models(client: Client) -> None:
    query = '{ indexAgreement(where: {id: {eq: "model/meadow-1"}}) { units alpha pairs { first } } }'

    assert client.data(query)["indexAgreement"] == {"units": 0, "alpha": None, "pairs": []}


@pytest.mark.parametrize(
    ("component", "code", "said"),
    [
        (
            "openness_property/training-codes",
            "UNKNOWN_ID",
            "openness_property/training-codes is not known; did you mean openness_property/training-code?",
        ),
        (
            "model/elm-40b",
            "BAD_VALUE",
            "`component`: model/elm-40b is no openness property; list them with `opennessProperties`",
        ),
    ],
)
def test_what_is_no_component_is_said_with_the_remedy(
    client: Client, component: str, code: str, said: str
) -> None:
    (error,) = client.execute(f'{{ indexAgreement(component: "{component}") {{ units }} }}')["errors"]

    assert (error["extensions"]["code"], error["message"]) == (code, said)
