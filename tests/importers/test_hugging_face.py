"""Hugging Face Hub: shapes of its API and of collections, read by one rule for gates."""

from __future__ import annotations

from tests.importers.upstream import Expected, check_sample, check_upstream, refused, sample

NAME = "hugging_face"
SAMPLE: Expected = {
    "api.json 1": {
        "kind": "model",
        "name": "Aster-8B",
        "hugging_face": "meta-llama/Aster-8B",
        "released": "2024-07",
        "parameters": 8_030_261_248,
        "adoption": [
            {"signal": "HUB_DOWNLOADS_LAST_MONTH", "value": 1200, "date": "2026-02-16"},
            {"signal": "HUB_LIKES", "value": 34, "date": "2026-02-16"},
        ],
        "developed_by": ["Meta"],
        "licensed_under": [{"license": "llama3.1"}],
    },
    "api.json 2": {
        "kind": "model",
        "name": "Bellis-2b-it",
        "hugging_face": "google/Bellis-2b-it",
        "developed_by": ["Google"],
        "licensed_under": [{"license": "gemma"}],
        "openness_properties": {"final-weights": "OPEN https://huggingface.co/google/Bellis-2b-it"},
        "derived_from": [{"model": "Bellis-2b", "relation": "FINE_TUNE"}],
    },
    "api.json 3": {
        "kind": "model",
        "name": "Clover",
        "hugging_face": "Qwen/Clover",
        "developed_by": ["Alibaba"],
    },
    "by-hand.csv 1": {
        "kind": "model",
        "name": "Mint-7b",
        "hugging_face": "meta-llama/Mint-7b",
        "developed_by": ["Meta"],
        "licensed_under": [{"license": "llama-2-community-license"}],
    },
    "by-hand.csv 2": {
        "kind": "model",
        "name": "Nettle",
        "hugging_face": "google/Nettle",
        "developed_by": ["Google"],
    },
    "collection.jsonl 1": {
        "kind": "model",
        "name": "Fern",
        "hugging_face": "Qwen/Fern",
        "released": "2026-08",
        "parameters": 2,
        "adoption": [{"signal": "HUB_LIKES", "value": 12, "date": "2026-10"}],
        "developed_by": ["Alibaba"],
        "licensed_under": [{"license": "gemma"}, {"license": "llama3.3"}],
    },
    "collection.jsonl 2": {
        "kind": "model",
        "name": "Grass",
        "hugging_face": "tiiuae/Grass",
        "released": "2024-04",
        "developed_by": ["TII"],
        "derived_from": [{"model": "Grass-base", "relation": "CONTINUED_PRETRAINING"}],
    },
    "collection.jsonl 3": {
        "kind": "model",
        "name": "Heath",
        "hugging_face": "tiiuae/Heath",
        "developed_by": ["TII"],
        "licensed_under": [{"license": "mit"}],
    },
    "collection.jsonl 4": {
        "kind": "model",
        "name": "Ivy-gguf",
        "hugging_face": "ibm-granite/Ivy-gguf",
        "released": "2026-03",
        "developed_by": ["IBM"],
    },
    "collection.jsonl 5": {
        "kind": "model",
        "name": "Juniper",
        "hugging_face": "LiquidAI/Juniper",
        "developed_by": ["Liquid AI"],
        "licensed_under": [{"license": "LFM-Open-License-v1.0"}],
    },
    "collection.jsonl 6": {
        "kind": "model",
        "name": "Kale",
        "hugging_face": "microsoft/Kale",
        "developed_by": ["Microsoft"],
        "licensed_under": [{"license": "mit"}],
    },
    "collection.jsonl 7": {
        "kind": "model",
        "name": "Leek",
        "hugging_face": "microsoft/Leek",
        "released": "2024-05",
        "adoption": [{"signal": "HUB_DOWNLOADS_ALL_TIME", "value": 145_297, "date": "2025-05-21"}],
        "developed_by": ["Microsoft"],
    },
    "collection.jsonl 8": {
        "kind": "license",
        "name": "Aster License 1",
        "hub_id": "aster-1",
        "url": "https://example.org/aster",
    },
    "collection.jsonl 10": {
        "kind": "model",
        "name": "Maple-1B",
        "hugging_face": "allenai/Maple-1B",
        "released": "2025-02",
        "adoption": None,
        "licensed_under": [{"license": "apache-2.0"}],
        "openness_properties": {"final-weights": "OPEN https://huggingface.co/allenai/Maple-1B"},
    },
    "gated.csv 1": {
        "kind": "model",
        "name": "Oak-1b",
        "hugging_face": "google/Oak-1b",
        "released": "2025-03",
        "developed_by": ["Google"],
        "licensed_under": [{"license": "gemma"}],
    },
    "gated.csv 2": {
        "kind": "model",
        "name": "Pine-1b",
        "hugging_face": "google/Pine-1b",
        "released": "2025-03",
        "developed_by": ["Google"],
        "licensed_under": [{"license": "gemma"}],
        "openness_properties": {"final-weights": "OPEN https://huggingface.co/google/Pine-1b"},
    },
    "snapshots.jsonl 1": {
        "kind": "model",
        "name": "Elder",
        "hugging_face": "nvidia/Elder",
        "developed_by": ["NVIDIA"],
        "licensed_under": [{"license": "mit"}, {"license": "apache-2.0"}],
        "openness_properties": {"final-weights": "OPEN https://huggingface.co/nvidia/Elder"},
        "derived_from": [{"model": "Bellis-2b", "relation": "ADAPTER"}],
    },
    "snapshots.jsonl 2": {
        "kind": "dataset",
        "name": "meadow",
        "hugging_face": "nvidia/meadow",
        "access": "OPEN",
        "licensed_under": [{"license": "cc-by-4.0", "scope": "DATA"}],
    },
}
REAL: Expected = {
    "hub-api-top100-2026-02-16.json 1": {
        "name": "Qwen2.5-7B-Instruct",
        "hugging_face": "Qwen/Qwen2.5-7B-Instruct",
        "adoption": [
            {"signal": "HUB_DOWNLOADS_LAST_MONTH", "value": 12_142_981, "date": "2026-02-16"},
            {"signal": "HUB_LIKES", "value": 1072, "date": "2026-02-16"},
        ],
        "developed_by": ["Alibaba"],
        "licensed_under": [{"license": "apache-2.0"}],
        "openness_properties": {"final-weights": "OPEN https://huggingface.co/Qwen/Qwen2.5-7B-Instruct"},
        "derived_from": [{"model": "Qwen2.5-7B", "relation": "FINE_TUNE"}],
    },
    "top100-llm-gated-2025-11.csv 5": {
        "name": "Llama-3.1-8B-Instruct",
        "released": "2024-07",
        "licensed_under": [{"license": "llama3.1"}],
        "openness_properties": None,
    },
    "llmfit-hf-models.jsonl 10756": {
        "name": "bge-multilingual-gemma2",
        "released": "2024-07",
        "parameters": 9_241_713_152,
        "adoption": [
            {"signal": "HUB_DOWNLOADS_LAST_MONTH", "value": 285_385, "date": "2026-10"},
            {"signal": "HUB_LIKES", "value": 203, "date": "2026-10"},
        ],
        "licensed_under": [{"license": "gemma"}],
        "openness_properties": None,
    },
    "llmfit-hf-models.jsonl 5247": {"name": "whisper-large-v3", "adoption": None},
    "hub-license-identifiers.jsonl 76": {
        "kind": "license",
        "name": "Llama 3.1 Community License Agreement",
        "hub_id": "llama3.1",
    },
}


def test_records_of_the_sample_read_as_facts() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_spaces_of_no_known_organization_and_answers_without_data_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "api.json 4": "belongs to a space on the hub that is no organization known here",
        "api.json 5": "names no repository of a model, or the hub gave no answer about it",
        "api.json 6": "holds a value of another type than the format has",
        "collection.jsonl 9": "names no repository of a model, or the hub gave no answer about it",
        "snapshots.jsonl 3": "names no repository of a model, or the hub gave no answer about it",
    }
