"""Order of rows, as the contract of stores states it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from graph.query import OrderBy
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


def _comparable(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value
