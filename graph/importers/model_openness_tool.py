"""Model Openness Tool: which components of the Model Openness Framework a release holds, with their licences.

Format: one YAML file a model, below `release` its name, producer and list of components.
Odd values: a component without `license` stands under the licence of the whole release; `unlicensed` is
written for weights that anyone can fetch and for data that nobody has seen, so it decides nothing; `Component
not included` has many spellings; `Undisclosed` and `Proprietary` mean closed. `date` is the day of the entry,
not of the release; `huggingface` sometimes leads to another model, and such an id is left out. Left out too:
training code and data without an address, and whatever a file does not list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.importers import Imported, Named, Refused
from graph.importers.reading import hub
from graph.importers.reading.files import files_below, read_yaml
from graph.importers.reading.licenses import grants, license_named
from graph.importers.reading.links import link
from graph.importers.reading.lists import names_in
from graph.importers.reading.sizes import parameter_count, with_size
from graph.importers.reading.taking import taken
from graph.importers.reading.verdicts import verdict
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day

SOURCE = SourceFacts(
    url="https://github.com/lfai/model_openness_tool",
    title="Model Openness Tool",
    publisher="LF AI & Data Foundation",
    published=Day.parse("2026-05-11"),
    source_kind=SourceKind.INDEX,
    license="MIT",
)
EXPECTED = "YAML files of the Model Openness Tool, with `framework` and `release`"
COMPONENTS = {
    "model parameters (final)": "final-weights",
    "model parameters (intermediate)": "intermediate-checkpoints",
    "model architecture": "architecture",
    "inference code": "inference-code",
    "training code": "training-code",
    "data preprocessing code": "data-processing-code",
    "evaluation code": "evaluation-code",
    "supporting libraries and tools": "supporting-libraries",
    "datasets": "training-data",
    "evaluation data": "evaluation-data",
    "data card": "data-card",
    "model card": "model-card",
    "technical report": "technical-report",
    "research paper": "research-paper",
    "evaluation results": "evaluation-results",
    "sample model outputs": "sample-outputs",
    "model metadata": "model-metadata",
}
SCOPES = {"distribution": None, "code": "CODE", "data": "DATA", "document": "DOCUMENTATION"}
_NOT_INCLUDED = re.compile(r"^component\b.*\bnot include", re.IGNORECASE)
_NO_LICENSE_NAME = re.compile(
    r"^(https?:|datasets with|commercial use|license only|pubmed$|mc4,)", re.IGNORECASE
)
_TRIAL_ENTRY = re.compile(r"-test$|^unnamed", re.IGNORECASE)


def read(path: Path) -> Iterator[Imported | Refused]:
    """The records of the folder `models`, one a file."""
    for file in files_below(path, ("*.yml", "*.yaml"), EXPECTED):
        record = file.relative_to(path).as_posix()
        content = read_yaml(file, EXPECTED)
        release = content.get("release") if isinstance(content, dict) else None
        if not isinstance(release, dict) or not isinstance(release.get("components"), list):
            yield Refused(record, "has no `release` with a list of components")
        else:
            yield taken(record, _record, release, record)


def _record(release: dict[str, Any], record: str) -> Imported | Refused:
    if not release.get("name") or _TRIAL_ENTRY.search(release["name"]):
        return Refused(record, f"is a trial entry or names no model: {release.get('name') or 'no name'}")
    name = with_size(release["name"].strip(), str(release.get("version") or ""))
    repository = hub.hub_id(release.get("huggingface"))
    if repository and not hub.fits(name, repository):
        repository = None
    licenses = {
        part: (terms or {}).get("name", "") for part, terms in (release.get("license") or {}).items() if terms
    }
    weights = [c.get("license") for c in release["components"] if c.get("name") == "Model parameters (Final)"]
    grants_found = [
        grant
        for part, text in licenses.items()
        if part in SCOPES and not _closed(text)
        for grant in grants([text], SCOPES[part])
    ]
    statements = {
        COMPONENTS[component["name"].strip().lower()]: statement
        for component in release["components"]
        if str(component.get("name", "")).strip().lower() in COMPONENTS
        if (statement := _statement(component, release, repository, licenses.get("distribution")))
    }
    producers = names_in(release.get("producer") or "")
    values: dict[str, Any] = {
        "parameters": parameter_count(str(release.get("version") or "").replace("_", ".")),
        "developed_by": [{"organization": Named("organization", producer)} for producer in producers],
        "licensed_under": grants_found + grants([t for t in weights if _is_license(t)], "WEIGHTS"),
        "openness_properties": statements,
    }
    return Imported(
        "model",
        name,
        {"hugging_face": repository} if repository else {},
        {key: value for key, value in values.items() if value},
        record,
    )


def _statement(
    component: dict[str, Any], release: dict[str, Any], repository: str | None, distribution: str | None
) -> dict[str, Any] | None:
    key = COMPONENTS[component["name"].strip().lower()]
    text = str(component.get("license", distribution) or "").strip()
    location = link(component.get("component_path"))
    if "not included but listed" in text:
        return verdict(key, "partial", SOURCE, location=location, remark="listed")
    if _closed(text):
        return verdict(key, "closed", SOURCE)
    if not text or text == "unlicensed":
        return None
    if not location and key in ("final-weights", "model-card") and repository:
        location = hub.address(repository)
    if not location and key.endswith("-code"):
        location = link(release.get("repository"))
    statement = verdict(key, "open", SOURCE, location=location)
    named = license_named(text) if _is_license(component.get("license")) else None
    return statement | {"license": named} if statement and named else statement


def _closed(text: str) -> bool:
    return bool(_NOT_INCLUDED.match(text)) or text.lower() in ("undisclosed", "proprietary")


def _is_license(text: str | None) -> bool:
    text = (text or "").strip()
    return bool(text) and text != "unlicensed" and not _closed(text) and not _NO_LICENSE_NAME.match(text)
