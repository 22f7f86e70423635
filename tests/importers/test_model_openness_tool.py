"""Model Openness Tool: what its lists of components say, and what they do not."""

from __future__ import annotations

from tests.importers.upstream import Expected, check_sample, check_upstream, refused, sample

NAME = "model_openness_tool"
SAMPLE: Expected = {
    "aster-7b.yml": {
        "kind": "model",
        "name": "Aster 7B",
        "hugging_face": "aster-labs/aster-7b",
        "parameters": 7_000_000_000,
        "developed_by": ["Aster Labs, Inc.", "Institute of Examples"],
        "licensed_under": [{"license": "Apache-2.0"}],
        "openness_properties": {
            "final-weights": "OPEN https://huggingface.co/aster-labs/aster-7b",
            "training-code": "OPEN https://github.com/aster-labs/aster MIT",
            "training-data": "OPEN https://huggingface.co/datasets/aster-labs/meadow CC-BY-4.0",
            "research-paper": "OPEN arXiv.org perpetual non-exclusive license 1.0",
        },
    },
    "bellis.yml": {
        "name": "Bellis-3B",
        "hugging_face": None,
        "licensed_under": [{"license": "Bellis Community License", "scope": "WEIGHTS"}],
        "openness_properties": {
            "final-weights": "OPEN Bellis Community License",
            "training-data": "PARTIAL DESCRIBED_ONLY",
            "training-code": "CLOSED",
            "inference-code": "CLOSED",
            "architecture": "CLOSED",
            "data-card": "OPEN",
        },
    },
    "clover.yml": {"name": "Clover", "developed_by": None, "openness_properties": None},
}
REAL: Expected = {
    "Claude-1.yml": {
        "name": "Claude-1",
        "developed_by": ["Anthropic"],
        "licensed_under": [{"license": "MIT", "scope": "WEIGHTS"}],
        "openness_properties": {"architecture": "OPEN MIT license", "final-weights": "OPEN MIT"},
    },
    "GPT-2.yml": {
        "name": "GPT-2 1.5B",
        "hugging_face": "openai-community/gpt2",
        "parameters": 1_500_000_000,
        "released": None,
        "openness_properties": {
            "architecture": "OPEN Apache-2.0",
            "final-weights": "CLOSED",
            "intermediate-checkpoints": "OPEN Apache-2.0",
            "training-data": "CLOSED",
        },
    },
    "FORGE.yml": {
        "name": "FORGE 26B",
        "developed_by": ["Oak Ridge National Lab"],
        "openness_properties": {"training-data": "PARTIAL DESCRIBED_ONLY"},
    },
    "CodeGemma-2B.yml": {
        "name": "CodeGemma-2B",
        "hugging_face": None,
        "licensed_under": [{"license": "gemma", "scope": "WEIGHTS"}],
    },
    "dbrx-instruct.yml": {"name": "dbrx-instruct 132B", "hugging_face": None, "parameters": 132_000_000_000},
    "Falcon-180B.yml": {
        "hugging_face": "tiiuae/falcon-180B",
        "developed_by": ["Technology Innovation Institute", "LightOn"],
        "licensed_under": [{"license": "Falcon-180B TII License"}],
    },
}


def test_components_of_the_sample_read_as_statements() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_trial_entries_and_files_without_a_release_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "daisy-test.yml": "is a trial entry or names no model: Daisy-test",
        "no-release.yml": "has no `release` with a list of components",
        "not-a-list.yml": "has no `release` with a list of components",
        "unnamed.yml": "is a trial entry or names no model: no name",
    }
