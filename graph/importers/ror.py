"""Research Organization Registry: identifiers, kind and country of organizations that other sets name.

Format: one JSON object a line; `matched_names` are the names by which other sets may mean the organization.
Odd values: companies have a record a country, `IBM (Canada)`, and only one of them, if any, is the whole
company; some are namesakes (the Mosaic Company makes fertilizer); some are withdrawn or inactive;
`wikidata` may be null; relatives of the organizations stand among them.
Left out: parents and children, which are of many kinds and undated; ISNI and GRID, for which there is no
scheme.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.importers import Imported, Named, Refused
from graph.importers.reading.files import read_json_lines, wrong_format
from graph.importers.reading.taking import taken, text
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day

SOURCE = SourceFacts(
    url="https://github.com/ror-community/ror-records",
    title="Research Organization Registry",
    publisher="Research Organization Registry",
    published=Day.parse("2026-06-23"),
    source_kind=SourceKind.INDEX,
    license="CC0-1.0",
)
EXPECTED = "a JSON object a line with records of the Research Organization Registry, with `ror` and `types`"
KINDS = {
    "company": "COMPANY",
    "education": "UNIVERSITY",
    "facility": "RESEARCH_INSTITUTE",
    "nonprofit": "NONPROFIT",
    "government": "GOVERNMENT_BODY",
}
NAMESAKES = (
    "ARC Institute",
    "Fundatia ADEPT",
    "MagIC",
    "Maritime Research Institute Netherlands",
    "Mosaic Company",
    "Romanian InSpace Engineering SRL",
    "Summit University, Offa",
)
"""Bodies that share a short name with a developer of models and are none."""
_COUNTRY = re.compile(r"\s*\([^()]*\)$")


def read(path: Path) -> Iterator[Imported | Refused]:
    """The lines of the file."""
    rows = list(read_json_lines(path, EXPECTED))
    for line, row in rows:
        if not {"ror", "types"} <= row.keys():
            raise wrong_format(path, EXPECTED, "an object without them", line)
    whole = _whole([row for _, row in rows])
    for line, row in rows:
        yield taken(f"line {line}", _record, row, whole, f"line {line}")


def _whole(rows: list[dict[str, Any]]) -> set[str]:
    """Ids of the records that a name means: the only one of that name, or the head of its branches."""
    mains = Counter(_main(row.get("name")) for row in rows)
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        for key in _keys(row):
            groups.setdefault(key, []).append(row)
    whole = set()
    for key, group in groups.items():
        ids = {str(row["ror"]) for row in group}
        heads = [row for row in group if _related(row, "child") and not _related(row, "parent") & ids]
        named = [row for row in group if _main(row.get("name")) == key and mains[key] == 1]
        whole |= next(({str(found[0]["ror"])} for found in (group, named, heads) if len(found) == 1), set())
    return whole


def _main(name: Any) -> str:
    return _COUNTRY.sub("", str(name)).casefold()


def _keys(row: dict[str, Any]) -> set[str]:
    """The names under which other sets may mean an organization."""
    names = row.get("matched_names")
    return {str(name).casefold() for name in names} if isinstance(names, list) else set()


def _related(row: dict[str, Any], relation: str, field: str = "id") -> set[str]:
    found = row.get("relationships")
    items = [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
    return {str(item.get(field)) for item in items if item.get("type") == relation}


def _record(row: dict[str, Any], whole: set[str], place: str) -> Imported | Refused:
    name = _COUNTRY.sub("", row["name"])
    if row["status"] != "active":
        return Refused(place, "is withdrawn or no longer active")
    if not row["matched_names"]:
        return Refused(place, "is only a relative of an organization that is named elsewhere")
    if name in NAMESAKES:
        return Refused(place, "is a namesake of the organization that other sets mean")
    is_branch = _main(name) in {_main(label) for label in _related(row, "parent", "label")}
    if is_branch or row["ror"] not in whole:
        return Refused(place, "is a branch or namesake among several of one name")
    kinds = [KINDS[word] for word in row["types"] if word in KINDS]
    identifiers = {"ror": row["ror"].rpartition("/")[2], "wikidata": _optional(row.get("wikidata"))}
    values = {
        "aliases": sorted({text(alias) for alias in row["names"] if alias not in (name, row["name"])}),
        "kind": kinds[0] if kinds else None,
        "country": _country(_optional(row.get("country"))),
    }
    return Imported(
        "organization",
        name,
        {scheme: value for scheme, value in identifiers.items() if value},
        {key: value for key, value in values.items() if value},
        place,
    )


def _optional(value: object) -> str | None:
    return text(value) if value else None


def _country(code: str | None) -> Named | None:
    return Named("jurisdiction", code, {"iso_3166": code}) if code else None
