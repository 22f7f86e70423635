"""Facts of models, licences and components -> the inputs that openness is derived from, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from graph.derive.assessor import Assessor
from graph.derive.criteria import Licenses
from graph.derive.duties import DUTIES
from graph.derive.gaps import Gap
from graph.derive.licensing import Grounds
from graph.derive.openness import Base, Component, Grant, Group, Openness, Release, Rules, Terms
from graph.derive.testable import testable_facts
from graph.duties import DutyRow, duties_of
from graph.errors import FactErrors, Problem
from graph.facts.load import Facts
from graph.schema.definition import OPENNESS_CLASS, Definition
from graph.schema.license import License
from graph.schema.model import ComponentStatus, Model, ModelDerived, UnsettledGroup
from graph.schema.openness_property import OpennessGroup, OpennessProperty, component_id
from graph.unstated import word
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId, slug
from graph.values.status import GROUPS, ClosedBasis, Status, UnknownReason
from graph.values.truth import Truth

GAPS = "gaps"
"""The property of a model's row that holds its missing facts."""


def releases_of(facts: Facts) -> dict[NodeId, Release]:
    """What openness hangs on, for every model."""
    duties = duties_of(facts)
    return {
        entity.id: release_of(entity.id, model, duties.get(entity.id, ()))
        for entity, model in facts.nodes(Model)
    }


def openness_rules(facts: Facts, freedoms: Mapping[NodeId, Freedom]) -> Rules:
    """Components, groups, licence terms and the class rules; raises `FactErrors` where the rules lack."""
    definition = facts.entities.get(OPENNESS_CLASS)
    if definition is None or not isinstance(definition.node, Definition):
        raise FactErrors([Problem("definition/openness-class.yaml", 1, "is missing; the classes rest on it")])
    return Rules(
        components={
            slug(entity.id): _component(entity.id, item) for entity, item in facts.nodes(OpennessProperty)
        },
        groups={slug(entity.id): _group(entity.id, item) for entity, item in facts.nodes(OpennessGroup)},
        terms={
            entity.id: Terms(
                freedoms[entity.id], frozenset(item.derivative_scope), Grounds.of(entity.id, dict(item))
            )
            for entity, item in facts.nodes(License)
        },
        classes=Assessor(definition.node),
    )


def upstream_ids(licenses: Licenses) -> list[str]:
    """Upstream licences as a row keeps them: ids in their order, empty for one that is not known."""
    return sorted(license_.id if license_ else "" for license_ in licenses)


def component_statuses(model: Model, found: Openness) -> dict[str, ComponentStatus]:
    """What is known of components: as written, from the inventory, derived."""
    inventory = _inventory(model)
    statements = {
        name: model.openness_properties.get(name) or inventory.get(name) or derived_statement(status)
        for name, status in found.statuses.items()
    }
    return {name: statement for name, statement in statements.items() if statement is not None}


def unstated_words(model: Model, found: Openness) -> list[str]:
    """The other components, as the model's row keeps them."""
    known, freedoms = component_statuses(model, found), found.subjects.freedoms
    return [
        word(component_id(name), freedoms.get(name, Freedom.UNKNOWN))
        for name in sorted(found.statuses)
        if name not in known
    ]


def gap_rows(facts: Facts, gaps: Iterable[Gap]) -> dict[NodeId, dict[str, list[dict[str, Any]]]]:
    """What the row of each model gets: the components whose unknown status could settle open verdicts."""
    rows: dict[NodeId, dict[str, list[dict[str, Any]]]] = {}
    for gap in gaps:
        model = facts.entities[gap.model].node
        assert isinstance(model, Model)
        statement = model.openness_properties.get(gap.component)
        rows.setdefault(gap.model, {GAPS: []})[GAPS].append(
            {
                "component": component_id(gap.component),
                "verdicts": list(gap.verdicts),
                "reason": str(statement.reason if statement else UnknownReason.NOT_SEARCHED),
                "note": statement.note if statement else None,
            }
        )
    return rows


def model_derived(
    found: Openness,
    unsettled: Mapping[str, tuple[Status, ...]],
    claim_holds: str | None,
    *,
    is_curated: bool,
) -> ModelDerived:
    """What follows for a model. unsettled: groups whose status is open, with those that they may have."""
    return ModelDerived(
        curated=is_curated,
        unsettled_groups=tuple(
            UnsettledGroup(group=group, possible=possible) for group, possible in unsettled.items()
        ),
        openness=found.openness,
        possible_openness=found.possible,
        freedom=found.freedom,
        declared_freedom=found.declared_freedom,
        ever_offered=found.subjects.ever_offered,
        claim_holds=Truth(claim_holds) if claim_holds else None,
        **{group: found.groups[group] for group in GROUPS},
    )


def release_of(model_id: NodeId, model: Model, duties: Sequence[DutyRow] = ()) -> Release:
    """What openness hangs on, for a model as its facts state it. duties: what is known of them."""
    written = {**_inventory(model), **model.openness_properties}
    return Release(
        id=model_id,
        written={name: statement.status for name, statement in written.items()},
        own_licenses={name: statement.license for name, statement in written.items() if statement.license},
        grants=[
            Grant(grant.license, grant.scope, grant.valid_from, grant.valid_to)
            for grant in model.licensed_under
        ],
        reported=model.reported_terms.freedom if model.reported_terms else Freedom.UNKNOWN,
        offers=frozenset(offer.mode for offer in model.offered_by),
        never_offered=model.never_offered is not None,
        bases=[Base(step.model, step.relation) for step in model.derived_from],
        developers=frozenset(item.organization for item in model.developed_by),
        facts=testable_facts({**dict(model), DUTIES: duties}),
    )


def _inventory(model: Model) -> dict[str, ComponentStatus]:
    """What the release inventory covers and the file does not list, as CLOSED on the basis ABSENT."""
    inventory = model.release_inventory
    if inventory is None:
        return {}
    absent = ComponentStatus(
        status=Status.CLOSED,
        basis=ClosedBasis.ABSENT,
        source=inventory.source,
        locator=inventory.locator,
        note=inventory.note or "not among what the release holds",
        accessed=inventory.accessed,
        verified=inventory.verified,
        confidence=inventory.confidence,
    )
    return {name: absent for name in inventory.covers if name not in model.openness_properties}


@cache
def derived_statement(status: Status) -> ComponentStatus | None:
    """What follows from offers or weights, where they decide."""
    if status is Status.UNKNOWN:
        return None
    return ComponentStatus(status=status, basis=ClosedBasis.STATED if status is Status.CLOSED else None)


def _component(node_id: NodeId, item: OpennessProperty) -> Component:
    return Component(slug(node_id), item.license_scope, item.derived_from_offers, item.derived_from_weights)


def _group(node_id: NodeId, item: OpennessGroup) -> Group:
    return Group(slug(node_id), tuple(map(slug, item.essential)), tuple(map(slug, item.one_suffices)))
