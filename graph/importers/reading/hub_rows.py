"""Rows about repositories of the Hugging Face Hub, as its API and collections made from it have them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.importers.reading import hub
from graph.importers.reading.dates import day

Row = Mapping[str, Any]
_MARKDOWN = re.compile(r"^\[([^\]]+)\]")
COLLECTED = "2026-10"
"""Month of the newest collection, whose rows tell no day."""
GUESSED = 1_000_000
"""Downloads that are a multiple of this were written by hand, with the likes beside them."""
_RELATIONS = {
    "finetune": "FINE_TUNE",
    "finetuned": "FINE_TUNE",
    "quantized": "QUANTIZATION",
    "adapter": "ADAPTER",
    "merge": "MERGE",
    "merged": "MERGE",
}


@dataclass(frozen=True)
class Repository:
    """What a row says about a repository.

    gated: `false`, `auto` or `manual` as the hub has it, or a bare `true`; `""`: the row does not say.
    bases: relation and id of each model that it names as its base.
    adoption: signal and figure of each measure of use; 0 stands for unknown and is left out.
    observed: the day of these figures, where the row tells it.
    """

    id: str | None
    licenses: tuple[str, ...] = ()
    gated: str = ""
    created: str | None = None
    bases: tuple[tuple[str, str], ...] = ()
    parameters: int | None = None
    is_dataset: bool = False
    adoption: tuple[tuple[str, int], ...] = ()
    observed: str | None = None


def repository(row: Row) -> Repository | None:
    """The repository of a row in one of the known shapes, or `None` where it is in none of them."""
    return next((read(row) for keys, read in _SHAPES if keys <= row.keys()), None)


def has_shape(row: Row) -> bool:
    """Whether a row is in one of the known shapes."""
    return any(keys <= row.keys() for keys, _ in _SHAPES)


def relation(word: str) -> str | None:
    """The kind of derivation that a word of the hub means."""
    return _RELATIONS.get(word.strip().lower())


def _of_api(row: Row) -> Repository:
    card = row.get("cardData") or row.get("card_data") or {}
    card = card if isinstance(card, dict) else {}
    tags = [tag for tag in row.get("tags") or [] if isinstance(tag, str)]
    license_tags = [tag.partition(":")[2] for tag in tags if tag.startswith("license:")]
    tensors = row.get("safetensors") or {}
    total = tensors.get("total") if isinstance(tensors, dict) else None
    return Repository(
        hub.hub_id(row.get("id") or row.get("modelId") or row.get("model_id")),
        _names(card.get("license") or row.get("license") or license_tags),
        _gated(row.get("gated")),
        row.get("createdAt") or row.get("created_at"),
        bases_in(tags),
        total if isinstance(total, int) and total > 0 else None,
        adoption=_adoption(row, HUB_DOWNLOADS_LAST_MONTH="downloads", HUB_LIKES="likes"),
        observed=day(row.get("observed_at")) or _day_first(row.get("mined_date")),
    )


def bases_in(tags: list[str]) -> tuple[tuple[str, str], ...]:
    """Relation and id of the bases that tags name: `base_model:quantized:owner/name`."""
    parts = (tag.split(":", 2) for tag in tags if tag.startswith("base_model:"))
    found = ((relation(part[1]), hub.hub_id(part[2])) for part in parts if len(part) == 3)
    return tuple(dict.fromkeys((word, base) for word, base in found if word and base))


def _of_snapshot(row: Row) -> Repository:
    tags = [tag for tag in row.get("tags_sample") or [] if isinstance(tag, str)]
    return Repository(
        hub.hub_id(row["target_id"]) if row.get("hf_api_status") == 200 else None,
        _names(row.get("license")),
        _gated(row.get("gated")),
        bases=bases_in(tags),
        is_dataset=row.get("target_type") == "dataset",
    )


def _of_llmfit(row: Row) -> Repository:
    raw, downloads = row.get("parameters_raw"), row.get("hf_downloads")
    is_guess = isinstance(downloads, int) and downloads > 0 and downloads % GUESSED == 0
    return Repository(
        hub.hub_id(row["name"]),
        _names(row.get("license")),
        created=row.get("release_date"),
        parameters=raw if isinstance(raw, int) and raw > 0 else None,
        adoption=(
            () if is_guess else _adoption(row, HUB_DOWNLOADS_LAST_MONTH="hf_downloads", HUB_LIKES="hf_likes")
        ),
        observed=COLLECTED,
    )


def _of_leaderboard(row: Row) -> Repository:
    base, kind = hub.hub_id(row.get("Base Model")), str(row.get("Type"))
    word = "MERGE" if "merge" in kind or row.get("Merged") == "True" else "FINE_TUNE"
    word = "CONTINUED_PRETRAINING" if "continuously pretrained" in kind else word
    name = hub.hub_id(row["fullname"])
    bases = ((word, base),) if base and base != name and "🟢" not in kind else ()
    return Repository(name, _names(row["Hub License"]), created=row.get("Upload To Hub Date"), bases=bases)


def _of_tree(row: Row) -> Repository:
    try:
        record = json.loads(row["metadata"])
    except json.JSONDecodeError:
        return Repository(None)
    return _of_api(record) if isinstance(record, dict) else Repository(None)


def _of_hand_list(row: Row) -> Repository:
    found = _MARKDOWN.match(row["model_id"])
    return Repository(
        hub.hub_id(found[1] if found else row["model_id"]), _names(row["suggested_license_name"])
    )


def _of_catalog(row: Row) -> Repository:
    return Repository(hub.hub_id(f"{row['developer']}/{row['model_name']}"), created=row.get("createdAt"))


def _of_gallery(row: Row) -> Repository:
    found = [repository for repository in map(hub.hub_id, row["urls"] or []) if repository]
    return Repository(found[0] if found else None, _names(row.get("license")))


def _of_panel(row: Row) -> Repository:
    return Repository(
        hub.hub_id(row["model"]),
        _names(row.get("license")),
        created=row.get("created"),
        adoption=_adoption(row, HUB_DOWNLOADS_ALL_TIME="downloadsAllTime"),
        observed=day(row.get("time")),
    )


_SHAPES: tuple[tuple[set[str], Callable[[Row], Repository]], ...] = (
    ({"target_id", "target_type"}, _of_snapshot),
    ({"fullname", "Hub License"}, _of_leaderboard),
    ({"model_id", "suggested_license_name"}, _of_hand_list),
    ({"model_id", "metadata"}, _of_tree),
    ({"model_name", "developer"}, _of_catalog),
    ({"name", "provider", "parameters_raw"}, _of_llmfit),
    ({"name", "urls", "tags"}, _of_gallery),
    ({"model", "license", "url"}, _of_panel),
    ({"model", "author", "created"}, _of_panel),
    ({"id"}, _of_api),
    ({"modelId"}, _of_api),
    ({"model_id"}, _of_api),
)
"""The keys by which a shape is told, in order: the API's own is the one with the fewest."""


def _names(value: Any) -> tuple[str, ...]:
    """Licence tags; `other` and `unknown` leave the terms open, and say nothing."""
    texts = value if isinstance(value, list) else str(value or "").split(",")
    tags = (str(text).strip() for text in texts)
    return tuple(dict.fromkeys(tag for tag in tags if tag and tag.lower() not in ("other", "unknown")))


def _adoption(row: Row, **keys: str) -> tuple[tuple[str, int], ...]:
    """Signal and figure for each signal whose key holds a whole number above 0."""
    found = ((signal, str(row.get(key))) for signal, key in keys.items())
    return tuple((signal, int(text)) for signal, text in found if text.isdecimal() and int(text))


def _day_first(text: str | None) -> str | None:
    """A date written 31-12-2025."""
    return day("-".join(reversed((text or "").split("-"))))


def _gated(value: Any) -> str:
    word = str(value).strip().lower()
    return word if word in ("false", "auto", "manual", "true") else ""
