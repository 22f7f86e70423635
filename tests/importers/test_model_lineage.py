"""Lineage on the hub: typed edges between repositories of known organizations."""

from __future__ import annotations

from tests.importers.upstream import Expected, check_sample, check_upstream, refused, sample

NAME = "model_lineage"
SAMPLE: Expected = {
    "edges.csv row 1": {
        "kind": "model",
        "name": "Aster-8B-FP8",
        "hugging_face": "nvidia/Aster-8B-FP8",
        "developed_by": ["NVIDIA"],
        "derived_from": [{"model": "Aster-8B", "relation": "QUANTIZATION"}],
    },
    "edges.csv row 2": {
        "kind": "model",
        "name": "Aster-8B-Instruct",
        "hugging_face": "nvidia/Aster-8B-Instruct",
        "developed_by": ["NVIDIA"],
        "derived_from": [{"model": "Aster-8B", "relation": "FINE_TUNE"}],
    },
    "relations.csv row 1": {
        "kind": "model",
        "name": "Elder-7B",
        "hugging_face": "nvidia/Elder-7B",
        "developed_by": ["NVIDIA"],
        "derived_from": [{"model": "Clover", "relation": "MERGE"}, {"model": "Fern-7B", "relation": "MERGE"}],
    },
    "tree.csv row 2": {
        "kind": "model",
        "name": "Aster-24B",
        "hugging_face": "mistralai/Aster-24B",
        "developed_by": ["Mistral AI"],
        "derived_from": [{"model": "Aster-24B-Base", "relation": "FINE_TUNE"}],
    },
}
REAL: Expected = {
    "mistral-small-24b-tree-api-records.csv row 27": {
        "name": "Mistral-Small-24B-Instruct-2501",
        "hugging_face": "mistralai/Mistral-Small-24B-Instruct-2501",
        "derived_from": [{"model": "Mistral-Small-24B-Base-2501", "relation": "FINE_TUNE"}],
    },
    "model-atlas-annotated-relations.csv row 7": {
        "name": "Llama-Spark",
        "derived_from": [
            {"model": "Llama-3.1-8B", "relation": "MERGE"},
            {"model": "Llama-3.1-8B-Instruct", "relation": "MERGE"},
        ],
    },
    "text-generation-dependency-edges.csv row 25531": {
        "name": "Llama-3.1-Tulu-3-70B-SFT",
        "hugging_face": "allenai/Llama-3.1-Tulu-3-70B-SFT",
        "developed_by": ["Allen Institute for AI"],
        "derived_from": [{"model": "Llama-3.1-70B", "relation": "FINE_TUNE"}],
    },
}


def test_records_of_the_sample_read_as_facts() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_roots_loops_and_parents_without_a_relation_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "edges.csv row 3": "names a model as its own parent",
        "edges.csv row 4": "names two models as each other's parent",
        "edges.csv row 5": "names two models as each other's parent",
        "edges.csv row 6": "belongs to a space on the hub that is no organization known here",
        "edges.csv row 7": "names a parent without the relation",
        "parents.csv row 1": "names a parent that is no repository of the hub",
        "parents.csv row 2": "names a parent without the relation",
        "relations.csv row 2": "is a root, or names no base with a relation",
        "relations.csv row 3": "names a parent that is no repository of the hub",
        "tree.csv row 1": "is a root, or names no base with a relation",
        "tree.csv row 3": "is a root, or names no base with a relation",
    }
