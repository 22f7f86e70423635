"""How much is known, how recently it was seen, and on what kind of source it rests."""

from __future__ import annotations

from typing import Any

from api.execution.fields import Lists
from api.request import day_of
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import FieldSpec, many
from api.schema.types import AS_OF, referenced
from api.schema.values import PartialDate
from graph.coverage import developers_of
from graph.derive.coverage import WELL_DESCRIBED, ControlCoverage, Part, control_coverage
from graph.snapshot import Row


def add(registry: Registry, filters: Filters) -> None:
    """Add `graph { coverage }`."""
    _declare_part(registry)
    _declare_facts(registry)
    _declare_components(registry)
    _declare_models(registry)
    registry.declare("Coverage", "How much of the facts is known, how fresh they are, and what they rest on.")
    for name, key, type_, says in (
        ("models", "models", registry.type("ModelCoverage"), "All models."),
        (
            "curatedModels",
            "curated_models",
            registry.type("ModelCoverage"),
            "Models whose facts stand in a file of their own, gathered by hand: those of `curated`.",
        ),
        (
            "holders",
            "holders",
            registry.type("FactCoverage"),
            "The facts on organizations and persons: who holds, controls, founds and supplies them.",
        ),
        ("disagreements", "disagreements", int, "Values of any kind on which sources contradict each other."),
    ):
        registry.add_property("Coverage", name, key, type_, says)
    says = "How much is known, how fresh it is, and what it rests on; of control on the day asked."
    coverage = registry.type("Coverage")
    registry.add_field(FieldSpec("GraphInfo", "coverage", coverage, says, _coverage, (AS_OF,), ("asOf",)))


def _declare_part(registry: Registry) -> None:
    registry.declare("CoveragePart", "How many of a whole have a value.")
    for name, type_, says in (
        ("value", str, "The value, or what is counted."),
        ("count", int, "How many have it."),
        ("share", float, "Their part of the whole, 0 to 1."),
    ):
        registry.add_property("CoveragePart", name, name, type_, says)


def _declare_facts(registry: Registry) -> None:
    registry.declare("FactCoverage", "What facts rest on, and when a source was last seen to say so.")
    part = registry.type("CoveragePart")
    for name, key, type_, says in (
        ("count", "count", int, "How many facts there are: lines with evidence of their own, plain values."),
        ("sourceKinds", "source_kinds", many(part), "Facts by the nearest kind of source they rest on."),
        (
            "singleSecondary",
            "single_secondary",
            part,
            "Facts that rest on one source alone, which is somebody else's report.",
        ),
        (
            "seen",
            "seen",
            many(part),
            "Facts by the year in which they were last verified or read; else in which their newest source "
            "was published; else that their figures are of.",
        ),
        ("undated", "undated", part, "Facts of which no such date is known."),
        (
            "medianSeen",
            "median_seen",
            PartialDate | None,
            "Half of the dated facts were seen then or later; null where none is dated.",
        ),
    ):
        registry.add_property("FactCoverage", name, key, type_, says)


def _declare_components(registry: Registry) -> None:
    name, part = "ComponentCoverage", registry.type("CoveragePart")
    registry.declare(name, "What is known of one component of the recipe over many models.")
    component = registry.type("OpennessProperty")
    registry.add_field(FieldSpec(name, "component", component, "Which one.", referenced("component")))
    says = "Models whose facts say something of it, be it that a search found nothing."
    registry.add_property(name, "stated", "stated", part, says)
    says = "Models by its status; what follows from offers counts too."
    registry.add_property(name, "statuses", "statuses", many(part), says)


def _declare_models(registry: Registry) -> None:
    name, part = "ModelCoverage", registry.type("CoveragePart")
    registry.declare(name, "What is known of many models.")
    parts, components = many(part), many(registry.type("ComponentCoverage"))
    for field, key, type_, says in (
        ("count", "count", int, "How many models there are."),
        ("classes", "classes", parts, "Models by openness class; UNKNOWN where the facts do not decide."),
        ("components", "components", components, "What is known of each component of the recipe."),
        ("fields", "fields", parts, "Models that have a value, by the key of the fact files."),
        (
            "wellDescribed",
            "well_described",
            part,
            f"Models of which at least {WELL_DESCRIBED} components are stated.",
        ),
        ("facts", "facts", registry.type("FactCoverage"), "What their facts rest on."),
        ("disagreements", "disagreements", int, "Values on which sources contradict each other."),
    ):
        registry.add_property(name, field, key, type_, says)
    says = "Their distinct developers by control status on the day asked."
    registry.add_field(FieldSpec(name, "controlStatuses", parts, says, _control_statuses))
    says = "Models all of whose developers have a control status that is known, UNDISCLOSED included."
    registry.add_field(FieldSpec(name, "controlKnown", part, says, _control_known))


def _coverage(rows: list[Row], arguments: dict[str, Any], call: Any) -> list[Row]:
    return [call.context.store.facts().coverage for _ in rows]


def _control_statuses(rows: list[Row], arguments: dict[str, Any], call: Any) -> Lists:
    return Lists.of([[_part(part) for part in _control(row, call).statuses] for row in rows])


def _control_known(rows: list[Row], arguments: dict[str, Any], call: Any) -> list[Row]:
    return [_part(_control(row, call).known) for row in rows]


def _control(row: Row, call: Any) -> ControlCoverage:
    return control_coverage(developers_of(row), call.context.control.on(day_of(call)).status)


def _part(part: Part) -> Row:
    return {"value": part.value, "count": part.count, "share": part.share}
