"""What is known of the duties of the AI Act for a model, and who met or refused each."""

from __future__ import annotations

from typing import Any

from api.execution.fields import Lists
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import FieldSpec, many
from api.schema.types import referenced
from graph.derive.duties import DUTIES
from graph.snapshot import Row

SAYS = (
    "What is known of the duties of the AI Act: what was met or refused for this model, then by its "
    "developers. A duty that is not listed is not known."
)


def add(registry: Registry, filters: Filters) -> None:
    """Add `Model.duties`."""
    name = "KnownDuty"
    registry.declare(name, "A duty of the AI Act that was met or refused, and by whom.")
    node: Any = registry.type("Node")
    by = "The model that it was met for, or the developer that met or refused it for its models in general."
    registry.add_field(FieldSpec(name, "by", node, by, referenced("by")))
    commitment = registry.type("Commitment")
    registry.add_property(
        name, "commitment", "commitment", commitment, "What was done or refused, with sources."
    )
    registry.add_field(FieldSpec("Model", "duties", many(registry.type(name)), SAYS, _duties))


def _duties(rows: list[Row], arguments: dict[str, Any], call: Any) -> Lists:
    return Lists.of([{"by": duty["by"], "commitment": duty} for duty in row.get(DUTIES, ())] for row in rows)
