"""Rows of a store -> what openness hangs on, on one day.

A statement without dates holds on every day. One whose dates do not tell whether it holds on the day, or that
had not begun or had ended, leaves the value unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from graph.derive.openness import Grant, Release
from graph.schema.license import Scope
from graph.snapshot import Row
from graph.stated_releases import stated_release
from graph.values.day import Day
from graph.values.node_id import NodeId
from graph.values.truth import Truth

UNCERTAIN = NodeId("")
"""Stands for a licence of which the dates do not tell whether it holds on the day."""


def release_on(model: Row, edges: Mapping[str, Sequence[Row]], on: date) -> Release:
    """What the facts say about a model on a day. edges: views of its edges, by kind."""
    lasting = {
        **edges,
        "HAS_PROPERTY": components_on(edges["HAS_PROPERTY"], on),
        "OFFERED_BY": [view for view in edges["OFFERED_BY"] if _begun(view, on) is Truth.MET],
    }
    return replace(stated_release(model, lasting), grants=grants_on(edges["LICENSED_UNDER"], on))


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
