"""models.dev: canonical models, offers that lean on them, and OpenRouter's list."""

from __future__ import annotations

from tests.importers.upstream import Expected, check_sample, check_upstream, refused, sample

NAME = "models_dev"
SAMPLE: Expected = {
    "models/aster/aster-2.toml": {
        "kind": "model",
        "name": "Aster 2",
        "hugging_face": "aster-labs/Aster-2",
        "released": "2025-03",
        "modalities": ["TEXT", "IMAGE"],
        "context_length": 128_000,
        "developed_by": ["aster"],
        "licensed_under": [{"license": "MIT"}],
        "openness_properties": {"final-weights": "OPEN https://huggingface.co/aster-labs/Aster-2"},
    },
    "models/bellis/bellis-pro.toml": {
        "kind": "model",
        "name": "Bellis Pro",
        "released": "2024",
        "developed_by": ["bellis"],
        "openness_properties": {"final-weights": "CLOSED"},
    },
    "provider-models.jsonl line 1": {
        "kind": "model",
        "name": "Aster 2",
        "hugging_face": "aster-labs/Aster-2",
        "offered_by": [{"provider": "Microsoft", "mode": "CLOUD", "price_input": 1.5, "price_output": 6.0}],
    },
    "provider-models.jsonl line 2": {
        "kind": "model",
        "name": "Aster-2-Mini",
        "offered_by": [{"provider": "Aster", "mode": "API", "note": "Marked as deprecated."}],
    },
    "provider-models.jsonl line 3": {
        "kind": "model",
        "name": "Clover 7B",
        "hugging_face": "clover/Clover-7B",
        "offered_by": [{"provider": "Hugging Face", "mode": "API", "price_input": 0.1}],
    },
    "openrouter-models.jsonl line 1": {
        "kind": "model",
        "name": "aster-2",
        "hugging_face": "aster-labs/Aster-2",
        "offered_by": [{"provider": "OpenRouter", "mode": "API"}],
    },
    "openrouter-models.jsonl line 2": {
        "kind": "model",
        "name": "bellis-pro",
        "offered_by": [{"provider": "OpenRouter", "mode": "API", "price_input": 0.15, "price_output": 0.6}],
    },
    "openrouter-models.jsonl line 3": {
        "kind": "model",
        "name": "daisy",
        "offered_by": [{"provider": "OpenRouter", "mode": "API"}],
    },
}
REAL: Expected = {
    "models/meta/llama-3.3-70b-instruct.toml": {
        "name": "Llama-3.3-70B-Instruct",
        "hugging_face": "meta-llama/Llama-3.3-70B-Instruct",
        "released": "2024-12-06",
        "context_length": 128_000,
        "developed_by": ["meta"],
        "openness_properties": {
            "final-weights": "OPEN https://huggingface.co/meta-llama/Llama-3.3-70B-Instruct"
        },
    },
    "models/openai/gpt-5.toml": {
        "name": "GPT-5",
        "released": "2025-08-07",
        "modalities": ["TEXT", "IMAGE"],
        "openness_properties": {"final-weights": "CLOSED"},
    },
    "provider-models.jsonl line 541": {
        "name": "Claude Sonnet 4.6",
        "offered_by": [{"provider": "Anthropic", "mode": "API", "price_input": 3.0, "price_output": 15.0}],
    },
    "openrouter-models.jsonl line 300": {
        "name": "l3.1-70b-hanami-x1",
        "hugging_face": "Sao10K/L3.1-70B-Hanami-x1",
        "offered_by": [{"provider": "OpenRouter", "mode": "API", "price_input": 3.0, "price_output": 3.0}],
    },
}


def test_records_of_the_sample_read_as_facts() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_moving_names_and_routes_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "models/bellis/bellis-latest.toml": "is a name that moves from model to model",
        "models/clover/clover.toml": "names no model",
        "provider-models.jsonl line 4": "is a name that moves from model to model",
        "provider-models.jsonl line 5": "names no provider or no model",
        "openrouter-models.jsonl line 4": "names no model, but a route that chooses among several",
        "openrouter-models.jsonl line 5": "is a name that moves from model to model",
    }
