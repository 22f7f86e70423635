"""Components that no fact states, in the form in which stores keep them.

Of most models most components are not known, since nobody has looked. As edges these would be nine in ten of
all; they are words on the model's row instead, `training-code=FREE`: the component, and what its terms let
people do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.schema.model import ComponentStatus
from graph.schema.openness_property import component_id
from graph.schema.shape import properties_of
from graph.snapshot import Row
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId, slug
from graph.values.status import Status, UnknownReason

UNSTATED = "unstated"
"""The property of a model's row that holds the words."""

EVIDENCE = "evidence_ids"
"""The property of a model's row that holds the sources of its file, on which rests what names no other."""


def word(component: NodeId, freedom: str) -> str:
    """How a store keeps that no fact states a component."""
    return f"{slug(component)}={freedom}"


def unstated_in(row: Row) -> Iterator[tuple[NodeId, str]]:
    """The components that no fact states, each with its freedom, from the model's row; of others none."""
    for item in row.get(UNSTATED, ()):
        name, _, freedom = item.partition("=")
        yield component_id(name), freedom


def line_id(model: NodeId, component: NodeId) -> str:
    """The id of the edge from a model to a component, of which there is one."""
    return f"has_property/{slug(model)}.{slug(component)}"


def line(freedom: str | Freedom, source_ids: Sequence[NodeId] = ()) -> dict[str, Any]:
    """What the edge to a component says that no fact states, beside its ends."""
    return {**_LINE, "freedom": str(freedom), "source_ids": source_ids}


_LINE: Mapping[str, Any] = {
    **dict.fromkeys(shape.name for shape in properties_of(ComponentStatus)),
    "status": str(Status.UNKNOWN),
    "reason": str(UnknownReason.NOT_SEARCHED),
    "earliest": None,
    "latest": None,
    "stated": False,
}
