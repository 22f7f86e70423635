"""The fictional world as a folder of fact files: its own files over the real rules that it is judged by."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEED_DATA = HERE.parents[1] / "seed_data"
REAL_RULES = (
    "vocabulary",
    "rules/license-freedom.yaml",
    "rules/license-use.yaml",
    "rules/claim-choice.yaml",
    "rules/open-washing.yaml",
    "openness_group",
    "trade_off",
    "openness_property",
    "definition/openness-class.yaml",
)
"""What the world does not make up: closed lists, the recipe's components and the class rules."""


def lay_out_rules(folder: Path) -> Path:
    """Copy the real rules, and the sources that they name, into an empty folder; returns it."""
    for name in REAL_RULES:
        paths = sorted(SEED_DATA.glob(f"{name}/*.yaml")) or [SEED_DATA / name]
        for path in paths:
            _copy(path, folder / path.relative_to(SEED_DATA))
    rules = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml")))
    for name in sorted(set(re.findall(r"source/[a-z0-9.-]+", rules))):
        _copy(SEED_DATA / f"{name}.yaml", folder / f"{name}.yaml")
    return folder


def lay_out_world(folder: Path) -> Path:
    """Copy the real rules and the fictional facts into an empty folder; returns it."""
    lay_out_rules(folder)
    for path in sorted([*HERE.rglob("*.yaml"), *HERE.rglob("*.jsonl")]):
        _copy(path, folder / path.relative_to(HERE))
    return folder


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)
