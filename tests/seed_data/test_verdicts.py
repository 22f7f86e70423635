"""The published definitions on the real models, beside what their publishers say."""

from __future__ import annotations

from collections import Counter

import pytest

from api.client import Client
from graph.snapshot import Snapshot
from graph.stores.embedded.store import EmbeddedStore
from graph.values.node_id import NodeId
from graph.verdicts import possible_in
from tools.assessment_table import read_table, refreshed, verdicts

OSAID, MOF = NodeId("definition/osaid-1.0"), NodeId("definition/mof-1.0")
AI_ACT = NodeId("definition/eu-ai-act-art-53-2")


def possible(graph: Snapshot, model: str, definition: NodeId) -> list[str]:
    rows = {row["id"]: row for row in graph.nodes["model"]}
    return possible_in(rows[f"model/{model}"], definition)


@pytest.mark.parametrize("model", ["pythia-12b", "olmo-7b", "amber", "t5-11b"])
def test_what_passed_the_validation_of_2024_is_open_source_ai(real_graph: Snapshot, model: str) -> None:
    assert possible(real_graph, model, OSAID) == ["MET"]


@pytest.mark.parametrize("model", ["llama-2-70b", "grok-1", "phi-2", "mixtral-8x7b-v0.1"])
def test_what_failed_the_validation_of_2024_is_not(real_graph: Snapshot, model: str) -> None:
    assert possible(real_graph, model, OSAID) == ["NOT_MET"]


@pytest.mark.parametrize("model", ["bloom", "starcoder2-15b", "falcon-40b"])
def test_what_would_pass_under_other_terms_does_not_pass_under_its_own(
    real_graph: Snapshot, model: str
) -> None:
    assert possible(real_graph, model, OSAID) == ["NOT_MET"]


@pytest.mark.parametrize(
    ("model", "classes"),
    [
        ("pythia-12b", ["CLASS_I"]),
        ("olmo-7b", ["CLASS_I"]),
        ("deepseek-r1", ["UNCLASSIFIED"]),
        ("bloom", ["UNCLASSIFIED"]),
        ("llama-3.1-405b", ["UNCLASSIFIED"]),
    ],
)
def test_the_classes_of_the_openness_framework(real_graph: Snapshot, model: str, classes: list[str]) -> None:
    assert possible(real_graph, model, MOF) == classes


@pytest.mark.parametrize(
    ("model", "outcomes"),
    [
        ("pythia-12b", ["EXEMPT"]),
        ("llama-3.1-405b", ["SYSTEMIC_RISK"]),
        ("llama-2-70b", ["FULL_DUTIES"]),
        ("bloom", ["NEEDS_ASSESSMENT"]),
        ("whisper-large-v3", ["NOT_GENERAL_PURPOSE"]),
    ],
)
def test_the_open_source_exception_of_the_ai_act(
    real_graph: Snapshot, model: str, outcomes: list[str]
) -> None:
    assert possible(real_graph, model, AI_ACT) == outcomes


def test_a_tuned_model_is_no_more_open_source_than_its_base(real_graph: Snapshot) -> None:
    assert possible(real_graph, "zephyr-7b-beta", OSAID) == ["NOT_MET"]


def test_the_openness_class_is_the_verdict_of_its_definition(real_graph: Snapshot) -> None:
    definition = NodeId("definition/openness-class")

    for row in real_graph.nodes["model"]:
        assert possible_in(row, definition) == row["possible_openness"]


def test_the_terms_that_count_for_freedom_are_those_that_are_inherited_wholly(real_graph: Snapshot) -> None:
    inherited = {(row["source"], row["target"]) for row in real_graph.edges["INHERITS_TERMS"] if row["whole"]}

    counted = {
        (row["id"], license_id)
        for row in real_graph.nodes["model"]
        for license_id in row["upstream_license_ids"]
        if license_id
    }

    assert counted == inherited != set()


def test_every_model_has_one_verdict_by_every_definition(real_graph: Snapshot) -> None:
    definitions = {row["id"].partition("/")[2] for row in real_graph.nodes["definition"]}

    for row in real_graph.nodes["model"]:
        assert Counter(verdict.partition("=")[0] for verdict in row["verdicts"]) == Counter(definitions)


def test_the_table_beside_what_publishers_say_is_up_to_date_and_gives_a_reason_for_every_row(
    real_graph: Snapshot,
) -> None:
    rows = read_table()

    now = refreshed(rows, verdicts(sorted({row["model"] for row in rows}), Client(EmbeddedStore(real_graph))))

    assert now == rows
    assert all(row["theirs"] and row["reason"] for row in rows)


def test_the_table_has_twenty_models_by_every_definition(real_graph: Snapshot) -> None:
    rows = read_table()
    definitions = {row["id"] for row in real_graph.nodes["definition"]}

    pairs = {(row["model"], row["definition"]) for row in rows}

    assert pairs == {(model, definition) for model, _ in pairs for definition in definitions}
    assert len({model for model, _ in pairs}) == 20
    assert len(pairs) == len(rows)
