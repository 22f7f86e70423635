"""What the records of Neo4j say, as the port gives it: rows, views of edges, pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import orjson

from graph.errors import BadCursor
from graph.query import Direction, Expand, Found, Page, Reached, Surroundings
from graph.snapshot import Row

NOTHING: Found[Row] = Found([], 0)


def rows_of(texts: Iterable[str]) -> list[Row]:
    """Rows from their texts."""
    return [orjson.loads(text) for text in texts]


def view_of(edge: dict[str, Any], source: Row, target: Row) -> Row:
    """The view of an edge, which becomes it."""
    edge["source_node"], edge["target_node"] = source, target
    return edge


def by_id(texts: Iterable[str]) -> dict[str, Row]:
    """Rows by id, in their order."""
    return {row["id"]: row for row in rows_of(texts)}


def reached(found: Iterable[tuple[str, int]]) -> list[Reached]:
    """Nodes of a walk in the order of the contract."""
    reached = [Reached(orjson.loads(row), distance) for row, distance in found]
    return sorted(reached, key=lambda item: (item.distance, item.row["id"]))


def edges_of(told: Iterable[tuple[str, str]], nodes: Mapping[str, Row]) -> list[tuple[str, Row]]:
    """Edges with their kinds from their relationship types and rows."""
    edges = [(type_[:-2], orjson.loads(row)) for type_, row in told]
    return [(kind, view_of(edge, nodes[edge["source"]], nodes[edge["target"]])) for kind, edge in edges]


def alone(row: Row | None) -> Surroundings:
    """A node with nothing around it, or no node."""
    return Surroundings([] if row is None else [row], [], True)


def edge_page(
    question: Expand, near: str, total: int, known: list[bool], edges: list[list[str]]
) -> Found[Row]:
    """The page of edges of one node, from its row and pairs of an edge's and a far node's."""
    check_cursors(question.page, known)
    row = orjson.loads(near)
    out = question.via.direction is Direction.OUT
    views = []
    for edge, far in edges:
        ends = (row, orjson.loads(far)) if out else (orjson.loads(far), row)
        views.append(view_of(orjson.loads(edge), *ends))
    return Found(views, total) if question.page is None else page_from(views, total, question.page)


def page_from(rows: list[Row], total: int, page: Page) -> Found[Row]:
    """The rows of a page from one more than it holds, nearest first."""
    more = len(rows) > page.size
    rows = rows[: page.size]
    if page.backward:
        return Found(rows[::-1], total, more or page.after is not None, page.before is not None)
    return Found(rows, total, page.after is not None, more or page.before is not None)


def check_cursors(page: Page | None, known: Sequence[bool] = ()) -> None:
    """Raise `BadCursor` for the first cursor of a page that is not known to be in the list."""
    given = [] if page is None else [cursor for cursor in (page.after, page.before) if cursor is not None]
    for cursor, is_known in zip_longest(given, known, fillvalue=False):
        if not is_known:
            raise BadCursor(
                f"{cursor} is not in this list; take cursors from the same list, filter and order"
            )
