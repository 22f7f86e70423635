"""Things that are told apart on purpose although their names nearly agree, as data."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from graph.schema.kind import Kind, RefTo, Text
from graph.values.node_id import NodeId

SUSPECTED = ("model", "organization", "person", "license")
"""Kinds of which one thing could stand under two names without anybody seeing it."""

SuspectedId = Annotated[NodeId, RefTo(SUSPECTED)]


class Distinction(Kind):
    """Things of one kind, none of which is another one of them."""

    things: Annotated[tuple[SuspectedId, ...], Field(min_length=2)]
    """Their ids."""
    why: Text
    """What tells them apart, in plain words."""


class ToldApart(Kind):
    """Every distinction that was made by a person."""

    distinctions: tuple[Distinction, ...] = ()
    """The distinctions, in any order."""
