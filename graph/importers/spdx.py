"""ScanCode's licence index: keys, SPDX ids and categories of licences.

Format: one JSON list, an object a licence.
Odd values: exceptions stand among the licences; two thirds have an id of ScanCode's own (`LicenseRef-`);
ids that SPDX has given up are marked as deprecated or listed as other ids.
Left out: licences that no known model carries (`reading/used_licenses.py`); the categories `Proprietary
Free`, `Free Restricted`, `Source-available` and the like, which do not tell ours apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.importers import Imported, Refused
from graph.importers.reading.files import read_json, wrong_format
from graph.importers.reading.taking import taken
from graph.importers.reading.used_licenses import NOT_USED, USED
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day

SOURCE = SourceFacts(
    url="https://github.com/aboutcode-org/scancode-licensedb",
    title="ScanCode LicenseDB",
    publisher="AboutCode",
    published=Day.parse("2025-07-22"),
    source_kind=SourceKind.INDEX,
    license="CC-BY-4.0",
)
EXPECTED = "ScanCode's JSON list of licences, with `license_key` and `spdx_license_key`"
CATEGORIES = {
    "Permissive": "PERMISSIVE",
    "Copyleft": "COPYLEFT",
    "Copyleft Limited": "WEAK_COPYLEFT",
    "Public Domain": "PUBLIC_DOMAIN",
}


def read(path: Path) -> Iterator[Imported | Refused]:
    """The licences of the file."""
    content = read_json(path, EXPECTED)
    if not isinstance(content, list) or not content:
        raise wrong_format(path, EXPECTED, "no list, or an empty one")
    if not isinstance(content[0], dict) or "license_key" not in content[0]:
        raise wrong_format(path, EXPECTED, "a list of other things")
    for number, entry in enumerate(content, start=1):
        key = entry.get("license_key") if isinstance(entry, dict) else None
        place = f"{number}: {key or 'without key'}"
        yield taken(place, _record, entry, place)


def _record(entry: dict[str, Any], place: str) -> Imported | Refused:
    spdx = str(entry["spdx_license_key"])
    if entry.get("is_exception"):
        return Refused(place, "is an exception to licences, and not a licence")
    if entry.get("is_deprecated"):
        return Refused(place, "is an id that has been given up")
    if spdx not in USED:
        return Refused(place, NOT_USED)
    values = {"spdx_id": spdx, "category": CATEGORIES.get(entry["category"])}
    return Imported("license", spdx, {"spdx": spdx}, {key: v for key, v in values.items() if v}, place)
