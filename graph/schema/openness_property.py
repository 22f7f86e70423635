"""Openness properties, the components of a model's recipe, and the groups that they form."""

from __future__ import annotations

from typing import Annotated, ClassVar

from graph.schema.kind import Edge, Flag, GroupId, Node, PropertyId, Text
from graph.schema.license import Scope
from graph.schema.offer import OfferMode
from graph.values.node_id import NodeId


def component_id(name: str) -> NodeId:
    """The id of the openness property that files of models call by this name."""
    return NodeId(f"openness_property/{name}")


class OpennessGroup(Node):
    """Components of the recipe that are asked for together, such as the training or the data."""

    folder: ClassVar[str] = "openness_group"
    plural: ClassVar[str] = "opennessGroups"

    description: Text
    """What the group tells, in plain words."""
    essential: Annotated[
        tuple[PropertyId, ...],
        Edge("DECIDED_BY", field="essentialProperties", reverse="decides", filter="essentialProperty"),
    ]
    """Members that decide the status of the group; the others are shown beside them."""
    one_suffices: Annotated[
        tuple[PropertyId, ...], Edge("DECIDED_BY_ONE_OF", field="oneSuffices", reverse="decidesAsOneOf")
    ] = ()
    """Members of which the most open one decides, together with the essential ones."""


class OpennessProperty(Node):
    """One component of the recipe of a model, whose availability is stated model by model."""

    folder: ClassVar[str] = "openness_property"
    plural: ClassVar[str] = "opennessProperties"

    group: Annotated[
        GroupId,
        Edge("IN_GROUP", field="group", reverse="properties", filter="group", reverse_filter="property"),
    ]
    """The group it belongs to."""
    description: Text
    """What it is, in plain words."""
    license_scope: Scope | None = None
    """Scope of the model's licence that covers it where it names no licence of its own."""
    derived_from_offers: OfferMode | None = None
    """The mode of offer that its status is derived from; such a status is never written in a file."""
    derived_from_weights: Flag = False
    """Whether its status is that of the final weights; such a status is never written in a file."""
