"""The answers of one field for the rows of one group, taken apart on the way down.

Lists are laid end to end, level by level; rows come out as groups of one object type each, to be asked for
the fields below. What is wrong (an exception, null where none may be, a value of a wrong type) is put aside
as a fault, at its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from typing import Any, NamedTuple

from graphql import GraphQLError
from graphql.pyutils import is_iterable

from api.execution.fields import Lists, Row
from api.execution.plan import Column, EdgePlan, Selection


@dataclass(frozen=True, slots=True)
class Fault:
    """An error at a place of a cell: the item `index` of all items at a depth of list."""

    depth: int
    index: int
    error: Exception


@dataclass(slots=True, eq=False)
class Group:
    """Rows of one object type below one field, with the cells of their fields.

    places: of the rows among the innermost items of the cell above; `None`: all of them, in order.
    """

    selection: Selection
    rows: Sequence[Row]
    places: Sequence[int] | None
    scope: Mapping[str, Any]
    cells: dict[EdgePlan, Cell] = field(default_factory=dict)


class Layer(NamedTuple):
    """Lists laid end to end, ends as in `Lists`; of `size` items those at `places` are lists, `None`: all."""

    size: int
    places: Sequence[int] | None
    ends: Sequence[int]


@dataclass(slots=True, eq=False)
class Cell:
    """One field of the rows of one group: its lists taken apart, its leaves or groups, its faults.

    size: how many innermost items there are, faults and nulls included.
    """

    plan: EdgePlan
    size: int = 0
    layers: Sequence[Layer] = ()
    leaves: Column | None = None
    groups: Sequence[Group] = ()
    faults: Sequence[Fault] = ()


def failed(plan: EdgePlan, size: int, error: Exception) -> Cell:
    """The cell of a field that has the same error for every row."""
    faults = [Fault(0, index, error) for index in range(size)]
    if plan.depth:
        return Cell(plan, 0, [Layer(size, [], [])] + [Layer(0, [], [])] * (plan.depth - 1), [], (), faults)
    return Cell(plan, size, (), [None] * size, (), faults)


def opened(plan: EdgePlan, answer: Lists | Sequence[Any], scope: Mapping[str, Any]) -> Cell:
    """The cell of a field from the values of its batch, as many as there are rows."""
    faults: list[Fault] = []
    layers: list[Layer] = []
    items: Any = answer
    if isinstance(answer, Lists):
        layers.append(Layer(len(answer.ends), None, answer.ends))
        items = answer.flat
    for depth in range(len(layers), plan.depth):
        items = _flattened(plan, depth, items, layers, faults)
    cell = Cell(plan, len(items), layers, None, (), faults)
    if plan.leaf is not None:
        cell.leaves = _leaves(plan, items, faults)
    else:
        cell.groups = _groups(plan, items, scope, faults)
    return cell


def _flattened(plan: EdgePlan, depth: int, items: Any, layers: list[Layer], faults: list[Fault]) -> Any:
    """The items of lists, end to end."""
    places: list[int] | None = None
    if not _all_of(items, list):
        places, lists = [], []
        for index, item in enumerate(items):
            if isinstance(item, (list, tuple)) or (is_iterable(item) and not isinstance(item, Mapping)):
                places.append(index)
                lists.append(item if isinstance(item, (list, tuple)) else list(item))
            elif not _is_fault(plan, depth, index, item, faults):
                faults.append(Fault(depth, index, TypeError(_no_list(plan))))
        layers.append(Layer(len(items), places, list(accumulate(map(len, lists)))))
        return list(chain.from_iterable(lists))
    if len(items) == 1:
        layers.append(Layer(1, None, [len(items[0])]))
        return items[0]
    layers.append(Layer(len(items), None, list(accumulate(map(len, items)))))
    return list(chain.from_iterable(items))


def _no_list(plan: EdgePlan) -> str:
    return f"Expected Iterable, but did not find one for field '{plan.parent}.{plan.name}'."


def _all_of(items: Iterable[Any], type_: type[Any]) -> bool:
    return set(map(type, items)) <= {type_}


def _is_fault(plan: EdgePlan, depth: int, index: int, item: Any, faults: list[Fault]) -> bool:
    """Whether an item is null or an exception; put aside if it may not be."""
    if isinstance(item, BaseException):
        if not isinstance(item, Exception):
            raise item
        faults.append(Fault(depth, index, item))
    elif item is None:
        if plan.non_null[depth]:
            null = f"Cannot return null for non-nullable field {plan.parent}.{plan.name}."
            faults.append(Fault(depth, index, TypeError(null)))
    else:
        return False
    return True


def _leaves(plan: EdgePlan, items: Sequence[Any], faults: list[Fault]) -> Column:
    """Leaves in their output form."""
    if not plan.edge.may_fail:
        return items if isinstance(items, list) else list(items)
    leaves: Column = [None] * len(items)
    for index, item in enumerate(items):
        if not _is_fault(plan, plan.depth, index, item, faults):
            try:
                leaves[index] = item if plan.is_output else _coerced(plan, item)
            except Exception as error:
                faults.append(Fault(plan.depth, index, error))
    return leaves


def _coerced(plan: EdgePlan, item: Any) -> Any:
    assert plan.leaf is not None
    coerced = plan.leaf.coerce_output_value(item)
    if coerced is None:
        raise TypeError(f"Expected a value of type '{plan.leaf}' for {item!r}, got null.")
    return coerced


def _groups(
    plan: EdgePlan, items: Sequence[Any], scope: Mapping[str, Any], faults: list[Fault]
) -> list[Group]:
    """The rows among the innermost items, one group an object type."""
    places: list[int] | None = None
    rows = items
    trusted = plan.non_null[-1] and not plan.edge.may_fail
    if not trusted and not _all_of(items, dict):
        places = []
        for index, item in enumerate(items):
            if isinstance(item, (dict, Mapping)):
                places.append(index)
            elif not _is_fault(plan, plan.depth, index, item, faults):
                wrong = f"the batch of {plan.parent}.{plan.name} gave {type(item).__name__} for a row"
                faults.append(Fault(plan.depth, index, TypeError(wrong)))
        rows = [items[index] for index in places]
    if not rows:
        return []
    if plan.object_type is not None:
        return _group(plan, plan.object_type.name, rows, places, scope, faults)
    return _by_type(plan, rows, places, scope, faults)


def _by_type(
    plan: EdgePlan,
    rows: Sequence[Row],
    places: Sequence[int] | None,
    scope: Mapping[str, Any],
    faults: list[Fault],
) -> list[Group]:
    """Rows of an abstract type, split by what they say they are."""
    try:
        names = [row["__typename"] for row in rows]
        found = dict.fromkeys(names)
    except Exception:
        names = list(map(_type_name, rows))
        found = dict.fromkeys(names)
    if len(found) == 1 and names[0] in plan.possible:
        return _group(plan, names[0], rows, places, scope, faults)
    if plan.possible.issuperset(found) and plan.uniform is not None:
        return [Group(plan.uniform, rows, places, scope)]
    groups: list[Group] = []
    for name in found:
        indices = [index for index, its_name in enumerate(names) if its_name == name]
        at = indices if places is None else [places[index] for index in indices]
        if name in plan.possible:
            groups += _group(plan, name, [rows[index] for index in indices], at, scope, faults)
        else:
            wrong = f"Runtime Object type '{name}' is not a possible type for '{plan.abstract}'."
            faults += [Fault(plan.depth, place, TypeError(wrong)) for place in at]
    return groups


def _type_name(row: object) -> str | None:
    name = row.get("__typename") if isinstance(row, Mapping) else None
    return name if isinstance(name, str) else None


def _group(
    plan: EdgePlan,
    type_name: str,
    rows: Sequence[Row],
    places: Sequence[int] | None,
    scope: Mapping[str, Any],
    faults: list[Fault],
) -> list[Group]:
    """The group of a type; none where what is selected of it cannot be told, as a switch is null."""
    try:
        return [Group(plan.selection(type_name), rows, places, scope)]
    except GraphQLError as error:
        faults += [Fault(plan.depth, place, error) for place in places or range(len(rows))]
        return []
