"""Write `seed_data/organization/` and `seed_data/person/` from the researched rows on ownership and control.

Usage: python tools/seed_control.py --facts FOLDER [--check], where FOLDER holds `control-west.yaml` and
`control-east.yaml`. The same rows give the same files, byte for byte; files of other organizations are left
alone. What the columns of a row do not say is decided in `seed_control_readings.yaml`, each with its reason.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import yaml

ROOT = Path(__file__).resolve().parent.parent
READINGS: Any = yaml.load(
    (ROOT / "tools" / "seed_control_readings.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
SEED_DATA = ROOT / "seed_data"
WIDTH = 110
NO_OWNER = "no-owner"
WITHOUT_SHARES = (
    *("NONPROFIT", "FOUNDATION", "UNIVERSITY", "RESEARCH_INSTITUTE", "GOVERNMENT_BODY"),
    *("CONSORTIUM", "COMMUNITY"),
)
"""Kinds of bodies in which nobody can hold shares: money put into them is funding."""
FIGURES = ("equity_pct", "equity_pct_min", "equity_pct_max", "voting_pct")
JOINED_BY_FOUNDING = ("CONSORTIUM", "COMMUNITY")
"""Kinds of bodies that those who found them belong to."""

Row = Mapping[str, Any]
Entry = dict[str, Any]


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
    files = seed_files(tables)
    differing = [
        path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in differing:
        if options.check:
            sys.stderr.write(f"{path.relative_to(ROOT)} differs from the researched rows\n")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], encoding="utf-8")
    return 1 if options.check and differing else 0


def seed_files(tables: Iterable[Mapping[str, Any]]) -> dict[Path, str]:
    """The text of each file by its path."""
    tables = list(tables)
    rows = [row | renamed(row) for table in tables for row in table["facts"]]
    bodies = known_bodies([row for table in tables for row in table["organizations"]], rows)
    for row in rows:
        for end in ("subject", "holder"):
            if row[end] in bodies:
                bodies[row[end]].rows.append(row)
    used = {id(reading): 0 for reading in READINGS["rows"]}
    for row in rows:
        reading = reading_of(row, used)
        for key, target, line in lines_of(row, reading, bodies):
            bodies[target].add(key, line)
    if unused := [reading["row"] for reading in READINGS["rows"] if used[id(reading)] != 1]:
        raise ValueError(f"each reading must meet one row: {unused}")
    add_statements(bodies, rows)
    return {SEED_DATA / f"{folder_id(body, bodies)}.yaml": dump(content(body)) for body in bodies.values()}


def renamed(row: Row) -> dict[str, str]:
    """Ids of bodies that stand in the tables twice, as one."""
    same = READINGS["merged"]
    return {end: same[row[end]]["into"] for end in ("subject", "holder") if row[end] in same}


def known_bodies(organizations: Iterable[Row], rows: Iterable[Row]) -> dict[str, Body]:
    """Everybody that a row or a reading speaks of: organizations in the order of their ids, then people."""
    bodies: dict[str, Body] = {}
    mentioned = {row[end] for row in rows for end in ("subject", "holder")}
    skipped = {NO_OWNER, *READINGS["merged"], *READINGS["split"]}
    for row in organizations:
        if row["id"] in skipped or row["id"] not in mentioned | READINGS["organizations"].keys():
            continue
        body = bodies.setdefault(row["id"], Body(row["id"], {"name": row["name"], "aliases": []}))
        body.head["aliases"] += [name for name in row["aliases"] if name not in body.head["aliases"]]
        body.head["kind"] = kind(row)
        body.is_listed = row["kind"] == "public_company"
        body.country = body.country or (row["country"] or "").lower()
        if row["lei"]:
            body.head["external_ids"] = {"lei": row["lei"]}
    for node_id, facts in READINGS["organizations"].items():
        body = bodies.setdefault(node_id, Body(node_id, {"name": facts.get("name")}))
        body.country = facts.get("country", body.country)
        body.head |= {key: value for key, value in facts.items() if key not in ("country", "reason")}
    for row in rows:
        if row["holder"] not in bodies and row["holder"] not in skipped:
            bodies[row["holder"]] = Body(row["holder"], person(row["holder_name"]))
    return dict(sorted(bodies.items()))


def kind(row: Row) -> str:
    """The organization's own kind, as the declarations spell it."""
    if reading := READINGS["kinds"].get(row["id"]):
        return str(reading["kind"])
    return "COMPANY" if row["kind"] == "public_company" else str(row["kind"]).upper()


def person(name: str) -> Entry:
    """A person's name, with what stands in brackets as another name."""
    match = re.fullmatch(r"(.+) \((.+)\)", name)
    return {"name": match[1], "aliases": [match[2]]} if match else {"name": name}


def reading_of(row: Row, used: dict[int, int]) -> Entry:
    """What was decided about a row by reading it; empty where its columns suffice."""
    for reading in READINGS["rows"]:
        if meets(reading, row):
            used[id(reading)] += 1
            return dict(reading)
    return {}


def has_no_figure(row: Row) -> bool:
    """Whether a row on shares or votes leaves out how many."""
    figures = ("voting_pct",) if row["relation"] == "votes" else FIGURES
    return row["relation"] in ("owns", "votes") and all(row.get(key) is None for key in figures)


def name_of(row: Row) -> str:
    """How the readings name a row."""
    return f"{row['subject']} <- {row['holder']} {row['relation']} {row['as_of']}"


def meets(reference: Mapping[str, Any], row: Row) -> bool:
    """Whether a reference such as `meta-platforms <- mark-zuckerberg votes 2025-05` names this row."""
    return reference["row"] == name_of(row) and reference.get("at", "") in row["source_url"]


def lines_of(
    row: Row, reading: Mapping[str, Any], bodies: Mapping[str, Body]
) -> Iterator[tuple[str, str, Entry]]:
    """The lines that a row becomes: key, body in whose file it stands, the line itself."""
    if row.get("status") == "announced" or "skip" in reading or is_mere_hosting(row):
        return
    if row["holder"] == NO_OWNER:
        yield "self_governed", row["subject"], evidence(row)
        return
    if not reading and has_no_figure(row):
        raise ValueError(f"decide in the readings what this row shows: {name_of(row)}")
    line_of = {
        "supplies_compute": supply_line,
        "licence_and_hire": supply_line,
        "founded": founding_line,
        "hosts": membership_line,
    }.get(row["relation"], holding_line)
    if line_of is holding_line and is_funding(row, reading, bodies):
        line_of = supply_line
    if row["relation"] == "hosts" and reading.get("as") == "compute":
        line_of = supply_line
    key, target, line = line_of(row, bodies)
    for replaced in ("interests", "role", *SETTINGS, "valid_from", "valid_to", "note", "confidence"):
        if replaced in reading:
            line[replaced] = value_of(replaced, reading[replaced])
    yield key, target, in_order(key, line)
    if row["relation"] == "founded" and bodies[row["subject"]].kind in JOINED_BY_FOUNDING:
        key, target, line = membership_line(row, bodies)
        yield key, target, in_order(key, line | {"role": "FOUNDER"})


SETTINGS = ("equity", "votes", "controls", "board_majority", "as_of")
ENDS = {"holder", "supplier", "founder", "member"}
ORDER: dict[str, tuple[str, ...]] = {
    "held_by": ("holder", "interests", *SETTINGS),
    "supplied_by": ("supplier", "supply"),
    "founded_by": ("founder",),
    "members": ("member", "role"),
}
"""What each kind of line says first; its time and its evidence follow."""


def in_order(key: str, line: Entry) -> Entry:
    """A line with its keys in the order of the declaration; nothing that is empty."""
    keys = (*ORDER.get(key, ()), "valid_from", "valid_to", "source", "note", "confidence")
    return {key: line[key] for key in keys if line.get(key) is not None}


def value_of(key: str, text: Any) -> Any:
    """A value of the readings, which are read as text, as the kind of value that its key has."""
    if key in ("controls", "board_majority"):
        return text == "true"
    if key in ("equity", "votes") and re.fullmatch(r"\d+(\.\d+)?", text):
        return number(float(text))
    if key == "interests":
        return FlowList(text)
    return day(text) if key in ("as_of", "valid_from", "valid_to") else text or None


def is_mere_hosting(row: Row) -> bool:
    """Whether the holder only keeps files or serves models: an offer of those models, no tie of bodies."""
    return row["relation"] == "hosts" and f"{row['subject']} <- {row['holder']}" in READINGS["hosting"]


def is_funding(row: Row, reading: Mapping[str, Any], bodies: Mapping[str, Body]) -> bool:
    """Whether money gave no shares: a gift, a grant, a public programme, convertible debt."""
    has_shares = bodies[row["subject"]].kind not in WITHOUT_SHARES
    return row["relation"] == "invests_in" and (not has_shares or reading.get("as") == "funding")


def holding_line(row: Row, bodies: Mapping[str, Body]) -> tuple[str, str, Entry]:
    """A row on shares, votes, board or control."""
    equity, votes = equity_of(row), number(row["voting_pct"])
    line: Entry = {"holder": folder_id(bodies[row["holder"]], bodies), "equity": equity, "votes": votes}
    match row["relation"]:
        case "parent_of":
            also = ["shareholding"] if equity is not None else []
            line |= {"controls": True, "interests": FlowList(["otherInfluenceOrControl", *also])}
        case "appoints_board":
            line |= board(row)
        case _:
            has_shares = row["relation"] != "votes" or equity is not None
            has_votes = row["relation"] == "votes" or votes
            interests = ["shareholding"] * bool(has_shares) + ["votingRights"] * bool(has_votes)
            line["interests"] = FlowList(interests)
    return "held_by", row["subject"], line | {"as_of": day(row["as_of"])} | dated_evidence(row)


def board(row: Row) -> Entry:
    """Power over the board: a mere chair appoints nobody."""
    if row["appoints_majority"] is None and re.search(r"\bchair", row["note"], re.I):
        return {"interests": FlowList(["boardChair"])}
    return {"interests": FlowList(["appointmentOfBoard"]), "board_majority": row["appoints_majority"]}


def equity_of(row: Row) -> Any:
    """The share of the capital: exact, a range or a bound; a floor of 50 is half plus one share."""
    low, high = number(row.get("equity_pct_min")), number(row.get("equity_pct_max"))
    if low is not None and high is not None:
        return f"{low}..{high}"
    if low is not None:
        return ">50" if low == 50 else f">={low}"
    return f"<={high}" if high is not None else number(row["equity_pct"])


def number(value: float | None) -> int | float | None:
    """A percentage, without a fraction where it has none."""
    return int(value) if value is not None and value == int(value) else value


def supply_line(row: Row, bodies: Mapping[str, Body]) -> tuple[str, str, Entry]:
    """What one body gives another; a licence-and-hire row stands under the one who gives."""
    supply = {"invests_in": "FUNDING", "licence_and_hire": "LICENSE_AND_HIRE"}.get(row["relation"], "COMPUTE")
    giver, taker = row["holder"], row["subject"]
    if supply == "LICENSE_AND_HIRE":
        giver, taker = taker, giver
    line = {"supplier": folder_id(bodies[giver], bodies), "supply": supply}
    return "supplied_by", taker, line | dated_evidence(row)


def founding_line(row: Row, bodies: Mapping[str, Body]) -> tuple[str, str, Entry]:
    """Who founded a body."""
    line = {"founder": folder_id(bodies[row["holder"]], bodies)}
    return "founded_by", row["subject"], line | dated_evidence(row)


def membership_line(row: Row, bodies: Mapping[str, Body]) -> tuple[str, str, Entry]:
    """Who houses or takes part in a body."""
    line = {"member": folder_id(bodies[row["holder"]], bodies), "role": "HOST"}
    return "members", row["subject"], line | dated_evidence(row)


def dated_evidence(row: Row) -> Entry:
    """The time of a row and its evidence."""
    return {"valid_from": day(row["valid_from"]), "valid_to": day(row["valid_to"])} | evidence(row)


def evidence(row: Row) -> Entry:
    """Source, note and confidence of a row."""
    return {"source": source(row), "note": row["note"], "confidence": row["confidence"].upper()}


def source(row: Row) -> Entry:
    """The page that a row rests on; primary where the body itself, a register or a state publishes it."""
    publisher = READINGS["primary"].get(urlparse(row["source_url"]).netloc)
    facts: Entry = {"url": row["source_url"], "title": row["source_title"]}
    if publisher:
        facts["publisher"] = publisher
    return facts | {"source_kind": "PRIMARY" if publisher else "SECONDARY"}


def day(value: Any) -> Any:
    """A date as precise as the row gives it; a year is a number."""
    text = str(value) if value is not None else ""
    return int(text) if re.fullmatch(r"\d{4}", text) else text or None


def add_statements(bodies: Mapping[str, Body], rows: list[Row]) -> None:
    """What the readings add on the evidence of a row, or of a page of their own."""
    for added in READINGS["added"]:
        row = the_row(added, rows) if "row" in added else None
        line = {key: value_of(key, value) for key, value in added["line"].items()}
        line = {"source": source(row) if row else dict(added["source"])} | line
        line = {"confidence": row["confidence"].upper() if row else "MEDIUM"} | line
        concerned = [bodies[added["target"]]]
        for end in ENDS & line.keys():
            concerned.append(bodies[line[end]])
            line[end] = folder_id(bodies[line[end]], bodies)
        for body in concerned:
            body.rows += [row] if row and not body.rows else []
            body.pages += [] if row else [line["source"]]
        bodies[added["target"]].add(added["key"], in_order(added["key"], line))
    for body in bodies.values():
        add_listing(body)


def the_row(reference: Mapping[str, Any], rows: list[Row]) -> Row:
    """The one row that a reference names."""
    found = [row for row in rows if meets(reference, row)]
    if len(found) != 1:
        raise ValueError(f"{reference['row']!r} meets {len(found)} rows instead of one")
    return found[0]


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
    """The row that shows best who a body is: its own before those it holds in, the surest, the newest."""
    certainty = {"high": 2, "medium": 1, "low": 0}
    return max(
        body.rows,
        key=lambda row: (row["subject"] == body.id, certainty[row["confidence"]], str(row["as_of"])),
    )


def folder_id(body: Body, bodies: Mapping[str, Body]) -> str:
    """The id of a body: `organization/meta-platforms`, `person/mark-zuckerberg`."""
    return f"{'organization' if bodies[body.id].kind else 'person'}/{body.id}"


def content(body: Body) -> Entry:
    """The content of a file, keys in the order of the declaration."""
    head = dict(body.head)
    pages = head.pop("sources", []) or ([source(best(body))] if body.rows else body.pages[:1])
    aliases = [name for name in head.get("aliases", []) if name not in READINGS["no_name"]]
    entries: Entry = {
        "name": head["name"],
        "aliases": FlowList(aliases),
        "external_ids": Flow(head.get("external_ids", {})),
        "sources": FlowList(pages) if pages and isinstance(pages[0], str) else pages,
        "note": head.get("note"),
        "kind": body.kind,
        "country": f"jurisdiction/{body.country}" if body.country else "",
        "public": True if body.id in READINGS["public"] else None,
    }
    for key in ("listed", "share_classes", "dispersed", "self_governed"):
        entries[key] = body.lines.get(key)
    for key in ORDER:
        entries[key] = sorted(body.lines.get(key, []), key=lambda line: (*line.values(),)[0])
    return {key: value for key, value in entries.items() if value}


class Flow(dict[str, Any]):
    """A mapping that is written on one line."""


class FlowList(list[Any]):
    """A list that is written on one line."""


class FactDumper(yaml.SafeDumper):
    """YAML as the fact files have it: quotes only where the reader of facts would not see text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (the library's own name and type)

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists below their key."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        """Write values out; the reader of facts refuses YAML aliases."""
        return True


FactDumper.add_representer(
    Flow, lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value, True)
)
FactDumper.add_representer(
    FlowList, lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, True)
)
FactDumper.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?\d+$"), list("-+0123456789"))
FactDumper.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$"), list("-+0123456789")
)
FactDumper.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))
FactDumper.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(null|~|)$"), ["n", "~", ""])


def dump(entries: Entry) -> str:
    """A file's text."""
    text: str = yaml.dump(
        entries, Dumper=FactDumper, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False
    )
    return text


if __name__ == "__main__":
    sys.exit(main())
