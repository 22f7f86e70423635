"""Definitions themselves: their criteria and outcomes, the models that have an outcome, and how many do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import strawberry

from api.schema.comparisons import order_from
from api.schema.connections import PAGE_ARGUMENTS, node_connection, page_from
from api.schema.filters import Asked, Filters
from api.schema.registry import Registry
from api.schema.spec import MISSING, Argument, Batch, FieldSpec, many, maybe
from api.schema.types import AS_OF
from graph.derive.criteria import leaf_of, leaf_tests
from graph.derive.wording import sentence, subject
from graph.query import And, Compare, Filter, Find, Operator
from graph.schema.definition import Definition
from graph.schema.model import Model
from graph.snapshot import Row
from graph.stores.port import then
from graph.values.node_id import NodeId
from graph.verdicts import POSSIBLE_VERDICTS, VERDICTS, word

OUTCOME = Argument("outcome", str, "The outcome, for example `MET`; UNKNOWN for models not decided.")
POSSIBLY = Argument("possibly", bool, "Also models that some completion of their facts would give it.", False)

COUNTS = "How many models have each outcome, and how many might, over what is not known of them."
MODELS = "Models that have an outcome of it, in the order asked, a page of them."


def add(registry: Registry, filters: Filters) -> None:
    """Add what definitions say, and the models by outcome."""
    for name, says, fields in (
        (
            "Criterion",
            "One criterion of a definition.",
            (
                ("criterion", str, "Its name."),
                ("says", str, "What it asks, in plain words."),
                ("required", str, "What is looked up to decide it, and what must be found."),
                ("requiredInPart", maybe(str), "What meets it in part, where the definition gives points."),
                ("subjects", list[str], "What it looks at."),
                ("locator", maybe(str), "Section of the definition."),
            ),
        ),
        (
            "Outcome",
            "One outcome of a definition.",
            (
                ("outcome", str, "Its name."),
                ("level", maybe(int), "How far up it stands, 0 at the bottom; null where it is no step."),
                ("says", str, "What it means, in plain words."),
                ("needs", list[str], "Names of the criteria that must all be met."),
                ("fails", list[str], "Names of criteria of which one must fail, where any are given."),
            ),
        ),
        (
            "OutcomeCount",
            "How many models have an outcome.",
            (
                ("outcome", str, "The name of the outcome in the definition."),
                ("models", registry.type("CountRange"), "How many have it, and how many might."),
            ),
        ),
    ):
        registry.declare(name, says)
        for field, type_, description in fields:
            registry.add_property(name, field, field, type_, description)
    where, order = filters.arguments(Model)
    listed = (OUTCOME, POSSIBLY, where, order, *PAGE_ARGUMENTS, AS_OF)
    for name, type_, says, batch, arguments in (
        ("criteria", many(registry.type("Criterion")), "Its criteria.", _criteria, ()),
        ("outcomes", many(registry.type("Outcome")), "Outcomes, in the order tried.", _outcomes, ()),
        ("models", registry.type("ModelConnection"), MODELS, _models(filters), listed),
        ("outcomeCounts", many(registry.type("OutcomeCount")), COUNTS, _counts(filters), (where, AS_OF)),
    ):
        inherits = ("asOf",) if AS_OF in arguments else ()
        registry.add_field(FieldSpec("Definition", name, type_, says, batch, arguments, inherits))


def add_filters(filters: Filters) -> None:
    """Add the filter of models by verdict."""
    shell = type("AssessmentFilter", (), {})
    shell.__annotations__ = {"definition": strawberry.ID, "outcome": str, "possibly": bool}
    for name, says, default in (
        ("definition", "Id of the definition, for example `definition/osaid-1.0`.", MISSING),
        ("outcome", OUTCOME.description, MISSING),
        ("possibly", POSSIBLY.description, False),
    ):
        given: dict[str, Any] = {} if default is MISSING else {"default": default}
        setattr(shell, name, strawberry.field(description=says, **given))
    made = strawberry.input(shell, name="AssessmentFilter", description="Which verdict a model must have.")
    filters.add(
        "Model",
        "assessment",
        maybe(made),
        "A definition has this outcome on it, by the facts as they stand.",
        _by_verdict,
    )


def _by_verdict(value: Mapping[str, Any], asked: Asked) -> Filter:
    (definition,) = asked.definitions.known([value["definition"]], "assessment.definition")
    outcome = asked.definitions.outcome(definition, value["outcome"], "assessment.outcome")
    return _has(definition, outcome, possibly=bool(value.get("possibly")))


def _has(definition: NodeId, outcome: str, *, possibly: bool) -> Filter:
    name = POSSIBLE_VERDICTS if possibly else VERDICTS
    return Compare(name, Operator.INCLUDES, word(definition, outcome))


def _criteria(rows: list[Row], arguments: dict[str, Any], call: Any) -> list[list[Row]]:
    return [_criterion_rows(call.context.definitions.assessors[row["id"]].definition) for row in rows]


def _criterion_rows(definition: Definition) -> list[Row]:
    terms = definition.license_terms
    return [
        {
            "criterion": name,
            "says": criterion.says,
            "required": sentence(criterion.test, terms),
            "requiredInPart": sentence(criterion.partly, terms) if criterion.partly else None,
            "subjects": list(dict.fromkeys(subject(leaf_of(test)) for test in leaf_tests(criterion.test))),
            "locator": criterion.locator,
        }
        for name, criterion in definition.criteria.items()
    ]


def _outcomes(rows: list[Row], arguments: dict[str, Any], call: Any) -> list[list[Row]]:
    definitions = [call.context.definitions.assessors[row["id"]].definition for row in rows]
    return [
        [
            {
                "outcome": outcome.outcome,
                "level": outcome.level,
                "says": outcome.says,
                "needs": list(outcome.needs),
                "fails": list(outcome.fails),
            }
            for outcome in definition.outcomes
        ]
        for definition in definitions
    ]


def _models(filters: Filters) -> Batch:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        order, page = order_from(arguments), page_from(arguments)
        possibly = arguments["possibly"]

        def found(where: Filter | None) -> Any:
            wanted = [
                _has(
                    row["id"],
                    call.context.definitions.outcome(row["id"], arguments["outcome"], "outcome"),
                    possibly=possibly,
                )
                for row in rows
            ]
            narrowed = [item if where is None else And((item, where)) for item in wanted]
            pages = call.context.store.find([Find("model", item, order, page) for item in narrowed])
            return then(pages, lambda pages: [node_connection(page, call.selected) for page in pages])

        return then(filters.where(Model, arguments, call), found)

    return batch


def _counts(filters: Filters) -> Batch:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        store, definitions = call.context.store, call.context.definitions

        def counted(where: Filter | None) -> Any:
            def with_least(least: dict[str, int]) -> Any:
                most = store.count("model", where, POSSIBLE_VERDICTS)
                return then(
                    most, lambda most: [_count_rows(row["id"], definitions, least, most) for row in rows]
                )

            return then(store.count("model", where, VERDICTS), with_least)

        return then(filters.where(Model, arguments, call), counted)

    return batch


def _count_rows(
    definition: NodeId, definitions: Any, least: Mapping[str, int], most: Mapping[str, int]
) -> list[Row]:
    outcomes = definitions.assessors[definition].definition.outcomes
    words = {rule.outcome: word(definition, rule.outcome) for rule in outcomes}
    return [
        {"outcome": outcome, "models": {"least": least.get(kept, 0), "most": most.get(kept, 0)}}
        for outcome, kept in words.items()
    ]
