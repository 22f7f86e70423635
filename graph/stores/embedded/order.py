"""Order, pages and dates of rows, as the contract of stores states them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from graph.errors import BadCursor
from graph.query import Found, OrderBy, Page
from graph.snapshot import Row


def in_order(rows: Sequence[Row], order: Sequence[OrderBy], node: Callable[[Row], Row]) -> list[Row]:
    """Rows by several properties of the node that each stands for, absent values last, ties as they came."""
    ordered = list(rows)
    for key in reversed(order):
        present = [row for row in ordered if node(row).get(key.property) is not None]
        absent = [row for row in ordered if node(row).get(key.property) is None]
        present.sort(key=lambda row: _comparable(node(row)[key.property]), reverse=key.descending)
        ordered = present + absent
    return ordered


def page_of(rows: Sequence[Row], page: Page | None) -> Found[Row]:
    """A stretch of ordered rows; raises `BadCursor` where a cursor names none of them."""
    if page is None:
        return Found(rows, len(rows))
    start, stop = 0, len(rows)
    if page.after is not None:
        start = _position(rows, page.after) + 1
    if page.before is not None:
        stop = _position(rows, page.before)
    if page.backward:
        start = max(start, stop - page.size)
    else:
        stop = min(stop, start + page.size)
    return Found(rows[start:stop], len(rows), start > 0, stop < len(rows))


def is_valid(row: Row, on: str) -> bool:
    """Whether a dated edge may be valid on an ISO day."""
    start, end = row.get("earliest"), row.get("latest")
    return (start is None or start <= on) and (end is None or on < end)


def _position(rows: Sequence[Row], cursor: str) -> int:
    for at, row in enumerate(rows):
        if row["id"] == cursor:
            return at
    raise BadCursor(f"{cursor} is not in this list; take cursors from the same list, filter and order")


def _comparable(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value
