"""What a model's file says about components is complete and does not contradict itself."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import Problem
from graph.facts.load import Entity, Facts
from graph.schema.model import ComponentStatus, Model
from graph.schema.openness_property import OpennessProperty
from graph.values.nearest import nearest
from graph.values.status import Status

NEEDS = (
    (Status.CLOSED, "basis", "write STATED, ABSENT or REPORTED"),
    (Status.PARTIAL, "partial", "write GATED, SAMPLE, DESCRIBED_ONLY, RECONSTRUCTIBLE or DELAYED"),
    (Status.UNKNOWN, "reason", "write NOT_SEARCHED, SEARCHED_NOT_FOUND, REFUSED or DISPUTED"),
)
"""What a status must say beside itself, and what it must not say beside another status."""


def check(facts: Facts) -> Iterator[Problem]:
    """A status without its basis, kind or reason, or with one of another status; derived ones written."""
    derived = {
        entity.id.partition("/")[2]
        for entity, component in facts.nodes(OpennessProperty)
        if component.derived_from_offers or component.derived_from_weights
    }
    known = {entity.id.partition("/")[2] for entity, _ in facts.nodes(OpennessProperty)}
    for entity, model in facts.nodes(Model):
        for key, statement in model.openness_properties.items():
            yield from _status_needs(entity, key, statement)
            if key in derived:
                path = ("openness_properties", key)
                yield entity.problem(path, f"{key!r} is derived from offers and weights; remove it here")
        yield from _inventory(entity, model, known)


def _status_needs(entity: Entity, key: str, statement: ComponentStatus) -> Iterator[Problem]:
    path = ("openness_properties", key)
    for status, field, remedy in NEEDS:
        given = getattr(statement, field) is not None
        if statement.status is status and not given:
            yield entity.problem(path, f"is {status} without `{field}`; {remedy}")
        if statement.status is not status and given:
            yield entity.problem((*path, field), f"`{field}` goes with {status}, not with {statement.status}")


def _inventory(entity: Entity, model: Model, known: set[str]) -> Iterator[Problem]:
    if model.release_inventory is None:
        return
    for at, key in enumerate(model.release_inventory.covers):
        if key not in known:
            path = ("release_inventory", "covers", at)
            yield entity.problem(path, f"{key!r} is no openness property{nearest(key, known)}")
