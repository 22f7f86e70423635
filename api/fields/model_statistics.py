"""Models counted by one or two dimensions, at least and at most over what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.counted import RELEASED, Counted, counted
from api.dimensions import EDGE_KINDS, ModelDimension, node_of, terms_of
from api.fields.party_shares import (
    declare_models,
    declare_value,
    page_of_rows,
    row_id,
)
from api.schema.comparisons import plain
from api.schema.connections import PAGE_ARGUMENTS, declare_connection
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec, many
from api.schema.types import AS_OF
from api.schema.values import enum_of
from graph.derive.grouping import Group, grouped, in_order
from graph.errors import BadValue
from graph.schema.model import Model
from graph.snapshot import Row


def add(registry: Registry, filters: Filters) -> None:
    """Add `modelStatistics`."""
    dimension = enum_of(ModelDimension)
    _declare_group(registry, dimension)
    registry.declare("ModelStatistics", "Models counted by one or two dimensions.")
    for name, says in (
        ("modelCount", "How many models were counted."),
        ("laterCount", "How many fit as well, but were released after the day."),
    ):
        registry.add_property("ModelStatistics", name, name, int, says)
    connection = "ModelGroupConnection"
    declare_connection(registry, connection, "ModelGroup", "groups of models")
    page, groups = registry.type(connection), page_of_rows("groups")
    says = (
        "The groups, by the first dimension and then by the second: terms in their order, years ascending, "
        "others those with most models first; what is not known comes last."
    )
    registry.add_field(FieldSpec("ModelStatistics", "groups", page, says, groups, PAGE_ARGUMENTS))
    by = Argument("groupBy", many(dimension), "One dimension or two different ones.")
    says = f"Models counted by one or two dimensions, as of a day. {RELEASED}"
    arguments = (by, filters.arguments(Model)[0], AS_OF)
    type_, batch = registry.type("ModelStatistics"), _statistics(filters)
    registry.add_field(FieldSpec("Query", "modelStatistics", type_, says, batch, arguments, ("asOf",)))


def _declare_group(registry: Registry, dimension: Any) -> None:
    registry.declare("GroupValue", "The value of a group in one dimension.")
    registry.add_property("GroupValue", "dimension", "dimension", dimension, "What models were counted by.")
    declare_value(registry, "GroupValue")
    name = "ModelGroup"
    registry.declare(name, "The models that share a value in each dimension.")
    values = many(registry.type("GroupValue"))
    for field, type_, says in (
        ("values", values, "The value in each dimension, in the order asked."),
        ("count", int, "How many models are shown to have these values; one may be in several groups."),
        ("share", float, "Part of all models, 0 to 1: each weighs 1, in equal parts for its groups."),
        ("least", int, "How many surely have these values; none where a value is not known."),
        ("most", int, "How many have these values, or may have them."),
        ("leastShare", float, "`least` as a part of all models, 0 to 1."),
        ("mostShare", float, "`most` as a part of all models, 0 to 1."),
    ):
        registry.add_property(name, field, field, type_, says)
    declare_models(registry, name, "models", "The models that `count` counts.")


def _statistics(filters: Filters) -> Any:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        dimensions = _dimensions(arguments["groupBy"])
        kinds = [kind for dimension in dimensions for kind in EDGE_KINDS.get(dimension, ())]

        def answer(found: Counted) -> list[Row]:
            return [_answer(found, dimensions)]

        return counted(filters, kinds, arguments, call, answer)

    return batch


def _dimensions(asked: Sequence[Any]) -> list[ModelDimension]:
    """The dimensions asked for; raises `BadValue` where they are not one or two different ones."""
    dimensions = [ModelDimension(plain(item)) for item in asked]
    if not 1 <= len(dimensions) <= 2:
        raise BadValue(f"`groupBy` has {len(dimensions)} dimensions; give one or two")
    if len(set(dimensions)) < len(dimensions):
        raise BadValue(f"`groupBy` has {dimensions[0]} twice; give two different dimensions, or it alone")
    return dimensions


def _answer(found: Counted, dimensions: Sequence[ModelDimension]) -> Row:
    stand = found.dimensions(found.day)
    groups = grouped({row["id"]: stand.strands(row, dimensions) for row in found.models})
    terms = [terms_of(dimension, found.models) for dimension in dimensions]
    total = len(found.models)
    return {
        "modelCount": total,
        "laterCount": found.later,
        "groups": [_group_row(group, dimensions, total) for group in in_order(groups, terms)],
    }


def _group_row(group: Group, dimensions: Sequence[ModelDimension], total: int) -> Row:
    return {
        "id": row_id(group.key),
        "values": [
            {"dimension": str(dimension), "value": value, "node": node_of(dimension, value)}
            for dimension, value in zip(dimensions, group.key, strict=True)
        ],
        "count": len(group.members),
        "share": float(group.weight / total),
        "least": group.least,
        "most": group.most,
        "leastShare": group.least / total,
        "mostShare": group.most / total,
        "model_ids": group.members,
    }
