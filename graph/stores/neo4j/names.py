"""What things are called in Neo4j: labels, relationship types, properties and indexes of a version slot.

The two slots have labels and types of their own (`Model_a`, `DEVELOPED_BY_b`), so that each has its own
indexes and statistics. Names are made from a closed set and never from what a request says.
"""

from __future__ import annotations

from typing import Literal, get_args

Slot = Literal["a", "b"]
SLOTS: tuple[Slot, ...] = get_args(Slot)

FORMAT = 2
"""Raised when what the loader writes changes."""

SLOT_LABEL = "GraphSlot"
POINTER_LABEL = "GraphPointer"
ROW = "_row"
"""Property that holds a whole row as JSON, for answers without a loss."""


def quoted(name: str) -> str:
    """A name as Cypher takes it, whatever is in it."""
    return f"`{name.replace('`', '``')}`"


def any_node(slot: Slot) -> str:
    """The label that every node of a slot has."""
    return quoted(f"Node_{slot}")


def label(kind: str, slot: Slot) -> str:
    """The label of a kind: `Model_a` for `model`."""
    return quoted(f"{''.join(part.capitalize() for part in kind.split('_'))}_{slot}")


def type_of(edge: str, slot: Slot) -> str:
    """The relationship type of an edge kind: `HOLDS_a` for `HOLDS`."""
    return quoted(f"{edge}_{slot}")


def identifier_label(slot: Slot) -> str:
    """The label of the nodes that stand for identifiers used elsewhere."""
    return quoted(f"Identifier_{slot}")


def claims_label(slot: Slot) -> str:
    """The label of the values of which several sources speak."""
    return quoted(f"Claims_{slot}")


def identifier_key(scheme: str, value: str) -> str:
    """How an identifier is looked up: upper and lower case alike."""
    return f"{scheme} {value.casefold()}"


def folded(name: str) -> str:
    """The property that holds a text without regard to case, where that is not simply its small letters."""
    return f"{name}__folded"


def rank(name: str, *, descending: bool) -> str:
    """The property that holds the place of a value among all values, absent ones last either way."""
    return f"{name}__down" if descending else f"{name}__up"


def degree(edge: str, far_kind: str) -> str:
    """The property that holds how many edges of a kind reach a node from nodes of a kind."""
    return f"{edge}__from__{far_kind}"
