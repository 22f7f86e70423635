"""Build the graph and save it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.built import built
from api.settings import default_facts


def command(
    out: Annotated[Path, typer.Option(help="Folder to save the graph in.")] = Path("build"),
    facts: Annotated[Path | None, typer.Option(help="Folder of fact files.")] = None,
    overlay: Annotated[Path | None, typer.Option(help="Folder of further layers, made by `overlay`.")] = None,
) -> None:
    """Build the graph from its facts and save it as one file, named by the hash of its content."""
    snapshot = built(facts or default_facts(), overlay)
    path = snapshot.save(out)
    edges = sum(map(len, snapshot.edges.values()))
    typer.echo(f"{path}: {snapshot.count():,} nodes, {edges:,} edges, version {snapshot.version}")
