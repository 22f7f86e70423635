"""What changed between two versions of the graph, and which fact made which verdict change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.build import build
from graph.diff import Difference, difference
from graph.snapshot import Snapshot
from tests.facts.conftest import spoil

Change = Callable[[str, str, str], Difference]


@pytest.fixture
def changed(world: Snapshot, world_folder: Path, tmp_path: Path) -> Change:
    """The difference that one changed text of one file makes to the fictional world."""

    def change(path: str, old: str, new: str) -> Difference:
        folder = Path(shutil.copytree(world_folder, tmp_path / "facts"))
        spoil(folder / path, old, new)
        return difference(world, build(folder))

    return change


def test_equal_graphs_have_no_difference(world: Snapshot, world_folder: Path) -> None:
    found = difference(world, build(world_folder))

    assert (found.facts, found.verdicts) == ((), ())


def test_a_changed_value_is_a_changed_fact_without_a_verdict(changed: Change) -> None:
    found = changed("model/aster-7b.yaml", "context_length: 8192", "context_length: 16384")

    (fact,) = found.facts
    assert (fact.id, fact.field, fact.before, fact.after) == (
        "model/aster-7b",
        "context_length",
        "8192",
        "16384",
    )
    assert found.verdicts == ()


def test_a_closed_component_changes_verdicts_and_is_named_as_their_reason(changed: Change) -> None:
    found = changed(
        "model/meadow-1.yaml",
        "training-code: {status: OPEN",
        "training-code: {status: PARTIAL, partial: SAMPLE",
    )

    verdicts = {(item.id, item.verdict): item for item in found.verdicts}
    opened = verdicts["model/meadow-1", "openness"]
    assert (opened.before, opened.after) == ("OPEN_SOURCE", "OPEN_WEIGHTS")
    assert [(item.criterion, item.subject, item.before, item.after) for item in opened.criteria] == [
        ("code-open", "property training-code", "OPEN", "PARTIAL")
    ]
    assert [(item.field, item.before, item.after) for item in opened.facts] == [
        ("openness_properties/training-code/partial", None, "SAMPLE"),
        ("openness_properties/training-code/status", "OPEN", "PARTIAL"),
    ]
    training = verdicts["model/meadow-1", "training"]
    assert (training.before, training.after, training.criteria) == ("OPEN", "PARTIAL", ())
    assert ("model/meadow-1", "weights") not in verdicts


def test_the_outcome_of_a_definition_is_a_verdict_too(changed: Change) -> None:
    found = changed(
        "model/meadow-1.yaml",
        "final-weights: {status: OPEN",
        "final-weights: {status: PARTIAL, partial: GATED",
    )

    verdicts = {(item.id, item.verdict): item for item in found.verdicts}
    home = verdicts["model/meadow-1", "definition/runs-at-home"]
    assert (home.before, home.after) == ("MET", "NOT_MET")
    assert [(item.criterion, item.subject) for item in home.criteria] == [
        ("weights", "property final-weights")
    ]
    assert ("model/meadow-1", "definition/openness-class") not in verdicts


def test_an_ancestor_s_licence_changes_the_freedom_of_what_was_made_from_it(changed: Change) -> None:
    found = changed(
        "model/aster-7b.yaml",
        "{license: license/aster-community-1.0, valid_from: 2024-03-14}",
        "{license: license/cedar-research, valid_from: 2024-03-14}",
    )

    verdicts = {(item.id, item.verdict): item for item in found.verdicts}
    derived = verdicts["model/aster-7b-instruct-elan", "freedom"]
    assert {fact.id for fact in derived.facts} == {"model/aster-7b"}
    assert [fact.field for fact in derived.facts] == [
        "licensed_under/license/aster-community-1.0",
        "licensed_under/license/cedar-research",
    ]


def test_a_licence_whose_terms_change_is_the_reason_for_its_models(changed: Change) -> None:
    found = changed("license/meadow-permissive.yaml", "category: PERMISSIVE", "category: PROPRIETARY")

    verdicts = {(item.id, item.verdict): item for item in found.verdicts}
    assert [fact.id for fact in verdicts["model/elm-40b", "freedom"].facts] == ["license/meadow-permissive"]


def test_a_new_thing_is_one_fact_beside_its_sources(
    world: Snapshot, world_folder: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(world_folder, tmp_path / "facts"))
    (folder / "person" / "zoe.yaml").write_text("name: Zoe\nsources: [source/register]\n", encoding="utf-8")

    facts = difference(world, build(folder)).facts

    assert [(fact.id, fact.field, fact.before, fact.after) for fact in facts] == [
        ("person/zoe", "", None, "Zoe"),
        ("person/zoe", "sources/source/register", None, "named"),
    ]


def test_a_removed_thing_and_its_lines_are_facts(world: Snapshot, world_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(world_folder, tmp_path / "facts"))
    (folder / "model" / "ivy-1.yaml").unlink()

    facts = difference(world, build(folder)).facts

    assert [(fact.before, fact.after) for fact in facts if (fact.id, fact.field) == ("model/ivy-1", "")] == [
        ("Ivy 1", None)
    ]
    assert any(fact.id == "model/ivy-1" and fact.field.startswith("developed_by/") for fact in facts)
