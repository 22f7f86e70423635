"""Foundation Model Transparency Index: access to weights, data and code of flagship models."""

from __future__ import annotations

from tests.importers.upstream import Expected, check_sample, check_upstream, refused, sample

NAME = "fmti"
SAMPLE: Expected = {
    "Dec2025_scores.csv Meta": {
        "kind": "model",
        "name": "Llama 4 Maverick",
        "developed_by": ["Meta"],
        "openness_properties": {"final-weights": "OPEN", "training-code": "CLOSED"},
    },
    "May2024_scores.csv Stability": {
        "kind": "model",
        "name": "Stable Video Diffusion",
        "developed_by": ["Stability"],
        "openness_properties": {"final-weights": "OPEN", "training-data": "CLOSED"},
    },
    "May2024_scores.csv OpenAI": {
        "kind": "model",
        "name": "GPT-4",
        "developed_by": ["OpenAI"],
        "openness_properties": {"final-weights": "CLOSED"},
    },
}
REAL: Expected = {
    "Dec2025_scores.csv Meta": {
        "name": "Llama 4 Maverick",
        "developed_by": ["Meta"],
        "openness_properties": {"final-weights": "OPEN", "training-code": "CLOSED"},
    },
    "Dec2025_scores.csv IBM": {"name": "Granite 3.3 8B", "openness_properties": {"final-weights": "OPEN"}},
    "May2024_scores.csv OpenAI": {
        "name": "GPT-4",
        "openness_properties": {"final-weights": "CLOSED", "training-data": "CLOSED"},
    },
    "May2024_scores.csv BigCode": {"name": "StarCoder", "openness_properties": {"final-weights": "OPEN"}},
}


def test_records_of_the_sample_read_as_facts() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_companies_and_editions_without_a_named_model_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "Dec2025_scores.csv Aster Labs": "is of a company whose model is not known: Aster Labs",
        "October2023_scores.csv Meta": "is of an edition whose files do not name the model",
    }
