"""Pages of lists that are already there, in the same sense as those of a store."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import BadCursor
from graph.query import Found, Page
from graph.snapshot import Row


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


def _position(rows: Sequence[Row], cursor: str) -> int:
    for at, row in enumerate(rows):
        if row["id"] == cursor:
            return at
    raise not_in_list(cursor)


def not_in_list(cursor: str) -> BadCursor:
    """The error for a cursor that names no row of a list."""
    return BadCursor(f"{cursor} is not in this list; take cursors from the same list, filter and order")
