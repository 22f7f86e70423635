"""Write docs/control-over-time.tsv again: who controlled an organization on a day, and on which sources.

`organization` and `day` are kept by hand; the other columns are what the graph answers with `asOf`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from api.client import Client

TABLE = Path(__file__).resolve().parent.parent / "docs" / "control-over-time.tsv"
COLUMNS = ("organization", "day", "status", "controllers", "sources")
QUERY = """query Control($id: ID!, $day: Date!) {
  organization(id: $id) {
    controlStatus(asOf: $day)
    controllers(asOf: $day) { degree basis path { holder { id } sources { id } } }
    knownHolders(asOf: $day) { sources { id } }
  }
}"""


def read_table() -> list[dict[str, str]]:
    """The rows of the table, by column."""
    text = TABLE.read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def answered(rows: Sequence[Mapping[str, str]], client: Client) -> list[dict[str, str]]:
    """The rows with what the graph answers now."""
    return [_answer(row["organization"], row["day"], client) for row in rows]


def _answer(organization: str, day: str, client: Client) -> dict[str, str]:
    found = client.data(QUERY, {"id": organization, "day": day})["organization"]
    steps = [step for control in found["controllers"] for step in control["path"]]
    return {
        "organization": organization,
        "day": day,
        "status": found["controlStatus"],
        "controllers": "; ".join(map(_in_words, found["controllers"])) or "none known",
        "sources": ", ".join(_sources(steps or found["knownHolders"])) or "none",
    }


def _in_words(control: Mapping[str, Any]) -> str:
    """`elon-musk <- spacex (SOLE, VOTES)`: from the controller down, without the organization itself."""
    path = " <- ".join(step["holder"]["id"].partition("/")[2] for step in control["path"])
    return f"{path} ({control['degree']}, {control['basis']})"


def _sources(of: Iterable[Mapping[str, Any]]) -> list[str]:
    """What the path rests on; without one, what is known of the holders does."""
    return sorted({source["id"] for item in of for source in item["sources"]})


def main() -> None:
    """Write the table again."""
    rows = answered(read_table(), Client())
    lines = ["\t".join(COLUMNS), *("\t".join(row[column] for column in COLUMNS) for row in rows)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
