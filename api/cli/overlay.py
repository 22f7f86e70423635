"""Make an overlay: layers in a folder of their own, to be laid over the facts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.settings import default_facts
from graph.errors import BadValue
from graph.importers.run import run, write
from graph.importers.steps.report import table


def command(
    folder: Annotated[Path, typer.Argument(help="Folder to write the layers into.")],
    sets: Annotated[list[str], typer.Argument(metavar="SET=PATH...", help="Importers, each with its file.")],
    facts: Annotated[Path | None, typer.Option(help="Folder of fact files to import over.")] = None,
) -> None:
    """Import upstream sets, one after the other, into a folder that `serve` and `build` lay over the facts.

    For sets whose long tail does not belong among the facts, such as the fine-tunes and copies on a hub:
    openness-graph overlay hub hugging_face=sets/huggingface-hub model_lineage=sets/model-lineage
    """
    known = facts or default_facts()
    for name, path in map(_named, sets):
        is_begun = (folder / "imported").exists()
        report = run(name, path, known, folder if is_begun else None)
        write(report, folder)
        typer.echo(table(report))
    typer.echo(f"lay it over the facts: openness-graph serve --overlay {folder}")


def _named(given: str) -> tuple[str, Path]:
    name, sign, path = given.partition("=")
    if not (name and sign and path):
        raise BadValue(f"{given!r} is no SET=PATH; write hugging_face=sets/huggingface-hub")
    return name, Path(path)
