"""Who signed the General-Purpose AI Code of Practice of the European Union, which chapters, and who declined.

Format: CSV with `organization`, `status` (`signatory`, `declined`), `chapters`, `as_of`, `source` in words.
Odd values: chapters are `not stated` for all that a report lists, `safety and security only` for one; who
declined has none. A signature of which no chapters are stated is taken as one of the whole Code, since lists
of signatories single out who signed a part.
Left out: rows whose source is none of those below; signatories of which nothing else is known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.importers import Imported, Refused
from graph.importers.reading.dates import day
from graph.importers.reading.files import read_csv
from graph.importers.reading.taking import taken
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day

SOURCE = SourceFacts(
    url="https://internationalaisafetyreport.org",
    title="International AI Safety Report 2026: signatories of the EU Code of Practice",
    publisher="International AI Safety Report",
    published=Day.parse("2026"),
    source_kind=SourceKind.SECONDARY,
)
REGISTRY = SourceFacts(
    url="https://aiprovidertrust.com/questions/gpai-code-of-practice/",
    title="Who signed the EU GPAI Code of Practice?",
    publisher="AI Provider Trust Registry",
    published=Day.parse("2026-07-05"),
    source_kind=SourceKind.SECONDARY,
)
PRESS = SourceFacts(
    url="https://www.anews.com.tr/tech/2025/07/19/meta-will-not-sign-eus-ai-code-of-practice-due-to-legal-uncertainty",
    title="Meta will not sign EU's AI code of practice due to legal uncertainty",
    publisher="dpa in Anews",
    published=Day.parse("2025-07-19"),
    source_kind=SourceKind.SECONDARY,
)
EXPECTED = "a CSV file of signatories, with `organization`, `status`, `chapters`, `as_of` and `source`"
COLUMNS = ("organization", "status", "chapters", "as_of", "source")
SOURCES = {
    "International AI Safety Report 2026, note on the EU General-Purpose AI Code of Practice": SOURCE,
    "press and registry pages citing the European Commission list": REGISTRY,
    "press reports of the company's public statement": PRESS,
}
SIGNED: dict[str, dict[str, Any]] = {
    "not stated": {"status": "MET"},
    "safety and security only": {"status": "PARTLY_MET", "chapters": ["SAFETY_AND_SECURITY"]},
}


def read(path: Path) -> Iterator[Imported | Refused]:
    """The rows of the file."""
    for number, row in read_csv(path, COLUMNS, EXPECTED):
        yield taken(f"row {number}", _record, row, f"row {number}")


def _record(row: dict[str, str], record: str) -> Imported | Refused:
    source = SOURCES.get(row["source"].strip())
    found = (
        {"status": "REFUSED"} if row["status"].strip() == "declined" else SIGNED.get(row["chapters"].strip())
    )
    if not row["organization"].strip():
        return Refused(record, "names no organization")
    if source is None:
        return Refused(record, f"names a source that is not known here: {row['source'].strip()}")
    if found is None:
        return Refused(record, f"names chapters that are not known here: {row['chapters'].strip()}")
    commitment = {"source": [source], "duty": "CODE_OF_PRACTICE", **found, "as_of": day(row["as_of"])}
    return Imported("organization", row["organization"].strip(), {}, {"commitments": [commitment]}, record)
