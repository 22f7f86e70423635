"""An operation as graphql-core reads it: merged selections, coerced arguments, variables.

The internals of graphql-core that the executor rests on are named here and, as attributes of the class that
it extends, in `executor.py`; look at both when its version is raised.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    VariableNode,
)
from graphql.execution.collect_fields import (
    FieldDetailsList,
    FragmentDetails,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues, get_argument_values, get_variable_values

Places: TypeAlias = FieldDetailsList
"""Where a document selects one field: the nodes that were merged."""

Variables: TypeAlias = VariableValues
"""Coerced variables."""

Selected: TypeAlias = dict[str, Places]
"""Response key -> all the places of a document that select it."""

MAX_COERCION_ERRORS = 50
NO_VARIABLES = VariableValues({}, {})


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """One operation of a document, with the fragments that it may use."""

    schema: GraphQLSchema
    definition: OperationDefinitionNode
    fragments: Mapping[str, FragmentDetails]

    def root_fields(self, root: GraphQLObjectType, variables: Variables) -> Selected:
        """What is selected at the root."""
        found = collect_fields(self.schema, dict(self.fragments), variables, root, self.definition)
        return found.grouped_field_set

    def fields_below(self, places: Places, type_: GraphQLObjectType, variables: Variables) -> Selected:
        """What is selected below a field where its value is of an object type."""
        found = collect_subfields(
            self.schema, dict(self.fragments), variables, self.definition, type_, places
        )
        return found.grouped_field_set

    def variables(self, given: Mapping[str, Any]) -> Variables | list[GraphQLError]:
        """Coerced variables with their defaults, or what is wrong with them."""
        definitions = self.definition.variable_definitions
        if not definitions:
            return NO_VARIABLES
        return get_variable_values(self.schema, definitions, dict(given), max_errors=MAX_COERCION_ERRORS)

    def switches(self) -> tuple[str, ...]:
        """Names of the variables that decide in @skip and @include: no others change a plan."""
        roots: list[Node] = [self.definition, *(item.definition for item in self.fragments.values())]
        names = {
            variable.name.value
            for root in roots
            for node in _nodes_below(root)
            for directive in getattr(node, "directives", None) or ()
            if directive.name.value in ("skip", "include")
            for variable in _variables_in(directive)
        }
        return tuple(sorted(names))


def operation_of(schema: GraphQLSchema, document: DocumentNode, name: str | None) -> Operation | GraphQLError:
    """The operation of a document that a request names; without a name there must be one alone."""
    found: list[OperationDefinitionNode] = []
    fragments: dict[str, FragmentDetails] = {}
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            if name is None or (definition.name and definition.name.value == name):
                found.append(definition)
        elif isinstance(definition, FragmentDefinitionNode):
            fragments[definition.name.value] = FragmentDetails(definition)
    if len(found) > 1:
        return GraphQLError("Must provide operation name if query contains multiple operations.")
    if not found:
        unknown = f"Unknown operation named '{name}'." if name is not None else "Must provide an operation."
        return GraphQLError(unknown)
    return Operation(schema, found[0], fragments)


def arguments_of(field: GraphQLField, places: Places, variables: Variables) -> dict[str, Any] | GraphQLError:
    """The coerced arguments of a field, or what is wrong with them."""
    try:
        return get_argument_values(field, places[0].node, variables)
    except GraphQLError as error:
        return error


def only(variables: Variables, names: tuple[str, ...]) -> Variables:
    """Some of the variables of a request."""
    return VariableValues(
        {name: value for name, value in variables.sources.items() if name in names},
        {name: value for name, value in variables.coerced.items() if name in names},
    )


def has_variables(places: Places) -> bool:
    """Whether the arguments of a field depend on variables."""
    return any(True for argument in places[0].node.arguments or () for _ in _variables_in(argument))


def _variables_in(node: Node) -> Iterator[VariableNode]:
    return (below for below in _nodes_below(node) if isinstance(below, VariableNode))


def _nodes_below(node: Node) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        for key in node.keys:
            below = getattr(node, key, None)
            if isinstance(below, Node):
                waiting.append(below)
            elif isinstance(below, (list, tuple)):
                waiting.extend(below)
