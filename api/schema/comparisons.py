"""Inputs that compare a value, and inputs that order: `{eq: OPEN}`, `{gte: "2024"}`, `{field: RELEASED}`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from keyword import iskeyword
from typing import Any

import strawberry

from api.schema.spec import camel, many, maybe, words_of
from api.schema.values import BigInt, PartialDate, described_enum, scalar_of
from graph.errors import BadValue
from graph.query import And, Compare, Filter, Operator, OrderBy
from graph.schema.kind import Kind, Node
from graph.schema.shape import Shape, all_properties
from graph.values.day import Day
from graph.values.share import Share
from graph.values.term import Term

OPERATORS: dict[str, tuple[Operator, str]] = {
    "eq": (Operator.EQUALS, "Equal to this."),
    "in": (Operator.ONE_OF, "One of these."),
    "lt": (Operator.LESS, "Less, or earlier, than this."),
    "lte": (Operator.AT_MOST, "This or less, or earlier."),
    "gt": (Operator.MORE, "More, or later, than this."),
    "gte": (Operator.AT_LEAST, "This or more, or later."),
    "within": (Operator.STARTS_WITH, "Within this year, month or day."),
    "contains": (Operator.CONTAINS, "Contains this text, upper and lower case alike."),
    "includes": (Operator.INCLUDES, "The list includes this."),
    "isMissing": (Operator.MISSING, "Whether no value is known."),
}

CLOSED = ("eq", "in", "isMissing")
TEXT = ("eq", "in", "contains", "isMissing")
ORDERED = ("eq", "in", "lt", "lte", "gt", "gte", "isMissing")
DATED = (*ORDERED, "within")

_BY_TYPE: dict[type[Any], tuple[str, ...]] = {str: TEXT, Day: DATED, bool: ("eq", "isMissing")}
_NAMES: dict[Any, str] = {
    str: "String",
    int: "Int",
    float: "Float",
    bool: "Boolean",
    BigInt: "BigInt",
    PartialDate: "PartialDate",
}

SORT_DIRECTION: Any = described_enum(
    "SortDirection",
    {"ASC": "From small to large, early to late, A to Z.", "DESC": "The other way."},
    "Which way to order.",
)


class Comparisons:
    """The inputs that compare values or order kinds, each made when first asked for."""

    def __init__(self, vocabulary_enum: Callable[[str], Any]) -> None:
        self._vocabulary_enum = vocabulary_enum
        self._inputs: dict[str, Any] = {}
        self._orders: dict[str, Any] = {}

    def of_property(self, shape: Shape) -> Any:
        """The input that compares a declared property."""
        if shape.vocabulary is not None:
            enum = self._vocabulary_enum(shape.vocabulary.name)
            return self.of_type(enum.__name__, enum, CLOSED, is_list=shape.is_list)
        if shape.type is Share:
            return self.of_type("Float", float, ORDERED)
        type_ = scalar_of(shape.type)
        operators = CLOSED if issubclass(shape.type, Term) else _BY_TYPE.get(shape.type, ORDERED)
        return self.of_type(_NAMES.get(type_) or type_.__name__, type_, operators, is_list=shape.is_list)

    def of_type(self, name: str, type_: Any, operators: tuple[str, ...], *, is_list: bool = False) -> Any:
        """The input that compares values of one type, or lists of them; it may be left out."""
        key = f"{name}{'List' if is_list else ''}ValueFilter"
        if key not in self._inputs:
            types = {"in": many(type_), "isMissing": bool}
            names = ("includes",) if is_list else operators
            fields = {item: (maybe(types.get(item, type_)), OPERATORS[item][1]) for item in names}
            what = f"a list of {name}" if is_list else f"a value of type {name}"
            says = f"Compares {what}; all comparisons given must hold."
            self._inputs[key] = make_input(type(key, (), {}), key, says, fields)
        return maybe(self._inputs[key])

    def order_of(self, kind: type[Node]) -> Any:
        """The input that orders a kind by one of its properties."""
        name, words = kind.__name__, f"{words_of(kind.folder)}s"
        if name not in self._orders:
            terms = {"ID": "By id."} | {
                shape.name.upper(): f"By `{camel(shape.name)}`: {shape.description}"
                for shape in all_properties(kind)
                if _is_orderable(shape)
            }
            field = described_enum(f"{name}OrderField", terms, f"What {words} can be ordered by.")
            shell = type(f"{name}Order", (), {})
            shell.__annotations__ = {"field": field, "direction": SORT_DIRECTION}
            direction = strawberry.field(description="Which way.", default=SORT_DIRECTION.ASC)
            vars_ = {"field": strawberry.field(description="What to order by."), "direction": direction}
            for attribute, value in vars_.items():
                setattr(shell, attribute, value)
            self._orders[name] = strawberry.input(shell, description=f"One step of an order of {words}.")
        return self._orders[name]


def make_input(shell: type[Any], name: str, description: str, fields: Mapping[str, tuple[Any, str]]) -> Any:
    """An empty class filled and made a Strawberry input; every field may be left out."""
    shell.__annotations__ = {}
    for field_name, (type_, says) in fields.items():
        attribute = f"{field_name}_" if iskeyword(field_name) else field_name
        shell.__annotations__[attribute] = type_
        field = strawberry.field(name=field_name, description=says, default=strawberry.UNSET)
        setattr(shell, attribute, field)
    return strawberry.input(shell, name=name, description=description)


def comparison(key: str, shape: Shape | None = None) -> Callable[[Mapping[str, Any]], Filter]:
    """The coerced value of a comparing input -> the filter on a property.

    A date as imprecise as `2024` counts to its last day in `lte` and `gt`.
    """
    dates = shape is not None and shape.type is Day
    share = camel(shape.name) if shape is not None and shape.type is Share else None

    def compile_(value: Mapping[str, Any]) -> Filter:
        if share:
            _check_percentages(share, value)
        parts = tuple(
            Compare(key, OPERATORS[name][0], _literal(item, last_day=dates and name in ("lte", "gt")))
            for name, item in value.items()
            if item is not None
        )
        if not parts:
            raise BadValue(f"the filter on `{camel(key)}` compares with nothing; give `eq`, `in` or the like")
        return parts[0] if len(parts) == 1 else And(parts)

    return compile_


def _check_percentages(name: str, value: Mapping[str, Any]) -> None:
    """Raise `BadValue` where a share is compared with a number that no share can be."""
    for operator, item in value.items():
        for number in item if isinstance(item, (list, tuple)) else (item,):
            if isinstance(number, float) and not 0 <= number <= 100:
                raise BadValue(f"`{name}.{operator}` is {number:g} percent; give a share from 0 to 100")


def order_from(arguments: Mapping[str, Any]) -> tuple[OrderBy, ...]:
    """A coerced `orderBy` as a question to a store."""
    return tuple(
        OrderBy(plain(step["field"]).lower(), plain(step.get("direction")) == "DESC")
        for step in arguments.get("orderBy") or ()
    )


def plain(value: Any) -> Any:
    """A coerced value without the library's enum around it."""
    return value.value if isinstance(value, Enum) else value


def _literal(value: Any, *, last_day: bool) -> Any:
    if isinstance(value, (list, tuple)):
        return tuple(map(plain, value))
    return Day.parse(value).last.isoformat() if last_day else plain(value)


def _is_orderable(shape: Shape) -> bool:
    plain_value = not (shape.is_list or issubclass(shape.type, Kind) or shape.ref)
    return plain_value and shape.type not in (bool, Share)
