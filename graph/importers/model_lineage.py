"""Lineage of models on the Hugging Face Hub: which model was made from which, and how.

Format: CSV files of a folder, or one of them: edges (`source` is the parent, `target` the child, `edge` the
relation), relations set by hand (`current_model`, several parents in `base_model`), parents read out of cards
(`id`, `base_model`), and a tree of API records (`metadata` is JSON in a field).
Odd values: models that are their own parent, pairs that are each other's; parents without an owner and words
that are no model; `source` is a root, `unknown` and `unknown_annotated` no relation.
Left out: edges from or to spaces of no organization known here, which are often those of private persons;
parents whose relation is not told. Licence and gate of the tree are read by `hugging_face`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.importers import Imported, Named, Refused
from graph.importers.reading import hub
from graph.importers.reading.files import files_below, read_csv, wrong_format
from graph.importers.reading.hub_rows import relation, repository
from graph.importers.reading.lists import names_in
from graph.importers.reading.owners import UNKNOWN_OWNER, owner
from graph.schema.kind import SourceFacts, SourceKind
from graph.values.day import Day

SOURCE = SourceFacts(
    url="https://github.com/hakanotal/hf-dep-network-analysis",
    title="Lineage of models on the Hugging Face Hub",
    published=Day.parse("2025-06-18"),
    source_kind=SourceKind.INDEX,
)
EXPECTED = "CSV files of lineage, with `source`, `target` and `edge`, or `base_model`, or `metadata`"

Edge = tuple[str, str, str]
"""Child, parent and the upstream word for the relation."""


def read(path: Path) -> Iterator[Imported | Refused]:
    """The rows of a file, or of every CSV file of a folder."""
    files = files_below(path, ("*.csv",), EXPECTED) if path.is_dir() else [path]
    for file in files:
        rows = [(number, _edges(file, number, row)) for number, row in read_csv(file, (), EXPECTED)]
        pairs = {(child, parent) for _, edges in rows for child, parent, _ in edges}
        for number, edges in rows:
            yield _record(edges, pairs, f"{file.name} row {number}")


def _edges(file: Path, number: int, row: Mapping[str, str]) -> list[Edge]:
    """The edges of a row in one of the four shapes; words of relation are the upstream's."""
    if {"source", "target", "edge"} <= row.keys():
        return [(row["target"], row["source"], row["edge"])]
    if {"current_model", "base_model"} <= row.keys():
        word = row.get("base_model_relation", "")
        return [(row["current_model"], parent, word) for parent in names_in(row["base_model"]) or [""]]
    if {"id", "base_model"} <= row.keys():
        return [(row["id"], row["base_model"], "")]
    if "metadata" in row:
        found = repository(row)
        return [(found.id, base, word) for word, base in found.bases] if found and found.id else []
    raise wrong_format(file, EXPECTED, f"columns {', '.join(filter(None, row))}", number)


def _record(edges: list[Edge], pairs: set[tuple[str, str]], record: str) -> Imported | Refused:
    reason = _no_lineage(edges, pairs)
    if reason:
        return Refused(record, reason)
    child = edges[0][0]
    values = {
        "developed_by": [{"organization": owner(child)}],
        "derived_from": [
            {"model": Named("model", parent.partition("/")[2], {"hugging_face": parent}), "relation": how}
            for _, parent, word in edges
            if (how := _relation(word))
        ],
    }
    return Imported("model", child.partition("/")[2], {"hugging_face": child}, values, record)


def _no_lineage(edges: list[Edge], pairs: set[tuple[str, str]]) -> str | None:
    if not edges:
        return "is a root, or names no base with a relation"
    if edges[0][2] == "source":
        return "is a root, or names no base with a relation"
    if not all(hub.hub_id(child) and hub.hub_id(parent) for child, parent, _ in edges):
        return "names a parent that is no repository of the hub"
    if any(child == parent for child, parent, _ in edges):
        return "names a model as its own parent"
    if any((parent, child) in pairs for child, parent, _ in edges):
        return "names two models as each other's parent"
    if not all(_relation(word) for _, _, word in edges):
        return "names a parent without the relation"
    return None if all(owner(child) and owner(parent) for child, parent, _ in edges) else UNKNOWN_OWNER


def _relation(word: str) -> str | None:
    """The relation in our words; the tree's edges carry ours already."""
    return relation(word) or (word if word.isupper() else None)
