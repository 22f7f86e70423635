"""HELM: models by access, settings and tests aside."""

from __future__ import annotations

from tests.importers.upstream import Expected, check_sample, check_upstream, refused, sample

NAME = "helm"
SAMPLE: Expected = {
    "2: aster/aster-7b": {
        "kind": "model",
        "name": "Aster (7B)",
        "released": "2024-05-01",
        "modalities": ["TEXT", "IMAGE"],
        "parameters": 7_000_000_000,
        "developed_by": ["Aster", "Example University"],
        "openness_properties": {"final-weights": "OPEN"},
    },
    "3: bellis/bellis-2": {
        "kind": "model",
        "name": "Bellis 2",
        "modalities": ["TEXT", "AUDIO"],
        "developed_by": ["Bellis"],
        "openness_properties": {"final-weights": "CLOSED"},
        "offered_by": [{"provider": "Bellis", "mode": "API"}],
    },
    "4: aster/amazon-aster-7b": {
        "kind": "model",
        "name": "Aster 7B Instruct",
        "offered_by": [{"provider": "Amazon", "mode": "CLOUD"}],
    },
    "6: clover/clover": {
        "kind": "model",
        "name": "Clover",
        "developed_by": ["Clover", "Daisy"],
        "openness_properties": {"final-weights": "CLOSED"},
    },
}
REAL: Expected = {
    "226: meta/llama-7b": {
        "name": "LLaMA (7B)",
        "released": "2023-02-24",
        "parameters": 7_000_000_000,
        "developed_by": ["Meta"],
        "openness_properties": {"final-weights": "OPEN"},
    },
    "357: openai/gpt-4-0613": {
        "name": "GPT-4 (0613)",
        "released": "2023-06-13",
        "developed_by": ["OpenAI"],
        "openness_properties": {"final-weights": "CLOSED"},
        "offered_by": [{"provider": "OpenAI", "mode": "API"}],
    },
    "46: meta/amazon-llama3-1-8b-instruct-v1:0": {
        "name": "Llama 3.1 8b Instruct",
        "released": None,
        "openness_properties": None,
        "offered_by": [{"provider": "Amazon", "mode": "CLOUD"}],
    },
}


def test_records_of_the_sample_read_as_facts() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_tests_settings_and_nameless_entries_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "1: simple/model1": "is a test and not a model",
        "5: bellis/bellis-2-block-none": "is one setting of a model",
        "7: elder/elder": "has an access other than open, limited and closed",
        "8: without name": "names no model",
    }
