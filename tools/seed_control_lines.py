"""From a researched row on ownership or control to the lines of fact files that it becomes.

A row has a subject and a holder with their relation; a line stands in the file of the body that it points to.
What the columns of a row do not say is decided in `seed_control_readings.yaml`, each with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import yaml
from seed_control_yaml import FlowList

READINGS: Any = yaml.load(
    Path(__file__).with_name("seed_control_readings.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
"""Every value is text."""

Row = Mapping[str, Any]
Entry = dict[str, Any]
Kinds = Mapping[str, str]
"""Kind of each organization by its id in the rows; empty for people."""
Line = tuple[str, str, Entry]
"""Key of the list, id of the body in whose file it stands, and the line itself."""

NO_OWNER = "no-owner"
FIGURES = ("equity_pct", "equity_pct_min", "equity_pct_max", "voting_pct")
WITHOUT_SHARES = {
    *("NONPROFIT", "FOUNDATION", "UNIVERSITY", "RESEARCH_INSTITUTE", "GOVERNMENT_BODY"),
    *("CONSORTIUM", "COMMUNITY"),
}
"""Kinds of bodies in which nobody can hold shares: money put into them is funding."""
JOINED_BY_FOUNDING = {"CONSORTIUM", "COMMUNITY"}
"""Kinds of bodies that those who found them belong to."""
SETTINGS = ("equity", "votes", "controls", "board_majority", "as_of")
TIME_AND_EVIDENCE = ("valid_from", "valid_to", "source", "note", "confidence")
ENDS = {"holder", "supplier", "founder", "member"}
ORDER: dict[str, tuple[str, ...]] = {
    "listed": (),
    "share_classes": (),
    "dispersed": ("as_of",),
    "self_governed": (),
    "held_by": ("holder", "interests", *SETTINGS),
    "supplied_by": ("supplier", "supply"),
    "founded_by": ("founder",),
    "members": ("member", "role"),
}
"""Lists of a file in their order, with what their lines say first; time and evidence follow."""


def name_of(row: Row) -> str:
    """How the readings name a row: `meta-platforms <- mark-zuckerberg votes 2025-05`."""
    return f"{row['subject']} <- {row['holder']} {row['relation']} {row['as_of']}"


def meets(reference: Row, row: Row) -> bool:
    """Whether a reference names this row; part of its address tells rows of one name apart."""
    return reference["row"] == name_of(row) and reference.get("at", "") in row["source_url"]


def lines_of(row: Row, kinds: Kinds) -> Iterator[Line]:
    """The lines that a row becomes; none for what was only announced or planned."""
    reading = next((reading for reading in READINGS["rows"] if meets(reading, row)), {})
    if row.get("status") == "announced" or "skip" in reading or is_mere_hosting(row):
        return
    if row["holder"] == NO_OWNER:
        yield "self_governed", row["subject"], evidence(row)
        return
    if not reading and has_no_figure(row):
        raise ValueError(f"decide in the readings what this row shows: {name_of(row)}")
    key, target, line = line_of(row, reading.get("as"), kinds)
    for setting in ("interests", "role", *SETTINGS, *TIME_AND_EVIDENCE):
        if setting in reading:
            line[setting] = value_of(setting, reading[setting])
    yield key, target, in_order(key, line)
    if row["relation"] == "founded" and kinds[row["subject"]] in JOINED_BY_FOUNDING:
        key, target, line = membership_line(row, kinds)
        yield key, target, in_order(key, line | {"role": "FOUNDER"})


def line_of(row: Row, read_as: str | None, kinds: Kinds) -> Line:
    """The line that the relation of a row gives."""
    match row["relation"], read_as:
        case ("supplies_compute", _) | ("hosts", "compute"):
            return supply_line(row, "COMPUTE", kinds)
        case "licence_and_hire", _:
            return supply_line(row, "LICENSE_AND_HIRE", kinds)
        case "founded", _:
            return founding_line(row, kinds)
        case "hosts", _:
            return membership_line(row, kinds)
        case "invests_in", as_funding if as_funding or kinds[row["subject"]] in WITHOUT_SHARES:
            return supply_line(row, "FUNDING", kinds)
        case _:
            return holding_line(row, kinds)


def in_order(key: str, line: Entry) -> Entry:
    """A line with its keys in the order of the declaration; nothing that is empty."""
    keys = (*ORDER[key], *TIME_AND_EVIDENCE)
    return {key: line[key] for key in keys if line.get(key) is not None}


def value_of(key: str, text: Any) -> Any:
    """A value of the readings as the kind of value that its key has; empty text removes it."""
    if key in ("controls", "board_majority"):
        return text == "true"
    if key == "interests":
        return FlowList(text)
    if key in ("equity", "votes") and re.fullmatch(r"\d+(\.\d+)?", text):
        return number(float(text))
    return day(text) if key in ("as_of", "valid_from", "valid_to") else text or None


def has_no_figure(row: Row) -> bool:
    """Whether a row on shares or votes leaves out how many."""
    figures = ("voting_pct",) if row["relation"] == "votes" else FIGURES
    return row["relation"] in ("owns", "votes") and all(row.get(key) is None for key in figures)


def is_mere_hosting(row: Row) -> bool:
    """Whether the holder only keeps files or serves models: an offer of those models, no tie of bodies."""
    return row["relation"] == "hosts" and f"{row['subject']} <- {row['holder']}" in READINGS["hosting"]


def holding_line(row: Row, kinds: Kinds) -> Line:
    """A row on shares, votes, board or control."""
    equity, votes = equity_of(row), number(row["voting_pct"])
    line: Entry = {"holder": folder_id(row["holder"], kinds), "equity": equity, "votes": votes}
    match row["relation"]:
        case "parent_of":
            also = ["shareholding"] if equity is not None else []
            line |= {"controls": True, "interests": FlowList(["otherInfluenceOrControl", *also])}
        case "appoints_board":
            line |= board(row)
        case relation:
            has_shares = relation != "votes" or equity is not None
            has_votes = relation == "votes" or votes
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


def supply_line(row: Row, supply: str, kinds: Kinds) -> Line:
    """What one body gives another; a licence-and-hire row stands under the one who gives."""
    giver, taker = row["holder"], row["subject"]
    if supply == "LICENSE_AND_HIRE":
        giver, taker = taker, giver
    line = {"supplier": folder_id(giver, kinds), "supply": supply}
    return "supplied_by", taker, line | dated_evidence(row)


def founding_line(row: Row, kinds: Kinds) -> Line:
    """Who founded a body."""
    return "founded_by", row["subject"], {"founder": folder_id(row["holder"], kinds)} | dated_evidence(row)


def membership_line(row: Row, kinds: Kinds) -> Line:
    """Who houses or takes part in a body."""
    line = {"member": folder_id(row["holder"], kinds), "role": "HOST"}
    return "members", row["subject"], line | dated_evidence(row)


def folder_id(node: str, kinds: Kinds) -> str:
    """The id of a body: `organization/meta-platforms`, `person/mark-zuckerberg`."""
    return f"{'organization' if kinds[node] else 'person'}/{node}"


def dated_evidence(row: Row) -> Entry:
    """The time of a row and its evidence."""
    return {"valid_from": day(row["valid_from"]), "valid_to": day(row["valid_to"])} | evidence(row)


def evidence(row: Row) -> Entry:
    """Source, note and confidence of a row."""
    note = row["note"]
    for phrase in READINGS["table_talk"]:
        note = note.replace(phrase, "")
    return {"source": source(row), "note": note, "confidence": row["confidence"].upper()}


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
