"""What definitions say about a model: outcome, level, every criterion, and the nearest way up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import strawberry

from api.assessing import FROM_THE_ROW, Evidence, assessment_row, evidence_of
from api.assessing_on import evidence_on
from api.execution.fields import Lists
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec, many, maybe
from api.schema.types import AS_OF, referenced, referenced_lists, sources_of
from api.schema.values import enum_of
from graph.derive.assessments import Shortfall
from graph.derive.openness import carries_weights
from graph.derive.upgrades import ChangeKind
from graph.query import Direction, Expand, Via
from graph.query import Lists as StoredLists
from graph.schema.definition import OPENNESS_CLASS
from graph.schema.model import DerivationRelation
from graph.snapshot import Row
from graph.stores.port import then
from graph.values.node_id import NodeId
from graph.values.truth import Truth

DEFINITIONS = Argument(
    "definitions",
    list[strawberry.ID] | None,
    "Ids of definitions, for example `definition/osaid-1.0`; all if not said.",
    None,
)


def add(registry: Registry, filters: Filters) -> None:
    """Add verdicts to models."""
    truth, shortfall, change = enum_of(Truth), enum_of(Shortfall), enum_of(ChangeKind)
    points = _declare(
        registry,
        "PointRange",
        "Points, of which some may hang on facts that are not known.",
        ("least", float, "The points that are certain."),
        ("most", float, "The points that it would have if every unknown fact spoke for it."),
    )
    counts = _declare(
        registry,
        "CountRange",
        "A count, part of which may hang on facts that are not known.",
        ("least", int, "How many there certainly are."),
        ("most", int, "How many there would be if every unknown fact spoke for it."),
    )
    finding = _declare(
        registry,
        "CriterionFinding",
        "What a criterion looked at, what it asks for, and what was found.",
        (
            "subject",
            str,
            "What was looked at: a property, group, freedom, license or fact by name, or offers.",
        ),
        ("found", str, "What was found."),
        ("wanted", list[str], "What would satisfy the criterion."),
        ("truth", maybe(truth), "Whether that is so; null where the component does not apply."),
        ("shortfall", maybe(shortfall), "Why what was found does not serve; null where it does."),
        ("presumed", bool, "Whether the facts are silent and the definition presumes the answer."),
    )
    sources, licenses = many(registry.type("Source")), many(registry.type("License"))
    says = "The licences that were looked at, where it is about terms."
    looked_at = referenced_lists("license_ids")
    registry.add_field(FieldSpec("CriterionFinding", "licenses", licenses, says, looked_at))
    says = "What the finding rests on."
    registry.add_field(FieldSpec("CriterionFinding", "sources", sources, says, sources_of))
    criterion = _declare(
        registry,
        "CriterionResult",
        "Whether a model meets one criterion of a definition.",
        ("criterion", str, "Name of the criterion in the definition."),
        ("says", str, "What it asks, in plain words."),
        ("required", str, "What is looked up to decide it, and what must be found."),
        ("locator", maybe(str), "Section of the definition."),
        ("truth", truth, "Whether it is met."),
        (
            "partly",
            maybe(truth),
            "Whether it is met at least in part; null where the definition has no part.",
        ),
        ("points", maybe(points), "Points that it brings; null where the definition gives none."),
        ("findings", many(finding), "What it looked at and what was found."),
        ("missing", many(finding), "Of these, what stands in the way; empty where the criterion is met."),
    )
    outcome = _declare(
        registry,
        "OutcomeResult",
        "Whether an outcome of a definition applies to a model.",
        ("outcome", str, "The name of the outcome in the definition."),
        ("level", maybe(int), "How far up it stands, 0 at the bottom; null where it is no step."),
        ("truth", truth, "Whether its own condition holds, whatever outcome comes before it."),
        ("needs", list[str], "Names of the criteria that it needs."),
        ("fails", list[str], "Names of criteria of which one must fail, where any are given."),
        ("met", counts, "How many of the criteria that it needs are met: the progress towards it."),
    )
    _add_assessment(registry, criterion, outcome, points, change)


def _add_assessment(registry: Registry, criterion: Any, outcome: Any, points: Any, kind: Any) -> None:
    change = _declare(
        registry,
        "Change",
        "One thing that would have to be otherwise, or to be known.",
        ("subject", str, "What would change: a property, license, fact ... by name."),
        ("kind", kind, "What somebody would have to do."),
        ("found", str, "What is the case now."),
        ("wanted", list[str], "What would have to be the case."),
    )
    upgrade = _declare(
        registry,
        "Upgrade",
        "The smallest set of changes after which a higher level is certain.",
        ("outcome", str, "The outcome that they lead to."),
        ("level", int, "Its level."),
        ("changes", many(change), "All of them have to be made; no smaller set will do."),
    )
    assessment = _declare(
        registry,
        "Assessment",
        "What a definition says about a model, and why.",
        ("outcome", str, "The outcome, or UNKNOWN where the facts do not decide."),
        ("possible", list[str], "Every outcome that some completion of the unknown facts would give."),
        ("says", maybe(str), "What the outcome means, in plain words; null where it is UNKNOWN."),
        ("level", maybe(int), "How far up the outcome stands; null where it is UNKNOWN or no step."),
        ("topLevel", maybe(int), "The highest level of the definition."),
        ("score", maybe(points), "The points that it adds up to; null where the definition gives none."),
        ("ownOutcome", str, "The outcome by the model's own facts, its ancestors aside."),
        ("ownPossible", list[str], "Every outcome that its own facts leave possible."),
        ("outcomes", many(outcome), "The outcomes in the order in which they are tried."),
        ("criteria", many(criterion), "Every criterion, met or not."),
        (
            "nearestUpgrade",
            maybe(upgrade),
            "The way up by its own facts; null at the top, or where none leads up.",
        ),
    )
    says = "The definition whose rules were applied."
    definition = registry.type("Definition")
    registry.add_field(FieldSpec("Assessment", "definition", definition, says, referenced("definition")))
    says = "Models whose weights it carries on, and than which it does no better by this definition."
    bases = many(registry.type("Model"))
    registry.add_field(FieldSpec("Assessment", "carriesOn", bases, says, carries_on))
    says = (
        "What each definition says about it, criterion by criterion, with what was found and the sources. "
        "With `asOf`, by the statuses and licences that hold on that day."
    )
    several, takes = many(assessment), (DEFINITIONS, AS_OF)
    registry.add_field(FieldSpec("Model", "assessments", several, says, _assessments, takes, ("asOf",)))
    says = "Why it has its openness class, criterion by criterion; like the class, whatever the day."
    registry.add_field(FieldSpec("Model", "opennessExplanation", assessment, says, _openness_explanation))


def _declare(registry: Registry, name: str, says: str, *properties: tuple[str, Any, str]) -> type[Any]:
    """A type whose fields stand in its rows under their own names."""
    shell = registry.declare(name, says)
    for field, type_, description in properties:
        registry.add_property(name, field, field, type_, description)
    return shell


def _assessments(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    """By the facts as they stand, which the rows hold; where a day is asked, by those that hold on it."""
    definitions, day = call.context.definitions, call.scope.get("asOf")
    wanted = definitions.known(arguments.get("definitions"), "definitions")
    if day is None:
        return then(_assessed(rows, wanted, call), Lists.of)
    evidence = evidence_on(day, rows, wanted, definitions, call.context.store)
    return then(evidence, lambda found: Lists.of(_judged(rows, wanted, found, call)))


def _openness_explanation(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    return then(_assessed(rows, [OPENNESS_CLASS], call), lambda found: [item[0] for item in found])


def _assessed(rows: list[Row], wanted: list[NodeId], call: Any) -> Any:
    """For each model the verdicts asked for; edges are looked up only where they matter."""
    if call.selected <= FROM_THE_ROW:
        return _judged(rows, wanted, [None] * len(rows), call)
    evidence = evidence_of(rows, wanted, call.context.definitions, call.context.store)
    return then(evidence, lambda found: _judged(rows, wanted, found, call))


def _judged(
    rows: list[Row], wanted: list[NodeId], evidence: Iterable[Evidence | None], call: Any
) -> list[list[Row]]:
    definitions, selected = call.context.definitions, call.selected
    return [
        [assessment_row(model, item, definitions, found, selected) for item in wanted]
        for model, found in zip(rows, evidence, strict=True)
    ]


def carries_on(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    """Models whose weights each carries on, by `id`; none where `bases_count` says that they do not count."""

    def bases(found: StoredLists) -> Lists:
        return Lists.of(
            [
                view["target_node"]
                for view in views
                if row["bases_count"] and carries_weights(DerivationRelation(view["relation"]))
            ]
            for row, views in zip(rows, found.each(), strict=True)
        )

    lineage = Expand(Via("DERIVED_FROM", Direction.OUT))
    return then(call.context.store.expand([row["id"] for row in rows], lineage), bases)
