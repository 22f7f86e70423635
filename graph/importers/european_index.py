"""European Open Source AI Index: fourteen dimensions of openness of a system, judged open, partial or closed.

Format: one YAML file a system, with `system` (base and end model, licence, month of release), `org` and a
mapping with `class`, `link` and `notes` for each dimension. A record is taken as one of the end model.
Odd values: `link` is text, a list or empty; an empty end model (then the base model is meant); licences in
free wording; some files mix up base and end model; files of parameters and the template
hold no system. Who contributes as an individual stands in a comment; private persons get no record.
Left out: `weights_basemodel` (of another model), `hardware_architecture` (asks for the hardware as much as
for the model), `code` (documentation of code) and `licenses` (a verdict, not a licence) have no counterpart
here; weights that are partial behind a gate, since the index does not say whether approval is at
discretion; and whatever is partial in a way that the remark does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.importers import Imported, Named, Refused
from graph.importers.reading import hub
from graph.importers.reading.dates import day
from graph.importers.reading.files import files_below, read_text, read_yaml
from graph.importers.reading.licenses import grants
from graph.importers.reading.links import link
from graph.importers.reading.lists import names_in
from graph.importers.reading.sizes import sizes_in
from graph.importers.reading.taking import taken
from graph.importers.reading.verdicts import verdict
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day

SOURCE = SourceFacts(
    url="https://github.com/Language-Technology-Assessment/main-database",
    title="European Open Source AI Index",
    publisher="Radboud University",
    published=Day.parse("2026-06-12"),
    source_kind=SourceKind.INDEX,
    license="CC-BY 4.0",
)
EXPECTED = "YAML files of the European Open Source AI Index, with `system` and `org`"
DIMENSIONS = {
    "weights_endmodel": "final-weights",
    "trainingcode": "training-code",
    "datasources_basemodel": "training-data",
    "datasources_endmodel": "post-training-data",
    "modelcard": "model-card",
    "preprint": "technical-report",
    "paper": "research-paper",
    "datasheet": "data-card",
}
MODALITIES = {"text": "TEXT", "code": "CODE", "image": "IMAGE", "video": "VIDEO", "audio": "AUDIO"}
_INDIVIDUAL = re.compile(r"^# - Contributor type: .*\(Individual\)", re.MULTILINE)
_ONE_NAME = ("Deep Cognition and Language Research Lab", "Centre for Vision, Speech and Signal Processing")
_NO_NAME = re.compile(r"^$|unknown|undisclosed|\?|\(synthetic\)", re.IGNORECASE)


def read(path: Path) -> Iterator[Imported | Refused]:
    """The records of the folder `systems`, one a file."""
    for file in files_below(path, ("*.yaml", "*.yml"), EXPECTED):
        record = file.relative_to(path).as_posix()
        content = read_yaml(file, EXPECTED)
        system = content.get("system") if isinstance(content, dict) else None
        if not isinstance(system, dict):
            yield Refused(record, "holds no system (a file of parameters, or another thing)")
        elif not system.get("name"):
            yield Refused(record, "names no system: an empty template")
        elif _INDIVIDUAL.search(read_text(file, EXPECTED)):
            yield Refused(record, "is the work of a private person, of whom no record is made")
        else:
            yield taken(record, _record, content, record)


def _record(content: dict[str, Any], record: str) -> Imported | Refused:
    system = content["system"]
    base, end = (str(system.get(key) or "").strip() for key in ("basemodelname", "endmodelname"))
    dimensions = dict(DIMENSIONS)
    if not end:
        base, end = "", base
        dimensions = {"weights_basemodel": "final-weights", **dimensions}
        del dimensions["weights_endmodel"]
    if _NO_NAME.search(end):
        return Refused(record, f"names no model: {end or 'empty'}")
    weights = next(iter(dimensions))
    repository = hub.hub_id(link(content.get(weights, {}).get("link")))
    if repository and not hub.fits(end, repository):
        if _letters(base) == _letters(repository.partition("/")[2]):
            return Refused(record, f"names {end} as end model, but its weights are those of the base {base}")
        repository = None
    organizations = _organizations(str((content.get("org") or {}).get("name") or ""))
    sizes = sizes_in(end)
    values: dict[str, Any] = {
        "released": day(system.get("releasedate")),
        "modalities": [MODALITIES[t] for t in str(system.get("type") or "").split(",") if t in MODALITIES],
        "parameters": next(iter(sizes)) if len(sizes) == 1 else None,
        "developed_by": [{"organization": Named("organization", name)} for name in organizations],
        "licensed_under": grants(
            [system.get("endmodellicense") or system.get("endmodel license")], "WEIGHTS"
        ),
        "openness_properties": _statements(content, dimensions),
        "derived_from": _base(base, end, content),
    }
    identifiers = {"hugging_face": repository} if repository else {}
    return Imported("model", end, identifiers, {key: value for key, value in values.items() if value}, record)


def _statements(content: dict[str, Any], dimensions: dict[str, str]) -> dict[str, Any]:
    statements = {}
    for dimension, component in dimensions.items():
        judged = content.get(dimension) or {}
        statement = verdict(
            component,
            judged.get("class") or "",
            SOURCE,
            location=link(judged.get("link")),
            remark=judged.get("notes"),
        )
        if statement:
            statements[component] = statement
    return statements


def _organizations(text: str) -> list[str]:
    """Names joined by commas or `and`, unless the whole is one; a remark on all of them is dropped."""
    text = " ".join(text.split()).removesuffix(" (major contributors)")
    if text in _ONE_NAME:
        return [text]
    return [name for part in names_in(text) for name in part.split(" and ")]


def _base(base: str, end: str, content: dict[str, Any]) -> list[dict[str, Any]]:
    if base.lower() == end.lower() or _NO_NAME.search(base):
        return []
    repository = hub.hub_id(link((content.get("weights_basemodel") or {}).get("link")))
    identifiers = {"hugging_face": repository} if repository and hub.fits(base, repository) else {}
    return [{"model": Named("model", base, identifiers), "relation": "FINE_TUNE"}]


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
