"""Where the importers' tests find their files: the real sets beside the repository, and our samples."""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.importers import Imported, Named, Refused
from graph.schema.kind import SourceFacts

ROOT = Path(__file__).resolve().parents[2]
REAL = Path(os.environ.get("OPENNESS_GRAPH_DATASETS", ROOT.parent / "shared" / "datasets"))
SAMPLES = Path(__file__).resolve().parent / "samples"


Expected = Mapping[str, Mapping[str, Any]]
"""Literal values of some keys of some records, by the place of the record."""


@dataclass(frozen=True)
class Set:
    """An importer's files, and how many records they hold by another count than the importer's own."""

    path: str
    records: int
    sample: str
    sample_records: int


SETS = {
    "model_openness_tool": Set("model-openness-tool/models", 273, "models", 7),
    "european_index": Set("osai-index/systems", 196, "systems", 8),
    "opening_up_chatgpt": Set("opening-up-chatgpt/projects", 48, "projects", 6),
    "epoch": Set("epoch", 1050 + 526 + 839 + 2228, "models", 8),
    "models_dev": Set("models.dev", 231 + 5276 + 364, "models.dev", 14),
    "litellm": Set("litellm/model_prices_and_context_window.json", 4553, "prices.json", 15),
    "helm": Set("helm/model_metadata.yaml", 623, "models.yaml", 8),
    "ecosystem_graphs": Set("ecosystem-graphs/assets", 639, "assets", 7),
    "mteb": Set("mteb/models.jsonl", 969, "models.jsonl", 5),
    "fmti": Set("fmti", 10 + 14 + 13, "fmti", 5),
    "hugging_face": Set("huggingface-hub", 28692, "hub", 23),
    "model_lineage": Set("model-lineage", 30383 + 21891 + 1094 + 67, "edges", 15),
    "spdx": Set("spdx/scancode-license-index.json", 2579, "index.json", 7),
    "licenses": Set("licenses/spdx-license-list.json", 727, "list.json", 4),
    "ror": Set("ror/ai-organizations.jsonl", 556, "organizations.jsonl", 10),
    "attested_leis": Set("ownership/attested-leis.csv", 48, "leis.csv", 5),
    "arena": Set("arena", 433 + 266 + 86 + 19, "boards", 7),
    "data_provenance": Set("data-provenance/datasets.jsonl", 2311, "datasets.jsonl", 5),
    "gpai_code": Set("gpai-code/signatories.csv", 29, "signatories.csv", 6),
}
absent: set[str] = set()
"""Sets whose real files were not found, so that their tests ran on the samples."""


def sample(name: str) -> Path:
    return SAMPLES / name / SETS[name].sample


def upstream(name: str) -> tuple[Path, bool]:
    """The real files of a set and `True`, or else our sample and `False`, which the report then says."""
    real = REAL / SETS[name].path
    if real.exists():
        return real, True
    absent.add(name)
    return sample(name), False


@cache
def read(name: str, path: Path) -> tuple[Imported | Refused, ...]:
    return tuple(importlib.import_module(f"graph.importers.{name}").read(path))


def imported(name: str, path: Path) -> dict[str, dict[str, Any]]:
    """Imported records by their place, as plain values: names for `Named`, addresses for sources."""
    return {r.record: _record(r) for r in read(name, path) if isinstance(r, Imported)}


def refused(name: str, path: Path) -> dict[str, str]:
    """Reasons by the place of the refused record."""
    return {r.record: r.reason for r in read(name, path) if isinstance(r, Refused)}


def check_sample(name: str, expected: Expected) -> None:
    """Compare the named keys of the named records of the sample."""
    _check(imported(name, sample(name)), expected)


def check_upstream(name: str, real: Expected, ours: Expected) -> None:
    """Compare the named keys of the named records, of the real files or, where absent, of the samples."""
    path, is_real = upstream(name)
    _check(imported(name, path), real if is_real else ours)


def _check(found: dict[str, dict[str, Any]], expected: Expected) -> None:
    for record, values in expected.items():
        assert {key: found[record].get(key) for key in values} == values, record


def _record(record: Imported) -> dict[str, Any]:
    head = {"kind": record.kind, "name": record.name, **record.identifiers}
    told = {"organization_kind" if key == "kind" else key: value for key, value in record.values.items()}
    return head | {key: plain(value) for key, value in told.items()}


def plain(value: Any) -> Any:
    """A value with names for `Named` and addresses for sources; a statement about a component is one line."""
    if isinstance(value, Named):
        return value.name
    if isinstance(value, SourceFacts):
        return "the set"
    if isinstance(value, dict):
        if set(value) == {"url", "title", "source_kind"}:
            return value["url"]
        if "status" in value:
            told = (value.get(key) for key in ("status", "partial", "location", "license"))
            return " ".join(part.name if isinstance(part, Named) else part for part in told if part)
        if "organization" in value:
            return value["organization"].name
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value
