"""Epoch AI: notable, large-scale, benchmarked and (until April 2025) all models, with how they can be had.

Format: CSV, one row a model (in `benchmarked_models.csv` one a model and setting), of a file or of a folder
of such files; only the columns `Model`, `Organization` and `Model accessibility` are in all of them.
Odd values: accessibility is empty for many; several organizations, domains or base models in one field,
separated by commas that also occur inside names; parameters in floating notation (`7e+10`) or empty; several
links in one field; rows without a date or organization. `Confidence` says how sure the figures are.
Accessibility tells what the terms of open weights allow without naming the licence, and `Unreleased` that
nobody outside the developer was given the model.
The linked paper is taken as a source for the developers only, since figures are often Epoch's own estimates.
Left out: figures that Epoch calls speculative, and compute that it has not confirmed; open training code
without an address of it; countries of organizations; hardware and clusters, for which there is no kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.importers import Imported, Named, Refused
from graph.importers.reading.dates import day
from graph.importers.reading.files import files_below, read_csv
from graph.importers.reading.links import evidence, links
from graph.importers.reading.lists import names_in
from graph.importers.reading.sizes import parameter_count
from graph.importers.reading.taking import taken
from graph.importers.reading.verdicts import verdict
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day

SOURCE = SourceFacts(
    url="https://epoch.ai/data",
    title="Epoch AI: data on AI models",
    publisher="Epoch AI",
    published=Day.parse("2026-08-22"),
    source_kind=SourceKind.INDEX,
    license="CC-BY 4.0",
)
EXPECTED = "a CSV file of models by Epoch AI, with `Model`, `Organization` and `Model accessibility`"
COLUMNS = ("Model", "Organization", "Model accessibility", "Publication date")
MODALITIES = {
    "Language": "TEXT",
    "Vision": "IMAGE",
    "Image generation": "IMAGE",
    "Video": "VIDEO",
    "Speech": "SPEECH",
    "Audio": "AUDIO",
    "Robotics": "ACTION",
    "Games": "ACTION",
    "3D modeling": "THREE_D",
}
TERMS = {
    "Open weights (unrestricted)": "FREE",
    "Open weights (restricted use)": "CONDITIONAL",
    "Open weights (non-commercial)": "NONCOMMERCIAL",
}
UNRELEASED = "Unreleased"
MODES = {"API access": "API", "Hosted access (no API)": "CHAT"}
_CODE = re.compile(r"https://github\.com/[\w.-]+/[\w./-]*\w")


def read(path: Path) -> Iterator[Imported | Refused]:
    """The rows of a file, or of every model file of a folder."""
    files = files_below(path, ("*models*.csv",), EXPECTED) if path.is_dir() else [path]
    for file in files:
        for number, row in read_csv(file, COLUMNS, EXPECTED):
            record = f"{file.name} row {number}"
            if not row["Model"].strip():
                yield Refused(record, "names no model")
            elif row.get("Confidence") == "Wrong":
                yield Refused(record, f"is marked as wrong by the set itself: {row['Model'].strip()}")
            else:
                yield taken(record, _imported, row, record)


def _imported(row: dict[str, str], record: str) -> Imported:
    organizations = names_in(row["Organization"])
    papers = evidence(SOURCE, *links(row.get("Link", "")))
    confidence = row.get("Confidence", "")
    compute = row.get("Training compute (FLOP)", "") if confidence in ("Confident", "Likely") else ""
    parameters = row.get("Parameters", "") if confidence != "Speculative" else ""
    domains = names_in(row.get("Domain", ""))
    values: dict[str, Any] = {
        "released": day(row["Publication date"]) or day(row.get("Version release date")),
        "modalities": list(dict.fromkeys(MODALITIES[d] for d in domains if d in MODALITIES)),
        "parameters": parameter_count(parameters),
        "training_compute_flop": float(compute) if compute else None,
        "developed_by": [
            {"organization": Named("organization", name), "source": papers} for name in organizations
        ],
        "reported_terms": _terms(row["Model accessibility"]),
        "openness_properties": _statements(row),
        "never_offered": {"source": [SOURCE]} if row["Model accessibility"] == UNRELEASED else None,
        "derived_from": [
            {"model": Named("model", base), "relation": "FINE_TUNE"}
            for base in names_in(row.get("Base model", ""))
            if base != row["Model"].strip()
        ],
        "trained_on": _trained_on(row),
        "offered_by": _offers(row, organizations),
    }
    return Imported(
        "model", row["Model"].strip(), {}, {key: value for key, value in values.items() if value}, record
    )


def _statements(row: dict[str, str]) -> dict[str, Any]:
    code = _CODE.search(row.get("Accessibility notes", ""))
    judged = {
        "final-weights": (_word(row["Model accessibility"]), None),
        "training-code": (_word(row.get("Training code accessibility", "")), code and code[0]),
        "inference-code": (_word(row.get("Inference code accessibility", "")), code and code[0]),
    }
    found = {key: verdict(key, word, SOURCE, location=place) for key, (word, place) in judged.items()}
    return {key: statement for key, statement in found.items() if statement}


def _word(accessibility: str) -> str:
    if accessibility.startswith("Open"):
        return "open"
    return "closed" if accessibility in (*MODES, UNRELEASED) else ""


def _terms(accessibility: str) -> dict[str, Any] | None:
    freedom = TERMS.get(accessibility)
    return {"freedom": freedom, "source": [SOURCE]} if freedom else None


def _trained_on(row: dict[str, str]) -> list[dict[str, Any]]:
    """Data sets of the pre-training: where there is a base model, the field does not tell the stage."""
    if row.get("Base model"):
        return []
    names = [name for name in names_in(row.get("Training dataset", "")) if "unspecified" not in name.lower()]
    return [{"dataset": Named("dataset", name), "stage": "PRE_TRAINING"} for name in names]


def _offers(row: dict[str, str], organizations: list[str]) -> list[dict[str, Any]]:
    """The offer of a single developer; which of several offers the model is not said."""
    mode = MODES.get(row["Model accessibility"])
    if mode is None or len(organizations) != 1:
        return []
    return [{"provider": Named("organization", organizations[0]), "mode": mode}]
