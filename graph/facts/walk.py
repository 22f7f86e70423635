"""A declared value, taken apart: each field with its place, however deep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic.fields import FieldInfo

from graph.facts.read import KeyPath
from graph.schema.kind import Claim, Kind

Place = tuple[KeyPath, FieldInfo, Any]


def fields_of(kind: Kind, at: KeyPath = ()) -> Iterator[Place]:
    """Every field of a declared value and of the values inside it, with its path in the file."""
    for name, field in type(kind).model_fields.items():
        value = getattr(kind, name)
        path = (*at, field.alias or name)
        yield path, field, value
        for inner_path, inner in _kinds_in(value, path):
            yield from fields_of(inner, inner_path)


def claims_of(kind: Kind, at: KeyPath = ()) -> Iterator[tuple[KeyPath, Claim]]:
    """Every claim inside a declared value, with its path in the file."""
    for path, _, value in fields_of(kind, at):
        for claim_path, claim in _kinds_in(value, path):
            if isinstance(claim, Claim):
                yield claim_path, claim


def _kinds_in(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Kind]]:
    if isinstance(value, Kind):
        yield path, value
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            if isinstance(item, Kind):
                yield (*path, at), item
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, Kind):
                yield (*path, key), item
