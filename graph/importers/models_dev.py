"""models.dev: canonical models, and the offers of a hundred providers with their prices.

Format: a folder with `models/<lab>/<model>.toml`, `providers.jsonl`, `provider-models.jsonl` (one offer a
line) and, where present, `openrouter-models.jsonl` (OpenRouter's own list).
Odd values: dates of year, month or day; `license` for few models; an offer may give only `base_model` or
`symlink_to`, from which its name comes; resellers write `open_weights: false` for everything, so that this
is taken from canonical models alone. OpenRouter's `hugging_face_id` is null or empty, its prices are text a
token, its `created` is the day of listing. Prices of nought in plans and trials are none.
Left out: `-latest` names, which move from model to model; families, limits of providers, benchmarks;
providers as such, which have a name but no kind of organization.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.importers import Imported, Named, Refused
from graph.importers.reading import hub
from graph.importers.reading.dates import day
from graph.importers.reading.files import files_below, read_json_lines, read_toml
from graph.importers.reading.licenses import grants
from graph.importers.reading.links import link
from graph.importers.reading.prices import per_million, prices
from graph.importers.reading.providers import provider
from graph.importers.reading.taking import taken
from graph.importers.reading.verdicts import verdict
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day

SOURCE = SourceFacts(
    url="https://github.com/anomalyco/models.dev",
    title="models.dev: database of AI models",
    publisher="models.dev",
    published=Day.parse("2026-07-02"),
    source_kind=SourceKind.INDEX,
    license="MIT",
)
MOVING = "is a name that moves from model to model"
EXPECTED = "the folder of models.dev, with `models/`, `providers.jsonl` and `provider-models.jsonl`"
MODALITIES = {"text": "TEXT", "image": "IMAGE", "video": "VIDEO", "audio": "AUDIO"}
_NAMED_LATEST = re.compile(r"\s*\(latest\)$", re.IGNORECASE)


def read(path: Path) -> Iterator[Imported | Refused]:
    """The canonical models, then the offers of providers, then OpenRouter's list."""
    canonical: dict[str, Imported] = {}
    for file in files_below(path, ("models/*/*.toml",), EXPECTED):
        record = file.relative_to(path).as_posix()
        content = read_toml(file, EXPECTED)
        model = taken(record, _canonical, content, file.parent.name, record)
        if file.stem.endswith("-latest") and isinstance(model, Imported):
            model = Refused(record, MOVING)
        if isinstance(model, Imported):
            canonical[record.removeprefix("models/").removesuffix(".toml")] = model
        yield model
    labels = {
        str(row.get("provider_id")): str(row.get("name"))
        for _, row in read_json_lines(path / "providers.jsonl", EXPECTED)
    }
    for line, row in read_json_lines(path / "provider-models.jsonl", EXPECTED):
        record = f"provider-models.jsonl line {line}"
        yield taken(record, _offer, row, record, canonical, labels)
    listing = path / "openrouter-models.jsonl"
    for line, row in read_json_lines(listing, EXPECTED) if listing.exists() else ():
        record = f"openrouter-models.jsonl line {line}"
        yield taken(record, _routed, row, record)


def _canonical(content: dict[str, Any], lab: str, record: str) -> Imported | Refused:
    if not content.get("name"):
        return Refused(record, "names no model")
    weights = link([entry.get("url") for entry in content.get("weights", [])])
    repository = hub.hub_id(weights)
    word = ("open" if content["open_weights"] else "closed") if "open_weights" in content else ""
    judged = verdict("final-weights", word, SOURCE, location=weights)
    modalities = content.get("modalities", {})
    values = {
        "released": day(content.get("release_date")),
        "modalities": _modalities([*modalities.get("input", []), *modalities.get("output", [])]),
        "context_length": content.get("limit", {}).get("context"),
        "developed_by": [{"organization": Named("organization", lab)}],
        "licensed_under": grants([content.get("license")]),
        "openness_properties": {"final-weights": judged} if judged else {},
    }
    identifiers = {"hugging_face": repository} if repository else {}
    name = _NAMED_LATEST.sub("", content["name"])
    return Imported(
        "model", name, identifiers, {key: value for key, value in values.items() if value}, record
    )


def _offer(
    row: dict[str, Any], record: str, canonical: dict[str, Imported], labels: dict[str, str]
) -> Imported | Refused:
    served_by, slug = row.get("provider_id"), str(row.get("model_id") or "")
    if not served_by or not slug:
        return Refused(record, "names no provider or no model")
    known = canonical.get(str(row.get("base_model")))
    name = known.name if known else str(row.get("name") or slug.rpartition("/")[2])
    if slug.endswith("-latest"):
        return Refused(record, MOVING)
    organization, mode = provider(labels.get(served_by, served_by))
    cost = row.get("cost") or {}
    offer: dict[str, Any] = {
        "provider": organization,
        "mode": mode,
        **prices(per_million(cost.get("input")), per_million(cost.get("output"))),
    }
    if row.get("status") == "deprecated":
        offer["note"] = "Marked as deprecated."
    repository = hub.hub_id(slug) if served_by == "huggingface" else None
    identifiers = known.identifiers if known else {"hugging_face": repository} if repository else {}
    return Imported("model", _NAMED_LATEST.sub("", name), identifiers, {"offered_by": [offer]}, record)


def _routed(row: dict[str, Any], record: str) -> Imported | Refused:
    owner, _, slug = str(row.get("id") or "").partition("/")
    name = slug.partition(":")[0]
    if not name or owner.lstrip("~") == "openrouter":
        return Refused(record, "names no model, but a route that chooses among several")
    if name.endswith("-latest"):
        return Refused(record, MOVING)
    cost = row.get("pricing") or {}
    offer = {
        "provider": Named("organization", "OpenRouter"),
        "mode": "API",
        **prices(per_million(cost.get("prompt"), 1e6), per_million(cost.get("completion"), 1e6)),
    }
    repository = hub.hub_id(row.get("hugging_face_id"))
    identifiers = {"hugging_face": repository} if repository else {}
    return Imported("model", name, identifiers, {"offered_by": [offer]}, record)


def _modalities(words: list[str]) -> list[str]:
    return list(dict.fromkeys(MODALITIES[word] for word in words if word in MODALITIES))
