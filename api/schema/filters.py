"""Kinds -> filter inputs, and their values -> the language of stores.

Filters nest along edges and combine with `and`, `or`, `not`; several fields of one input must all hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import strawberry
from pydantic.fields import FieldInfo

from api.control import ControlByDay
from api.definitions import Definitions
from api.known import known_ids
from api.licensing import Licensing
from api.request import day_of
from api.schema.comparisons import TEXT, Comparisons, comparison, make_input
from api.schema.spec import Argument, camel, many, maybe, words_of
from graph.query import And, Direction, Filter, Not, Or, Related, Via
from graph.schema import KIND_BY_FOLDER, NODE_KINDS
from graph.schema.kind import Claim, Edge, Kind, Node
from graph.schema.shape import FarEnd, Shape, all_properties, edges_of, far_end
from graph.stores.port import Answer, then
from graph.values.node_id import NodeId
from graph.values.share import Share


@dataclass(frozen=True)
class Asked:
    """What a filter is read for: the day, control on any day, the definitions, and the jurisdictions."""

    on: date
    control: ControlByDay
    definitions: Definitions
    licensing: Licensing

    @property
    def day(self) -> str:
        """The day as ISO text."""
        return self.on.isoformat()


Compile = Callable[[Any, Asked], Filter]
"""The value of a filter field, and what it is read for -> the filter."""

FilterField = tuple[Any, str, Compile]
"""Type, sentence, and how the value is compiled."""


@dataclass
class InputSpec:
    """An input type while it is put together: field -> type, sentence, and how its value is compiled."""

    name: str
    description: str
    shell: type[Any]
    fields: dict[str, FilterField] = field(default_factory=dict)


class Filters:
    """All filter inputs of the schema, and how their values are compiled."""

    def __init__(self, vocabulary_enum: Callable[[str], Any]) -> None:
        self.inputs: dict[str, InputSpec] = {}
        self.comparisons = Comparisons(vocabulary_enum)
        for kind in NODE_KINDS:
            which = f"Which {words_of(kind.folder)}s to take; all fields given must hold."
            self._declare(f"{kind.__name__}Filter", which)
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
        where = maybe(self.input(f"{kind.__name__}Filter"))
        order = maybe(many(self.comparisons.order_of(kind)))
        order_says = "In which order, one step after another; missing values come last, ties go by id."
        return (
            Argument("where", where, "Which to take; all if not said.", None),
            Argument("orderBy", order, order_says, None),
        )

    def where(self, kind: type[Node], arguments: Mapping[str, Any], call: Any) -> Answer[Filter | None]:
        """The coerced `where` of a field as a question to a store; `None` where nothing is asked.

        Raises `UnknownId` with the nearest id where the filter names one that does not exist.
        """
        value = arguments.get("where")
        if not value:
            return None
        context = call.context
        asked = Asked(day_of(call), context.control, context.definitions, context.licensing)
        compiled = self.compile_input(f"{kind.__name__}Filter", value, asked)
        return then(known_ids(named_ids(value), call.context.store), lambda _: compiled)

    def compile_input(self, name: str, value: Mapping[str, Any], asked: Asked) -> Filter:
        """The coerced value of an input: all of its fields together."""
        fields = self.inputs[name].fields
        parts = tuple(fields[key][2](item, asked) for key, item in value.items() if item is not None)
        return parts[0] if len(parts) == 1 else And(parts)

    def _declare(self, name: str, description: str) -> InputSpec:
        self.inputs[name] = InputSpec(name, description, type(name, (), {"__doc__": description}))
        return self.inputs[name]

    def _fill_kind(self, kind: type[Node]) -> None:
        spec = self.inputs[f"{kind.__name__}Filter"]
        spec.fields["id"] = self._id_field()
        self._add_properties(spec, all_properties(kind))
        for _, edge, declared in edges_of(kind):
            self._add_edge(kind, edge, declared)
        several = maybe(many(spec.shell))
        spec.fields["and"] = (several, "All of these hold.", self._combine(spec.name, And))
        spec.fields["or"] = (several, "At least one of these holds.", self._combine(spec.name, Or))
        negated: Compile = lambda value, asked: Not(self.compile_input(spec.name, value, asked))  # noqa: E731
        spec.fields["not"] = (maybe(spec.shell), "This does not hold.", negated)

    def _id_field(self) -> FilterField:
        ids = self.comparisons.of_type("Id", strawberry.ID, ("eq", "in"))
        return ids, "Its id.", _by_value(comparison("id"))

    def _add_properties(self, spec: InputSpec, shapes: tuple[Shape, ...]) -> None:
        for shape in shapes:
            if not issubclass(shape.type, Kind):
                key = f"{shape.name}_min" if shape.type is Share else shape.name
                compile_ = _by_value(comparison(key, shape))
                type_ = self.comparisons.of_property(shape)
                spec.fields[camel(shape.name)] = (type_, shape.description, compile_)

    def _add_edge(self, kind: type[Node], edge: Edge, declared: FieldInfo) -> None:
        end = far_end(edge, declared)
        out, back = (Direction.IN, Direction.OUT) if edge.inbound else (Direction.OUT, Direction.IN)
        near = self.inputs[f"{kind.__name__}Filter"]
        far = KIND_BY_FOLDER[end.folders[0]].__name__ if len(end.folders) == 1 else self._holder()
        if edge.edge_filter and end.edge_class is not None:
            name = self._edge_input(end.edge_class, far)
            compile_ = self._along_edge(Via(edge.kind, out), name, end)
            near.fields[edge.edge_filter] = (
                maybe(self.input(name)),
                f"Some line of `{edge.field}` fits.",
                compile_,
            )
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
            return Related(
                via, self.compile_input(far_input, value, asked), on=valid, transitively=transitively
            )

        says = f"Some `{name}` fits, {how}."
        near.fields[name] = (maybe(self.input(far_input)), says, compile_)

    def _holder(self) -> str:
        """The name of the kind that persons and organizations share, its filter declared."""
        if "HolderFilter" not in self.inputs:
            spec = self._declare("HolderFilter", "Which persons and organizations to take.")
            spec.fields["id"] = self._id_field()
            names = self.comparisons.of_type("String", str, TEXT)
            spec.fields["name"] = (names, "Its name.", _by_value(comparison("name")))
        return "Holder"

    def _edge_input(self, edge_class: type[Claim], far: str) -> str:
        name = f"{edge_class.__name__}Filter"
        if name not in self.inputs:
            spec = self._declare(name, f"Which lines to take: {_first_line(edge_class)}")
            own = tuple(shape for shape in all_properties(edge_class) if shape.ref is None)
            self._add_properties(spec, own)
            far_input = f"{far}Filter"
            spec.fields[edge_class.far] = (
                maybe(self.input(far_input)),
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


def named_ids(value: Any, key: str = "") -> Iterator[NodeId]:
    """Every id that a coerced filter names under `id` or `controlledBy`."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from named_ids(item, key if name in ("eq", "in") else name)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from named_ids(item, key)
    elif key in ID_FIELDS and isinstance(value, str):
        yield NodeId(value)


ID_FIELDS = ("id", "controlledBy")


def _by_value(compile_: Callable[[Any], Filter]) -> Compile:
    """A filter that rests on the value alone, whatever the day."""
    return lambda value, _: compile_(value)


def _first_line(documented: type[Any]) -> str:
    return (documented.__doc__ or "").strip().splitlines()[0]
