"""Ask a question from the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import orjson
import typer

from api.app import load_snapshot
from api.client import Client
from api.settings import Settings, with_options
from graph.errors import BadValue
from graph.stores.embedded.store import EmbeddedStore


def command(
    query: Annotated[str, typer.Argument(help="A GraphQL query, its file, or - for standard input.")],
    variables: Annotated[str, typer.Option(help='Variables as JSON: {"name": value}.')] = "{}",
    url: Annotated[str | None, typer.Option(help="Ask a server at this address instead.")] = None,
    facts: Annotated[Path | None, typer.Option(help="Folder of fact files.")] = None,
    graph: Annotated[Path | None, typer.Option(help="A graph saved by `build`.")] = None,
    overlay: Annotated[Path | None, typer.Option(help="Folder of further layers, made by `overlay`.")] = None,
) -> None:
    """Answer a GraphQL query with JSON; ends with status 1 where the answer has errors."""
    client = Client(url) if url else _in_process(facts, graph, overlay)
    answer = client.execute(_text(query), _variables(variables))
    typer.echo(orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode())
    if answer.get("errors"):
        raise typer.Exit(1)


def _in_process(facts: Path | None, graph: Path | None, overlay: Path | None) -> Client:
    settings = with_options(Settings.from_environment(), facts=facts, graph=graph, overlay=overlay)
    return Client(EmbeddedStore(load_snapshot(settings)))


def _text(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    if "{" in query:
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except OSError as error:
        raise BadValue(f"{query!r} is neither a query nor a readable file ({error.strerror})") from error


def _variables(text: str) -> dict[str, object]:
    try:
        variables = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadValue(f"--variables is no JSON: {error}") from error
    if not isinstance(variables, dict):
        raise BadValue('--variables is no JSON object; write {"name": value}')
    return variables
