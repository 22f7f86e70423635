"""Opening up ChatGPT: verdicts on systems of 2022 to 2025."""

from __future__ import annotations

from tests.importers.upstream import Expected, check_sample, check_upstream, refused, sample

NAME = "opening_up_chatgpt"
SAMPLE: Expected = {
    "aster-chat.yaml": {
        "kind": "model",
        "name": "Aster 7B Chat",
        "hugging_face": "aster-labs/aster-7b-chat",
        "parameters": 7_000_000_000,
        "developed_by": ["Aster Labs", "Example University"],
        "licensed_under": [{"license": "Apache 2.0 license"}],
        "openness_properties": {
            "training-code": "OPEN https://github.com/aster-labs/aster",
            "post-training-data": "PARTIAL DESCRIBED_ONLY",
            "architecture": "OPEN https://arxiv.org/abs/2403.00001",
            "final-weights": "OPEN https://huggingface.co/aster-labs/aster-7b-chat/tree/main",
        },
    },
    "bellis.yaml": {"licensed_under": None, "openness_properties": {"final-weights": "CLOSED"}},
    "clover.yaml": {"name": "Clover 2", "hugging_face": None, "openness_properties": None},
}
REAL: Expected = {
    "Falcon-40B-instruct.yaml": {
        "name": "Falcon-40B-instruct",
        "hugging_face": "tiiuae/falcon-40b-instruct",
        "parameters": 40_000_000_000,
        "developed_by": ["Technology Innovation Institute"],
        "licensed_under": [{"license": "Apache 2.0 license"}],
        "openness_properties": {
            "training-code": "CLOSED",
            "training-data": "PARTIAL SAMPLE https://huggingface.co/datasets/tiiuae/falcon-refinedweb",
            "architecture": "PARTIAL DESCRIBED_ONLY",
            "technical-report": "PARTIAL SAMPLE https://arxiv.org/abs/2306.01116",
            "research-paper": "CLOSED",
            "data-card": "CLOSED",
            "final-weights": "OPEN https://huggingface.co/tiiuae/falcon-40b-instruct/tree/main",
        },
    },
    "wizardlm-13B.yaml": {
        "name": "WizardLM 13B v1.2",
        "hugging_face": "WizardLM/WizardLM-13B-V1.2",
        "developed_by": ["Microsoft", "Peking University"],
        "licensed_under": [{"license": "CC-BY-NC-4.0"}],
    },
    "chatgpt.yaml": {
        "name": "ChatGPT",
        "developed_by": ["OpenAI"],
        "licensed_under": None,
        "openness_properties": {
            "training-code": "CLOSED",
            "training-data": "CLOSED",
            "post-training-data": "CLOSED",
            "architecture": "CLOSED",
            "technical-report": "PARTIAL SAMPLE https://arxiv.org/abs/2203.02155",
            "research-paper": "CLOSED",
            "model-card": "CLOSED",
            "data-card": "CLOSED",
            "final-weights": "CLOSED",
        },
    },
}


def test_projects_of_the_sample_read_as_models() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_templates_and_software_without_a_model_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "A_sample.yaml": "names no project: an empty template, or software without a model",
        "notes.yaml": "has no `project`",
        "toolkit.yaml": "is software for various models, not a model",
    }
