"""Serve the API, GraphiQL included."""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from api.app import create_app
from api.settings import Settings, with_options
from graph.errors import SettingsError


def command(
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at; 0 takes a free one.")] = 8000,
    facts: Annotated[Path | None, typer.Option(help="Folder of fact files.")] = None,
    graph: Annotated[Path | None, typer.Option(help="A graph saved by `build` to serve instead.")] = None,
    overlay: Annotated[Path | None, typer.Option(help="Folder of further layers, made by `overlay`.")] = None,
) -> None:
    """Build the graph from its facts and serve it, with GraphiQL at /graphql."""
    settings = with_options(Settings.from_environment(), facts=facts, graph=graph, overlay=overlay)
    listener = _listen(host, port)
    address = f"http://{host}:{listener.getsockname()[1]}"
    config = uvicorn.Config(
        create_app(settings), log_level="warning", access_log=False, server_header=False, lifespan="on"
    )
    typer.echo(f"Openness Graph: open {address}/graphql in a browser, or POST queries there. Ctrl-C ends it.")
    uvicorn.Server(config).run(sockets=[listener])


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
