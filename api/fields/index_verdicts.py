"""What public indices say of a model, beside what this graph says, and where they differ."""

from __future__ import annotations

from typing import Any

from api.execution.fields import Lists
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import FieldSpec, many
from api.schema.types import referenced, sources_of
from api.schema.values import enum_of
from graph.index_verdicts import INDEX_VERDICTS
from graph.schema.definition import OPENNESS_CLASS
from graph.schema.model import OpennessClass
from graph.snapshot import Row
from graph.values.freedom import Freedom
from graph.values.status import Status
from graph.values.truth import Truth

SAYS = "What each public index says of it, on the scale of this graph, and where that differs from ours."
WEIGHTS = "openness_property/final-weights"


def add(registry: Registry, filters: Filters) -> None:
    """Add `Model.indexVerdicts`."""
    _declare_component(registry)
    _declare_criterion(registry)
    name, status = "IndexVerdict", enum_of(Status)
    registry.declare(name, "What one public index says of one model, as far as it was imported.")
    for field, key, type_, says in (
        ("index", "index", str, "Whose verdict it is, by the name of the upstream set."),
        ("record", "record", str | None, "Where its record stands in the set."),
        (
            "weights",
            "weights",
            status,
            "Whether the weights can be had by the index; UNKNOWN: it does not say.",
        ),
        (
            "openness",
            "openness",
            enum_of(OpennessClass),
            "The class that its statements alone amount to here.",
        ),
        (
            "possibleOpenness",
            "possible_openness",
            many(enum_of(OpennessClass)),
            "Every class that its statements leave open.",
        ),
        ("freedom", "freedom", enum_of(Freedom), "What the licence that it names lets people do."),
        (
            "contradicts",
            "contradicts",
            bool,
            "Whether no class that it leaves open is one that we leave open.",
        ),
        (
            "byAncestors",
            "by_ancestors",
            bool,
            "Whether it contradicts only since we count in the models whose weights this one carries on.",
        ),
        ("components", "components", many(registry.type("IndexComponent")), "What it says of components."),
        (
            "criteria",
            "criteria",
            many(registry.type("IndexCriterion")),
            "Criteria of the openness class that are met by one side's facts and not by the other's.",
        ),
    ):
        registry.add_property(name, field, key, type_, says)
    sources = many(registry.type("Source"))
    registry.add_field(FieldSpec(name, "sources", sources, "The edition of the index.", sources_of))
    registry.add_field(FieldSpec("Model", "indexVerdicts", many(registry.type(name)), SAYS, _verdicts))


def _declare_component(registry: Registry) -> None:
    name, status = "IndexComponent", enum_of(Status)
    registry.declare(name, "What an index says of one component, beside ours.")
    component = registry.type("OpennessProperty")
    registry.add_field(
        FieldSpec(name, "component", component, "Which component it speaks of.", referenced("component"))
    )
    for field, key, type_, says in (
        ("status", "status", status, "Whether it can be had, by the index."),
        ("ours", "ours", status, "Whether it can be had, by this graph."),
        ("agrees", "agrees", bool, "Whether both say the same."),
        ("oursIsIndependent", "own", bool, "Whether our statement rests on no published index."),
    ):
        registry.add_property(name, field, key, type_, says)


def _declare_criterion(registry: Registry) -> None:
    name = "IndexCriterion"
    registry.declare(name, "A criterion of the openness class on which an index and this graph differ.")
    truth = enum_of(Truth)
    registry.add_property(name, "criterion", "criterion", str, "Its name in the definition.")
    registry.add_field(FieldSpec(name, "says", str, "What it asks, in plain words.", _asked))
    registry.add_property(name, "truth", "truth", truth, "Whether it is met, by the index.")
    registry.add_property(name, "ours", "ours", truth, "Whether it is met, by this graph.")


def _verdicts(rows: list[Row], arguments: dict[str, Any], call: Any) -> Lists:
    return Lists.of(map(_shown, row.get(INDEX_VERDICTS, ())) for row in rows)


def _shown(verdict: Row) -> Row:
    components = [{**item, "agrees": item["status"] == item["ours"]} for item in verdict["components"]]
    statuses = {item["component"]: item["status"] for item in components}
    return {**verdict, "weights": statuses.get(WEIGHTS, str(Status.UNKNOWN)), "components": components}


def _asked(rows: list[Row], arguments: dict[str, Any], call: Any) -> list[str]:
    criteria = call.context.definitions.assessors[OPENNESS_CLASS].definition.criteria
    return [criteria[row["criterion"]].says for row in rows]
