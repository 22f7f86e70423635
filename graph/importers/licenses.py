"""SPDX licence list: names, addresses, and whether the Open Source Initiative has approved a licence.

Format: one JSON object, keyed by SPDX id, of `name`, `url` and `osiApproved`.
Odd values: `url` may hold several addresses on lines of their own.
Left out: licences that no known model carries (`reading/used_licenses.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.importers import Imported, Refused
from graph.importers.reading.files import read_json, wrong_format
from graph.importers.reading.links import link
from graph.importers.reading.taking import taken, text
from graph.importers.reading.used_licenses import NOT_USED, USED
from graph.schema.kind import SourceFacts, SourceKind

SOURCE = SourceFacts(
    url="https://spdx.org/licenses/",
    title="SPDX License List",
    publisher="SPDX",
    source_kind=SourceKind.INDEX,
    license="CC0-1.0",
)
EXPECTED = "the JSON object of the SPDX licence list, with `name` and `osiApproved` by id"


def read(path: Path) -> Iterator[Imported | Refused]:
    """The licences of the file."""
    content = read_json(path, EXPECTED)
    if not isinstance(content, dict) or not content:
        raise wrong_format(path, EXPECTED, "no object, or an empty one")
    if not any(isinstance(entry, dict) and "osiApproved" in entry for entry in content.values()):
        raise wrong_format(path, EXPECTED, "an object of other things")
    for spdx, entry in content.items():
        yield taken(spdx, _record, spdx, entry)


def _record(spdx: str, entry: dict[str, Any]) -> Imported | Refused:
    if spdx not in USED:
        return Refused(spdx, NOT_USED)
    values = {"spdx_id": spdx, "osi_approved": entry["osiApproved"] is True, "url": link(entry.get("url"))}
    values = {key: value for key, value in values.items() if value is not None}
    return Imported("license", text(entry["name"]), {"spdx": spdx}, values, spdx)
