"""Hugging Face Hub: licence tag, gate, base models and date of repositories of known organizations.

Format: answers of the hub's API (one object, a list, or an object with `models`), or JSON lines and CSV
files made from it; `reading/hub_rows.py` knows the shapes. The list of the hub's licence tags gives names
of licences.
Odd values: `license` is a tag, a list, several in one text or null, and `other` says nothing; `gated` is
false, `auto`, `manual`, or in some collections true; the hub dates all repositories before March 2022 to
2022-03-02; a base model may be the model itself; no downloads mean unknown as often as none.
Rule: a repository without gate, or with one that opens by itself, has OPEN weights; one whose owner lets
people in by hand says nothing, since that is neither closed nor open to all. Where a collection leaves out
the gate, a repository with weights under a licence of `FREE_TAGS` counts as OPEN: of 1,006 such models whose
gate is known (`disclosure-snapshots.jsonl`), one lets people in by hand. The day of creation tells the month
of release at best.
Downloads and likes are observations of a day, taken where it is known; where downloads are a whole number of
millions, as in four rows of `llmfit-hf-models.jsonl`, both are guesses and left out.
Left out: repositories in spaces of no organization known here, which are often those of private persons;
downloads and likes of collections that tell no day; base models without a relation.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.importers import Imported, Named, Refused
from graph.importers.reading import hub
from graph.importers.reading.dates import day
from graph.importers.reading.files import files_below, read_csv, read_json, read_json_lines, wrong_format
from graph.importers.reading.hub_rows import COLLECTED, Repository, Row, has_shape, repository
from graph.importers.reading.licenses import grants
from graph.importers.reading.links import link
from graph.importers.reading.owners import UNKNOWN_OWNER, owner
from graph.importers.reading.taking import taken, text
from graph.importers.reading.verdicts import verdict
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day

SOURCE = SourceFacts(
    url="https://huggingface.co/models",
    title="Hugging Face Hub: metadata of repositories, from public collections",
    publisher="Hugging Face",
    published=Day.parse(COLLECTED),
    source_kind=SourceKind.INDEX,
)
EXPECTED = "metadata of the Hugging Face Hub: JSON of its API, JSON lines or CSV with ids of repositories"
FREE_TAGS = frozenset(
    {"apache-2.0", "mit", "bsd-3-clause", "cc0-1.0", "cc-by-4.0", "cc-by-sa-4.0", "unlicense"}
)
"""Licences that ask nobody's approval, so that a gate before the weights would be odd."""
_BEFORE_DATES = "2022-03-02"


def read(path: Path) -> Iterator[Imported | Refused]:
    """The rows of a file, or of every file of a folder."""
    files = files_below(path, ("*.json", "*.jsonl", "*.csv"), EXPECTED) if path.is_dir() else [path]
    for file in files:
        is_known = False
        for number, row in _rows(file):
            record = f"{file.name} {number}"
            if {"identifier", "fullname"} <= row.keys():
                yield taken(record, _license, row, record)
            else:
                if not is_known and not has_shape(row):
                    raise wrong_format(file, EXPECTED, "rows in no known shape", number)
                yield taken(record, _record, row, record)
            is_known = True


def _rows(file: Path) -> Iterator[tuple[int, Row]]:
    if file.suffix == ".jsonl":
        yield from read_json_lines(file, EXPECTED)
    elif file.suffix == ".csv":
        yield from read_csv(file, (), EXPECTED)
    else:
        content = read_json(file, EXPECTED)
        rows, made = content, {}
        if isinstance(content, dict):
            rows, made = content.get("models", [content]), {"observed_at": content.get("generated_at_utc")}
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows) or not rows:
            raise wrong_format(file, EXPECTED, "neither objects nor a list of them")
        yield from enumerate(({**made, **row} for row in rows), start=1)


def _license(row: Row, record: str) -> Imported:
    values = {"hub_id": text(row["identifier"]), "url": link(row.get("license_url"))}
    return Imported(
        "license", text(row["fullname"]), {}, {key: value for key, value in values.items() if value}, record
    )


def _record(row: Row, record: str) -> Imported | Refused:
    found = repository(row)
    if found is None or found.id is None:
        return Refused(record, "names no repository of a model, or the hub gave no answer about it")
    developer = owner(found.id)
    if developer is None:
        return Refused(record, UNKNOWN_OWNER)
    values = _of_dataset(found) if found.is_dataset else _of_model(found, found.id, developer)
    kind = "dataset" if found.is_dataset else "model"
    values = {key: value for key, value in values.items() if value}
    return Imported(kind, found.id.partition("/")[2], {"hugging_face": found.id}, values, record)


def _of_model(found: Repository, name: str, developer: Named) -> dict[str, Any]:
    created = day(found.created)
    weights = verdict(
        "final-weights",
        "open" if _is_open(found) else "",
        SOURCE,
        location=hub.address(name),
    )
    return {
        "released": created[:7] if created and created > _BEFORE_DATES else None,
        "parameters": found.parameters,
        "adoption": [
            {"signal": signal, "value": value, "date": found.observed}
            for signal, value in (found.adoption if found.observed else ())
        ],
        "developed_by": [{"organization": developer}],
        "licensed_under": grants(found.licenses),
        "openness_properties": {"final-weights": weights} if weights else {},
        "derived_from": [
            {"model": Named("model", base.partition("/")[2], {"hugging_face": base}), "relation": relation}
            for relation, base in found.bases
            if base != name and owner(base)
        ],
    }


def _is_open(found: Repository) -> bool:
    if found.gated:
        return found.gated in ("false", "auto")
    return found.parameters is not None and bool(found.licenses) and FREE_TAGS.issuperset(found.licenses)


def _of_dataset(found: Repository) -> dict[str, Any]:
    return {
        "access": "OPEN" if found.gated in ("false", "auto") else None,
        "licensed_under": grants(found.licenses, "DATA"),
    }
