"""How far the public indices agree with each other, and with this graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import strawberry

from api.known import known_ids
from api.schema.connections import PAGE_ARGUMENTS, declare_connection, node_connection, page_from
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec, many, maybe
from api.schema.types import referenced
from api.schema.values import enum_of
from graph.derive.index_agreement import Agreed, Pair, Unit, index_agreement
from graph.derive.indices import JUDGEMENTS
from graph.errors import BadValue
from graph.index_verdicts import INDEX_VERDICTS
from graph.pages import page_of
from graph.query import Filter, Find
from graph.schema.model import Model
from graph.snapshot import Row
from graph.stores.port import then
from graph.values.node_id import NodeId, kind_of, slug
from graph.values.status import Status

OURS = "openness_graph"
"""The name under which this graph stands among the indices."""

SAYS = (
    "How far public indices agree on what of a model can be had. This graph is one of them, as "
    f"`{OURS}`, where its own statement rests on no index."
)
COMPONENT = Argument("component", strawberry.ID | None, "Only this openness property; all if not said.", None)
ALPHA = (
    "Krippendorff's alpha on the scale CLOSED, PARTIAL, OPEN: 1 for full agreement, 0 for chance; null where "
    "all judgements are equal."
)
UNITS = "How many components of models two indices or more judge."


def add(registry: Registry, filters: Filters) -> None:
    """Add `indexAgreement`."""
    _declare_difference(registry)
    _declare_pair(registry)
    registry.declare("IndexAgreement", "How far public indices agree on what of models can be had.")
    registry.declare("ComponentAgreement", "How far public indices agree on one component.")
    components, pairs = many(registry.type("ComponentAgreement")), many(registry.type("IndexPair"))
    component = registry.type("OpennessProperty")
    registry.add_field(
        FieldSpec(
            "ComponentAgreement",
            "component",
            component,
            "Which component it is about.",
            referenced("component"),
        )
    )
    for on in ("IndexAgreement", "ComponentAgreement"):
        registry.add_property(on, "alpha", "alpha", float | None, ALPHA)
        registry.add_property(on, "units", "units", int, UNITS)
    for field, type_, says in (
        ("components", components, "The same for each component, by its id."),
        ("pairs", pairs, "Indices two by two, by their names; those that share no component are left out."),
    ):
        registry.add_property("IndexAgreement", field, field, type_, says)
    takes = (COMPONENT, filters.arguments(Model)[0])
    agreement = registry.type("IndexAgreement")
    registry.add_field(FieldSpec("Query", "indexAgreement", agreement, SAYS, _agreement(filters), takes))


def _declare_difference(registry: Registry) -> None:
    name, status = "IndexDifference", enum_of(Status)
    registry.declare(name, "A component of a model of which two indices say different things.")
    for field, to, says in (
        ("model", "Model", "Which model they speak of."),
        ("component", "OpennessProperty", "Which component they speak of."),
    ):
        registry.add_field(FieldSpec(name, field, registry.type(to), says, referenced(field)))
    registry.add_property(name, "first", "first", status, "What the first index says.")
    registry.add_property(name, "second", "second", status, "What the second index says.")
    declare_connection(registry, "IndexDifferenceConnection", name, "differences between two indices")


def _declare_pair(registry: Registry) -> None:
    name = "IndexPair"
    registry.declare(name, "How far two indices agree.")
    for field, type_, says in (
        ("first", str, "The first index, by the name of its upstream set."),
        ("second", str, "The second index."),
        ("models", int, "How many models both judge, at least in one component."),
        ("units", int, "How many components of models both judge."),
        ("agreed", int, "On how many of them they say the same."),
        (
            "kappa",
            maybe(float),
            "Cohen's kappa: 1 for full agreement, 0 for chance; null where chance gives full agreement.",
        ),
    ):
        registry.add_property(name, field, field, type_, says)
    page = registry.type("IndexDifferenceConnection")
    says = "Where they differ, by model and component."
    registry.add_field(FieldSpec(name, "differences", page, says, _differences, PAGE_ARGUMENTS))


def _agreement(filters: Filters) -> Any:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        component = arguments["component"]

        def asked(where: Filter | None) -> Any:
            found = call.context.store.find([Find("model", where)])
            return then(found, lambda pages: [_row(list(_units(pages[0].rows, component)))])

        def checked(_: list[Row]) -> Any:
            return then(filters.where(Model, arguments, call), asked)

        if component is not None and kind_of(NodeId(component)) != "openness_property":
            raise BadValue(
                f"`component`: {component} is no openness property; list them with `opennessProperties`"
            )
        return then(known_ids([] if component is None else [NodeId(component)], call.context.store), checked)

    return batch


def _units(models: Iterable[Row], component: str | None) -> Iterator[Unit]:
    for model in models:
        said: dict[NodeId, dict[str, Status]] = defaultdict(dict)
        for verdict in model.get(INDEX_VERDICTS, ()):
            for item in verdict["components"]:
                said[item["component"]][verdict["index"]] = Status(item["status"])
                if item["own"] and item["ours"] in JUDGEMENTS:
                    said[item["component"]][OURS] = Status(item["ours"])
        yield from (
            Unit(model["id"], name, by_index)
            for name, by_index in sorted(said.items())
            if component in (None, name)
        )


def _row(units: list[Unit]) -> Row:
    found = index_agreement(units)
    components = [{"component": name, **_agreed(agreed)} for name, agreed in found.components.items()]
    return {**_agreed(found.overall), "components": components, "pairs": list(map(_pair, found.pairs))}


def _agreed(agreed: Agreed) -> Row:
    return {"alpha": agreed.alpha, "units": agreed.units}


def _pair(pair: Pair) -> Row:
    return {
        "first": pair.first,
        "second": pair.second,
        "models": len({unit.model for unit in pair.shared}),
        "units": len(pair.shared),
        "agreed": len(pair.shared) - len(pair.differing),
        "kappa": pair.kappa,
        "differing": pair.differing,
    }


def _differences(rows: list[Row], arguments: dict[str, Any], call: Any) -> list[Row]:
    page = page_from(arguments)
    listed = ([_difference(unit, row["first"], row["second"]) for unit in row["differing"]] for row in rows)
    return [node_connection(page_of(differences, page), call.selected) for differences in listed]


def _difference(unit: Unit, first: str, second: str) -> Row:
    return {
        "id": f"difference/{slug(unit.model)}.{slug(unit.component)}",
        "model": unit.model,
        "component": unit.component,
        "first": str(unit.said[first]),
        "second": str(unit.said[second]),
    }
