"""Every id that a fact names exists."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import Problem
from graph.facts.load import Entity, Facts
from graph.facts.read import KeyPath
from graph.facts.walk import fields_of, items_of
from graph.schema.told_apart import ToldApart
from graph.values.nearest import nearest_of
from graph.values.node_id import kind_of, slug


def check(facts: Facts) -> Iterator[Problem]:
    """An id, or a key that names a node, that nothing has, with the nearest; a link to itself."""
    for entity in facts.entities.values():
        for path, field, value in entity.fields:
            if field.edge is not None and field.edge.key:
                for key in value:
                    node_id = f"{field.edge.key}/{key}"
                    yield from _missing(facts, entity, (*path, key), node_id, (field.edge.key,))
            if field.ref is not None:
                for place, item in items_of(value, path):
                    if isinstance(item, str):
                        yield from _missing(facts, entity, place, item, field.ref.kinds)
                        yield from _to_itself(entity, place, item)
    yield from _in_rules(facts)


def _in_rules(facts: Facts) -> Iterator[Problem]:
    """Things that are told apart but that nothing is."""
    for rule, document in facts.rules:
        for path, field, value in fields_of(rule) if isinstance(rule, ToldApart) else ():
            for place, item in items_of(value, path) if field.ref is not None else ():
                if item not in facts.entities:
                    yield document.problem(place, f"{item} is not known; take it out, or name what it is now")


def _missing(
    facts: Facts, entity: Entity, path: KeyPath, node_id: str, kinds: tuple[str, ...]
) -> Iterator[Problem]:
    if node_id not in facts.entities:
        found = _nearest(facts, node_id, kinds)
        yield entity.problem(path, f"{node_id} is not known" + (f"; did you mean {found}?" if found else ""))


def _nearest(facts: Facts, node_id: str, kinds: tuple[str, ...]) -> str | None:
    """The id that was most likely meant: the same name under another kind, else the nearest name."""
    by_slug = {
        slug(known): known
        for kind in (*kinds, kind_of(node_id))
        for known in facts.entities
        if kind_of(known) == kind
    }
    found = nearest_of(slug(node_id), by_slug)
    return by_slug[found] if found else None


def _to_itself(entity: Entity, path: KeyPath, node_id: str) -> Iterator[Problem]:
    if node_id == entity.id and path[0] != "derived_from":
        yield entity.problem(path, f"{path[0]!r} names {node_id} itself; name the other one")
