"""Completion: from the leaves to the root each object is made once, whole, in its final shape.

A null where none may be travels upwards as an index beside the column that holds it; where an error stands in
the response is reckoned only when there is one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from graphql import GraphQLError
from graphql.error import located_error

from api.execution.cells import Cell, Fault, Group, opened
from api.execution.plan import Column, EdgePlan, Leaf

Path: TypeAlias = tuple[str | int, ...]


class Trail(NamedTuple):
    """The way down to a group: the cell that it lies in and the way to that."""

    above: Trail | None
    cell: Cell
    group: Group


class Found(NamedTuple):
    """An error with its path and the path of the null that it leaves in the response."""

    path: Path
    null: Path
    error: GraphQLError


class Completion:
    """Makes the objects of a tree of groups and collects their errors."""

    def __init__(self) -> None:
        self._found: list[Found] = []

    def objects(self, group: Group, trail: Trail | None) -> tuple[Column, set[int]]:
        """An object for each row, and the indices of those that must be null."""
        columns: list[Column] = []
        nulled: set[int] = set()
        for plan in group.selection.edges:
            column, nulled_here = self._column(group.cells[plan], trail)
            columns.append(column)
            nulled |= nulled_here
        try:
            objects: Column = group.selection.build(group.rows, *columns)
        except Exception:
            objects, nulled_leaves = self._one_by_one(group, columns, trail)
            nulled |= nulled_leaves
        for index in nulled:
            objects[index] = None
        return objects, nulled

    def _one_by_one(
        self, group: Group, columns: list[Column], trail: Trail | None
    ) -> tuple[Column, set[int]]:
        """Objects of rows that lack a property: each property is taken for an edge that fails there."""
        edges, nulled = iter(columns), set[int]()
        by_key: dict[str, Column] = {}
        for member in group.selection.members:
            if isinstance(member, Leaf):
                plan = group.selection.as_edge(member)
                cell = opened(plan, plan.edge.batch(group.rows, {}, None), {})
                by_key[member.key], nulled_here = self._column(cell, trail)
                nulled |= nulled_here
            elif isinstance(member, EdgePlan):
                by_key[member.key] = next(edges)
            else:
                by_key[member] = [group.selection.type_name or row["__typename"] for row in group.rows]
        rows = zip(*by_key.values(), strict=True)
        return [dict(zip(by_key, values, strict=True)) for values in rows], nulled

    def _column(self, cell: Cell, trail: Trail | None) -> tuple[Column, set[int]]:
        """A value for each row of the group of a cell, and the indices of nulls where none may be."""
        column, nulled = self._innermost(cell, trail)
        depth = len(cell.layers)
        while True:
            for fault in cell.faults:
                if fault.depth == depth:
                    self._add(cell, fault, trail)
                    if cell.plan.non_null[depth]:
                        nulled.add(fault.index)
            if depth == 0:
                return column, nulled
            depth -= 1
            column, nulled = _listed(cell, depth, column, nulled)

    def _innermost(self, cell: Cell, trail: Trail | None) -> tuple[Column, set[int]]:
        if cell.leaves is not None:
            return cell.leaves, set()
        may_be_null = not cell.plan.non_null[-1]
        column: Column = []
        nulled: set[int] = set()
        for group in cell.groups:
            objects, nulled_here = self.objects(group, Trail(trail, cell, group))
            if group.places is None:
                return objects, set() if may_be_null else nulled_here
            column = column or [None] * cell.size
            for place, made in zip(group.places, objects, strict=True):
                column[place] = made
            if not may_be_null:
                nulled.update(group.places[index] for index in nulled_here)
        return column or [None] * cell.size, nulled

    def _add(self, cell: Cell, fault: Fault, trail: Trail | None) -> None:
        steps = list(_steps(cell, fault.depth, fault.index, trail))
        path = tuple(key for key, _ in reversed(steps))
        kept = next((number for number, (_, non_null) in enumerate(steps) if not non_null), len(steps))
        error = located_error(fault.error, cell.plan.nodes, list(path))
        self._found.append(Found(path, path[: len(path) - kept], error))

    def errors(self) -> list[GraphQLError]:
        """One error for each null that errors leave in the response."""
        nulls = {found.null for found in self._found}
        kept: dict[Path, GraphQLError] = {}
        for found in self._found:
            covered = any(found.null[:length] in nulls for length in range(len(found.null)))
            if not covered:
                kept.setdefault(found.null, found.error)
        return list(kept.values())


def _listed(cell: Cell, depth: int, items: Column, nulled: Iterable[int]) -> tuple[Column, set[int]]:
    """Items back in their lists; a list with a null that may not be is null itself."""
    layer = cell.layers[depth]
    if len(layer.ends) == 1 and len(items) == layer.ends[0]:
        lists: Column = [items]
    else:
        lists = [items[start:end] for start, end in pairwise((0, *layer.ends))]
    nulled_lists = set()
    for index in nulled:
        outer = bisect_right(layer.ends, index)
        lists[outer] = None
        nulled_lists.add(outer)
    if layer.places is not None:
        nulled_lists = {layer.places[outer] for outer in nulled_lists}
        column: Column = [None] * layer.size
        for place, made in zip(layer.places, lists, strict=True):
            column[place] = made
        lists = column
    return lists, nulled_lists if cell.plan.non_null[depth] else set()


def _steps(cell: Cell, depth: int, index: int, trail: Trail | None) -> Iterator[tuple[str | int, bool]]:
    """The keys of a path from its end, each with whether the value there may not be null."""
    while True:
        for level in range(depth, 0, -1):
            layer = cell.layers[level - 1]
            outer = bisect_right(layer.ends, index)
            yield index - (layer.ends[outer - 1] if outer else 0), cell.plan.non_null[level]
            index = _place(layer.places, outer)
        yield cell.plan.key, cell.plan.non_null[0]
        if trail is None:
            return
        index = _place(trail.group.places, index)
        cell, trail = trail.cell, trail.above
        depth = cell.plan.depth


def _place(places: Sequence[int] | None, index: int) -> int:
    return index if places is None else places[index]
