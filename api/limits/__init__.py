"""What is refused before any work: each limit with its figure, the value met, and how to stay under it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import DocumentNode

from api.limits.aliases import count_aliases
from api.limits.cost import cost_of
from api.limits.depth import depth_of
from api.settings import Settings
from graph.errors import LimitError


def check_document(document: DocumentNode, variables: Mapping[str, Any] | None, settings: Settings) -> int:
    """The cost of a valid document; raises `LimitError` where it is too deep, too wide or too dear."""
    cost = cost_of(document, variables or {})
    for found, limit, what, remedy in (
        (depth_of(document), settings.max_depth, "levels deep", "ask for less below each other"),
        (count_aliases(document), settings.max_aliases, "aliases long", "send several requests"),
        (cost, settings.max_cost, "nodes dear", "ask for smaller pages"),
    ):
        if found > limit:
            raise LimitError(f"the query is {found:,} {what}, the limit is {limit:,}; {remedy}")
    return cost
