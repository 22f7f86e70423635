"""Plans: what an operation selects, compiled once.

A plan depends on the document and on the truth of the variables in @skip and @include, on nothing else of a
request; selections below a field are compiled when a value of their type is first met.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLLeafType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLOutputType,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)

from api.execution.core import Operation, Places, Selected, Variables, arguments_of, has_variables
from api.execution.fields import TABLE, Edge, FieldTable, Property

Column: TypeAlias = list[Any]
Build: TypeAlias = Callable[..., list[dict[str, Any]]]
"""`(rows, column of each edge, ...) -> objects`, response keys in their order."""

INTROSPECTION = ("__schema", "__type")
NAME = re.compile(r"[_A-Za-z][_0-9A-Za-z]*")


class Plan:
    """An operation with its switches decided."""

    def __init__(self, operation: Operation, switched: Variables) -> None:
        self.operation = operation
        self.switched = switched
        self.table: FieldTable = operation.schema.extensions[TABLE]
        root = operation.schema.query_type
        assert root is not None
        self.root_type = root
        selected = operation.root_fields(root, switched)
        self.introspection: Selected = {
            key: places for key, places in selected.items() if places[0].node.name.value in INTROSPECTION
        }
        self.keys = tuple(selected)
        plain = {key: places for key, places in selected.items() if key not in self.introspection}
        self.root = Selection(self, root, plain)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A property that is read where the object is built."""

    key: str
    name: str


class EdgePlan:
    """One response key that a batch answers, with everything below it.

    non_null: of the value, then of the items of each list, from the outside in. is_output: whether leaves
    come in their output form, as those of a property do, and are not coerced.
    """

    is_output = False

    def __init__(self, plan: Plan, parent: GraphQLObjectType, key: str, places: Places, edge: Edge) -> None:
        self.plan = plan
        self.parent = parent.name
        self.key = key
        self.places = places
        self.edge = edge
        self.name = places[0].node.name.value
        self.field = parent.fields[self.name]
        self.non_null, named = _unwrapped(self.field.type)
        self.depth = len(self.non_null) - 1
        self.leaf: GraphQLLeafType | None = named if is_leaf_type(named) else None
        self.object_type: GraphQLObjectType | None = named if is_object_type(named) else None
        self.abstract: Any = named if is_abstract_type(named) else None
        self._selections: dict[str, Selection] = {}
        fixed = not has_variables(places)
        self._arguments = arguments_of(self.field, places, plan.switched) if fixed else None
        self._arguments_key = frozen(self._arguments) if fixed else None

    @property
    def nodes(self) -> list[FieldNode]:
        """Where the document selects it."""
        return [place.node for place in self.places]

    def arguments(self, variables: Variables) -> tuple[dict[str, Any] | GraphQLError, Hashable]:
        """The coerced arguments, or what is wrong with them, and a key that is equal for equal ones."""
        if self._arguments is not None:
            return self._arguments, self._arguments_key
        arguments = arguments_of(self.field, self.places, variables)
        return arguments, frozen(arguments)

    def selection(self, type_name: str) -> Selection:
        """What is selected of a value of an object type, one of the possible ones."""
        known = self._selections.get(type_name)
        if known is None:
            plan = self.plan
            type_ = plan.operation.schema.type_map[type_name]
            assert isinstance(type_, GraphQLObjectType)
            selected = plan.operation.fields_below(self.places, type_, plan.switched)
            known = self._selections[type_name] = Selection(plan, type_, selected)
        return known

    @cached_property
    def possible(self) -> frozenset[str]:
        """Names of the object types that a value may have."""
        if self.abstract is not None:
            return frozenset(
                type_.name for type_ in self.plan.operation.schema.get_possible_types(self.abstract)
            )
        return frozenset([self.object_type.name] if self.object_type is not None else [])

    @cached_property
    def uniform(self) -> Selection | None:
        """One selection for rows of any possible type, where all of them show the same properties."""
        try:
            first, *others = (self.selection(name) for name in sorted(self.possible))
        except GraphQLError:
            return None
        alike = not first.edges and all(other.shown == first.shown for other in others)
        return first.of_any_type() if alike else None

    @cached_property
    def selected(self) -> frozenset[str]:
        """Names of the fields that are selected directly below, of any type."""
        return frozenset(name for type_name in self.possible for name in self.selection(type_name).names)


class Selection:
    """What is selected of one object type: the edges to ask for, and the objects made of their answers."""

    def __init__(self, plan: Plan, type_: GraphQLObjectType, selected: Selected) -> None:
        self.type_name: str | None = type_.name
        self.edges: list[EdgePlan] = []
        self.names = {places[0].node.name.value for places in selected.values()}
        self._leaves: dict[str, Places] = {}
        members: list[str | Leaf | EdgePlan] = []
        for key, places in selected.items():
            name = places[0].node.name.value
            if name == "__typename":
                members.append(key)
                continue
            source = plan.table[(type_.name, name)]
            if isinstance(source, Property):
                members.append(Leaf(key, source.name))
                self._leaves[key] = places
            else:
                edge = EdgePlan(plan, type_, key, places, source)
                self.edges.append(edge)
                members.append(edge)
        self.members = members
        self.build = _compiled(type_.name, members)
        self._plan, self._type = plan, type_

    @property
    def shown(self) -> list[object]:
        """What is made of a row, to compare with that of other types."""
        fields = self._type.fields
        types = {key: fields[places[0].node.name.value].type for key, places in self._leaves.items()}
        return [*self.members, {key: str(type_) for key, type_ in types.items()}]

    def of_any_type(self) -> Selection:
        """The same for rows of several types: `__typename` is read from the row."""
        found = copy(self)
        found.type_name = None
        found.build = _compiled(None, self.members)
        return found

    def as_edge(self, leaf: Leaf) -> EdgePlan:
        """A property as an edge whose values are looked at, for rows that turn out to lack one."""
        edge = EdgePlan(self._plan, self._type, leaf.key, self._leaves[leaf.key], _checked(leaf))
        edge.is_output = True
        return edge


def _checked(leaf: Leaf) -> Edge:
    def value(row: Mapping[str, Any]) -> Any:
        try:
            return row[leaf.name]
        except Exception as error:
            return error

    return Edge(lambda rows, arguments, call: [value(row) for row in rows])


def _compiled(type_name: str | None, members: list[str | Leaf | EdgePlan]) -> Build:
    """One comprehension that makes whole objects; of the request only response keys enter its text."""
    pairs, columns = [], []
    for number, member in enumerate(members):
        if isinstance(member, Leaf):
            pairs.append(f"{_quoted(member.key)}: row[{member.name!r}]")
        elif isinstance(member, EdgePlan):
            pairs.append(f"{_quoted(member.key)}: v{number}")
            columns.append(number)
        else:
            shown = "row['__typename']" if type_name is None else _quoted(type_name)
            pairs.append(f"{_quoted(member)}: {shown}")
    values = "".join(f", v{number}" for number in columns)
    zipped = "".join(f", c{number}" for number in columns)
    each = f"for row{values} in zip(rows{zipped}, strict=True)" if columns else "for row in rows"
    build: Build = eval(f"lambda rows{zipped}: [{{{', '.join(pairs)}}} {each}]", {"zip": zip})
    return build


def _quoted(name: str) -> str:
    if NAME.fullmatch(name) is None:
        raise ValueError(f"{name!r} is no name in GraphQL")
    return repr(name)


def _unwrapped(type_: GraphQLOutputType) -> tuple[tuple[bool, ...], GraphQLNamedType]:
    non_null: list[bool] = []
    current: Any = type_
    while True:
        non_null.append(is_non_null_type(current))
        current = current.of_type if is_non_null_type(current) else current
        if not is_list_type(current):
            return tuple(non_null), current
        current = current.of_type


def frozen(value: Any) -> Hashable:
    """A key that is equal for equal values of equal types, so that 1, 1.0 and true stay apart."""
    if isinstance(value, Mapping):
        return tuple((name, frozen(item)) for name, item in sorted(value.items()))
    if isinstance(value, (list, tuple)):
        return (list, *(frozen(item) for item in value))
    try:
        hash(value)
    except TypeError:
        return (object, id(value))
    return (type(value), value)
