"""Write `seed_data/organization/` and `seed_data/person/` from the researched rows on ownership and control.

Usage: python tools/seed_control.py --facts FOLDER [--check], where FOLDER holds `control-west.yaml` and
`control-east.yaml`. The same rows give the same files, byte for byte. Files of other organizations are left
alone, and so is a line that no row makes, since somebody wrote it by hand: whoever changes a reading deletes
the line that it replaces. `seed_control_lines.py` makes lines of rows, `seed_control_readings.yaml` holds
decisions.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from seed_control_lines import (
    ENDS,
    NO_OWNER,
    ORDER,
    READINGS,
    Entry,
    Kinds,
    Row,
    dated_evidence,
    folder_id,
    in_order,
    lines_of,
    meets,
    name_of,
    source,
    value_of,
)
from seed_control_yaml import Flow, FlowList, dump, load

ROOT = Path(__file__).resolve().parent.parent
HEAD = ("name", "aliases", "external_ids", "sources", "note", "kind", "country", "public")
KEYS = (*HEAD, *ORDER)
CERTAINTY = {"low": 0, "medium": 1, "high": 2}


@dataclass
class Body:
    """An organization or person with the rows that speak of it and the lines that its file will hold."""

    id: str
    head: Entry
    country: str = ""
    is_listed: bool = False
    rows: list[Row] = field(default_factory=list)
    pages: list[Entry] = field(default_factory=list)
    lines: dict[str, list[Entry]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The organization's kind; empty for a person."""
        return str(self.head.get("kind", ""))

    def add(self, key: str, line: Entry) -> None:
        """Add a line once, however many rows say it."""
        lines = self.lines.setdefault(key, [])
        if line not in lines:
            lines.append(line)


def main() -> int:
    """Write every file, or with `--check` say which differ; 1 if any does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=Path, required=True, help="folder that holds the two tables")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file differs")
    options = parser.parse_args()
    tables = [
        yaml.load((options.facts / f"control-{part}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
        for part in ("west", "east")
    ]
    differing = {
        path: text
        for path, text in seed_files(tables).items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }
    for path, text in differing.items():
        if options.check:
            sys.stderr.write(f"{path.relative_to(ROOT)} differs from the researched rows\n")
        else:
            path.write_text(text, encoding="utf-8")
    return 1 if options.check and differing else 0


def seed_files(tables: Iterable[Mapping[str, Any]]) -> dict[Path, str]:
    """The text of each file by its path."""
    tables = list(tables)
    organizations = [row for table in tables for row in table["organizations"]]
    rows = [row | renamed(row) for table in tables for row in table["facts"]]
    check_readings(organizations, rows)
    bodies = known_bodies(organizations, rows)
    kinds = {body.id: body.kind for body in bodies.values()}
    for row in rows:
        for end in ("subject", "holder"):
            if row[end] in bodies:
                bodies[row[end]].rows.append(row)
    for row in rows:
        for key, target, line in lines_of(row, kinds):
            bodies[target].add(key, line)
    add_statements(bodies, kinds, rows)
    for body in bodies.values():
        add_listing(body)
    paths = {body.id: ROOT / "seed_data" / f"{folder_id(body.id, kinds)}.yaml" for body in bodies.values()}
    return {path: dump(with_hand_written(content(bodies[id_]), path)) for id_, path in paths.items()}


def with_hand_written(entries: Entry, path: Path) -> Entry:
    """The content of a file together with what stands in it already and no row makes."""
    standing = load(path.read_text(encoding="utf-8")) if path.exists() else {}
    merged = {key: together(entries.get(key), standing.get(key)) for key in KEYS}
    for key in ORDER:
        if merged[key]:
            merged[key] = sorted(merged[key], key=first_value)
    return {key: value for key, value in merged.items() if value}


def together(made: Any, standing: Any) -> Any:
    """Both lists or mappings as one, what the rows make first; of plain values the one that the rows make."""
    if isinstance(made, list) and isinstance(standing, list):
        both = [*made, *(item for item in standing if item not in made)]
        return FlowList(both) if all(isinstance(item, str) for item in both) else both
    if isinstance(made, dict) and isinstance(standing, dict):
        return Flow(standing | made)
    return made or standing


def renamed(row: Row) -> dict[str, str]:
    """Ids of bodies that stand in the tables twice, as one."""
    same = READINGS["merged"]
    return {end: same[row[end]]["into"] for end in ("subject", "holder") if row[end] in same}


def check_readings(organizations: Iterable[Row], rows: Iterable[Row]) -> None:
    """Each reading meets one row, and whatever becomes no line or file is said to."""
    rows = list(rows)
    for reading in [*READINGS["rows"], *(added for added in READINGS["added"] if "row" in added)]:
        the_row(reading, rows)
    announced = {name_of(row) for row in rows if row.get("status") == "announced"}
    unseen = {row["id"] for row in organizations} - mentioned(rows) - READINGS["merged"].keys()
    for name, found in (("announced", announced), ("left_out", unseen - READINGS["bodies"].keys())):
        if difference := found ^ set(READINGS[name]):
            raise ValueError(f"`{name}` in the readings and the tables differ in {sorted(difference)}")


def the_row(reference: Row, rows: Iterable[Row]) -> Row:
    """The one row that a reference names."""
    found = [row for row in rows if meets(reference, row)]
    if len(found) != 1:
        raise ValueError(f"{reference['row']!r} meets {len(found)} rows instead of one")
    return found[0]


def mentioned(rows: Iterable[Row]) -> set[str]:
    """Every body that a row speaks of."""
    return {row[end] for row in rows for end in ("subject", "holder")}


def known_bodies(organizations: Iterable[Row], rows: list[Row]) -> dict[str, Body]:
    """Everybody that a row or a reading speaks of, by id."""
    bodies: dict[str, Body] = {}
    skipped = {NO_OWNER, *READINGS["merged"], *READINGS["split"], *READINGS["left_out"]}
    for row in organizations:
        if row["id"] not in skipped:
            body = bodies.setdefault(row["id"], Body(row["id"], {"name": row["name"], "aliases": []}))
            add_organization(body, row)
    for node, facts in READINGS["bodies"].items():
        body = bodies.setdefault(node, Body(node, {"name": facts.get("name")}))
        body.country = facts.get("country", body.country)
        body.head |= {key: value for key, value in facts.items() if key not in ("country", "reason")}
    for row in rows:
        if row["holder"] not in bodies and row["holder"] not in skipped:
            bodies[row["holder"]] = Body(row["holder"], person(row["holder_name"]))
    return dict(sorted(bodies.items()))


def add_organization(body: Body, row: Row) -> None:
    """What a table says of an organization itself; both tables may speak of it."""
    aliases = body.head["aliases"]
    aliases += [name for name in row["aliases"] if name not in aliases and name not in READINGS["no_name"]]
    body.head["kind"] = kind(row)
    body.is_listed = row["kind"] == "public_company"
    body.country = body.country or (row["country"] or "").lower()
    if row["lei"]:
        body.head["external_ids"] = {"lei": row["lei"]}


def kind(row: Row) -> str:
    """The organization's own kind, as the declarations spell it."""
    if reading := READINGS["kinds"].get(row["id"]):
        return str(reading["kind"])
    return "COMPANY" if row["kind"] == "public_company" else str(row["kind"]).upper()


def person(name: str) -> Entry:
    """A person's name, with what stands in brackets as another name."""
    match = re.fullmatch(r"(.+) \((.+)\)", name)
    return {"name": match[1], "aliases": [match[2]]} if match else {"name": name}


def add_statements(bodies: Mapping[str, Body], kinds: Kinds, rows: list[Row]) -> None:
    """What the readings add on the evidence of a row, or of a page of their own."""
    for added in READINGS["added"]:
        row = the_row(added, rows) if "row" in added else None
        line = {key: value_of(key, value) for key, value in added["line"].items()}
        line = {"source": source(row) if row else dict(added["source"])} | line
        line = {"confidence": row["confidence"].upper() if row else "MEDIUM"} | line
        concerned = [bodies[added["target"]], *(bodies[line[end]] for end in ENDS & line.keys())]
        line |= {end: folder_id(line[end], kinds) for end in ENDS & line.keys()}
        for body in concerned:
            body.rows += [row] if row and not body.rows else []
            body.pages += [] if row else [line["source"]]
        bodies[added["target"]].add(added["key"], in_order(added["key"], line))


def add_listing(body: Body) -> None:
    """A company that the tables call public: listed, since its first trading day where a row shows it."""
    if not body.is_listed or not body.rows:
        return
    traded = [row for row in body.rows if row["holder"] == "dispersed-public" and row["valid_from"]]
    row = traded[0] if traded else best(body)
    line: Entry = {"source": source(row)}
    if traded:
        line |= dated_evidence(row)
    else:
        line["confidence"] = "MEDIUM" if row["subject"] == body.id else "LOW"
    body.add("listed", in_order("listed", line))


def best(body: Body) -> Row:
    """The row whose page shows best who a body is: one on itself that names it, the surest, the newest."""
    names = {body.head["name"], *body.head.get("aliases", [])}

    def rank(row: Row) -> tuple[bool, bool, bool, int, str]:
        is_named = any(name in row["source_title"] for name in names)
        is_primary = source(row)["source_kind"] == "PRIMARY"
        certainty = CERTAINTY[row["confidence"]]
        return row["subject"] == body.id, is_primary, is_named, certainty, str(row["as_of"])

    return max(body.rows, key=rank)


def content(body: Body) -> Entry:
    """The content of a file, keys in the order of the declaration."""
    entries: Entry = {
        "name": body.head["name"],
        "aliases": FlowList(body.head.get("aliases", [])),
        "external_ids": external_ids(body),
        "sources": sources(body),
        "kind": body.kind,
        "country": f"jurisdiction/{body.country}" if body.country else "",
        "public": body.id in READINGS["public"],
    }
    for key in ORDER:
        entries[key] = sorted(body.lines.get(key, []), key=first_value)
    return {key: value for key, value in entries.items() if value}


def first_value(line: Entry) -> str:
    """What a line says first, such as its holder."""
    return str(next(iter(line.values())))


def external_ids(body: Body) -> Entry:
    """Identifiers of the body elsewhere."""
    known = body.head.get("external_ids", {}) | READINGS["registry"].get(body.id, {})
    return Flow({key: known[key] for key in ("wikidata", "lei", "ror") if key in known})


def sources(body: Body) -> list[Any]:
    """The documents that the plain statements of a file rest on."""
    pages = list(body.head.get("sources", [])) or ([source(best(body))] if body.rows else body.pages[:1])
    if record := READINGS["registry"].get(body.id):
        title = f"ROR record: {record['record']}"
        facts = {
            "url": f"https://ror.org/{record['ror']}",
            "title": title,
            "publisher": READINGS["registrar"],
        }
        pages.append(facts | {"source_kind": "INDEX"})
    return FlowList(pages) if all(isinstance(page, str) for page in pages) else pages


if __name__ == "__main__":
    sys.exit(main())
