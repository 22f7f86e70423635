"""Ecosystem Graphs: models and data sets with what they depend on."""

from __future__ import annotations

from tests.importers.upstream import Expected, check_sample, check_upstream, refused, sample

NAME = "ecosystem_graphs"
SAMPLE: Expected = {
    "aster.yaml 1": {
        "kind": "model",
        "name": "Aster 7B",
        "hugging_face": "aster-labs/aster-7b",
        "released": "2023-04-03",
        "modalities": ["TEXT", "CODE"],
        "parameters": 7_000_000_000,
        "developed_by": ["Aster Labs", "Example University"],
        "licensed_under": [{"license": "Apache 2.0"}],
        "openness_properties": {
            "final-weights": "OPEN",
            "model-card": "OPEN https://huggingface.co/aster-labs/aster-7b",
        },
        "trained_on": [{"dataset": "Meadow", "stage": "FINE_TUNING"}],
    },
    "aster.yaml 2": {"kind": "model", "name": "Elm", "released": "2023", "developed_by": ["Aster Labs"]},
    "aster.yaml 3": {
        "kind": "dataset",
        "name": "Meadow",
        "hugging_face": "aster-labs/meadow",
        "access": "PARTIAL",
        "derived_from": ["Heath"],
    },
    "bellis.yaml 1": {
        "kind": "dataset",
        "name": "Heath",
        "access": "OPEN",
        "licensed_under": [{"license": "CC BY 4.0", "scope": "DATA"}],
    },
    "bellis.yaml 2": {
        "kind": "model",
        "name": "Bellis 2 2B",
        "parameters": 2_000_000_000,
        "developed_by": ["Bellis, Inc."],
        "openness_properties": {"final-weights": "CLOSED"},
        "trained_on": [{"dataset": "Heath", "stage": "PRE_TRAINING"}],
    },
}
REAL: Expected = {
    "berkeley.yaml 1": {
        "name": "Koala 13B",
        "released": "2023-04-03",
        "parameters": 13_000_000_000,
        "developed_by": ["Berkeley"],
        "licensed_under": [{"license": "Apache 2.0"}],
        "hugging_face": None,
        "openness_properties": {
            "final-weights": "OPEN",
            "model-card": "OPEN https://huggingface.co/TheBloke/koala-7B-GPTQ-4bit-128g",
        },
        "trained_on": None,
    },
    "bigscience.yaml 5": {
        "name": "BLOOM 176B",
        "released": "2022-07-12",
        "licensed_under": [{"license": "BigScience RAIL v1.0"}],
        "openness_properties": {"final-weights": "OPEN"},
        "trained_on": [{"dataset": "ROOTS", "stage": "PRE_TRAINING"}],
    },
    "bigcode.yaml 5": {
        "name": "StarCoder2-7B",
        "hugging_face": "bigcode/starcoder2-7b",
        "developed_by": ["BigCode"],
        "licensed_under": [{"license": "BigCode OpenRail-M"}],
        "trained_on": None,
    },
    "ai2.yaml 3": {
        "kind": "dataset",
        "name": "Multimodal C4",
        "access": "OPEN",
        "licensed_under": [{"license": "ODC-By", "scope": "DATA"}],
        "derived_from": ["C4"],
    },
    "google.yaml 14": {
        "name": "Imagen 14B",
        "openness_properties": {"final-weights": "OPEN"},
        "trained_on": None,
    },
}


def test_records_of_the_sample_read_as_facts() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_applications_and_nameless_assets_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "bellis.yaml 3": "is of a type without a kind here: application",
        "bellis.yaml 4": "is of a type without a kind here: nothing with a name",
    }
