"""Check the fact files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.settings import default_facts
from graph.errors import FactErrors
from graph.facts.check import check_facts
from graph.facts.load import load_facts
from graph.schema import NODE_KINDS


def command(
    facts: Annotated[Path | None, typer.Argument(help="Folder of fact files.")] = None,
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
    counts = (f"{sum(1 for _ in loaded.nodes(kind)):,} {kind.plural}" for kind in NODE_KINDS)
    typer.echo(f"no problems in {folder}: {', '.join(counts)}")
    disagreements = loaded.disagreements()
    typer.echo(f"{disagreements:,} disagreement{'s' if disagreements != 1 else ''} between sources")
