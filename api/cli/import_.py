"""Import an upstream set."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.settings import default_facts
from graph.importers.run import run, write
from graph.importers.steps.report import details, table


def command(
    source: Annotated[str, typer.Argument(help="Name of the importer, as in graph/importers/.")],
    path: Annotated[Path, typer.Argument(help="The set's file or folder.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report only, write nothing.")] = False,
    write_to: Annotated[
        Path | None, typer.Option("--write", metavar="DIR", help="Write below this folder of facts instead.")
    ] = None,
    core: Annotated[
        bool,
        typer.Option("--core", help="Take new models only if they are complete originals."),
    ] = False,
    facts: Annotated[Path | None, typer.Option(help="Folder of fact files to import over.")] = None,
) -> None:
    """Turn an upstream set into facts of its own layer, and say what is new and what contradicts."""
    folder = facts or default_facts()
    report = run(source, path, folder, core=core)
    for line in details(report):
        typer.echo(line)
    typer.echo(table(report))
    if dry_run:
        typer.echo("nothing was written")
        return
    write(report, write_to or folder)
    typer.echo(f"wrote {len(report.files):,} files below {write_to or folder}")
