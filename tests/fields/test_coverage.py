"""How much is known: of the fictional world in figures that can be counted, and of the real facts in sums."""

from __future__ import annotations

from typing import Any

import pytest

from api.client import Client
from api.coverage_report import coverage, report
from graph.build import build
from graph.snapshot import Snapshot
from graph.stores.embedded.store import EmbeddedStore

IMPORTED = (
    '{"id":"model/hazel-2","record":"row 9","name":"Hazel 2","sources":["source/openness-index"],'
    '"released":"2024","developed_by":[{"organization":"organization/aster-labs"}],'
    '"openness_properties":{"training-code":{"status":"CLOSED","basis":"REPORTED"}}}\n'
)


@pytest.fixture(scope="module")
def world_client(world: Snapshot) -> Client:
    return Client(EmbeddedStore(world))


def counts(parts: list[dict[str, Any]]) -> dict[str, int]:
    return {part["value"]: part["count"] for part in parts if part["count"]}


def test_a_model_that_only_an_imported_set_has_is_not_curated(world_folder: Any, tmp_path: Any) -> None:
    layer = tmp_path / "overlay" / "imported" / "hazel" / "model.jsonl"
    layer.parent.mkdir(parents=True)
    layer.write_text(IMPORTED)
    client = Client(EmbeddedStore(build(world_folder, tmp_path / "overlay")))

    found = coverage(client)["coverage"]
    curated = client.data("{ models(where: {curated: {eq: false}}) { nodes { id curated } } }")["models"]

    assert (found["models"]["count"], found["curatedModels"]["count"]) == (15, 14)
    assert curated["nodes"] == [{"id": "model/hazel-2", "curated": False}]
    more = {
        kind: count - counts(found["curatedModels"]["facts"]["sourceKinds"]).get(kind, 0)
        for kind, count in counts(found["models"]["facts"]["sourceKinds"]).items()
    }
    assert {kind: count for kind, count in more.items() if count} == {"INDEX": 3}


def test_a_value_on_which_sets_contradict_each_other_is_an_open_disagreement(world_client: Client) -> None:
    open_ = world_client.data("{ disagreements { totalCount } }")["disagreements"]["totalCount"]

    assert coverage(world_client)["coverage"]["disagreements"] == open_ > 0


def test_control_is_of_the_day_that_is_asked(ask: Any) -> None:
    query = """{ graph {
      then: coverage(asOf: "2025-06-01") { curatedModels { controlStatuses { value count } } }
      now: coverage(asOf: "2026-11-24") { curatedModels { controlStatuses { value count } } }
    } }"""

    then, now = (item["curatedModels"]["controlStatuses"] for item in ask(query)["graph"].values())

    assert sum(counts(then).values()) == sum(counts(now).values())
    assert counts(then) != counts(now)


def test_models_and_facts_add_up_whatever_they_are_counted_by(ask: Any, client: Client) -> None:
    graph = coverage(client)
    found = graph["coverage"]

    total = ask("{ models { totalCount } curated: models(where: {curated: {eq: true}}) { totalCount } }")
    for models, all_ in ((found["models"], total["models"]), (found["curatedModels"], total["curated"])):
        assert models["count"] == all_["totalCount"] == sum(counts(models["classes"]).values())
        for component in models["components"]:
            assert sum(counts(component["statuses"]).values()) == models["count"]
        facts = models["facts"]
        assert sum(counts(facts["sourceKinds"]).values()) == facts["count"]
        assert sum(counts(facts["seen"]).values()) + facts["undated"]["count"] == facts["count"]


def test_the_classes_are_those_that_the_verdicts_count(ask: Any, client: Client) -> None:
    query = "query($c: OpennessClass!) { models(where: {openness: {eq: $c}}) { totalCount } }"

    for part in coverage(client)["coverage"]["models"]["classes"]:
        assert ask(query, {"c": part["value"]})["models"]["totalCount"] == part["count"]


def test_the_report_shows_the_figures_for_all_models_beside_the_curated_ones(world_client: Client) -> None:
    lines = report(coverage(world_client, "2026-11-24")).splitlines()

    assert "models                                       all           curated" in lines
    assert "  models                                      14                14" in lines
    assert any(line.startswith("  one secondary source only") for line in lines)
    assert any(line.startswith("  median") for line in lines)
