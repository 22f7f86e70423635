"""Up to ten models side by side over everything known, differences first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import strawberry

from api.assessing import Evidence, evidence_by
from api.comparing import EDGE_KINDS, ComparedSection, Values, values_of
from api.known import unknown
from api.request import Request, day_of
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec, many, maybe
from api.schema.types import AS_OF, sources_of
from api.schema.values import enum_of
from api.trade_offs import weighed
from graph.derive.comparison import ComparedRow, compared
from graph.errors import BadValue, LimitError, UnknownId
from graph.snapshot import Row
from graph.stores.port import Answer, then
from graph.values.node_id import NodeId, kind_of

AT_MOST = 10

COMPARE = (
    "Two to ten models side by side: properties, verdicts, control, licences, components, lineage, offers, "
    "trade-offs. Rows in which they differ come first."
)
IDS = Argument("ids", list[strawberry.ID], f"Ids of two to {AT_MOST} models, each once.")


def add(registry: Registry, filters: Filters) -> None:
    """Add `compareModels`."""
    model, value, row = "Model", "ComparedValue", "ComparedRow"
    registry.declare(value, "A value of one model in a comparison.")
    registry.declare(row, "One value of every model in a comparison, in the order of the models.")
    registry.declare("ModelComparison", "Models side by side.")
    values, rows = many(registry.type(value)), many(registry.type(row))
    models = many(registry.type(model))
    for on, name, type_, says in (
        (value, "model", registry.type(model), "Whose value it is."),
        (value, "text", maybe(str), "The value as text; null where nothing is known."),
        (row, "section", enum_of(ComparedSection), "What it is about."),
        (row, "name", str, "What is compared: a property, group, definition, component, provider and so on."),
        (row, "differs", bool, "Whether the values are not all the same; nothing known is a value too."),
        (row, "values", values, "The value of each model, in the order asked."),
        ("ModelComparison", "models", models, "The models, in the order asked."),
        ("ModelComparison", "rows", rows, "A row for everything that is known of one of them."),
        ("ModelComparison", "differences", int, "In how many rows they differ."),
    ):
        registry.add_property(on, name, name, type_, says)
    sources, says = many(registry.type("Source")), "What the value rests on; empty for what is derived."
    registry.add_field(FieldSpec(value, "sources", sources, says, sources_of))
    comparison = registry.type("ModelComparison")
    spec = FieldSpec("Query", "compareModels", comparison, COMPARE, _compare, (IDS, AS_OF), ("asOf",))
    registry.add_field(spec)


def _compare(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    ids = list(map(NodeId, arguments["ids"]))
    _check(ids)
    context: Request = call.context
    day = day_of(call)

    def with_models(models: Sequence[Row]) -> Any:
        def with_evidence(evidence: Sequence[Evidence]) -> Any:
            controllers = [
                context.control.model_rows(tuple(view["target"] for view in item.edges["DEVELOPED_BY"]), day)
                for item in evidence
            ]
            holders = sorted({row["holder"] for found in controllers for row in found})

            def with_names(found: Sequence[Row | None]) -> list[Row]:
                names = {row["id"]: row["name"] for row in found if row is not None}
                values = [
                    values_of(
                        model,
                        item,
                        context.definitions.assessors,
                        control,
                        weighed(model, list(context.trade_offs.weighings), context.trade_offs, item, day),
                        names,
                        day.isoformat(),
                    )
                    for model, item, control in zip(models, evidence, controllers, strict=True)
                ]
                return [_comparison(models, values)]

            return then(context.store.nodes(holders), with_names)

        kinds = sorted({*EDGE_KINDS, *context.trade_offs.edge_kinds})
        return then(evidence_by(kinds, models, context.definitions, context.store), with_evidence)

    return then(_models(ids, context), with_models)


def _check(ids: Sequence[NodeId]) -> None:
    if len(ids) > AT_MOST:
        raise LimitError(f"`ids` names {len(ids)} models, the limit is {AT_MOST}; compare fewer at once")
    twice = next((item for place, item in enumerate(ids) if item in ids[:place]), None)
    if twice is not None:
        raise BadValue(f"`ids` names {twice} twice; name each model once")
    for item in ids:
        if kind_of(item) != "model":
            raise BadValue(
                f"`ids`: {item[:80]!r} is no id of a model; find one with `search(kinds: [MODEL])`"
            )
    if len(ids) < 2:
        raise BadValue(f"`ids` names {len(ids)} model{'s' * (not ids)}; name two to {AT_MOST}")


def _models(ids: Sequence[NodeId], context: Request) -> Answer[list[Row]]:
    """The rows of models; raises `UnknownId` naming the argument and the nearest id."""

    def checked(found: Sequence[Row | None]) -> Answer[list[Row]]:
        for node_id, row in zip(ids, found, strict=True):
            if row is None:
                return then(unknown(node_id, context.store), _raise)
        return [row for row in found if row is not None]

    return then(context.store.nodes(ids), checked)


def _raise(error: UnknownId) -> list[Row]:
    raise UnknownId(f"`ids`: {error}")


def _comparison(models: Sequence[Row], values: Sequence[Values]) -> Row:
    rows = compared(values, list(ComparedSection))
    return {
        "models": list(models),
        "rows": [_row(models, row) for row in rows],
        "differences": sum(row.differs for row in rows),
    }


def _row(models: Sequence[Row], row: ComparedRow[ComparedSection]) -> Row:
    return {
        "section": str(row.section),
        "name": row.name,
        "differs": row.differs,
        "values": [
            {"model": model, "text": value.text, "source_ids": list(value.sources)}
            for model, value in zip(models, row.values, strict=True)
        ],
    }
