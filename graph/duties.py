"""Commitments of a model and of its developers, in the form in which stores keep them on the model's row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.facts.load import Entity, Facts
from graph.rows import properties
from graph.schema.model import DeveloperRole, Model
from graph.schema.organization import Organization
from graph.values.node_id import NodeId

DutyRow = Mapping[str, Any]


def duties_of(facts: Facts) -> dict[NodeId, Sequence[DutyRow]]:
    """What is known of the duties for each model: its own commitments, then those of its developers.

    Who only paid for a model does not commit it. Models of which nothing is known are left out.
    """
    by_organization = {entity.id: _rows(entity, item) for entity, item in facts.nodes(Organization)}
    found: dict[NodeId, Sequence[DutyRow]] = {}
    for entity, model in facts.nodes(Model):
        rows = _rows(entity, model)
        for development in model.developed_by:
            if development.role is DeveloperRole.DEVELOPER:
                rows += by_organization[development.organization]
        if rows:
            found[entity.id] = rows
    return found


def _rows(entity: Entity, item: Model | Organization) -> list[DutyRow]:
    return [{"by": entity.id, **properties(commitment, entity.inherited)} for commitment in item.commitments]
