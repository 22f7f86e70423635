"""Write the column `ours` of docs/assessments.tsv again: our verdicts beside those that publishers state.

`theirs` and `reason` are kept by hand. Where our verdict has changed the reason is emptied, so that the tests
fail until somebody has read the row again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from api.client import Client

TABLE = Path(__file__).resolve().parent.parent / "docs" / "assessments.tsv"
COLUMNS = ("model", "definition", "ours", "theirs", "reason")
QUERY = """query Verdicts($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Model { id assessments {
    definition { id } outcome possible score { least most } } } }
}"""

Verdicts = Mapping[tuple[str, str], str]
"""Model and definition -> our verdict in a few words."""


def read_table() -> list[dict[str, str]]:
    """The rows of the table, by column."""
    text = TABLE.read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def verdicts(models: Sequence[str], client: Client) -> Verdicts:
    """Our verdicts on models by every definition."""
    return {
        (model["id"], item["definition"]["id"]): _in_words(item)
        for model in client.data(QUERY, {"ids": models})["nodes"]
        for item in model["assessments"]
    }


def refreshed(rows: Sequence[Mapping[str, str]], ours: Verdicts) -> list[dict[str, str]]:
    """The rows with our verdicts as they are now, without a reason where they are no longer the same."""
    result = []
    for row in rows:
        now = ours[row["model"], row["definition"]]
        result.append({**row, "ours": now, "reason": row["reason"] if row["ours"] == now else ""})
    return result


def _in_words(assessment: Mapping[str, Any]) -> str:
    """`MET`, `UNKNOWN (MET or NOT_MET)`, or with points `PARTIAL, 5 to 7.5`."""
    words = assessment["outcome"]
    if len(assessment["possible"]) > 1:
        words += f" ({' or '.join(assessment['possible'])})"
    score = assessment["score"]
    if score is None:
        return str(words)
    least, most = (f"{score[end]:g}" for end in ("least", "most"))
    return f"{words}, {least}" if least == most else f"{words}, {least} to {most}"


def main() -> None:
    """Write the table again."""
    rows = read_table()
    rows = refreshed(rows, verdicts(sorted({row["model"] for row in rows}), Client()))
    lines = ["\t".join(COLUMNS), *("\t".join(row[column] for column in COLUMNS) for row in rows)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
