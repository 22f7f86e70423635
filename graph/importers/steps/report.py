"""What an import did, for people: every record accounted for, every disagreement shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.facts.merge import FieldChoice
from graph.facts.topics import shown
from graph.importers import Refused
from graph.importers.steps.place import Doubt
from graph.importers.steps.settle import LeftOut
from graph.values.node_id import NodeId


@dataclass(frozen=True)
class Report:
    """The outcome of one run; nothing is written yet.

    records: how many the set has; each is imported (a new thing), merged (into a known one) or refused.
    left_out: parts of records that were not taken. doubts: names for a person to decide on.
    disagreements: values on which the set contradicts what was chosen.
    files: path below the folder of facts -> text.
    """

    set: str
    records: int
    imported: int
    merged: int
    refused: tuple[Refused, ...]
    left_out: tuple[LeftOut, ...]
    doubts: tuple[Doubt, ...]
    disagreements: tuple[tuple[NodeId, FieldChoice], ...]
    files: Mapping[str, str]


COLUMNS = ("set", "records", "imported", "merged", "refused", "left out", "doubtful", "disagreements")


def table(report: Report) -> str:
    """The figures as two lines in columns."""
    figures = (
        report.records,
        report.imported,
        report.merged,
        len(report.refused),
        len(report.left_out),
        len(report.doubts),
        len(report.disagreements),
    )
    cells = (report.set, *(f"{figure:,}" for figure in figures))
    widths = [max(len(head), len(cell)) for head, cell in zip(COLUMNS, cells, strict=True)]
    lines = (COLUMNS, cells)
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def details(report: Report) -> Iterator[str]:
    """Every refused record, part left out, doubtful name and disagreement, one a line."""
    for refused in report.refused:
        yield f"refused {refused.record}: {refused.reason}"
    for left_out in report.left_out:
        yield f"left out {left_out.record} {left_out.field}: {left_out.reason}"
    for doubt in report.doubts:
        yield f"doubtful {doubt.record} {doubt.kind} {doubt.name!r}: {', '.join(doubt.candidates)}"
    for node_id, item in report.disagreements:
        yield f"disagreement {node_id} {item.field}: {_told(item, report.set)}"


def _told(item: FieldChoice, layer: str) -> str:
    ours = next(statement for statement in item.choice.statements if statement.layer == layer)
    chosen = item.choice.chosen
    if chosen is not ours:
        return (
            f"{shown(ours.value)} here, {shown(chosen.value)} in {chosen.layer or 'curated facts'} (chosen)"
        )
    others = (
        f"{shown(other.value)} in {other.layer or 'curated facts'}" for other in item.choice.statements[1:]
    )
    return f"{shown(ours.value)} here (chosen), {', '.join(others)}"
