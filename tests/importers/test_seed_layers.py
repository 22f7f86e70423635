"""All layers made anew from a folder of data sets: the same again, whatever an earlier run or a hand left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.world.layout import lay_out_world
from tools.seed_layers import seed

SETS = (
    {"set": "ror", "files": ["ror.jsonl"]},
    {"set": "helm", "files": ["helm.yaml"]},
)
MODELS = """\
models:
  - {name: aster/comet-3b, display_name: Comet 3B, creator_organization_name: Aster Labs, access: open,
     num_parameters: 3000000000, release_date: 2024-05-01}
  - {name: aster/comet-3b-fast, display_name: Swift Comet, creator_organization_name: Comet University,
     access: open, release_date: 2024-06-01}
"""
DECIDED = "doubtful:\n- {kind: model, name: Swift Comet, means: model/comet-3b-fast}\n"
TOLD_APART = """\
distinctions:
  - {things: [model/comet-3b, model/comet-3b-fast], why: Two models of two makers.}
"""
TUNED = """\
name: Comet 3B Chat
sources: [source/aster-card]
developed_by:
- {organization: organization/aster-labs}
derived_from:
- {model: model/comet-3b, relation: FINE_TUNE}
"""


def university(name: str, number: str) -> dict[str, Any]:
    return {
        "ror": f"https://ror.org/0comet{number}",
        "name": name,
        "names": [name],
        "types": ["education"],
        "country": "FR",
        "status": "active",
        "relationships": [],
        "matched_names": [name],
    }


@pytest.fixture
def datasets(tmp_path: Path) -> Path:
    folder = tmp_path / "datasets"
    folder.mkdir()
    rows = [university("Comet University", "001"), university("Idle University", "002")]
    (folder / "ror.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "helm.yaml").write_text(MODELS)
    return folder


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """The fictional world, with a decision on a name, and with a distinction and a base of what only a layer
    knows."""
    folder = lay_out_world(tmp_path / "facts")
    (folder / "review").mkdir()
    (folder / "review" / "helm.yaml").write_text(DECIDED)
    (folder / "rules" / "told-apart.yaml").write_text(TOLD_APART)
    (folder / "model" / "comet-3b-chat.yaml").write_text(TUNED)
    return folder


def seeded(datasets: Path, facts: Path) -> dict[str, str]:
    """Every file of facts after the layers were made anew."""
    list(seed(SETS, datasets, facts))
    return {str(path.relative_to(facts)): path.read_text() for path in facts.rglob("*") if path.is_file()}


def test_making_the_layers_again_changes_no_byte(datasets: Path, facts: Path) -> None:
    first = seeded(datasets, facts)

    assert seeded(datasets, facts) == first


def test_what_was_written_into_a_layer_by_hand_is_gone(datasets: Path, facts: Path) -> None:
    first = seeded(datasets, facts)
    layer = facts / "imported" / "helm" / "model.jsonl"
    layer.write_text(layer.read_text().replace("3000000000", "4000000000"))
    (facts / "imported" / "elsewhere").mkdir()
    (facts / "imported" / "elsewhere" / "model.jsonl").write_text(first["imported/helm/model.jsonl"])

    assert seeded(datasets, facts) == first


def test_layers_hold_what_review_decides_and_no_organization_that_nothing_names(
    datasets: Path, facts: Path
) -> None:
    files = seeded(datasets, facts)

    ids = {
        line["id"]: line["record"]
        for path in ("imported/ror/organization.jsonl", "imported/helm/model.jsonl")
        for line in map(json.loads, files[path].splitlines())
    }
    assert ids == {
        "organization/comet-university": "line 1",
        "model/comet-3b": "1: aster/comet-3b",
        "model/comet-3b-fast": "2: aster/comet-3b-fast",
    }
