"""The JSON Schemas of fact files: fresh, and fitting every real file and no wrong one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from graph.facts.read import read_yaml
from graph.json_schema import json_schemas
from tests.world.layout import HERE, SEED_DATA

COMMITTED = SEED_DATA / "json_schema"


@pytest.fixture(scope="module")
def validators() -> dict[str, Draft202012Validator]:
    return {folder: Draft202012Validator(json.loads(text)) for folder, text in json_schemas().items()}


def values(path: Path) -> Any:
    document, problems = read_yaml(path, path.name)
    assert document is not None, problems
    return document.values


def faults(validators: dict[str, Draft202012Validator], folder: str, facts: Any) -> list[str]:
    return [error.message for error in validators[folder].iter_errors(facts)]


def test_the_committed_schemas_are_what_is_generated() -> None:
    """`make generate` writes them anew."""
    committed = {path.stem: path.read_text(encoding="utf-8") for path in COMMITTED.iterdir()}

    assert committed == json_schemas()


def test_to_generate_twice_gives_equal_text() -> None:
    assert json_schemas() == json_schemas()


@pytest.mark.parametrize("folder", json_schemas())
def test_a_schema_is_valid_and_has_a_title_and_a_dialect(folder: str) -> None:
    schema = json.loads(json_schemas()[folder])

    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert re.fullmatch(r"[A-Z][A-Za-z]+", schema["title"])
    assert schema["description"]


@pytest.mark.parametrize("root", [SEED_DATA, HERE], ids=["seed_data", "world"])
def test_every_fact_file_fits_the_schema_of_its_folder(
    validators: dict[str, Draft202012Validator], root: Path
) -> None:
    paths = sorted(path for path in root.glob("*/*.yaml") if path.parent.name != "review")

    wrong = {
        str(path.relative_to(root)): found
        for path in paths
        if (found := faults(validators, _schema_of(path), values(path)))
    }

    assert len(paths) > 50
    assert wrong == {}


def _schema_of(path: Path) -> str:
    """Files of rules have a schema each, others one for their folder."""
    return path.stem if path.parent.name == "rules" else path.parent.name


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("famly", "Aster"),
        ("parameters", "7B"),
        ("parameters", -1),
        ("general_purpose", "yes"),
        ("family", ""),
        ("family", None),
        ("released", "14.03.2024"),
        ("modalities", "TEXT"),
        ("sources", [5]),
        ("sources", "Aster model card"),
        ("sources", {"url": "https://example.org"}),
        ("developed_by", [{"organization": "person/ada-example"}]),
        ("openness_properties", {"final-weights": {"status": "AJAR"}}),
        ("offered_by", [{"provider": "organization/on", "mode": "API", "url": "example.org"}]),
    ],
)
def test_a_wrong_value_does_not_fit(
    validators: dict[str, Draft202012Validator], key: str, value: object
) -> None:
    facts = values(HERE / "model" / "aster-7b.yaml")

    assert faults(validators, "model", facts) == []
    assert faults(validators, "model", {**facts, key: value}) != []


IN_PLACE = {"url": "https://example.org", "title": "A", "source_kind": "PRIMARY"}


@pytest.mark.parametrize(
    "source",
    ["source/register", ["source/register", "source/chronicle"], IN_PLACE, [IN_PLACE, "source/register"]],
)
def test_one_source_and_a_list_of_them_both_fit(
    validators: dict[str, Draft202012Validator], source: object
) -> None:
    assert faults(validators, "person", {"name": "Ada", "sources": source}) == []


def test_a_source_needs_no_name_since_it_has_a_title(validators: dict[str, Draft202012Validator]) -> None:
    assert faults(validators, "source", IN_PLACE) == []
    assert faults(validators, "source", {**IN_PLACE, "title": 7}) != []


def test_an_editor_shows_the_sentence_of_each_term() -> None:
    status = json.loads(json_schemas()["model"])["$defs"]["Status"]

    assert status["enum"] == ["OPEN", "PARTIAL", "CLOSED", "UNKNOWN", "NOT_APPLICABLE"]
    assert "CLOSED: It is not available, on a stated basis." in status["description"].splitlines()


def test_the_guide_tells_editors_where_the_schemas_are() -> None:
    guide = (SEED_DATA / "README.md").read_text(encoding="utf-8")

    assert "# yaml-language-server: $schema=../json_schema/model.json" in guide
