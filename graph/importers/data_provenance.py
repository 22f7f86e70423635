"""Data Provenance Initiative: data sets for training, with their licences and what they come from.

Format: one JSON object a line.
Odd values: several licences a set; `Unspecified`, `Various`, `Custom` and `No License` name none; `OpenAI`
and `Anthropic` are the terms of the service whose outputs a set holds; empty texts for missing addresses;
an id twice. A set that is part of a collection is named with it, since names such as `default` occur in
many.
Left out: creators, languages and topics; sources that are addresses of other things than data sets;
models whose outputs a set holds, since they are given as kinds of models.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.importers import Imported, Named, Refused
from graph.importers.reading import hub
from graph.importers.reading.files import read_json_lines, wrong_format
from graph.importers.reading.licenses import grants
from graph.importers.reading.taking import taken
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day

SOURCE = SourceFacts(
    url="https://github.com/Data-Provenance-Initiative/Data-Provenance-Collection",
    title="Data Provenance Collection",
    publisher="Data Provenance Initiative",
    published=Day.parse("2025-03-25"),
    source_kind=SourceKind.INDEX,
)
EXPECTED = "a JSON object a line of the Data Provenance Collection, with `collection` and `licenses`"


def read(path: Path) -> Iterator[Imported | Refused]:
    """The lines of the file."""
    for line, row in read_json_lines(path, EXPECTED):
        if not {"collection", "licenses"} <= row.keys():
            raise wrong_format(path, EXPECTED, "an object without them", line)
        yield taken(f"line {line}", _record, row, f"line {line}")


def _record(row: dict[str, Any], place: str) -> Imported | Refused:
    name, collection = str(row["name"] or "").strip(), str(row["collection"] or "").strip()
    if not name:
        return Refused(place, "names no data set")
    address = str(row.get("hugging_face_url") or "")
    repository = hub.dataset_id(address)
    if repository and address.rstrip("/").count("/") > repository.count("/") + 4:
        repository = None
    whole = row.get("id") == collection or collection.lower() in name.lower()
    values = {
        "licensed_under": grants([entry["License"] for entry in row["licenses"]], "DATA"),
        "derived_from": [
            named for source in row.get("derived_from") or [] if (named := _source(source.strip()))
        ],
    }
    return Imported(
        "dataset",
        name if whole else f"{collection}: {name}",
        {"hugging_face": repository} if repository else {},
        {key: value for key, value in values.items() if value},
        place,
    )


def _source(text: str) -> Named | None:
    """A data set that a source names: by its address on the hub, or by a name that is no address."""
    repository = hub.dataset_id(f"https://{text}")
    if repository:
        return Named("dataset", repository.partition("/")[2], {"hugging_face": repository})
    return Named("dataset", text) if text and not re.search(r"[./]", text) else None
