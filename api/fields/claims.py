"""What each source says of a value of which several speak, which one was chosen, and where they disagree."""

from __future__ import annotations

from typing import Any

from api.execution.fields import Lists
from api.schema.connections import PAGE_ARGUMENTS, declare_connection, node_connection, page_from
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import FieldSpec, many
from api.schema.types import referenced, sources_of
from api.schema.values import enum_of
from graph.query import Found
from graph.schema.claim_choice import ChoiceReason
from graph.snapshot import Row
from graph.stores.port import then

OF_NODE = "What each source says of its values of which several speak; the chosen claim of each comes first."
OF_COMPONENT = "What each source says of this component, where several speak of it; the chosen one first."
DISAGREEMENTS = "Values on which sources contradict each other, by the id of what they are about."
REASON = "For the chosen claim, what put it before the next; for another, what put the chosen one before it."


def add(registry: Registry, filters: Filters) -> None:
    """Add `claims` and `disagreements`."""
    _declare_claim(registry)
    claims = many(registry.type("Claim"))
    registry.add_field(FieldSpec("Node", "claims", claims, OF_NODE, _of_nodes))
    registry.add_field(FieldSpec("ComponentStatus", "claims", claims, OF_COMPONENT, _of_components))
    _declare_disagreement(registry)
    page = registry.type("DisagreementConnection")
    registry.add_field(
        FieldSpec("Query", "disagreements", page, DISAGREEMENTS, _disagreements, PAGE_ARGUMENTS)
    )


def _declare_claim(registry: Registry) -> None:
    registry.declare("Claim", "What one source says of one value.")
    for name, type_, says in (
        ("field", str, "The value's place in its fact file, `/` between the parts."),
        ("value", str, "What the source says, as text."),
        ("set", str | None, "The upstream set that it was imported from; null: checked by hand."),
        ("record", str | None, "Where it stands in the source or the set."),
        ("chosen", bool, "Whether it is the one that holds here."),
        ("reason", enum_of(ChoiceReason), REASON),
    ):
        registry.add_property("Claim", name, name, type_, says)
    sources = many(registry.type("Source"))
    registry.add_field(FieldSpec("Claim", "sources", sources, "What it rests on.", sources_of))


def _declare_disagreement(registry: Registry) -> None:
    name = "Disagreement"
    registry.declare(name, "A value on which sources contradict each other.")
    node: Any = registry.type("Node")
    registry.add_field(FieldSpec(name, "subject", node, "What the value is of.", referenced("subject")))
    registry.add_property(name, "field", "field", str, "The value's place in its fact file.")
    claims: Any = many(registry.type("Claim"))
    registry.add_property(name, "claims", "claims", claims, "What each source says, the chosen one first.")
    declare_connection(registry, "DisagreementConnection", name, "disagreements")


def _of_nodes(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    def listed(found: list[list[Row]]) -> Lists:
        return Lists.of([claim for value in values for claim in value["claims"]] for values in found)

    return then(call.context.store.claims([row["id"] for row in rows]), listed)


def _of_components(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    models = sorted({row["source"] for row in rows})

    def listed(found: list[list[Row]]) -> Lists:
        by_value = {(value["subject"], value["field"]): value for values in found for value in values}
        fields = [f"openness_properties/{row['target'].partition('/')[2]}" for row in rows]
        values = [by_value.get((row["source"], field)) for row, field in zip(rows, fields, strict=True)]
        return Lists.of(value["claims"] if value else [] for value in values)

    return then(call.context.store.claims(models), listed)


def _disagreements(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    def shown(found: Found[Row]) -> list[Row]:
        return [node_connection(found, call.selected)]

    return then(call.context.store.disagreements(page_from(arguments)), shown)
