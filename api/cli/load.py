"""Load the graph into a database."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.app import load_snapshot
from api.settings import Settings, with_options
from graph.errors import SettingsError, StoreUnavailable
from graph.snapshot import Snapshot
from graph.stores import EMBEDDED, open_store

if TYPE_CHECKING:
    from graph.stores.neo4j.load import Loaded
    from graph.stores.neo4j.versions import Neo4jVersions


def command(
    to: Annotated[str | None, typer.Option(help="The database: neo4j://host:7687.")] = None,
    facts: Annotated[Path | None, typer.Option(help="Folder of fact files.")] = None,
    graph: Annotated[Path | None, typer.Option(help="A graph saved by `build`.")] = None,
    overlay: Annotated[Path | None, typer.Option(help="Folder of further layers, made by `overlay`.")] = None,
) -> None:
    """Build the graph from its facts and load it into a Neo4j database.

    Readers see the version before until the last step, then the new one. A load that was interrupted goes on
    where it stopped; a graph that is there already is not loaded again.
    """
    settings = with_options(Settings.from_environment(), facts=facts, graph=graph, overlay=overlay, store=to)
    if settings.store == EMBEDDED:
        raise SettingsError("say which database to load into: openness-graph load --to neo4j://host:7687")
    asyncio.run(_load(settings))


async def _load(settings: Settings) -> None:
    versions = open_store(settings.place, lambda: load_snapshot(settings))
    from graph.stores.neo4j.versions import Neo4jVersions  # there is a driver: the store has been opened

    assert isinstance(versions, Neo4jVersions)
    try:
        await versions.check()  # before the graph is built, which may take long
        loaded, size = await _written(versions, load_snapshot(settings))
    except StoreUnavailable as error:
        told = f"{settings.store}: {error}; is it the right address, and does the server run?"
        raise StoreUnavailable(told) from error
    finally:
        await versions.close()
    was_there = "was there already" if loaded.was_there else "is served now"
    typer.echo(f"version {loaded.version}, {size:,} nodes and edges, {was_there} (slot {loaded.slot})")


async def _written(versions: Neo4jVersions, snapshot: Snapshot) -> tuple[Loaded, int]:
    """What the load came to, and how many nodes and edges there are; shows a bar."""
    size = snapshot.count() + sum(map(len, snapshot.edges.values()))
    with typer.progressbar(length=size, label=f"Loading version {snapshot.version}") as bar:
        loaded = await versions.load(snapshot, lambda done, _: bar.update(done - bar.pos))
        bar.update(size - bar.pos)
    return loaded, size
