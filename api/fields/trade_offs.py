"""What somebody gives up or gains with a model: control, cost, privacy and so on, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import strawberry

from api.assessing import Evidence, evidence_by
from api.execution.fields import Lists
from api.request import day_of
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec, many
from api.schema.types import AS_OF, referenced, sources_of
from api.schema.values import enum_of
from api.trade_offs import weighed
from graph.schema.trade_off import TradeOffLevel
from graph.snapshot import Row
from graph.stores.port import then

OF_MODEL = (
    "What it leaves to those who use it, each with a level, the reason and the facts. Offers and withdrawal "
    "count as of the day asked, all else as the facts stand."
)
ONLY = Argument(
    "only", list[strawberry.ID] | None, "Ids of trade-offs, such as `trade_off/cost`; all if not said.", None
)


def add(registry: Registry, filters: Filters) -> None:
    """Add `Model.tradeOffs`."""
    _declare_memory(registry)
    name = "ModelTradeOff"
    registry.declare(name, "How much of something a model leaves to those who use it, and why.")
    level, finding = enum_of(TradeOffLevel), registry.type("CriterionFinding")
    for field, type_, says in (
        ("level", level, "How much; UNKNOWN where the facts leave several levels possible."),
        ("possible", many(level), "Every level that some completion of the facts gives."),
        ("reason", str, "Why, in plain words; where it is UNKNOWN, what each possible level would mean."),
        ("facts", many(finding), "What it rests on, and what is worth knowing beside it."),
        ("missing", many(finding), "What would have to be known; empty where the level is known."),
        (
            "memory",
            many(registry.type("WeightMemory")),
            "Memory that the weights need, by precision; for cost.",
        ),
        ("offers", many(registry.type("Offer")), "Offers on the day, with their prices; where they count."),
    ):
        registry.add_property(name, field, field, type_, says)
    which, says = registry.type("TradeOff"), "What it is about."
    registry.add_field(FieldSpec(name, "tradeOff", which, says, referenced("trade_off")))
    sources, says = many(registry.type("Source")), "Documents that the facts rest on."
    registry.add_field(FieldSpec(name, "sources", sources, says, sources_of))
    several = many(registry.type(name))
    takes = (ONLY, AS_OF)
    registry.add_field(FieldSpec("Model", "tradeOffs", several, OF_MODEL, _trade_offs, takes, ("asOf",)))


def _declare_memory(registry: Registry) -> None:
    name = "WeightMemory"
    registry.declare(name, "Memory that the weights of a model need; what runs beside them comes on top.")
    for field, type_, says in (
        ("precision", str, "The precision that the weights are kept in."),
        ("bytesPerParameter", float, "Bytes for each parameter."),
        ("gigabytes", float, "Parameters times bytes, in gigabytes of a thousand million bytes."),
    ):
        registry.add_property(name, field, field, type_, says)


def _trade_offs(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    """All models of a level at once: one call for each kind of edge."""
    context, day = call.context, day_of(call)
    wanted = context.trade_offs.known(arguments.get("only"))

    def told(evidence: Sequence[Evidence]) -> Lists:
        both = zip(rows, evidence, strict=True)
        return Lists.of(weighed(row, wanted, context.trade_offs, found, day) for row, found in both)

    kinds = context.trade_offs.edge_kinds
    return then(evidence_by(kinds, rows, context.definitions, context.store), told)
