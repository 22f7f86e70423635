"""Check the fact files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import orjson
import typer

from api.built import built
from api.client import Client
from api.coverage_report import coverage, report
from api.settings import default_facts
from graph.errors import FactErrors
from graph.facts.check import check_facts
from graph.facts.load import load_facts
from graph.schema import NODE_KINDS
from graph.stores.embedded.store import EmbeddedStore
from graph.suspects import suspected_duplicates


def command(
    facts: Annotated[Path | None, typer.Argument(help="Folder of fact files.")] = None,
    with_report: Annotated[
        bool, typer.Option("--report", help="Also say how much is known, how fresh, on what sources.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The figures of the report as JSON only.")] = False,
) -> None:
    """Check every fact file and print every problem with its file, line and remedy."""
    folder = facts or default_facts()
    try:
        loaded = load_facts(folder)
        check_facts(loaded)
    except FactErrors as errors:
        for problem in errors.problems:
            typer.echo(problem)
        count = len(errors.problems)
        typer.echo(f"{count} problem{'s' if count != 1 else ''}; nothing was built", err=True)
        raise typer.Exit(1) from errors
    if as_json:
        typer.echo(orjson.dumps(_figures(folder), option=orjson.OPT_INDENT_2).decode())
        return
    counts = (f"{sum(1 for _ in loaded.nodes(kind)):,} {kind.plural}" for kind in NODE_KINDS)
    typer.echo(f"no problems in {folder}: {', '.join(counts)}")
    disagreements = loaded.disagreements()
    typer.echo(f"{disagreements:,} disagreement{'s' if disagreements != 1 else ''} between sources")
    suspects = suspected_duplicates(loaded)
    for suspect in suspects:
        typer.echo(f"warning: {suspect}")
    typer.echo(f"{len(suspects):,} suspected duplicate{'s' if len(suspects) != 1 else ''}")
    if with_report:
        typer.echo(f"\n{report(_figures(folder))}")


def _figures(folder: Path) -> dict[str, object]:
    return dict(coverage(Client(EmbeddedStore(built(folder)))))
