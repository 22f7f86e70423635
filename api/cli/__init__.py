"""The command line: every module here that has a function `command` is a command, found by its name."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import typer

from graph.errors import OpennessGraphError

app = typer.Typer(
    help="Openness Graph: what of AI models is open, under which terms, and who controls them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

for _module in sorted(module.name for module in pkgutil.iter_modules(__path__)):
    _found = importlib.import_module(f"{__name__}.{_module}")
    app.command(_module.strip("_").replace("_", "-"))(_found.command)


def main() -> None:
    """Run a command; our own errors end it with their sentence and status 1."""
    try:
        app()
    except OpennessGraphError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
