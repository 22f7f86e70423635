"""Data Provenance Initiative: data sets, their licences and sources."""

from __future__ import annotations

from tests.importers.upstream import Expected, check_sample, check_upstream, refused, sample

NAME = "data_provenance"
SAMPLE: Expected = {
    "line 1": {
        "kind": "dataset",
        "name": "Meadow",
        "hugging_face": "aster-labs/meadow",
        "licensed_under": [{"license": "CC BY 4.0", "scope": "DATA"}, {"license": "OpenAI", "scope": "DATA"}],
        "derived_from": ["grass", "Heath"],
    },
    "line 2": {"kind": "dataset", "name": "Meadow: default"},
    "line 3": {"kind": "dataset", "name": "Moor 2"},
}
REAL: Expected = {
    "line 1": {
        "kind": "dataset",
        "name": "10k Prompts Ranked",
        "hugging_face": "DIBT/10k_prompts_ranked",
        "licensed_under": [{"license": "OpenAI", "scope": "DATA"}],
        "derived_from": [
            "sharegpt-instruct-unfiltered-deduped",
            "WizardLM_evol_instruct_70k",
            "ultrachat",
            "oasst2",
            "flanv2_cot_alpeca",
            "distilabel-reasoning-prompts",
            "distilabel-evol-prompt-collective",
            "Capybara",
            "social-reasoning-rlhf",
        ],
    },
    "line 166": {"name": "CommitPackFT", "hugging_face": "bigcode/commitpackft"},
    "line 501": {
        "name": "DialogStudio: BANKING77-OOS",
        "licensed_under": [
            {"license": "CC BY 4.0", "scope": "DATA"},
            {"license": "Apache License 2.0", "scope": "DATA"},
        ],
        "hugging_face": None,
    },
}


def test_records_of_the_sample_read_as_facts() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_sets_without_a_name_or_licence_field_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "line 4": "names no data set",
        "line 5": "lacks the field 'License' of the format",
    }
