"""Write `seed_data/license/` from the researched table of licences.

Usage: python tools/seed_licenses.py --facts FOLDER, where FOLDER holds `licenses.yaml`. The same table gives
the same files, byte for byte. What the table abbreviates is worded by `license_readings.yaml`.
"""

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
READINGS: dict[str, Any] = yaml.safe_load(
    (ROOT / "tools" / "license_readings.yaml").read_text(encoding="utf-8")
)
WIDTH = 110

Row = Mapping[str, Any]


def main() -> None:
    """Write one file for each licence of the table and remove files of licences that it lacks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=Path, required=True, help="folder that holds licenses.yaml")
    table = yaml.safe_load((parser.parse_args().facts / "licenses.yaml").read_text(encoding="utf-8"))
    folder = ROOT / "seed_data" / "license"
    files = {f"{slug(row['id'])}.yaml": "".join(license_file(row)) for row in table["licenses"]}
    for stale in {path.name for path in folder.glob("*.yaml")} - files.keys():
        (folder / stale).unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def slug(license_id: str) -> str:
    """`license/` ids are the SPDX id or the licence reference, in lower case."""
    return license_id.removeprefix("LicenseRef-").lower()


def license_file(row: Row) -> Iterator[str]:
    """The lines of one file, keys in the order of the declaration."""
    spdx_id = row["id"] if row["spdx"] else None
    yield entry("name", row["name"])
    yield entry("aliases", aliases(row))
    if spdx_id:
        yield f"external_ids: {{spdx: {spdx_id}}}\n"
    yield from sources(row)
    yield entry("note", note(row))
    yield entry("spdx_id", spdx_id)
    yield entry("version", row["version"])
    yield entry("steward", READINGS["stewards"].get(row["steward"]))
    yield entry("category", row["category"].upper())
    for key in ("permissions", "conditions", "restrictions"):
        yield entry(key, [term.upper() for term in row[key]])
    yield from thresholds(row)
    yield from clauses(row)
    yield from excluded_jurisdictions(row)
    yield entry("osi_approved", row["osi_approved"])
    yield entry("fsf_free", row["fsf_free"])
    yield entry("applies_to", [scope(part) for part in row["applies_to"]])
    yield entry("output_training", upper(row["output_training"]))
    yield entry("derivative_scope", [term.upper() for term in row["derivative_scope"] or []])
    yield entry("derivative_relicensing", upper(row["derivative_relicensing"]))
    yield entry("governing_law", READINGS["laws"].get(row["governing_law"]))
    if row["released"]:
        yield f"released: {row['released']}\n"
    yield entry("hub_id", hub_id(row))
    yield entry("url", row["url"])
    yield entry("read_in", row["source_path"])


def aliases(row: Row) -> list[str]:
    """Other names, among them the name that releases give beside the Hub's tag `other`."""
    named = re.fullmatch(r"other \((.+)\)", row["hub_id"] or "")
    return list(dict.fromkeys([*row["aliases"], *([named[1]] if named else [])]))


def hub_id(row: Row) -> str | None:
    """The Hub's tag, where it tells this licence from others."""
    tag = row["hub_id"]
    is_own = tag and row["id"] not in READINGS["no_hub_id"]
    return tag if is_own and (not tag.startswith("other") or row["id"] == "LicenseRef-hub-other") else None


def sources(row: Row) -> Iterator[str]:
    """The document that was read, by id or in place, and where the FSF's view was read."""
    fsf = [READINGS["fsf_source"]] if row["fsf_free"] is not None else []
    shared = READINGS["sources"].get(row["source_url"])
    if shared:
        ids = dict.fromkeys([f"source/{shared}", *fsf])
        yield f"sources: [{', '.join(ids)}]\n"
        return
    own = {"publisher": READINGS["stewards"].get(row["steward"]), "source_kind": "PRIMARY"}
    facts = {"url": row["source_url"], "title": row["source_title"]}
    facts |= READINGS["others"].get(row["source_url"], own)
    yield "sources:\n"
    for at, (key, value) in enumerate(facts.items()):
        yield f"  {'- ' if at == 0 else '  '}{entry(key, value)}"
    yield from (f"  - {source}\n" for source in fsf)


def note(row: Row) -> str:
    """The table's remark, and whether the text itself was read."""
    text = re.sub(r"LicenseRef-([\w.-]*\w)", lambda match: f"license/{match[1].lower()}", row["note"])
    if row["confidence"] == "low" and not re.search(r"not (seen|read)|third-party|no text", text, re.I):
        text += " The text itself was not read."
    return text


def thresholds(row: Row) -> Iterator[str]:
    """An entry for each figure above which the terms change; either of several suffices."""
    terms, words = row["thresholds"], READINGS["thresholds"]
    royalty = terms.get("royalty_pct_above")
    figures = {key: value for key, value in terms.items() if isinstance(value, int) and value != royalty}
    own = words["by_license"].get(row["id"], {})
    counts = words["counts"].get(terms.get("scope"), {})
    effect = own.get("effect") or words["effect"].get(terms.get("effect"), "FURTHER_LICENSE_NEEDED")
    if figures:
        yield "thresholds:\n"
    for measure, limit in figures.items():
        only_for = counts.get("only_for") or (words["maas"] if measure.endswith("_maas") else None)
        yield f"  - measure: {measure.removesuffix('_maas')}\n    limit: {limit}\n"
        for key, value in (("effect", effect), ("counts", counts.get("counts")), ("only_for", only_for)):
            yield f"    {key}: {value}\n" if value else ""
        yield f"    royalty_percent: {royalty}\n" if royalty else ""
        yield f"    measured_at: {terms['measured_at'].upper()}\n" if "measured_at" in terms else ""
        yield f"    {entry('note', own['note'])}" if "note" in own else ""


def clauses(row: Row) -> Iterator[str]:
    """A line for each term whose section, or whose set words, were read in the text."""
    found = READINGS["clauses"].get(row["id"], {})
    stated = {term.upper() for key in ("permissions", "conditions", "restrictions") for term in row[key]}
    if unknown := found.keys() - stated:
        raise ValueError(f"{row['id']}: no term of it, but read for its clause: {sorted(unknown)}")
    if found:
        yield "clauses:\n"
    for term, (clause, *text) in found.items():
        parts = [f"term: {term}"]
        parts += [f"clause: {scalar(clause)}"] if clause else []
        parts += [f"text: {scalar(words)}" for words in text]
        yield f"  - {{{', '.join(parts)}}}\n"


def excluded_jurisdictions(row: Row) -> Iterator[str]:
    """A line for each jurisdiction without a grant, with the modalities that this is limited to."""
    if row["excluded_jurisdictions"]:
        yield "excluded_jurisdictions:\n"
    for stated in row["excluded_jurisdictions"]:
        code, _, limit = stated.partition(" ")
        yield f"  - jurisdiction: jurisdiction/{code.lower()}\n"
        if limit == "(multimodal models only)":
            yield f"    modalities: [{', '.join(READINGS['multimodal'])}]\n"
            yield f"    {entry('note', READINGS['multimodal_note'])}"
        elif limit:
            raise ValueError(f"{row['id']}: {stated!r} has a limit that is not read yet")


def scope(part: str) -> str:
    """The table says `model` where the weights are meant."""
    return "WEIGHTS" if part == "model" else part.upper()


def upper(term: str | None) -> str | None:
    """A term as the vocabularies spell it."""
    return term.upper() if term else None


def entry(key: str, value: str | bool | list[str] | None) -> str:
    """One `key: value`, folded where it is long; nothing where there is no value."""
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return f"{key}: {str(value).lower()}\n"
    if isinstance(value, list):
        return listing(key, [scalar(item) for item in value])
    line = f"{key}: {scalar(value)}\n"
    if len(line) <= WIDTH or " " not in value:
        return line
    folded = textwrap.fill(value, WIDTH - 2, break_on_hyphens=False, break_long_words=False)
    return f"{key}: >-\n{textwrap.indent(folded, '  ')}\n"


def listing(key: str, items: list[str]) -> str:
    """A list on one line, or wrapped in brackets."""
    line = f"{key}: [{', '.join(items)}]\n"
    if len(line) <= WIDTH:
        return line
    wrapped = textwrap.fill(", ".join(items), WIDTH - 2, break_on_hyphens=False)
    return f"{key}: [\n{textwrap.indent(wrapped, '  ')},\n]\n"


def scalar(text: str) -> str:
    """Text as YAML, in quotes only where it would be read as something else."""
    is_plain = re.fullmatch(r"[A-Za-z][^:#,\[\]{}\"]*(?<! )|https?://[^\s#,\[\]{}\"]+(#\w+)?", text)
    return text if is_plain else "'" + text.replace("'", "''") + "'"


if __name__ == "__main__":
    main()
