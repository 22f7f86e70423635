"""Chatbot arena: models with vendor and licence, from tables of August 2025 and daily snapshots of 2026.

Format: CSV with `model`, `organization` and `license`, or JSON lines with `model`, `vendor` and `license`.
Odd values: the licence is a name in several spellings in the tables, and only `proprietary`, `open` or null
in the snapshots; `Propretary` once; a model stands on several boards. A proprietary licence says that the
weights are closed; `open` names no terms and says nothing.
Left out: ranks, scores, votes and prices, for which there is no kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.importers import Imported, Named, Refused
from graph.importers.reading.files import files_below, read_csv, read_json_lines, wrong_format
from graph.importers.reading.licenses import grants
from graph.importers.reading.taking import taken
from graph.importers.reading.verdicts import verdict
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day

SOURCE = SourceFacts(
    url="https://github.com/oolong-tea-2026/arena-ai-leaderboards",
    title="Leaderboards of the chatbot arena",
    published=Day.parse("2026-04-19"),
    source_kind=SourceKind.INDEX,
    license="MIT",
)
EXPECTED = "tables of the chatbot arena: CSV or JSON lines with `model` and `license`"
PROPRIETARY = ("proprietary", "propretary")


def read(path: Path) -> Iterator[Imported | Refused]:
    """The rows of a file, or of every table of a folder."""
    files = files_below(path, ("*.csv", "*.jsonl"), EXPECTED) if path.is_dir() else [path]
    for file in files:
        is_csv = file.suffix == ".csv"
        for number, row in (
            read_csv(file, ("model", "license"), EXPECTED) if is_csv else read_json_lines(file, EXPECTED)
        ):
            if not {"model", "license"} <= row.keys():
                raise wrong_format(file, EXPECTED, "an object without them", number)
            place = f"{file.name} {number}"
            yield taken(place, _record, row, place)


def _record(row: dict[str, Any], place: str) -> Imported | Refused:
    name = str(row["model"] or "").strip()
    vendor = str(row.get("organization") or row.get("vendor") or "").strip()
    terms = str(row["license"] or "").strip()
    if not name:
        return Refused(place, "names no model")
    is_closed = terms.lower() in PROPRIETARY
    weights = verdict("final-weights", "closed" if is_closed else "", SOURCE)
    values = {
        "developed_by": [{"organization": Named("organization", vendor)}] if vendor else [],
        "licensed_under": []
        if is_closed or terms.lower() in ("open", "other")
        else grants([terms], "WEIGHTS"),
        "openness_properties": {"final-weights": weights} if weights else {},
    }
    return Imported("model", name, {}, {key: value for key, value in values.items() if value}, place)
