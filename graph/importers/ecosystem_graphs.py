"""Ecosystem Graphs: models, data sets and applications of many organizations, and what depends on what.

Format: one YAML file an organization, with a list of assets; every asset has a `type`, `access` and
`license`.
Odd values: any value may be a mapping with `value` and `explanation`; `unknown`, `none`, `custom` and empty
licences say nothing; access `limited` may be an API, a form or a waiting list; dates are days, months or
`unknown`. Data sets that the graph holds itself are pre-training data where a model depends on nothing
else, and data of fine-tuning where it also depends on models that the graph holds.
Left out: applications, for which there is no kind; dependencies between models, since the relation is not
told; access `limited` to models; emissions, hardware and uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.importers import Imported, Named, Refused
from graph.importers.reading import hub
from graph.importers.reading.dates import day
from graph.importers.reading.files import files_below, read_yaml, wrong_format
from graph.importers.reading.licenses import grants
from graph.importers.reading.links import link
from graph.importers.reading.lists import names_in
from graph.importers.reading.sizes import parameter_count, with_size
from graph.importers.reading.taking import taken
from graph.importers.reading.verdicts import verdict
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day

SOURCE = SourceFacts(
    url="https://github.com/stanford-crfm/ecosystem-graphs",
    title="Ecosystem Graphs",
    publisher="Stanford Center for Research on Foundation Models",
    published=Day.parse("2025-01-24"),
    source_kind=SourceKind.INDEX,
)
EXPECTED = "YAML files of Ecosystem Graphs, each a list of assets with `type` and `name`"
MODALITIES = {"text": "TEXT", "code": "CODE", "image": "IMAGE", "video": "VIDEO", "audio": "AUDIO"}
ACCESS = {"open": "OPEN", "limited": "PARTIAL", "closed": "CLOSED"}


def read(path: Path) -> Iterator[Imported | Refused]:
    """The assets of the folder `assets`."""
    assets = dict(_assets(path))
    types = {str(asset.get("name")): str(asset.get("type")) for asset in assets.values()}
    for record, asset in assets.items():
        yield taken(record, _record, asset, types, record)


def _record(asset: dict[str, Any], types: dict[str, str], record: str) -> Imported | Refused:
    values = {key: _value(value) for key, value in asset.items()}
    if not values.get("name") or values.get("type") not in ("model", "dataset"):
        what = values.get("type") if values.get("name") else "nothing with a name"
        return Refused(record, f"is of a type without a kind here: {what}")
    make = _model if values["type"] == "model" else _dataset
    return make(values, types, record)


def _assets(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in files_below(path, ("*.yaml",), EXPECTED):
        content = read_yaml(file, EXPECTED)
        if not isinstance(content, list) or not all(isinstance(asset, dict) for asset in content):
            raise wrong_format(file, EXPECTED, "no list of mappings")
        for number, asset in enumerate(content, start=1):
            yield f"{file.relative_to(path).as_posix()} {number}", asset


def _value(value: Any) -> Any:
    """The value itself, without its explanation."""
    return value.get("value") or "" if isinstance(value, dict) else value


def _model(asset: dict[str, Any], types: dict[str, str], record: str) -> Imported:
    size = str(asset.get("size") or "").partition(" ")[0]
    name = with_size(asset["name"].strip(), size)
    card = link(asset.get("model_card"))
    repository = hub.hub_id(card)
    access = str(asset.get("access") or "").lower()
    judged = {
        "final-weights": verdict("final-weights", "" if access == "limited" else access, SOURCE),
        "model-card": verdict("model-card", "open", SOURCE, location=card) if card else None,
    }
    words = str(asset.get("modality") or "").replace(";", ",").split(",")
    values: dict[str, Any] = {
        "released": day(asset.get("created_date")),
        "modalities": list(dict.fromkeys(MODALITIES[w.strip()] for w in words if w.strip() in MODALITIES)),
        "parameters": parameter_count(size),
        "developed_by": [
            {"organization": Named("organization", n)} for n in names_in(asset.get("organization") or "")
        ],
        "licensed_under": grants([asset.get("license")]),
        "openness_properties": {key: statement for key, statement in judged.items() if statement},
        "trained_on": _trained_on([str(name) for name in asset.get("dependencies") or []], types),
    }
    identifiers = {"hugging_face": repository} if repository and hub.fits(name, repository) else {}
    return Imported(
        "model", name, identifiers, {key: value for key, value in values.items() if value}, record
    )


def _trained_on(uses: list[str], types: dict[str, str]) -> list[dict[str, Any]]:
    kinds = {types.get(name) for name in uses}
    if "dataset" not in kinds or not kinds <= {"dataset", "model"}:
        return []
    stage = "FINE_TUNING" if "model" in kinds else "PRE_TRAINING"
    return [{"dataset": Named("dataset", n), "stage": stage} for n in uses if types.get(n) == "dataset"]


def _dataset(asset: dict[str, Any], types: dict[str, str], record: str) -> Imported:
    uses = [str(name) for name in asset.get("dependencies") or []]
    repository = hub.dataset_id(link(asset.get("url")))
    values: dict[str, Any] = {
        "access": ACCESS.get(str(asset.get("access") or "").lower()),
        "licensed_under": grants([asset.get("license")], "DATA"),
        "derived_from": [Named("dataset", name) for name in uses if types.get(name) == "dataset"],
    }
    identifiers = {"hugging_face": repository} if repository else {}
    return Imported(
        "dataset",
        asset["name"].strip(),
        identifiers,
        {key: value for key, value in values.items() if value},
        record,
    )
