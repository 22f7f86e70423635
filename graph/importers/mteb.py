"""MTEB: embedding models with licence, open weights, public training code and data, and the model adapted.

Format: one JSON object a line, read from the metadata of the package; `name` is an id of the hub for most.
Odd values: `license` is a tag of the hub, `not specified`, an address, or null; `public_training_data` is an
address or true; `public_training_code` may be an empty text.
Left out: models in spaces of the hub that are no organization known here (`reading/owners.py`); data that are
called public without an address; names of training sets of the benchmark.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.importers import Imported, Named, Refused
from graph.importers.reading import hub
from graph.importers.reading.dates import day
from graph.importers.reading.files import read_json_lines, wrong_format
from graph.importers.reading.licenses import grants
from graph.importers.reading.links import link
from graph.importers.reading.owners import UNKNOWN_OWNER, owner
from graph.importers.reading.sizes import parameter_count
from graph.importers.reading.taking import taken
from graph.importers.reading.verdicts import verdict
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day

SOURCE = SourceFacts(
    url="https://github.com/embeddings-benchmark/mteb",
    title="MTEB: model metadata",
    publisher="MTEB",
    published=Day.parse("2026-10"),
    source_kind=SourceKind.INDEX,
    license="Apache-2.0",
)
EXPECTED = "a JSON object a line with the metadata of MTEB, with `name` and `revision`"
MODALITIES = {"text": "TEXT", "image": "IMAGE", "video": "VIDEO", "audio": "AUDIO"}


def read(path: Path) -> Iterator[Imported | Refused]:
    """The lines of the file."""
    for line, row in read_json_lines(path, EXPECTED):
        if not {"name", "revision"} <= row.keys():
            raise wrong_format(path, EXPECTED, "an object without them", line)
        yield taken(f"line {line}", _record, row, f"line {line}")


def _record(row: dict[str, Any], record: str) -> Imported | Refused:
    developer = owner(row["name"])
    if developer is None:
        return Refused(record, UNKNOWN_OWNER)
    api_only = row.get("framework") == ["API"]
    base = hub.hub_id(row.get("adapted_from"))
    word = {True: "open", False: "closed"}.get(row["open_weights"], "") if "open_weights" in row else ""
    code, data = link(row.get("public_training_code")), link(row.get("public_training_data"))
    judged = {
        "final-weights": verdict(
            "final-weights", word, SOURCE, location=None if api_only else link(row.get("reference"))
        ),
        "training-code": verdict("training-code", "open", SOURCE, location=code),
        "post-training-data" if base else "training-data": (
            verdict("training-data", "open", SOURCE, location=data) if data else None
        ),
    }
    values: dict[str, Any] = {
        "released": day(row.get("release_date")),
        "modalities": [MODALITIES[m] for m in row.get("modalities") or ["text"] if m in MODALITIES]
        + ["EMBEDDING"],
        "parameters": parameter_count(str(row.get("n_parameters") or "")),
        "context_length": parameter_count(str(row.get("max_tokens") or "")),
        "developed_by": [{"organization": developer}],
        "licensed_under": grants([row.get("license")]),
        "openness_properties": {key: statement for key, statement in judged.items() if statement},
        "derived_from": _base(row["name"], base),
        "offered_by": [{"provider": developer, "mode": "API"}] if api_only else [],
    }
    identifiers = {} if api_only else {"hugging_face": row["name"]}
    name = row["name"].partition("/")[2]
    return Imported(
        "model", name, identifiers, {key: value for key, value in values.items() if value}, record
    )


def _base(name: str, base: str | None) -> list[dict[str, Any]]:
    if base is None or base == name:
        return []
    named = Named("model", base.partition("/")[2], {"hugging_face": base})
    return [{"model": named, "relation": "FINE_TUNE"}]
