"""European Open Source AI Index: verdicts on the end model of a system."""

from __future__ import annotations

from tests.importers.upstream import (
    Expected,
    check_sample,
    check_upstream,
    imported,
    refused,
    sample,
    upstream,
)

NAME = "european_index"
SAMPLE: Expected = {
    "aster 2.yaml": {
        "kind": "model",
        "name": "Aster-2-7B-Chat",
        "hugging_face": "aster-labs/Aster-2-7B-Chat",
        "released": "2025-03",
        "modalities": ["TEXT", "CODE"],
        "parameters": 7_000_000_000,
        "developed_by": ["Aster Labs", "Institute of Examples"],
        "licensed_under": [{"license": "Apache-2.0", "scope": "WEIGHTS"}],
        "derived_from": [{"model": "Aster-2-7B", "relation": "FINE_TUNE"}],
        "openness_properties": {
            "final-weights": "OPEN https://huggingface.co/aster-labs/Aster-2-7B-Chat/tree/main",
            "training-code": "CLOSED",
            "training-data": "PARTIAL DESCRIBED_ONLY",
            "post-training-data": "OPEN https://huggingface.co/datasets/aster-labs/talk",
            "model-card": "PARTIAL SAMPLE https://huggingface.co/aster-labs/Aster-2-7B-Chat",
            "technical-report": "OPEN https://arxiv.org/abs/2503.00001",
            "research-paper": "CLOSED",
        },
    },
    "bellis.yaml": {
        "name": "Bellis-3B-it",
        "hugging_face": "bellis/bellis-3b-it",
        "released": None,
        "licensed_under": None,
        "derived_from": None,
        "openness_properties": {"training-code": "PARTIAL SAMPLE https://example.org/code"},
    },
    "clover.yaml": {
        "name": "Clover-XL",
        "released": None,
        "openness_properties": {"final-weights": "PARTIAL RECONSTRUCTIBLE"},
    },
}
REAL: Expected = {
    "llama-3.3.yaml": {
        "name": "Llama-3.3-70B-Instruct",
        "hugging_face": "meta-llama/Llama-3.3-70B-Instruct",
        "released": "2024-12",
        "developed_by": ["Meta"],
        "licensed_under": [{"license": "Llama 3.3 Community License Agreement", "scope": "WEIGHTS"}],
        "derived_from": [{"model": "Llama-3.3-70B", "relation": "FINE_TUNE"}],
        "openness_properties": {
            "training-code": "PARTIAL SAMPLE https://github.com/meta-llama/llama-models",
            "training-data": "CLOSED",
            "post-training-data": "CLOSED",
            "technical-report": "CLOSED",
            "research-paper": "CLOSED",
            "data-card": "CLOSED",
        },
    },
    "AMD OLMo.yaml": {
        "name": "AMD-OLMo-1B-SFT-DPO",
        "released": "2024-10",
        "modalities": ["CODE"],
        "parameters": 1_000_000_000,
        "openness_properties": {
            "final-weights": "OPEN https://huggingface.co/amd/AMD-OLMo-1B-SFT-DPO",
            "training-code": "OPEN https://github.com/allenai/OLMo",
            "training-data": "OPEN https://huggingface.co/datasets/allenai/dolma",
            "post-training-data": "OPEN https://huggingface.co/datasets/allenai/tulu-v2-sft-mixture",
            "model-card": "OPEN https://huggingface.co/amd/AMD-OLMo-1B-SFT-DPO",
            "technical-report": "CLOSED",
            "research-paper": "CLOSED",
            "data-card": "OPEN https://huggingface.co/datasets/allenai/dolma",
        },
    },
    "TildeOpen.yaml": {
        "name": "TildeOpen-30b",
        "hugging_face": "TildeAI/TildeOpen-30b",
        "licensed_under": [{"license": "CC-BY-4.0", "scope": "WEIGHTS"}],
        "derived_from": None,
    },
    "llama-3.1.yaml": {
        "name": "Llama-3.1-405B-Instruct",
        "licensed_under": [{"license": "Meta Llama 3 Community License", "scope": "WEIGHTS"}],
    },
    "viking.yaml": {
        "name": "Viking-33B",
        "hugging_face": None,
        "developed_by": ["Silo AI", "TurkuNLP", "High Performance Language Technologies (HPLT)"],
    },
}


def test_systems_of_the_sample_read_as_models() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_a_gate_of_unsaid_discretion_is_no_statement() -> None:
    """Weights behind a form count as partial there; whether approval is at discretion is not said."""
    path, is_real = upstream(NAME)
    record = "llama-3.3.yaml" if is_real else "bellis.yaml"

    assert "final-weights" not in imported(NAME, path)[record]["openness_properties"]


def test_private_persons_templates_and_mixed_up_models_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "_parameters.yml": "holds no system (a file of parameters, or another thing)",
        "a_submission_template.yaml": "names no system: an empty template",
        "mixed-up.yaml": "names Aster-2-7B as end model, but its weights are those of the base Daisy-8B",
        "private.yaml": "is the work of a private person, of whom no record is made",
        "undisclosed.yaml": "names no model: Undisclosed",
    }
