"""What is not known: the missing facts that would settle most verdicts, and counts as least and most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from api.request import day_of
from api.schema.comparisons import plain
from api.schema.connections import PAGE_ARGUMENTS, declare_connection, node_connection, page_from
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec, many, maybe
from api.schema.types import AS_OF, referenced, referenced_lists
from api.schema.values import described_enum, enum_of
from graph.derive.control.facts import ControlStatus
from graph.pages import page_of
from graph.query import Filter, Find
from graph.releases import GAPS
from graph.schema.model import Model, OpennessClass
from graph.snapshot import Row
from graph.stores.port import then, together
from graph.values.node_id import slug
from graph.values.status import GROUPS, Status, UnknownReason

DIMENSION: Any = described_enum(
    "VerdictDimension",
    {"OPENNESS": "The openness class."}
    | {name.upper(): f"The status of the group `{name}`." for name in GROUPS},
    "A verdict that models can be counted by.",
)
OF = Argument("of", DIMENSION, "The verdict to count by.")

_REASONS = {
    ControlStatus.UNKNOWN: UnknownReason.NOT_SEARCHED,
    ControlStatus.UNDISCLOSED: UnknownReason.SEARCHED_NOT_FOUND,
}
"""Why it is not known who controls an organization, by its status."""


def add(registry: Registry, filters: Filters) -> None:
    """Add `unknowns` and `verdictCounts`."""
    _declare_unknown(registry)
    _declare_range(registry)
    page, ranges = registry.type("UnknownConnection"), many(registry.type("VerdictRange"))
    says = "Missing facts, those first that could settle most verdicts, with the reason why each is missing."
    arguments = (*PAGE_ARGUMENTS, AS_OF)
    registry.add_field(FieldSpec("Query", "unknowns", page, says, _unknowns, arguments, ("asOf",)))
    says = "How many models have each verdict, at least and at most, over all that is not known."
    takes = (OF, filters.arguments(Model)[0], AS_OF)
    registry.add_field(FieldSpec("Query", "verdictCounts", ranges, says, _counts(filters), takes, ("asOf",)))


def _declare_unknown(registry: Registry) -> None:
    name = "Unknown"
    registry.declare(name, "A fact that is not known, and the verdicts that it could settle.")
    subject, component = registry.type("Node"), maybe(registry.type("OpennessProperty"))
    registry.add_field(FieldSpec(name, "subject", subject, "What it is a fact of.", referenced("subject")))
    says = "The component whose status is missing; null where the votes behind an organization are."
    registry.add_field(FieldSpec(name, "component", component, says, referenced("component")))
    models = many(registry.type("Model"))
    says = "Models whose verdicts hang on it."
    registry.add_field(FieldSpec(name, "models", models, says, referenced_lists("models")))
    for field, type_, says in (
        ("verdicts", list[str], "Names of the verdicts that it could settle, for each of the models."),
        ("count", int, "How many verdicts it could settle in all."),
        ("reason", enum_of(UnknownReason), "Why it is not known."),
        ("note", str | None, "What was found instead, in a few words."),
    ):
        registry.add_property(name, field, field, type_, says)
    declare_connection(registry, "UnknownConnection", name, "missing facts")


def _declare_range(registry: Registry) -> None:
    name = "VerdictRange"
    registry.declare(name, "How many models have a verdict, as far as that is known.")
    for field, type_, says in (
        ("value", str, "The verdict."),
        ("least", int, "How many surely have it."),
        ("most", int, "How many have it or may have it."),
        ("total", int, "How many models were counted."),
        ("leastShare", float, "Part of all models that surely have it, 0 to 1."),
        ("mostShare", float, "Part of all models that have it or may have it, 0 to 1."),
    ):
        registry.add_property(name, field, field, type_, says)


def _unknowns(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    page, day = page_from(arguments), day_of(call)

    def shown(found: list[Any]) -> list[Row]:
        (models,), developments = found
        control_map = call.context.control.on(day)
        missing = [*_components(models.rows), *_controllers(developments, control_map)]
        missing.sort(key=lambda row: (-row["count"], row["id"]))
        return [node_connection(page_of(missing, page), call.selected)]

    store = call.context.store
    return then(together([store.find([Find("model")]), store.edges(["DEVELOPED_BY"])]), shown)


def _components(models: Iterable[Row]) -> Iterator[Row]:
    for model in models:
        for gap in model.get(GAPS, ()):
            yield {
                "id": f"gap/{slug(model['id'])}.{slug(gap['component'])}",
                "subject": model["id"],
                "component": gap["component"],
                "models": [model["id"]],
                "verdicts": gap["verdicts"],
                "count": len(gap["verdicts"]),
                "reason": gap["reason"],
                "note": gap["note"],
            }


def _controllers(developments: Iterable[tuple[str, Row]], control_map: Any) -> Iterator[Row]:
    """Developers of whom it is not known who controls them, with their models."""
    developed: dict[str, list[str]] = {}
    for _, row in developments:
        developed.setdefault(row["target"], []).append(row["source"])
    for organization, models in developed.items():
        reason = _REASONS.get(control_map.status(organization))
        if reason is not None:
            yield {
                "id": f"gap/{organization.partition('/')[2]}.controllers",
                "subject": organization,
                "component": None,
                "models": sorted(set(models)),
                "verdicts": ["controllers"],
                "count": len(set(models)),
                "reason": str(reason),
                "note": None,
            }


def _counts(filters: Filters) -> Any:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        dimension = plain(arguments["of"]).lower()

        def asked(where: Filter | None) -> Any:
            found = call.context.store.find([Find("model", where)])
            return then(found, lambda pages: [_ranges(pages[0].rows, dimension)])

        return then(filters.where(Model, arguments, call), asked)

    return batch


def _ranges(models: Sequence[Row], dimension: str) -> list[Row]:
    possible = [_possible(row, dimension) for row in models]
    least = Counter(values[0] for values in possible if len(values) == 1)
    most = Counter(value for values in possible for value in values)
    terms: Iterable[str] = OpennessClass if dimension == "openness" else Status
    total = len(models)
    return [
        {
            "value": str(value),
            "least": least[value],
            "most": most[value],
            "total": total,
            "leastShare": least[value] / total if total else 0.0,
            "mostShare": most[value] / total if total else 0.0,
        }
        for value in terms
        if value != "UNKNOWN"
    ]


def _possible(row: Row, dimension: str) -> list[str]:
    """Every value that the verdict on a model may have."""
    if dimension == "openness":
        classes: list[str] = row["possible_openness"]
        return classes
    if row[dimension] != Status.UNKNOWN:
        return [row[dimension]]
    (statuses,) = (item["possible"] for item in row["unsettled_groups"] if item["group"] == dimension)
    return list(statuses)
