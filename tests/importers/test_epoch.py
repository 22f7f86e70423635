"""Epoch AI: four files of models that overlap, with other columns each."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import FactErrors
from graph.importers import Imported, epoch
from tests.importers.upstream import Expected, check_sample, check_upstream, refused, sample

NAME = "epoch"
SAMPLE: Expected = {
    "notable_ai_models.csv row 1": {
        "kind": "model",
        "name": "Aster-7B",
        "released": "2025-03-14",
        "modalities": ["TEXT", "IMAGE"],
        "parameters": 7_000_000_000,
        "training_compute_flop": 4.2e22,
        "developed_by": ["Aster Labs", "Agency for Science, Technology and Research"],
        "openness_properties": {
            "final-weights": "OPEN",
            "training-code": "OPEN https://github.com/aster-labs/aster",
            "inference-code": "OPEN https://github.com/aster-labs/aster",
        },
        "reported_terms": {"freedom": "FREE", "source": ["the set"]},
        "never_offered": None,
        "trained_on": [{"dataset": "Meadow", "stage": "PRE_TRAINING"}],
    },
    "notable_ai_models.csv row 2": {
        "name": "Bellis 2",
        "released": "2024-06",
        "training_compute_flop": None,
        "openness_properties": {"final-weights": "CLOSED", "training-code": "CLOSED"},
        "offered_by": [{"provider": "Bellis, Inc", "mode": "API"}],
    },
    "notable_ai_models.csv row 3": {
        "released": "2023",
        "developed_by": ["Clover University", "Bellis, Inc"],
        "openness_properties": {"final-weights": "CLOSED"},
        "derived_from": [
            {"model": "Aster-7B", "relation": "FINE_TUNE"},
            {"model": "Daisy", "relation": "FINE_TUNE"},
        ],
        "trained_on": None,
        "offered_by": None,
    },
    "benchmarked_models.csv row 1": {"released": "2025-03-20", "training_compute_flop": None},
    "all_ai_models_2025-04.csv row 2": {
        "name": "Fern",
        "developed_by": ["Fern Lab (Trees, Plants)"],
        "reported_terms": None,
        "never_offered": {"source": ["the set"]},
        "openness_properties": {"final-weights": "CLOSED"},
    },
}
REAL: Expected = {
    "notable_ai_models.csv row 1": {
        "name": "GLM-5.3",
        "released": "2026-08-14",
        "parameters": 744_000_000_000,
        "developed_by": ["Z.ai (Zhipu AI)"],
        "openness_properties": {"final-weights": "CLOSED"},
        "derived_from": [{"model": "GLM-5.2", "relation": "FINE_TUNE"}],
        "offered_by": [{"provider": "Z.ai (Zhipu AI)", "mode": "API"}],
    },
    "notable_ai_models.csv row 201": {
        "name": "Oryx 34B",
        "modalities": ["IMAGE", "THREE_D", "VIDEO", "TEXT"],
        "developed_by": ["Tsinghua University", "Tencent", "Nanyang Technological University"],
        "openness_properties": {
            "final-weights": "OPEN",
            "training-code": "OPEN https://github.com/Oryx-mllm/Oryx",
            "inference-code": "OPEN https://github.com/Oryx-mllm/Oryx",
        },
        "derived_from": [{"model": "Yi-1.5-34B", "relation": "FINE_TUNE"}],
    },
    "large_scale_ai_models.csv row 354": {
        "name": "OLMo-7B",
        "released": "2024-02-01",
        "training_compute_flop": 1.0332e23,
        "developed_by": ["Allen Institute for AI", "University of Washington"],
        "openness_properties": {
            "final-weights": "OPEN",
            "training-code": "OPEN https://github.com/allenai/OLMo",
        },
        "trained_on": [{"dataset": "Dolma", "stage": "PRE_TRAINING"}],
    },
    "all_ai_models_2025-04.csv row 1144": {
        "name": "BLOOM-176B",
        "released": "2022-07-11",
        "parameters": 176_247_271_424,
        "developed_by": ["Hugging Face", "BigScience"],
        "trained_on": [{"dataset": "BigScience ROOTS Corpus", "stage": "PRE_TRAINING"}],
    },
}


def test_rows_of_the_sample_read_as_models() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_rows_without_a_name_and_rows_marked_wrong_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "all_ai_models_2025-04.csv row 1": "is marked as wrong by the set itself: Elder",
        "benchmarked_models.csv row 2": "names no model",
    }


def test_a_linked_paper_shows_the_developers_and_no_figure() -> None:
    record = next(
        row for row in epoch.read(sample(NAME)) if isinstance(row, Imported) and row.name == "Bellis 2"
    )

    paper = {"url": "https://arxiv.org/abs/2406.00002", "title": "arxiv.org/abs/2406.00002"}
    assert record.values["developed_by"][0]["source"] == [epoch.SOURCE, paper | {"source_kind": "PRIMARY"}]
    assert "sources" not in record.values


def test_one_file_can_be_read_alone() -> None:
    assert len(list(epoch.read(sample(NAME) / "benchmarked_models.csv"))) == 2


def test_a_file_of_another_table_names_the_missing_column(tmp_path: Path) -> None:
    hardware = tmp_path / "ml_hardware.csv"
    hardware.write_text("Hardware name,Manufacturer\nChip,Maker\n", encoding="utf-8")

    with pytest.raises(FactErrors, match=r"ml_hardware\.csv:1: expected .+, found no column 'Model'"):
        list(epoch.read(hardware))
