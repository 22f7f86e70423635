"""The report of a run: every problem, in order, and nothing half-loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import FactErrors, Problem
from graph.facts.check import all_checks, check_facts
from graph.facts.load import Facts, load_facts
from tests.facts.conftest import problems_of, spoil


def test_the_fictional_world_has_no_fault(world_facts: Facts) -> None:
    check_facts(world_facts)


def test_every_fault_of_every_file_is_told_in_one_run_sorted_by_place(own_world: Path) -> None:
    spoil(own_world / "model/aster-7b.yaml", "family: Aster", "famly: 7")
    spoil(own_world / "model/aster-7b.yaml", "general_purpose: true", "general_purpose: maybe")
    spoil(own_world / "license/briar-noncommercial.yaml", "category: NONCOMMERCIAL", "category: [")
    spoil(own_world / "person/ada-example.yaml", "name: Ada Example", "name: 5")

    assert problems_of(own_world) == [
        "facts/license/briar-noncommercial.yaml:3: opens a list with [ that is not closed, or lacks a comma",
        "facts/model/aster-7b.yaml:6: 'famly' is not a key here; did you mean family?",
        "facts/model/aster-7b.yaml:12: 'general_purpose' is 'maybe'; write true or false, without quotes",
        "facts/person/ada-example.yaml:1: 'name' must be text; write it in quotes: '5'",
    ]


def test_lines_are_sorted_as_numbers_not_as_text() -> None:
    report = FactErrors([Problem("a.yaml", 10, "x"), Problem("a.yaml", 9, "x"), Problem("a.yaml", 9, "x")])

    assert str(report) == "a.yaml:9: x\na.yaml:10: x"


def test_faults_between_files_are_told_in_one_run_too(own_world: Path) -> None:
    spoil(own_world / "model/cedar-1.yaml", "organization/moss-research}", "organization/moss-reserch}")
    spoil(own_world / "model/dune-4.yaml", "withdrawn: 2025-06-30", "withdrawn: 2023")

    assert problems_of(own_world) == [
        "facts/model/cedar-1.yaml:8: organization/moss-reserch is not known; "
        "did you mean organization/moss-research?",
        "facts/model/dune-4.yaml:6: is withdrawn (2023) before it is released (2024-02-01); "
        "swap or mend the dates",
    ]


def test_one_bad_file_keeps_all_the_others_from_loading(own_world: Path) -> None:
    (own_world / "model/aster-7b.yaml").write_text("")

    with pytest.raises(FactErrors):
        load_facts(own_world)


def test_every_check_of_the_folder_is_found_by_its_name() -> None:
    assert [check.__module__.rpartition(".")[2] for check in all_checks()] == [
        "dates",
        "definitions",
        "duplicates",
        "inheritance",
        "lineage",
        "open_washing",
        "references",
        "shares",
        "sources",
        "statements",
        "vocabulary",
    ]
