"""Write `seed_data/rules/license-inheritance.yaml` from the researched table of rules on derivatives.

Usage: python tools/seed_inheritance.py --facts FOLDER, where FOLDER holds `license-inheritance.yaml`. The
same table gives the same file, byte for byte. Its words for duties become those of the vocabularies.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from seed_licenses import entry, listing, slug

from graph.facts.load import load_facts
from graph.schema.source import Source

ROOT = Path(__file__).resolve().parent.parent
READINGS: dict[str, Any] = yaml.safe_load(
    (ROOT / "tools" / "inheritance_readings.yaml").read_text(encoding="utf-8")
)
HEAD = """\
# What follows from upstream terms along a lineage: what a derivative owes, and which labels it may not carry.
# Of several rules that fit, the one for the upstream family decides, else the first. A label that no list of
# a rule holds needs review. Readings of the texts in our own words; no legal advice.
rules:
"""

COPIES = ("quantization", "format_conversion")
"""Relations that are at least copies, and perhaps no more."""

Row = Mapping[str, Any]


def main() -> None:
    """Write the file of rules."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--facts", type=Path, required=True, help="folder that holds license-inheritance.yaml"
    )
    table = yaml.safe_load(
        (parser.parse_args().facts / "license-inheritance.yaml").read_text(encoding="utf-8")
    )
    sources = {item.url: entity.id for entity, item in load_facts(ROOT / "seed_data").nodes(Source)}
    rules = "".join(line for row in table["rules"] for part in parts(row) for line in rule(part, sources))
    path = ROOT / "seed_data" / "rules" / "license-inheritance.yaml"
    path.write_text(HEAD + rules, encoding="utf-8")


def parts(row: Row) -> Iterator[Row]:
    """A row, or two where mere copies have a verdict of their own."""
    of_copies = READINGS["rules"].get(row["id"], {}).get("verdict_of_copies")
    if of_copies is None:
        yield row
        return
    copies = [relation for relation in row["relations"] if relation in COPIES]
    others = [relation for relation in row["relations"] if relation not in COPIES]
    yield {**row, "relations": others}
    yield {**row, "id": f"{row['id']}-copies", "relations": copies, "verdict_if_conflict": of_copies}


def rule(row: Row, sources: Mapping[str, str]) -> Iterator[str]:
    """The lines of one rule, keys in the order of the declaration."""
    more = READINGS["rules"].get(row["id"], {})
    duties = [duty for word in row["obligations"] for duty in READINGS["duties"][word]]
    limits = [limit for word in row["obligations"] for limit in READINGS["limits"].get(word, ())]
    lines = [
        entry("id", row["id"]),
        listing("upstream", list(map(word, row["upstream"]))),
        entry("upstream_kind", row["upstream_kind"].upper()) if row["upstream_kind"] != "model" else "",
        entry("family", more.get("family")),
        entry("relations", [name for item in row["relations"] for name in READINGS["relations"][item]]),
        entry("obligations", list(dict.fromkeys(duties))),
        entry("restrictions", list(dict.fromkeys(limits))),
        *(words(key, list(map(word, row[f"declared_{key}"]))) for key in ("ok", "conflict", "incomplete")),
        words("over_restrictive", more.get("over_restrictive", [])),
        entry("verdict", verdict(row)),
        entry("incomplete_verdict", more.get("incomplete_verdict")),
        entry("clause", row["clause"]),
        entry("source", sources[row["source_url"]]),
        entry("locator", row["source_path"]),
        entry("confidence", row["confidence"].upper()),
        entry("note", row["note"]),
    ]
    for at, line in enumerate("".join(lines).splitlines(keepends=True)):
        yield f"{'  - ' if at == 0 else '    '}{line}"


def word(license_id: str) -> str:
    """A licence by its id here; a keyword stays as it is."""
    is_keyword = (license_id.isupper() and "_" in license_id) or license_id == "ANY"
    return license_id if is_keyword else f"license/{slug(license_id)}"


def words(key: str, items: list[str]) -> str:
    """A list of licences and keywords; nothing where it is empty."""
    return listing(key, items) if items else ""


def verdict(row: Row) -> str | None:
    """The verdict, where it is not the usual one."""
    usual = row["verdict_if_conflict"] == "conflict" or not row["declared_conflict"]
    return None if usual else row["verdict_if_conflict"].upper()


if __name__ == "__main__":
    main()
