"""The shape of a declared field: its value type, whether it is a list, whether it may be absent."""

from __future__ import annotations

import types
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from graph.schema.kind import Claim, DatedClaim, Edge, InFileOnly, Kind, RefTo, Vocabulary, marks


@dataclass(frozen=True)
class Shape:
    """A property as stores and schemas see it.

    type: the Python class of one value. is_list: a list of such. optional: may be absent.
    ref: the kinds that an id points to. vocabulary: the closed list that a word stands in.
    """

    name: str
    type: type[Any]
    is_list: bool
    optional: bool
    description: str
    ref: RefTo | None
    vocabulary: Vocabulary | None


@cache
def properties_of(kind: type[Kind]) -> tuple[Shape, ...]:
    """The plain properties of a kind: its name, its own, then inherited ones; edges left out."""
    own = [name for name in kind.model_fields if name in kind.__annotations__]
    names = dict.fromkeys([*(("name",) if "name" in kind.model_fields else ()), *own, *kind.model_fields])
    far = getattr(kind, "far", "")
    return tuple(
        shape_of(name, kind.model_fields[name])
        for name in names
        if name not in (far, "source") and is_property(kind.model_fields[name])
    )


@cache
def edges_of(kind: type[Kind]) -> tuple[tuple[str, Edge, FieldInfo], ...]:
    """The fields of a kind that hold edges, with their mark."""
    found = ((name, marks(field, Edge), field) for name, field in kind.model_fields.items())
    return tuple((name, edge, field) for name, edge, field in found if edge is not None)


def is_property(field: FieldInfo) -> bool:
    """Whether a declared field is a plain property."""
    return not (marks(field, Edge) or marks(field, InFileOnly))


def shape_of(name: str, field: FieldInfo) -> Shape:
    """The shape of one declared field."""
    optional = False
    is_list = False
    annotation: Any = field.annotation
    while True:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            annotation = arguments[0]
        elif origin in (Union, types.UnionType):
            optional = optional or type(None) in arguments
            annotation = next(argument for argument in arguments if argument is not type(None))
        elif origin is tuple:
            is_list, annotation = True, arguments[0]
        elif origin is dict:
            is_list, annotation = True, arguments[1]
        else:
            break
    return Shape(
        name,
        getattr(annotation, "__supertype__", annotation),
        is_list,
        optional,
        field.description or "",
        marks(field, RefTo),
        marks(field, Vocabulary),
    )


def all_properties(kind: type[Kind]) -> tuple[Shape, ...]:
    """Plain properties of a kind, declared and derived."""
    return properties_of(kind) + (properties_of(kind.derived) if kind.derived else ())


@dataclass(frozen=True)
class FarEnd:
    """What is at the far end of a declared edge.

    folders: the kinds of node that it may be. edge_class: the class of the edge, where it has properties.
    is_list: whether there may be several.
    """

    folders: tuple[str, ...]
    edge_class: type[Claim] | None
    is_list: bool

    @property
    def is_dated(self) -> bool:
        """Whether the edge says when it was true."""
        return self.edge_class is not None and issubclass(self.edge_class, DatedClaim)


def far_end(edge: Edge, declared: FieldInfo) -> FarEnd:
    """Where the edges of a declared field lead."""
    shape = shape_of("", declared)
    if shape.ref is not None:
        return FarEnd(shape.ref.kinds, None, shape.is_list)
    if not issubclass(shape.type, Claim):
        return FarEnd(("source",), None, shape.is_list)
    if edge.key:
        return FarEnd((edge.key,), shape.type, shape.is_list)
    ref = marks(shape.type.model_fields[shape.type.far], RefTo)
    return FarEnd(ref.kinds, shape.type, shape.is_list)
