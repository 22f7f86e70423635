"""MTEB: embedding models of organizations that are known."""

from __future__ import annotations

from tests.importers.upstream import Expected, check_sample, check_upstream, refused, sample

NAME = "mteb"
SAMPLE: Expected = {
    "line 1": {
        "kind": "model",
        "name": "aster-embed-300m",
        "hugging_face": "google/aster-embed-300m",
        "released": "2025-03-14",
        "modalities": ["TEXT", "IMAGE", "EMBEDDING"],
        "parameters": 300_000_000,
        "context_length": 2_048,
        "developed_by": ["Google"],
        "licensed_under": [{"license": "https://example.org/terms"}],
        "openness_properties": {
            "final-weights": "OPEN https://huggingface.co/google/aster-embed-300m",
            "training-code": "OPEN https://github.com/google/aster",
            "post-training-data": "OPEN https://huggingface.co/datasets/google/aster-pairs",
        },
        "derived_from": [{"model": "aster-300m", "relation": "FINE_TUNE"}],
    },
    "line 2": {
        "kind": "model",
        "name": "bellis-embed",
        "released": "2024-01",
        "modalities": ["TEXT", "EMBEDDING"],
        "developed_by": ["OpenAI"],
        "openness_properties": {"final-weights": "CLOSED"},
        "offered_by": [{"provider": "OpenAI", "mode": "API"}],
    },
    "line 4": {
        "kind": "model",
        "name": "daisy-embed",
        "hugging_face": "nvidia/daisy-embed",
        "modalities": ["TEXT", "EMBEDDING"],
        "developed_by": ["NVIDIA"],
    },
}
REAL: Expected = {
    "line 543": {
        "name": "llama-embed-nemotron-8b",
        "hugging_face": "nvidia/llama-embed-nemotron-8b",
        "released": "2025-10-23",
        "licensed_under": [
            {"license": "https://huggingface.co/nvidia/llama-embed-nemotron-8b/blob/main/LICENSE"}
        ],
        "openness_properties": {
            "final-weights": "OPEN https://huggingface.co/nvidia/llama-embed-nemotron-8b",
            "training-code": "OPEN "
            "https://github.com/NVIDIA-NeMo/Automodel/tree/main/examples/retrieval/bi_encoder/llama_embed_nemotron_8b",
            "training-data": "OPEN https://huggingface.co/datasets/nvidia/embed-nemotron-dataset-v1",
        },
        "modalities": ["TEXT", "EMBEDDING"],
    },
    "line 570": {
        "name": "text-embedding-ada-002",
        "hugging_face": None,
        "openness_properties": {"final-weights": "CLOSED"},
        "offered_by": [{"provider": "OpenAI", "mode": "API"}],
    },
    "line 55": {
        "name": "bge-small-zh-v1.5",
        "developed_by": ["BAAI"],
        "licensed_under": [{"license": "mit"}],
        "context_length": 512,
    },
}


def test_records_of_the_sample_read_as_facts() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_spaces_of_no_known_organization_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "line 3": "belongs to a space on the hub that is no organization known here",
        "line 5": "belongs to a space on the hub that is no organization known here",
    }
