"""Orders and pages -> Cypher: keys that no node lacks, and the stretch between two cursors.

Text folds and absent values go last by rules that Cypher does not have. The loader therefore writes down the
rank of each value, upwards and downwards, and an order is one of whole numbers, ties by id, which an index
can walk. A page starts right after its cursor, so that far pages cost as much as near ones.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graph.query import OrderBy, Page
from graph.stores.neo4j.names import quoted, rank

ABSENT = 2**32
"""The rank of an absent value: after all others, whichever way they are ordered."""


@dataclass(frozen=True)
class Key:
    """What is ordered by: a property of the node (or edge) that a variable stands for."""

    variable: str
    property: str
    descending: bool = False
    may_lack: bool = False

    def of(self, variable: str | None = None) -> str:
        """The value for the ordered node, or for another in its place."""
        value = f"{variable or self.variable}.{quoted(self.property)}"
        return f"coalesce({value}, {ABSENT})" if self.may_lack else value


def node_keys(
    node: str, order: Sequence[OrderBy], ranked: Collection[str], *, may_lack: bool = False
) -> list[Key]:
    """The keys of an order of nodes, the id last; what no node of the kind has does not order.

    may_lack: whether there are nodes of a kind that does not have every ranked property.
    """
    keys: list[Key] = []
    for by in order:
        if by.property == "id":
            return [*keys, Key(node, "id", by.descending)]
        if by.property in ranked:
            keys.append(Key(node, rank(by.property, descending=by.descending), may_lack=may_lack))
    return [*keys, Key(node, "id")]


def ordered_by(keys: Sequence[Key], *, backward: bool) -> str:
    """The clause that orders, from the far end where a page is read backward."""
    return "ORDER BY " + ", ".join(
        f"{key.of()}{' DESC' if key.descending != backward else ''}" for key in keys
    )


def indexed(keys: Sequence[Key]) -> list[str]:
    """Predicates that hold for every node and let an index give the order."""
    return [f"{key.of()} IS NOT NULL" for key in keys]


def beyond(keys: Sequence[Key], cursor: dict[str, str], *, backward: bool) -> list[str]:
    """What nodes beyond a cursor fit, before it if `backward`.

    cursor: variable of the ordered node or edge -> that of the cursor in its place.
    An alternative written with OR would be taken for a union of two scans.
    """
    text = ""
    for key in reversed(keys):
        mine, its = key.of(), key.of(cursor[key.variable])
        further = f"{mine} {'<' if key.descending != backward else '>'} {its}"
        text = f"CASE WHEN {mine} = {its} THEN {text} ELSE {further} END" if text else further
    first = keys[0]
    if len(keys) == 1:
        return [text]
    sign = "<=" if first.descending != backward else ">="
    return [f"{first.of()} {sign} {first.of(cursor[first.variable])}", text]


def is_backward(page: Page | None) -> bool:
    """Whether a page is read from its far end."""
    return page is not None and page.backward


def limit(page: Page | None) -> int | None:
    """One more than the page holds, which tells whether there is more; `None`: all."""
    return None if page is None else page.size + 1
