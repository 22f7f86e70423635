"""Kinds -> filter and order inputs, and their values -> the language of stores.

Filters nest along edges and combine with `and`, `or`, `not`; several fields of one input must all hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from keyword import iskeyword
from typing import Any

import strawberry
from pydantic.fields import FieldInfo

from api.control import ControlByDay
from api.request import day_of
from api.schema.spec import Argument, camel
from api.schema.values import BigInt, PartialDate, described_enum, scalar_of
from graph.errors import BadValue
from graph.query import (
    And,
    Compare,
    Direction,
    Filter,
    Not,
    Operator,
    Or,
    OrderBy,
    Related,
    Via,
)
from graph.schema import KIND_BY_FOLDER, NODE_KINDS
from graph.schema.kind import Claim, Edge, Kind, Node
from graph.schema.shape import FarEnd, Shape, all_properties, edges_of, far_end
from graph.values.day import Day
from graph.values.share import Share
from graph.values.term import Term

@dataclass(frozen=True)
class Asked:
    """What a filter is read for: the day, and control on any day."""

    on: date
    control: ControlByDay

    @property
    def day(self) -> str:
        """The day as ISO text."""
        return self.on.isoformat()


Compile = Callable[[Any, Asked], Filter]
"""The value of a filter field, and what it is read for -> the filter."""

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

_TEXT = ("eq", "in", "contains", "isMissing")
_ORDERED = ("eq", "in", "lt", "lte", "gt", "gte", "isMissing")
_DATE = ("eq", "in", "lt", "lte", "gt", "gte", "within", "isMissing")
_CLOSED = ("eq", "in", "isMissing")


@dataclass
class InputSpec:
    """An input type while it is put together: field -> type, sentence, and how its value is compiled."""

    name: str
    description: str
    shell: type[Any]
    fields: dict[str, tuple[Any, str, Compile]] = field(default_factory=dict)


class Filters:
    """All filter and order inputs of the schema."""

    def __init__(self, vocabulary_enum: Callable[[str], Any]) -> None:
        self.inputs: dict[str, InputSpec] = {}
        self._vocabulary_enum = vocabulary_enum
        self._value_inputs: dict[str, Any] = {}
        self._orders: dict[str, Any] = {}
        for kind in NODE_KINDS:
            self._declare(f"{kind.__name__}Filter", f"Which {_plural_words(kind)} to take; all fields given must hold.")
        for kind in NODE_KINDS:
            self._fill_kind(kind)

    def input(self, name: str) -> type[Any]:
        """The class of a declared input."""
        return self.inputs[name].shell

    def add(self, kind: str, name: str, type_: Any, description: str, compile_: Compile) -> None:
        """A further field of the filter of a kind."""
        self.inputs[f"{kind}Filter"].fields[name] = (type_, description, compile_)

    def make(self) -> None:
        """Turn every declared input into a Strawberry input."""
        for spec in self.inputs.values():
            fields = {name: (type_, says) for name, (type_, says, _) in spec.fields.items()}
            make_input(spec.shell, spec.name, spec.description, fields)

    def arguments(self, kind: type[Node]) -> tuple[Argument, ...]:
        """`where` and `orderBy` of a list of a kind."""
        return (
            Argument("where", self.input(f"{kind.__name__}Filter") | None, "Which to take; all if not said.", None),
            Argument(
                "orderBy",
                list[self.order_input(kind)] | None,  # type: ignore[misc]
                "In which order, the first deciding before the next; missing values come last, ties go by id.",
                None,
            ),
        )

    def where(self, kind: type[Node], arguments: Mapping[str, Any], call: Any) -> Filter | None:
        """The coerced `where` of a field as a question to a store; `None` where nothing is asked."""
        value = arguments.get("where")
        if not value:
            return None
        return self.compile_input(f"{kind.__name__}Filter", value, Asked(day_of(call), call.context.control))

    def compile_input(self, name: str, value: Mapping[str, Any], asked: Asked) -> Filter:
        """The coerced value of an input: all of its fields together."""
        fields = self.inputs[name].fields
        parts = tuple(fields[key][2](item, asked) for key, item in value.items() if item is not None)
        return parts[0] if len(parts) == 1 else And(parts)

    def order_input(self, kind: type[Node]) -> Any:
        """The input that orders a kind by its properties."""
        name = kind.__name__
        if name not in self._orders:
            terms = {
                shape.name.upper(): f"By `{camel(shape.name)}`: {shape.description}"
                for shape in all_properties(kind)
                if not shape.is_list and _is_orderable(shape)
            }
            terms = {"ID": "By id.", **terms}
            field_enum = described_enum(f"{name}OrderField", terms, f"What {_plural_words(kind)} can be ordered by.")
            shell = type(f"{name}Order", (), {"__annotations__": {"field": field_enum, "direction": SORT_DIRECTION}})
            shell.field = strawberry.field(description="What to order by.")  # type: ignore[attr-defined]
            shell.direction = strawberry.field(  # type: ignore[attr-defined]
                description="Which way.", default=SORT_DIRECTION.ASC
            )
            self._orders[name] = strawberry.input(shell, description=f"One step of an order of {_plural_words(kind)}.")
        return self._orders[name]

    def _declare(self, name: str, description: str) -> InputSpec:
        self.inputs[name] = InputSpec(name, description, type(name, (), {"__doc__": description}))
        return self.inputs[name]

    def _fill_kind(self, kind: type[Node]) -> None:
        spec = self.inputs[f"{kind.__name__}Filter"]
        itself = spec.shell
        spec.fields["id"] = (self.values_input("Id", str, ("eq", "in")), "Its id.", _compare("id"))
        self._add_properties(spec, all_properties(kind))
        for _, edge, declared in edges_of(kind):
            self._add_edge(kind, edge, declared)
        spec.fields["and"] = (list[itself] | None, "All of these hold.", self._combine(spec.name, And))  # type: ignore[valid-type]
        spec.fields["or"] = (list[itself] | None, "At least one of these holds.", self._combine(spec.name, Or))  # type: ignore[valid-type]
        spec.fields["not"] = (
            itself | None,
            "This does not hold.",
            lambda value, asked: Not(self.compile_input(spec.name, value, asked)),
        )

    def _add_properties(self, spec: InputSpec, shapes: tuple[Shape, ...]) -> None:
        for shape in shapes:
            if not issubclass(shape.type, Kind):
                key = f"{shape.name}_min" if shape.type is Share else shape.name
                compile_ = _compare(key, dates=shape.type is Day)
                spec.fields[camel(shape.name)] = (self._value_input(shape), shape.description, compile_)

    def _add_edge(self, kind: type[Node], edge: Edge, declared: FieldInfo) -> None:
        end = far_end(edge, declared)
        out, back = (Direction.IN, Direction.OUT) if edge.inbound else (Direction.OUT, Direction.IN)
        near = self.inputs[f"{kind.__name__}Filter"]
        far = KIND_BY_FOLDER[end.folders[0]].__name__ if len(end.folders) == 1 else self._holder()
        if edge.edge_filter and end.edge_class is not None:
            name = self._edge_input(end.edge_class, far)
            compile_ = self._along_edge(Via(edge.kind, out), name, end)
            near.fields[edge.edge_filter] = (self.input(name) | None, f"Some line of `{edge.field}` fits.", compile_)
        if edge.filter:
            self._add_related(near, edge.filter, far, Via(edge.kind, out), end)
        if edge.closure:
            self._add_related(near, edge.closure, far, Via(edge.kind, out), end, transitively=True)
        for folder in end.folders if edge.reverse_filter else ():
            far_input = self.inputs[f"{KIND_BY_FOLDER[folder].__name__}Filter"]
            self._add_related(
                far_input, edge.reverse_filter, kind.__name__, Via(edge.kind, back, kind.folder), end
            )

    def _add_related(
        self, near: InputSpec, name: str, far: str, via: Via, end: FarEnd, *, transitively: bool = False
    ) -> None:
        how = "through any number of steps" if transitively else "directly"
        far_input = f"{far}Filter"

        def compile_(value: Any, asked: Asked) -> Filter:
            valid = asked.day if end.is_dated else None
            return Related(via, self.compile_input(far_input, value, asked), on=valid, transitively=transitively)

        says = f"Some `{name}` fits, {how}."
        near.fields[name] = (self.input(far_input) | None, says, compile_)

    def _holder(self) -> str:
        """The name of the kind that persons and organizations share, its filter declared."""
        if "HolderFilter" not in self.inputs:
            spec = self._declare("HolderFilter", "Which persons and organizations to take; all given must hold.")
            spec.fields["id"] = (self.values_input("Id", str, ("eq", "in")), "Its id.", _compare("id"))
            spec.fields["name"] = (self.values_input("String", str, _TEXT), "Its name.", _compare("name"))
        return "Holder"

    def _edge_input(self, edge_class: type[Claim], far: str) -> str:
        name = f"{edge_class.__name__}Filter"
        if name not in self.inputs:
            spec = self._declare(name, f"Which lines to take: {_first_line(edge_class)}")
            own = tuple(shape for shape in all_properties(edge_class) if shape.ref is None)
            self._add_properties(spec, own)
            far_input = f"{far}Filter"
            spec.fields[edge_class.far] = (
                self.input(far_input) | None,
                "The node at its far end fits.",
                lambda value, asked: self.compile_input(far_input, value, asked),
            )
        return name

    def _along_edge(self, via: Via, name: str, end: FarEnd) -> Compile:
        assert end.edge_class is not None
        far_field = end.edge_class.far

        def compile_(value: Mapping[str, Any], asked: Asked) -> Filter:
            own = {key: item for key, item in value.items() if key != far_field}
            far = value.get(far_field)
            return Related(
                via,
                node=self.inputs[name].fields[far_field][2](far, asked) if far else None,
                edge=self.compile_input(name, own, asked) if own else None,
                on=asked.day if end.is_dated else None,
            )

        return compile_

    def _combine(self, name: str, how: type[And] | type[Or]) -> Compile:
        return lambda value, asked: how(tuple(self.compile_input(name, part, asked) for part in value))

    def _value_input(self, shape: Shape) -> Any:
        if shape.vocabulary is not None:
            enum = self._vocabulary_enum(shape.vocabulary.name)
            operators = ("includes",) if shape.is_list else _CLOSED
            return self.values_input(enum.__name__ + ("List" if shape.is_list else ""), enum, operators)
        if shape.type is Share:
            return self.values_input("Float", float, _ORDERED)
        type_ = scalar_of(shape.type)
        if shape.is_list:
            return self.values_input(f"{_type_name(type_)}List", type_, ("includes",))
        if issubclass(shape.type, Term):
            return self.values_input(shape.type.__name__, type_, _CLOSED)
        operators = {str: _TEXT, Day: _DATE, bool: ("eq", "isMissing")}.get(shape.type, _ORDERED)
        return self.values_input(_type_name(type_), type_, operators)

    def values_input(self, name: str, type_: Any, operators: tuple[str, ...]) -> Any:
        """The input that compares values of one type, `StatusFilter` and the like."""
        key = f"{name}ValueFilter"
        if key not in self._value_inputs:
            types = {"in": list[type_], "isMissing": bool}  # type: ignore[valid-type]
            fields = {item: (types.get(item, type_) | None, OPERATORS[item][1]) for item in operators}
            says = f"Compares a value of type {name}; all comparisons given must hold."
            self._value_inputs[key] = make_input(type(key, (), {}), key, says, fields)
        return self._value_inputs[key] | None


def make_input(
    shell: type[Any], name: str, description: str, fields: Mapping[str, tuple[Any, str]]
) -> Any:
    """An empty class filled and made a Strawberry input; every field may be left out."""
    shell.__annotations__ = {}
    for field_name, (type_, says) in fields.items():
        attribute = f"{field_name}_" if iskeyword(field_name) else field_name
        shell.__annotations__[attribute] = type_
        setattr(shell, attribute, strawberry.field(name=field_name, description=says, default=strawberry.UNSET))
    return strawberry.input(shell, name=name, description=description)


def order_from(arguments: Mapping[str, Any]) -> tuple[OrderBy, ...]:
    """A coerced `orderBy` as a question to a store."""
    return tuple(
        OrderBy(_plain(step["field"]).lower(), _plain(step.get("direction")) == "DESC")
        for step in arguments.get("orderBy") or ()
    )


def _compare(key: str, *, dates: bool = False) -> Compile:
    """Compare a property; a date as imprecise as `2024` counts to its last day in `lte` and `gt`."""

    def compile_(value: Mapping[str, Any], asked: Asked) -> Filter:
        parts = tuple(
            Compare(key, OPERATORS[name][0], _last_day(item) if dates and name in ("lte", "gt") else _literal(item))
            for name, item in value.items()
            if item is not None
        )
        if not parts:
            raise BadValue(f"the filter on `{camel(key)}` compares with nothing; give `eq`, `in` or the like")
        return parts[0] if len(parts) == 1 else And(parts)

    return compile_


def _last_day(value: str) -> str:
    return Day.parse(value).last.isoformat()


def _literal(value: Any) -> Any:
    return tuple(map(_plain, value)) if isinstance(value, (list, tuple)) else _plain(value)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _is_orderable(shape: Shape) -> bool:
    return not issubclass(shape.type, Kind) and shape.type is not bool and shape.ref is None


def _type_name(type_: Any) -> str:
    names = {str: "String", int: "Int", float: "Float", bool: "Boolean", BigInt: "BigInt", PartialDate: "PartialDate"}
    return names.get(type_) or str(type_.__name__)


def _plural_words(kind: type[Node]) -> str:
    return kind.folder.replace("_", " ") + "s"


def _first_line(documented: type[Any]) -> str:
    return (documented.__doc__ or "").strip().splitlines()[0]


SORT_DIRECTION: Any = described_enum(
    "SortDirection", {"ASC": "From small to large, early to late, A to Z.", "DESC": "The other way."}, "Which way to order."
)
