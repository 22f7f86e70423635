"""What a model's file says about components is complete and does not contradict itself."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import Problem
from graph.facts.load import Entity, Facts
from graph.schema.model import ComponentStatus, Model
from graph.schema.openness_property import OpennessProperty
from graph.values.nearest import nearest
from graph.values.node_id import slug
from graph.values.status import Status

NEEDS = (
    (Status.CLOSED, "basis", "write STATED, ABSENT or REPORTED"),
    (Status.PARTIAL, "partial", "write GATED, SAMPLE, DESCRIBED_ONLY, RECONSTRUCTIBLE or DELAYED"),
    (Status.UNKNOWN, "reason", "write NOT_SEARCHED, SEARCHED_NOT_FOUND, REFUSED or DISPUTED"),
)
"""What a status must say beside itself, and what it must not say beside another status."""


_DERIVED = "{!r} is derived from offers and weights; remove it here"


def check(facts: Facts) -> Iterator[Problem]:
    """A status that does not explain itself; a derived one that is written; a model that nobody made."""
    derived = {
        slug(entity.id)
        for entity, component in facts.nodes(OpennessProperty)
        if component.derived_from_offers or component.derived_from_weights
    }
    known = {slug(entity.id) for entity, _ in facts.nodes(OpennessProperty)}
    for entity, model in facts.nodes(Model):
        for key, statement in model.openness_properties.items():
            yield from _status_needs(entity, key, statement)
            if key in derived:
                yield entity.problem(("openness_properties", key), _DERIVED.format(key))
        yield from _inventory(entity, model, known, derived)
        if not model.developed_by:
            yield entity.problem(("developed_by",), "names nobody; name at least one developer")
        if model.never_offered and model.offered_by:
            what = "says that it was never offered, and `offered_by` says where; keep one of them"
            yield entity.problem(("never_offered",), what)


def _status_needs(entity: Entity, key: str, statement: ComponentStatus) -> Iterator[Problem]:
    path = ("openness_properties", key)
    for status, field, remedy in NEEDS:
        given = getattr(statement, field) is not None
        if statement.status is status and not given:
            yield entity.problem(path, f"is {status} without `{field}`; {remedy}")
        if statement.status is not status and given:
            yield entity.problem((*path, field), f"`{field}` goes with {status}, not with {statement.status}")


def _inventory(entity: Entity, model: Model, known: set[str], derived: set[str]) -> Iterator[Problem]:
    if model.release_inventory is None:
        return
    for at, key in enumerate(model.release_inventory.covers):
        path = ("release_inventory", "covers", at)
        if key not in known:
            yield entity.problem(path, f"{key!r} is no openness property{nearest(key, known)}")
        if key in derived:
            yield entity.problem(path, _DERIVED.format(key))
