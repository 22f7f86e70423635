"""A declared value, taken apart: each field that is given, with its place, however deep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.facts.read import KeyPath
from graph.schema.kind import Claim, Edge, Kind, RefTo, Vocabulary, marks


@dataclass(frozen=True)
class Declared:
    """What the declaration of a field says about its values.

    key: how files write its name. edge: its values are edges. ref: they are ids of other nodes.
    vocabulary: they are words of a closed list.
    """

    name: str
    key: str
    edge: Edge | None
    ref: RefTo | None
    vocabulary: Vocabulary | None


Place = tuple[KeyPath, Declared, Any]


def fields_of(kind: Kind, at: KeyPath = ()) -> Iterator[Place]:
    """Every field that a declared value, or a value inside it, gives, with its path in the file."""
    for field in _declared(type(kind)):
        value = getattr(kind, field.name)
        if value is None or value == ():
            continue
        path = (*at, field.key)
        yield path, field, value
        for inner_path, inner in _kinds_in(value, path):
            yield from fields_of(inner, inner_path)


def claims_in(places: Iterable[Place]) -> Iterator[tuple[KeyPath, Claim]]:
    """Every claim among the fields of a declared value, with its path in the file."""
    for path, _, value in places:
        for claim_path, claim in _kinds_in(value, path):
            if isinstance(claim, Claim):
                yield claim_path, claim


def items_of(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    """A value, or each of several, with its path in the file."""
    if isinstance(value, tuple):
        yield from (((*path, at), item) for at, item in enumerate(value))
    elif isinstance(value, dict):
        yield from (((*path, key), item) for key, item in value.items())
    else:
        yield path, value


def _kinds_in(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Kind]]:
    if isinstance(value, (tuple, dict, Kind)):
        yield from ((place, item) for place, item in items_of(value, path) if isinstance(item, Kind))


@cache
def _declared(kind: type[Kind]) -> tuple[Declared, ...]:
    return tuple(
        Declared(name, field.alias or name, marks(field, Edge), marks(field, RefTo), marks(field, Vocabulary))
        for name, field in kind.model_fields.items()
    )
