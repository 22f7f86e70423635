"""Serve the API, GraphiQL included."""

from __future__ import annotations

import asyncio
import errno
import socket
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from api.app import create_app
from api.settings import Settings, with_options
from graph.errors import SettingsError, StoreUnavailable
from graph.snapshot import Snapshot
from graph.stores import EMBEDDED, Place, open_store
from graph.stores.port import now


def command(
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at; 0 takes a free one.")] = 8000,
    facts: Annotated[Path | None, typer.Option(help="Folder of fact files.")] = None,
    graph: Annotated[Path | None, typer.Option(help="A graph saved by `build` to serve instead.")] = None,
    overlay: Annotated[Path | None, typer.Option(help="Folder of further layers, made by `overlay`.")] = None,
    store: Annotated[
        str | None, typer.Option(help="Serve what a database holds instead: neo4j://host:7687.")
    ] = None,
) -> None:
    """Build the graph from its facts and serve it, with GraphiQL at /graphql."""
    settings = with_options(
        Settings.from_environment(), facts=facts, graph=graph, overlay=overlay, store=store
    )
    if settings.store != EMBEDDED:
        asyncio.run(_check(settings.place))
    listener = _listen(host, port)
    address = f"http://{host}:{listener.getsockname()[1]}"
    config = uvicorn.Config(
        create_app(settings), log_level="warning", access_log=False, server_header=False, lifespan="on"
    )
    typer.echo(f"Openness Graph: open {address}/graphql in a browser, or POST queries there. Ctrl-C ends it.")
    uvicorn.Server(config).run(sockets=[listener])


async def _check(place: Place) -> None:
    """Stop with a sentence where a database cannot be served as things are; one that is away may be back."""
    versions = open_store(place, _no_snapshot)
    try:
        await now(versions.current())
    except StoreUnavailable as error:
        typer.echo(f"{place.address}: {error}; serving begins when it can", err=True)
    finally:
        await versions.close()


def _no_snapshot() -> Snapshot:
    raise SettingsError("a database is served as it is; load a graph into it: openness-graph load")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(
                f"port {port} is taken; stop what runs there, or take another: make run PORT={port + 1}"
            ) from error
        raise SettingsError(f"cannot listen at {host}:{port}: {error.strerror}") from error
    return listener
