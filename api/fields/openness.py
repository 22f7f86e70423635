"""Why a model has its openness class: criterion by criterion, with what was found and on which source."""

from __future__ import annotations

from typing import Any

from api.execution.fields import Lists
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import FieldSpec, many, maybe
from api.schema.types import referenced, sources_of
from api.schema.values import enum_of
from graph.derive.criteria import Assessment, Finding, Subjects, assess
from graph.query import Direction, Expand, Via
from graph.schema.definition import Definition
from graph.schema.model import OpennessClass
from graph.snapshot import Row
from graph.stores.port import then
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId
from graph.values.status import Status
from graph.values.truth import Truth

GROUPS = ("weights", "code", "training", "data", "documentation", "access")
OPENNESS_CLASS = NodeId("definition/openness-class")


def add(registry: Registry, filters: Filters) -> None:
    """Add the explanation of the openness class."""
    registry.declare("CriterionFinding", "What a criterion looked at, what it asks for, and what was found.")
    for name, type_, says in (
        ("subject", str, "What was looked at: an openness property, a group, terms, or offers."),
        ("found", str, "What was found."),
        ("wanted", list[str], "What would satisfy the criterion."),
        (
            "truth",
            enum_of(Truth) | None,
            "Whether that is so; null where the component does not apply.",
        ),
    ):
        registry.add_property("CriterionFinding", name, name, type_, says)
    sources = many(registry.type("Source"))
    registry.add_field(
        FieldSpec("CriterionFinding", "sources", sources, "What the finding rests on.", sources_of)
    )
    registry.declare("CriterionResult", "Whether a model meets one criterion of a definition.")
    findings: Any = many(registry.type("CriterionFinding"))
    for name, type_, says in (
        ("criterion", str, "Name of the criterion in the definition."),
        ("says", str, "What it asks, in plain words."),
        ("truth", enum_of(Truth), "Whether it is met."),
        ("findings", findings, "What it looked at and what was found."),
    ):
        registry.add_property("CriterionResult", name, name, type_, says)
    registry.declare("OutcomeResult", "Whether all criteria of an outcome are met.")
    for name, type_, says in (
        ("outcome", str, "What the definition calls it."),
        ("truth", enum_of(Truth), "Whether all of its criteria are met."),
        ("needs", list[str], "Names of the criteria that it needs."),
    ):
        registry.add_property("OutcomeResult", name, name, type_, says)
    _add_explanation(registry)


def _add_explanation(registry: Registry) -> None:
    registry.declare("OpennessExplanation", "Why a model has its openness class.")
    classes: Any = many(enum_of(OpennessClass))
    criteria: Any = many(registry.type("CriterionResult"))
    outcomes: Any = many(registry.type("OutcomeResult"))
    for name, type_, says in (
        ("ownClass", enum_of(OpennessClass), "The class by the model's own facts, its ancestors aside."),
        ("ownPossible", classes, "Every class that some completion of the model's own facts would give."),
        ("outcomes", outcomes, "The classes in the order in which they are tried."),
        ("criteria", criteria, "Every criterion, met or not."),
    ):
        registry.add_property("OpennessExplanation", name, name, type_, says)
    registry.add_field(
        FieldSpec(
            "OpennessExplanation",
            "definition",
            maybe(registry.type("Definition")),
            "The definition whose rules were applied.",
            referenced("definition"),
        )
    )
    bases = many(registry.type("Model"))
    says = "Models whose weights it carries on, and than which it is no more open."
    registry.add_field(FieldSpec("OpennessExplanation", "carriesOn", bases, says, _carries_on))
    says = "Why it has its openness class, criterion by criterion."
    explanation = registry.type("OpennessExplanation")
    registry.add_field(FieldSpec("Model", "opennessExplanation", explanation, says, _explain))


def _explain(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    store = call.context.store
    components = Expand(Via("HAS_PROPERTY", Direction.OUT))

    def explained(definition_rows: list[Row | None]) -> Any:
        definition_row = definition_rows[0]
        assert definition_row is not None
        definition = Definition.model_validate(definition_row["rules"])

        def each(found: Any) -> list[Row]:
            starts = [0, *found.ends[:-1]]
            return [
                _explanation(row, found.flat[start:end], definition)
                for row, start, end in zip(rows, starts, found.ends, strict=True)
            ]

        return then(store.expand([row["id"] for row in rows], components), each)

    return then(store.nodes([OPENNESS_CLASS]), explained)


def _explanation(model: Row, components: list[Row], definition: Definition) -> Row:
    by_name = {view["target"].partition("/")[2]: view for view in components}
    subjects = Subjects.of(
        statuses={name: Status(view["status"]) for name, view in by_name.items()},
        groups={name: Status(model[name]) for name in GROUPS},
        freedoms={
            **{name: Freedom(view["freedom"]) for name, view in by_name.items()},
            "weights": Freedom(model["freedom"]),
        },
        ever_offered=Truth(model["ever_offered"]),
    )
    found = assess(definition, subjects)
    return {
        "id": model["id"],
        "ownClass": found.outcome,
        "ownPossible": list(found.possible),
        "definition": OPENNESS_CLASS,
        "outcomes": [
            {"outcome": result.outcome, "truth": str(result.truth), "needs": list(result.needs)}
            for result in found.outcomes
        ],
        "criteria": _criteria(found, by_name),
    }


def _criteria(found: Assessment, by_name: dict[str, Row]) -> list[Row]:
    return [
        {
            "criterion": result.id,
            "says": result.says,
            "truth": str(result.truth),
            "findings": [_finding(finding, by_name) for finding in result.findings],
        }
        for result in found.criteria
    ]


def _finding(finding: Finding, by_name: dict[str, Row]) -> Row:
    view = by_name.get("final-weights" if finding.leaf.name == "weights" else finding.leaf.name)
    subject = " ".join(filter(None, (finding.leaf.sort, finding.leaf.name)))
    return {
        "subject": subject,
        "found": finding.value,
        "wanted": list(finding.wanted),
        "truth": None if finding.truth is None else str(finding.truth),
        "source_ids": view["source_ids"] if view else [],
    }


def _carries_on(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    def bases(found: Any) -> Lists:
        kept, ends, start = [], [], 0
        for end in found.ends:
            kept += [
                view["target_node"] for view in found.flat[start:end] if view["relation"] != "DISTILLATION"
            ]
            ends.append(len(kept))
            start = end
        return Lists(kept, ends)

    lineage = Expand(Via("DERIVED_FROM", Direction.OUT))
    return then(call.context.store.expand([row["id"] for row in rows], lineage), bases)
