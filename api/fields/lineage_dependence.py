"""On whose base models derivatives rest: the share of each developer, controller or base model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from fractions import Fraction
from typing import Any

from api.counted import RELEASED, Counted, counted
from api.dimensions import EDGE_KINDS, ModelDimension, node_of
from api.fields.party_shares import (
    declare_figures,
    declare_models,
    declare_value,
    figures,
    row_id,
)
from api.schema.comparisons import plain
from api.schema.connections import declare_connection
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec
from api.schema.types import AS_OF
from api.schema.values import described_enum
from graph.derive.base_models import base_models
from graph.derive.grouping import Place, parties_of, shares, shown_parties
from graph.schema.model import Model
from graph.snapshot import Row
from graph.values.node_id import NodeId

MODEL = "MODEL"
BY: Any = described_enum(
    "LineageDimension",
    {
        "DEVELOPER": "Who developed the base model.",
        "CONTROLLER": "Who ultimately controls its developers on the day; a group as one.",
        MODEL: "The base model itself.",
    },
    "Whose share derivatives are counted for.",
)
SAYS = (
    "On whose base models derivatives rest: models that carry on the weights of another, counted for the "
    "models at the root of their lineage, each weighing 1 in all. Training on the outputs of another carries "
    f"on none of its weights. {RELEASED}"
)
BY_OTHERS = (
    "How many of them others made: none of their developers, or controllers as far as they are known, is one "
    "of the base model's."
)


def add(registry: Registry, filters: Filters) -> None:
    """Add `lineageDependence`; `concentration` comes before it."""
    name = "LineageShare"
    registry.declare(name, "What rests on the base models of one party.")
    declare_value(registry, name)
    for field, type_, says in (
        ("derivativeCount", int, "How many derivatives rest on its base models, wholly or in part."),
        ("byOthers", int, BY_OTHERS),
        ("weight", float, "The same, each weighing 1 in equal parts for what it rests on."),
        ("share", float, "`weight` as a part of all derivatives, 0 to 1."),
    ):
        registry.add_property(name, field, field, type_, says)
    declare_models(registry, name, "derivatives", "The derivatives that rest on its base models.")
    connection = f"{name}Connection"
    declare_connection(registry, connection, name, "shares of derivatives")
    registry.declare("LineageDependence", "On whose base models derivatives rest.")
    says = "How many derivatives were counted."
    registry.add_property("LineageDependence", "derivativeCount", "derivativeCount", int, says)
    declare_figures(registry, "LineageDependence", connection)
    where = filters.arguments(Model)[0]
    arguments = (
        Argument("by", BY, "Whose share to count."),
        Argument("where", where.type, "Which derivatives to take; all if not said.", None),
        AS_OF,
    )
    type_, batch = registry.type("LineageDependence"), _dependence(filters)
    registry.add_field(FieldSpec("Query", "lineageDependence", type_, SAYS, batch, arguments, ("asOf",)))


def _dependence(filters: Filters) -> Any:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        by = plain(arguments["by"])
        kinds = (*EDGE_KINDS[ModelDimension.DEVELOPER], "DERIVED_FROM")

        def answer(found: Counted) -> list[Row]:
            return [_answer(found, by)]

        return counted(filters, kinds, arguments, call, answer)

    return batch


def _answer(found: Counted, by: str) -> Row:
    bases = found.ties.bases
    roots = {row["id"]: base_models(row["id"], bases) for row in found.models if row["id"] in bases}
    involved = {*roots, *(root for above in roots.values() for root in above)}
    makers = ModelDimension.CONTROLLER if by == "CONTROLLER" else ModelDimension.DEVELOPER
    made_by = _makers(found, involved, makers)
    owned = {model: [Place((model,))] for model in involved} if by == MODEL else made_by
    parts = ((owned[root], Fraction(1, len(above))) for above in roots.values() for root in above)
    distribution = shares(parts)
    resting = _resting(roots, owned, made_by)
    rows = [
        {
            "id": row_id([party]),
            "value": party,
            "node": party if by == MODEL else node_of(makers, party),
            "derivativeCount": len(resting[party]),
            "byOthers": sum(resting[party].values()),
            "weight": float(weight),
            "share": distribution.share(weight),
            "model_ids": list(resting[party]),
        }
        for party, weight in distribution.ordered
    ]
    return {"derivativeCount": len(roots), **figures(distribution), "share_rows": rows}


_Makers = Mapping[NodeId, Sequence[Place]]


def _makers(found: Counted, models: Set[NodeId], makers: ModelDimension) -> _Makers:
    """Who made each of some models."""
    stand = found.dimensions(found.day)
    rows = (row for row in found.every_model if row["id"] in models)
    return {row["id"]: stand.places(row, makers) for row in rows}


def _resting(
    roots: Mapping[NodeId, Sequence[NodeId]], owned: _Makers, made_by: _Makers
) -> dict[str | None, dict[NodeId, bool]]:
    """The derivatives that rest on each party, and whether they were made by others.

    roots: the base models of each derivative. owned: the parties that a base model counts for.
    """
    resting: dict[str | None, dict[NodeId, bool]] = defaultdict(dict)
    for derivative, above in roots.items():
        for root in above:
            foreign = _names(made_by[derivative]).isdisjoint(_names(made_by[root]))
            for party in shown_parties(owned[root]):
                resting[party][derivative] = resting[party].get(derivative, True) and foreign
    return resting


def _names(places: Sequence[Place]) -> set[str]:
    parties, hidden = parties_of(places)
    return {*parties, *hidden}
