"""Readable, global identifiers of nodes."""

from __future__ import annotations

import re
from typing import NewType

NodeId = NewType("NodeId", str)
"""`kind/slug`, for example `model/llama-3.1-405b`: also the path of the node's file."""

SLUG_PATTERN = r"[a-z0-9]+(?:[.+_-]+[a-z0-9]+)*\+*"
"""Lower-case words of letters and digits, joined by `-`, `.`, `_` or `+`."""

_NODE_ID = re.compile(rf"[a-z_]+/{SLUG_PATTERN}")


def is_node_id(text: str) -> bool:
    """Whether a text has the form of an id."""
    return _NODE_ID.fullmatch(text) is not None


def kind_of(node_id: str) -> str:
    """The folder of an id: `model` for `model/llama-3.1-405b`."""
    return node_id.partition("/")[0]


def slug(node_id: str) -> str:
    """The part of an id after its kind: `llama-3.1-405b` for `model/llama-3.1-405b`."""
    return node_id.partition("/")[2]
