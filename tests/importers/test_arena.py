"""Chatbot arena: vendors and licences."""

from __future__ import annotations

from tests.importers.upstream import Expected, check_sample, check_upstream, refused, sample

NAME = "arena"
SAMPLE: Expected = {
    "lmarena_text.csv 1": {
        "kind": "model",
        "name": "Aster-2",
        "developed_by": ["Aster Labs"],
        "licensed_under": [{"license": "Apache 2.0", "scope": "WEIGHTS"}],
    },
    "lmarena_text.csv 2": {
        "kind": "model",
        "name": "Bellis Pro",
        "developed_by": ["Bellis"],
        "openness_properties": {"final-weights": "CLOSED"},
    },
    "lmarena_text.csv 3": {"kind": "model", "name": "Clover", "developed_by": ["Clover University"]},
    "snapshots.jsonl 1": {"kind": "model", "name": "aster-2-mini", "developed_by": ["Aster Labs"]},
    "snapshots.jsonl 2": {
        "kind": "model",
        "name": "bellis-pro",
        "developed_by": ["Bellis"],
        "openness_properties": {"final-weights": "CLOSED"},
    },
    "snapshots.jsonl 3": {"kind": "model", "name": "elder"},
}
REAL: Expected = {
    "lmarena_text-2025-08-06.csv 1": {
        "name": "Gemini-2.5-Pro",
        "developed_by": ["Google"],
        "openness_properties": {"final-weights": "CLOSED"},
        "licensed_under": None,
    },
    "arena-models-2026-03-to-2026-04.jsonl 431": {"name": "qwen3.5-397b-a17b", "openness_properties": None},
}


def test_records_of_the_sample_read_as_facts() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_rows_without_a_model_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {"lmarena_text.csv 4": "names no model"}
