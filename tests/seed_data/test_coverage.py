"""What the real facts cover does not fall below what it was; nothing stands in them twice."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from api.client import Client
from api.coverage_report import coverage
from graph.snapshot import Snapshot
from graph.stores.embedded.store import EmbeddedStore
from graph.suspects import suspected_duplicates
from tests.real import real_facts

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "coverage_floors.tsv"
DAY = "2026-11-24"
"""The day that figures of control are of."""


def floors() -> list[tuple[str, float]]:
    with FLOORS.open(encoding="utf-8") as file:
        return [(row["figure"], float(row["least"])) for row in csv.DictReader(file, delimiter="\t")]


@pytest.fixture(scope="module")
def figures(real_graph: Snapshot) -> Mapping[str, float]:
    graph = coverage(Client(EmbeddedStore(real_graph)), DAY)
    found = graph["coverage"]
    models, curated = found["models"], found["curatedModels"]
    counts = {item["kind"]: item["count"] for item in (*graph["nodeCounts"], *graph["edgeCounts"])}
    given = shares(curated["fields"])
    return {
        "models": models["count"],
        "curated models": curated["count"],
        **{f"curated models of class {part['value']}": part["count"] for part in curated["classes"]},
        "share of curated models with 12 or more stated components": curated["wellDescribed"]["share"],
        "share of curated models whose developers all have a known control status": (
            curated["controlKnown"]["share"]
        ),
        "share of all models whose developers all have a known control status": (
            models["controlKnown"]["share"]
        ),
        "share of curated models with a way to get them": given["offered_by"],
        "share of curated models with a licence": given["licensed_under"],
        "share of curated models with training compute": given["training_compute_flop"],
        "share of facts on curated models that rest on a primary source": (
            shares(curated["facts"]["sourceKinds"])["PRIMARY"]
        ),
        "share of all models with a figure of use": shares(models["fields"])["adoption"],
        "organizations": counts["organization"],
        "persons": counts["person"],
        "holdings": counts["HOLDS"],
    }


def shares(parts: list[dict[str, Any]]) -> dict[str, float]:
    return {part["value"]: part["share"] for part in parts}


def test_no_figure_has_fallen_below_its_floor(figures: Mapping[str, float]) -> None:
    fallen = [
        f"{figure}: {figures[figure]:g}, and not {least:g} or more; restore the facts that went, or lower "
        f"the floor in {FLOORS.name} and say why"
        for figure, least in floors()
        if figures[figure] < least
    ]

    assert not fallen, "\n".join(fallen)


def test_no_two_things_are_suspected_to_be_one() -> None:
    suspects = suspected_duplicates(real_facts())

    assert not suspects, "\n".join(map(str, suspects))
