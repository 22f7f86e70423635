"""Legal Entity Identifiers of technology companies, put together from public sources that quote GLEIF.

Format: CSV with `lei`, `name`, `country` and `source`.
Odd values: one LEI under several names; rows without an LEI; made-up ones, whose check digits fail; a
company of the same name in another country.
Left out: countries, which are those of the seat in the register and often not those of the head office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from graph.importers import Imported, Refused
from graph.importers.reading.files import read_csv
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day

SOURCE = SourceFacts(
    url="https://github.com/edmcouncil/fibo",
    title="Attested LEIs of technology companies, after FIBO, SEC filings and GLEIF",
    publisher="EDM Council and others",
    published=Day.parse("2026-06"),
    source_kind=SourceKind.INDEX,
    license="MIT",
)
EXPECTED = "a CSV file of LEIs, with `lei`, `name` and `source`"
_FORM = re.compile(r"^[A-Z0-9]{18}\d{2}$")
_NAMESAKES = ("9845005D09BD6A4U1D27",)
"""A company of the Cayman Islands that bears the name of a Chinese one."""


def read(path: Path) -> Iterator[Imported | Refused]:
    """The rows of the file."""
    for number, row in read_csv(path, ("lei", "name", "source"), EXPECTED):
        place, lei, name = f"row {number}", row["lei"].strip(), row["name"].strip()
        if not lei or not name:
            yield Refused(place, "gives no LEI or no name")
        elif not is_lei(lei):
            yield Refused(place, "gives an LEI whose check digits do not hold")
        elif lei in _NAMESAKES:
            yield Refused(place, "is likely a namesake of the company that other sets mean")
        else:
            yield Imported("organization", name, {"lei": lei}, {}, place)


def is_lei(text: str) -> bool:
    """Whether a text has the form of an LEI and its check digits hold.

    Source: ISO 17442 with the check of ISO/IEC 7064, MOD 97-10: letters read as 10 to 35, the rest is 1.
    """
    if not _FORM.match(text):
        return False
    return int("".join(str(int(character, 36)) for character in text)) % 97 == 1
