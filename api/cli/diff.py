"""What changed between two saved graphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import orjson
import typer

from graph.diff import Difference, difference
from graph.errors import BadValue
from graph.snapshot import Snapshot

A_GRAPH = "A file saved by `build`, or the version of one in the folder `build`."


def command(
    before: Annotated[str, typer.Argument(help=A_GRAPH)],
    after: Annotated[str, typer.Argument(help=A_GRAPH)],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Say which facts changed between two graphs, which verdicts changed, and why."""
    found = difference(_saved(before), _saved(after))
    if as_json:
        typer.echo(orjson.dumps(asdict(found), option=orjson.OPT_INDENT_2).decode())
        return
    for line in _table(found):
        typer.echo(line)


def _saved(which: str, folder: Path = Path("build")) -> Snapshot:
    """A saved graph by its file, its version, or the beginning of its version."""
    path = Path(which)
    if path.is_file():
        return Snapshot.load(path)
    found = sorted(folder.glob(f"graph-{which}*.json")) if which.isalnum() else []
    if len(found) == 1:
        return Snapshot.load(found[0])
    versions = [path.stem.removeprefix("graph-") for path in found or sorted(folder.glob("graph-*.json"))]
    there = (
        f"there are {', '.join(versions)}" if versions else "none is saved there; run `openness-graph build`"
    )
    raise BadValue(f"{which!r} is neither a saved graph nor one version in {folder}/: {there}")


def _table(found: Difference) -> Iterator[str]:
    yield f"{found.before} -> {found.after}"
    yield f"{len(found.verdicts):,} verdicts changed"
    for verdict in found.verdicts:
        yield f"  {verdict.id}  {verdict.verdict}: {verdict.before} -> {verdict.after}"
        for criterion in verdict.criteria:
            change = f"{criterion.subject} {criterion.before} -> {criterion.after}"
            yield f"    criterion {criterion.criterion} ({criterion.says}) {change}"
        for fact in verdict.facts:
            yield f"    fact {fact.id} {fact.field}: {fact.before or '-'} -> {fact.after or '-'}"
    yield f"{len(found.facts):,} facts changed"
    for fact in found.facts:
        yield f"  {fact.id}  {fact.field or '(itself)'}: {fact.before or '-'} -> {fact.after or '-'}"
