"""What is known of a model, as values by section and name, to set it beside others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from api.assessing import Evidence
from graph.derive.comparison import Value
from graph.schema.model import Model
from graph.schema.shape import properties_of
from graph.snapshot import Row, is_valid
from graph.values.node_id import NodeId, slug
from graph.values.status import GROUPS
from graph.values.term import Term
from graph.verdicts import possible_in

EDGE_KINDS = (
    "DERIVED_FROM",
    "DEVELOPED_BY",
    "HAS_PROPERTY",
    "LICENSED_UNDER",
    "OFFERED_BY",
    "RESTS_ON",
    "TRAINED_ON",
)
"""Edges of a model that a comparison shows."""


class ComparedSection(Term):
    """What a row of a comparison is about."""

    PROPERTY = "PROPERTY", "A plain property, such as the date of release or the number of parameters."
    VERDICT = (
        "VERDICT",
        "What follows from the facts: openness class, freedom, groups, definitions by their ids.",
    )
    CONTROL = "CONTROL", "Who developed it, and who stands behind the developers on the day."
    LICENSE = "LICENSE", "Licences in force on the day, by the part of the release that they cover."
    COMPONENT = "COMPONENT", "The status of a component of the recipe."
    LINEAGE = "LINEAGE", "What it was made from and trained on."
    OFFER = "OFFER", "An offer on the day, by provider and mode, with its price."
    TRADE_OFF = "TRADE_OFF", "The level of a trade-off."


Values = dict[tuple[ComparedSection, str], Value]

_NOT_COMPARED = ("name", "aliases", "note", "claimed_openness", "release_inventory", "never_offered")
"""Properties that tell models apart by themselves, or whose substance stands in other rows."""

PLAIN = tuple(shape.name for shape in properties_of(Model) if shape.name not in _NOT_COMPARED)

DERIVED = ("openness", "freedom", "declared_freedom", *GROUPS, "claim_holds")


def values_of(
    model: Row,
    evidence: Evidence,
    definitions: Iterable[NodeId],
    controllers: Sequence[Row],
    trade_offs: Iterable[Row],
    names: Mapping[str, str],
    on: str,
) -> Values:
    """What is known of one model on an ISO day.

    definitions: ids whose verdicts are shown. controllers: rows of its ultimate controllers, of whom `names`
    tells the names. trade_offs: rows of its levels.
    """
    section = ComparedSection
    edges = {kind: [view for view in views if is_valid(view, on)] for kind, views in evidence.edges.items()}
    basis = tuple(view["target"] for view in edges["RESTS_ON"])
    values: Values = {(section.PROPERTY, name): Value(_text(model[name]), basis) for name in PLAIN}
    values[section.PROPERTY, "claimed_openness"] = _claimed(model)
    values |= {(section.VERDICT, name): Value(_text(model[name])) for name in DERIVED}
    for definition in definitions:
        possible = possible_in(model, definition)
        values[section.VERDICT, slug(definition)] = Value(" or ".join(possible))
    values[section.CONTROL, "developers"] = _named(edges["DEVELOPED_BY"])
    values[section.CONTROL, "controllers"] = _controllers(controllers, names)
    values |= {(section.LICENSE, scope): value for scope, value in _licenses(edges["LICENSED_UNDER"])}
    values |= {
        (section.COMPONENT, name): Value(view["status"], tuple(view["source_ids"] if view["stated"] else ()))
        for name, view in sorted(evidence.components.items())
    }
    values[section.LINEAGE, "derived_from"] = _named(edges["DERIVED_FROM"], "relation")
    values[section.LINEAGE, "trained_on"] = _named(edges["TRAINED_ON"], "stage")
    values |= {(section.OFFER, name): value for name, value in _offers(edges["OFFERED_BY"])}
    for row in trade_offs:
        values[section.TRADE_OFF, slug(row["trade_off"])] = Value(row["level"], tuple(row["source_ids"]))
    return values


def _text(value: Any) -> str | None:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return None if value is None else str(value)


def _claimed(model: Row) -> Value:
    claimed = model["claimed_openness"]
    return Value(claimed["word"], tuple(claimed["source_ids"])) if claimed else Value(None)


def _named(views: Sequence[Row], how: str = "") -> Value:
    """The nodes that edges lead to, by name, with what the edge says of how."""
    names = (
        f"{view['target_node']['name']} ({view[how]})" if how else view["target_node"]["name"]
        for view in views
    )
    return Value(", ".join(sorted(dict.fromkeys(names))) or None, _sources(views))


def _controllers(controllers: Sequence[Row], names: Mapping[str, str]) -> Value:
    words = (
        f"{names[row['holder']]} ({', '.join(filter(None, (row['degree'], row['basis'])))})"
        for row in controllers
    )
    sources = (source for row in controllers for step in row["path"] for source in step["source_ids"])
    return Value("; ".join(sorted(dict.fromkeys(words))) or None, tuple(dict.fromkeys(sources)))


def _licenses(views: Sequence[Row]) -> Iterator[tuple[str, Value]]:
    scopes = sorted({view["scope"] or "" for view in views})
    for scope in scopes:
        yield scope or "whole release", _named([view for view in views if (view["scope"] or "") == scope])


def _offers(views: Sequence[Row]) -> Iterator[tuple[str, Value]]:
    by_name: dict[str, list[Row]] = {}
    for view in views:
        by_name.setdefault(f"{view['target_node']['name']}, {view['mode']}", []).append(view)
    for name, several in sorted(by_name.items()):
        yield name, Value("; ".join(dict.fromkeys(map(_price, several))), _sources(several))


def _price(offer: Row) -> str:
    parts = [
        f"{offer[key]:g} {direction}"
        for key, direction in (("price_input", "in"), ("price_output", "out"))
        if offer[key] is not None
    ]
    return f"USD per million tokens: {', '.join(parts)}" if parts else "offered"


def _sources(views: Iterable[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for view in views for source in view["source_ids"]))
