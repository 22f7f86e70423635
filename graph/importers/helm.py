"""HELM: metadata of the models that the benchmark runs: creator, access, release date, parameters.

Format: one YAML file with a list `models`.
Odd values: access `limited` means an API, `closed` neither weights nor API; some entries are one setting of
a model (safety filters, effort of reasoning), one is a test; some are an offer by a cloud of a model with
open weights; dates and parameters are missing for some; creators are joined by `/` or `&`.
Left out: names like `meta/llama-7b`, which are HELM's own even where they look like ids of the hub.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.importers import Imported, Named, Refused
from graph.importers.reading.dates import day
from graph.importers.reading.files import read_yaml, wrong_format
from graph.importers.reading.sizes import parameter_count
from graph.importers.reading.taking import taken
from graph.importers.reading.verdicts import verdict
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day

SOURCE = SourceFacts(
    url="https://github.com/stanford-crfm/helm",
    title="HELM: model metadata",
    publisher="Stanford Center for Research on Foundation Models",
    published=Day.parse("2026-04-30"),
    source_kind=SourceKind.INDEX,
    license="Apache-2.0",
)
EXPECTED = "HELM's YAML file of models, with a list `models`"
WORDS = {"open": "open", "limited": "closed", "closed": "closed"}
MODALITIES = {
    "TEXT_MODEL_TAG": ("TEXT",),
    "CODE_MODEL_TAG": ("CODE",),
    "VISION_LANGUAGE_MODEL_TAG": ("TEXT", "IMAGE"),
    "AUDIO_LANGUAGE_MODEL_TAG": ("TEXT", "AUDIO"),
    "TEXT_TO_IMAGE_MODEL_TAG": ("TEXT", "IMAGE"),
}
_CLOUD = re.compile(r"\s*(on Amazon Bedrock|\(Bedrock\))\.?$")
_SETTING = re.compile(r"\b(safety|reasoning effort|extended thinking)\)|with-guardian$", re.IGNORECASE)
_TEST = ("simple/", "neurips/")


def read(path: Path) -> Iterator[Imported | Refused]:
    """The entries of the file."""
    content = read_yaml(path, EXPECTED)
    entries = content.get("models") if isinstance(content, dict) else None
    if not isinstance(entries, list):
        raise wrong_format(path, EXPECTED, "no such list")
    for number, entry in enumerate(entries, start=1):
        fields = entry if isinstance(entry, dict) else {}
        record = f"{number}: {fields.get('name') or 'without name'}"
        yield taken(record, _record, fields, record)


def _record(entry: dict[str, Any], record: str) -> Imported | Refused:
    reason = _no_model(entry)
    return Refused(record, reason) if reason else _imported(entry, record)


def _no_model(entry: dict[str, Any]) -> str | None:
    if not entry.get("name") or not entry.get("display_name"):
        return "names no model"
    if entry["name"].startswith(_TEST):
        return "is a test and not a model"
    if _SETTING.search(entry["display_name"]) or _SETTING.search(entry["name"]):
        return "is one setting of a model"
    return None if entry.get("access") in WORDS else "has an access other than open, limited and closed"


def _imported(entry: dict[str, Any], record: str) -> Imported:
    name = _CLOUD.sub("", entry["display_name"].strip())
    creators = [part.strip() for part in re.split(r"/| & ", entry.get("creator_organization_name") or "")]
    developers = [Named("organization", creator) for creator in creators if creator]
    values: dict[str, Any] = {
        "released": day(entry.get("release_date")),
        "modalities": list(
            dict.fromkeys(word for tag in entry.get("tags") or [] for word in MODALITIES.get(tag, ()))
        ),
        "parameters": parameter_count(entry.get("num_parameters") or ""),
        "developed_by": [{"organization": developer} for developer in developers],
    }
    if name != entry["display_name"].strip():
        values = {"offered_by": [{"provider": Named("organization", "Amazon"), "mode": "CLOUD"}]}
    else:
        judged = verdict("final-weights", WORDS[entry["access"]], SOURCE)
        values["openness_properties"] = {"final-weights": judged}
        if entry["access"] == "limited" and len(developers) == 1:
            values["offered_by"] = [{"provider": developers[0], "mode": "API"}]
    return Imported("model", name, {}, {key: value for key, value in values.items() if value}, record)
