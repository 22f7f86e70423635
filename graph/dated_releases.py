"""Rows of a store -> what openness hangs on, on one day.

A statement without dates holds on every day. One whose dates do not tell whether it holds on the day, or that
had not begun or had ended, leaves the value unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from graph.derive.openness import Base, Grant, Release
from graph.derive.testable import testable_facts
from graph.schema.license import Scope
from graph.schema.model import DerivationRelation
from graph.schema.offer import OfferMode
from graph.snapshot import Row
from graph.values.day import Day
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId, slug
from graph.values.status import Status
from graph.values.truth import Truth

EDGE_KINDS = ("DERIVED_FROM", "DEVELOPED_BY", "HAS_PROPERTY", "LICENSED_UNDER", "OFFERED_BY")
"""Edges that openness hangs on, each from the model."""

UNCERTAIN = NodeId("")
"""Stands for a licence of which the dates do not tell whether it holds on the day."""


def release_on(model: Row, edges: Mapping[str, Sequence[Row]], on: date) -> Release:
    """What the facts say about a model on a day. edges: views of its edges, by kind."""
    components = {slug(view["target"]): view for view in components_on(edges["HAS_PROPERTY"], on)}
    return Release(
        id=model["id"],
        written={name: Status(view["status"]) for name, view in components.items()},
        own_licenses={name: view["license"] for name, view in components.items() if view["license"]},
        grants=grants_on(edges["LICENSED_UNDER"], on),
        reported=Freedom(model["reported_terms"]["freedom"] if model["reported_terms"] else Freedom.UNKNOWN),
        offers=frozenset(
            OfferMode(view["mode"]) for view in edges["OFFERED_BY"] if _begun(view, on) is Truth.MET
        ),
        never_offered=model["never_offered"] is not None,
        bases=[Base(view["target"], DerivationRelation(view["relation"])) for view in edges["DERIVED_FROM"]],
        developers=frozenset(view["target"] for view in edges["DEVELOPED_BY"]),
        facts=testable_facts(model),
    )


def components_on(views: Iterable[Row], on: date) -> list[Row]:
    """Statements on components that surely hold on a day."""
    return [view for view in views if _holds(view, on) is Truth.MET]


def grants_on(views: Iterable[Row], on: date) -> list[Grant]:
    """The licences in force on a day, without their dates; where all have ended, those that ended last.

    One that may be in force is `UNCERTAIN`.
    """
    begun = [view for view in views if _begun(view, on) is not Truth.NOT_MET]
    lasting = [view for view in begun if _ended(view, on) is not Truth.MET]
    if not lasting and begun:
        last = max(Day.parse(view["valid_to"]).last for view in begun)
        lasting = [view for view in begun if Day.parse(view["valid_to"]).last == last]
        return [_grant(view, view["target"]) for view in lasting]
    return [_grant(view, view["target"] if _holds(view, on) is Truth.MET else UNCERTAIN) for view in lasting]


def _grant(view: Row, license_id: NodeId) -> Grant:
    return Grant(license_id, Scope(view["scope"]) if view["scope"] else None)


def _holds(view: Row, on: date) -> Truth:
    return _begun(view, on) & ~_ended(view, on)


def _begun(view: Row, on: date) -> Truth:
    return Day.parse(view["valid_from"]).reached(on) if view["valid_from"] else Truth.MET


def _ended(view: Row, on: date) -> Truth:
    return Day.parse(view["valid_to"]).reached(on) if view["valid_to"] else Truth.NOT_MET
