"""Rows of a store -> what openness hangs on, by all that they state, and the rules to derive it by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.derive.assessor import Assessor
from graph.derive.licensing import Grounds
from graph.derive.openness import Base, Component, Group, Release, Rules, Terms
from graph.derive.testable import testable_facts
from graph.lineages import grants_of
from graph.schema.license import DerivativeScope, Scope
from graph.schema.model import DerivationRelation
from graph.schema.offer import OfferMode
from graph.snapshot import Row
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId, slug
from graph.values.status import GROUPS, Status

EDGE_KINDS = ("DERIVED_FROM", "DEVELOPED_BY", "HAS_PROPERTY", "LICENSED_UNDER", "OFFERED_BY")
"""Edges that openness hangs on, each from the model."""

DECIDING = ("DECIDED_BY", "DECIDED_BY_ONE_OF")
"""Edges from a group to the components that decide it: each of these, and the most open of those."""


def stated_release(model: Row, edges: Mapping[str, Sequence[Row]]) -> Release:
    """What rows say about a model. edges: those of `EDGE_KINDS` that start at it, by kind."""
    components = {slug(row["target"]): row for row in edges["HAS_PROPERTY"]}
    terms = model["reported_terms"]
    return Release(
        id=model["id"],
        written={name: Status(row["status"]) for name, row in components.items()},
        own_licenses={name: row["license"] for name, row in components.items() if row["license"]},
        grants=grants_of(edges["LICENSED_UNDER"]),
        reported=Freedom(terms["freedom"]) if terms else Freedom.UNKNOWN,
        offers=frozenset(OfferMode(row["mode"]) for row in edges["OFFERED_BY"]),
        never_offered=model["never_offered"] is not None,
        bases=[Base(row["target"], DerivationRelation(row["relation"])) for row in edges["DERIVED_FROM"]],
        developers=frozenset(row["target"] for row in edges["DEVELOPED_BY"]),
        facts=testable_facts(model),
    )


def rules_of(
    components: Iterable[Row],
    licenses: Iterable[Row],
    deciding: Iterable[tuple[str, Row]],
    classes: Assessor,
) -> Rules:
    """Components, groups, licence terms and the class rules. deciding: edges of `DECIDING`, by kind."""
    return Rules(
        components={slug(row["id"]): _component(row) for row in components},
        groups=_groups(deciding),
        terms={row["id"]: _terms(row) for row in licenses},
        classes=classes,
    )


def _component(row: Row) -> Component:
    scope, offers = row["license_scope"], row["derived_from_offers"]
    return Component(
        slug(row["id"]),
        Scope(scope) if scope else None,
        OfferMode(offers) if offers else None,
        row["derived_from_weights"],
    )


def _groups(deciding: Iterable[tuple[str, Row]]) -> dict[str, Group]:
    members: dict[str, dict[str, list[str]]] = {
        name: {kind: [] for kind in DECIDING} for name in sorted(GROUPS)
    }
    for kind, row in deciding:
        members[slug(row["source"])][kind].append(slug(row["target"]))
    return {name: Group(name, *(tuple(found[kind]) for kind in DECIDING)) for name, found in members.items()}


def _terms(row: Row) -> Terms:
    reaches = frozenset(map(DerivativeScope, row["derivative_scope"]))
    return Terms(Freedom(row["freedom"]), reaches, Grounds.of(NodeId(row["id"]), row))
