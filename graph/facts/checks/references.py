"""Every id that a fact names exists."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import Problem
from graph.facts.load import Entity, Facts
from graph.facts.walk import fields_of
from graph.schema.kind import Edge, RefTo, marks
from graph.values.nearest import nearest
from graph.values.node_id import kind_of


def check(facts: Facts) -> Iterator[Problem]:
    """A dangling id, with the nearest that exists; a key of a mapping that names no node."""
    for entity in facts.entities.values():
        yield from _dangling(facts, entity)


def _dangling(facts: Facts, entity: Entity) -> Iterator[Problem]:
    for path, field, value in fields_of(entity.node):
        edge = marks(field, Edge)
        if edge is not None and edge.key:
            for key in value:
                yield from _missing(facts, entity, (*path, key), f"{edge.key}/{key}")
        if marks(field, RefTo) is None:
            continue
        for at, item in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(item, str):
                place = (*path, at) if isinstance(value, tuple) else path
                yield from _missing(facts, entity, place, item)


def _missing(facts: Facts, entity: Entity, path: tuple[str | int, ...], node_id: str) -> Iterator[Problem]:
    if node_id not in facts.entities:
        same_kind = (known for known in facts.entities if kind_of(known) == kind_of(node_id))
        yield entity.problem(path, f"{node_id} is not known{nearest(node_id, same_kind)}")
