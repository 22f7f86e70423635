"""What a field of the schema is before it becomes one: name, type, sentence, arguments, batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Batch = Callable[..., Any]
"""`(rows, arguments, call) -> values in row order`, or an awaitable of them."""

MISSING: Any = object()
"""Marks an argument without a default."""


@dataclass(frozen=True)
class Argument:
    """An argument of a field, by its GraphQL name."""

    name: str
    type: Any
    description: str
    default: Any = MISSING


@dataclass(frozen=True)
class FieldSpec:
    """A field of a type: its batch gives the values of many rows at once.

    on: the type, or the interface all of whose types get the field. name: in GraphQL.
    inherits: arguments that hold for everything below the field too.
    may_fail: single values may be errors, or null where the type allows none; else they are trusted, since
    the facts were checked when the graph was built.
    """

    on: str
    name: str
    type: Any
    description: str
    batch: Batch
    arguments: tuple[Argument, ...] = ()
    inherits: tuple[str, ...] = ()
    may_fail: bool = False


@dataclass
class TypeSpec:
    """A type of the schema while it is put together."""

    name: str
    description: str
    shell: type[Any]
    interface: bool = False
    parents: tuple[str, ...] = ()
    properties: dict[str, tuple[str, Any, str]] = field(default_factory=dict)
    """GraphQL name -> key in the row, type, sentence."""
    fields: dict[str, FieldSpec] = field(default_factory=dict)


def camel(name: str) -> str:
    """`training_compute_flop` -> `trainingComputeFlop`."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def words_of(folder: str) -> str:
    """A kind in plain words, by its folder: `openness property`."""
    return folder.replace("_", " ")


def many(type_: Any) -> Any:
    """A list of a type that is only known when the schema is put together."""
    return list[type_]


def maybe(type_: Any) -> Any:
    """That type or null."""
    return type_ | None
