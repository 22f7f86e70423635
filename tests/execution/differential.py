"""The batch executor against the stock one: the same table, asked one row at a time, must give the same.

Data and the order of keys are compared exactly, and so are the places that errors leave null. Under one null
the specification lets an executor keep any of the errors, so each of ours need only be among those that the
stock executor finds where it does not propagate them, and there is one for a null.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    ExecutionResult,
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLObjectType,
    GraphQLSchema,
    NameNode,
    OperationDefinitionNode,
    execute_sync,
    get_named_type,
    is_leaf_type,
    parse,
)

from api.execution.executor import prepare, run
from api.execution.fields import Edge, FieldTable, Lists, Property

MAX_TOKENS = 100_000


@dataclass(frozen=True)
class Query:
    """What is asked: a document and its variables."""

    text: str
    variables: Mapping[str, Any]


@dataclass(frozen=True)
class _Scoped:
    """A row of the stock executor with the inherited arguments that hold for it."""

    row: Mapping[str, Any]
    scope: Mapping[str, Any]


@dataclass(frozen=True)
class _Call:
    context: Any
    scope: Mapping[str, Any]
    selected: frozenset[str]


def make_stock(schema: GraphQLSchema, table: FieldTable) -> GraphQLSchema:
    """Give the fields of a schema resolvers for the stock executor, which ask the table row by row."""
    for (type_name, name), source in table.items():
        field = schema.type_map[type_name].fields[name]  # type: ignore[attr-defined]
        if isinstance(source, Property):
            field.resolve = _property_resolver(source, get_named_type(field.type))
        else:
            field.resolve = _edge_resolver(source, f"{type_name}.{name}", get_named_type(field.type))
    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLObjectType):
            type_.is_type_of = None
        elif hasattr(type_, "resolve_type"):
            type_.resolve_type = lambda value, info, abstract: value.row["__typename"]
    return schema


def _property_resolver(source: Property, leaf: Any) -> Callable[..., Any]:
    """The value as resolvers give it, from which the leaf type makes the output value again."""

    def internal(value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return [internal(item) for item in value]
        return None if value is None else leaf.coerce_input_value(value)

    return lambda scoped, info, **arguments: internal(scoped.row[source.name])


def _edge_resolver(source: Edge, of: str, named: Any) -> Callable[..., Any]:
    def resolve(scoped: _Scoped | None, info: Any, **arguments: Any) -> Any:
        outer = scoped.scope if scoped else {}
        given = {name: arguments[name] for name in source.inherits if arguments.get(name) is not None}
        scope = {**outer, **given}
        selected = frozenset(name for node in info.field_nodes for name in _selected(node, info))
        answer = source.batch([scoped.row if scoped else {}], arguments, _Call(info.context, scope, selected))
        values = [list(answer.flat)] if isinstance(answer, Lists) else answer
        if len(values) != 1:
            raise ValueError(f"the batch of {of} gave {len(values)} values for 1 rows")
        return values[0] if is_leaf_type(named) else _wrapped(values[0], scope)

    return resolve


def _selected(node: Any, info: Any) -> Iterator[str]:
    """Names of all fields selected directly below, whatever the switches say."""
    for part in node.selection_set.selections if node.selection_set else ():
        if isinstance(part, FieldNode):
            yield part.name.value
        else:
            named = isinstance(part, FragmentSpreadNode)
            yield from _selected(info.fragments[part.name.value] if named else part, info)


def _wrapped(value: Any, scope: Mapping[str, Any]) -> Any:
    if isinstance(value, (list, tuple)):
        return [_wrapped(item, scope) for item in value]
    return _Scoped(value, scope) if isinstance(value, Mapping) else value


def differences(
    schema: GraphQLSchema,
    stock: GraphQLSchema,
    queries: Sequence[Query],
    context: Callable[[], Any],
    answered: Callable[[GraphQLSchema, Query, Any], ExecutionResult] | None = None,
) -> list[str]:
    """What differs between the executors, a line for each difference, with the query.

    schema: as the batch executor takes it. stock: the same, given to `make_stock`. answered: another way of
    asking the batch executor than `run`.
    """
    found = []
    for query in queries:
        ours = (answered or ask)(schema, query, context())
        document = parse(query.text)
        theirs = _stock(stock, document, query, context())
        every = _stock(stock, _without_propagation(document), query, context()) if theirs.errors else theirs
        found += [f"{what}\n{query.text}\n{dict(query.variables)}" for what in _compared(ours, theirs, every)]
    return found


def ask(schema: GraphQLSchema, query: Query, context: Any) -> ExecutionResult:
    """The answer of the batch executor over batches that answer at once."""
    prepared = prepare(schema, query.text, MAX_TOKENS)
    assert not isinstance(prepared, list), prepared
    result = run(prepared, query.variables, None, context)
    assert isinstance(result, ExecutionResult)
    return result


def _stock(schema: GraphQLSchema, document: DocumentNode, query: Query, context: Any) -> ExecutionResult:
    return execute_sync(schema, document, context_value=context, variable_values=dict(query.variables))


def _without_propagation(document: DocumentNode) -> DocumentNode:
    name = NameNode(value="experimental_disableErrorPropagation")
    definitions = [
        OperationDefinitionNode(
            **{key: getattr(item, key) for key in item.keys if key not in ("loc", "directives")},
            loc=item.loc,
            directives=(*(item.directives or ()), DirectiveNode(name=name, arguments=())),
        )
        if isinstance(item, OperationDefinitionNode)
        else item
        for item in document.definitions
    ]
    return DocumentNode(definitions=tuple(definitions), loc=document.loc)


def _compared(ours: ExecutionResult, theirs: ExecutionResult, every: ExecutionResult) -> list[str]:
    if json.dumps(ours.data) != json.dumps(theirs.data):
        return [f"data differ:\n{json.dumps(ours.data)}\n{json.dumps(theirs.data)}"]
    found = []
    our_nulls = [_null_of(error, ours.data) for error in ours.errors or ()]
    their_nulls = {_null_of(error, theirs.data) for error in theirs.errors or ()}
    if set(our_nulls) != their_nulls:
        found.append(f"nulled places differ: {set(our_nulls) ^ their_nulls}")
    if len(set(our_nulls)) != len(our_nulls):
        found.append(f"several errors for one null: {our_nulls}")
    known = {_told(error) for error in [*(every.errors or ()), *(theirs.errors or ())]}
    found += [
        f"an error of ours alone: {error!r}" for error in ours.errors or () if _told(error) not in known
    ]
    return found


def _null_of(error: GraphQLError, data: Any) -> tuple[str | int, ...]:
    """Where the path of an error meets null in the data."""
    path: list[str | int] = []
    for key in error.path or ():
        if data is None:
            break
        path.append(key)
        data = data[key]
    return tuple(path) if data is None else (*path, "is not null")


def _told(error: GraphQLError) -> tuple[Any, ...]:
    """What must agree; how many rows a batch was asked for may differ."""
    places = tuple((item.line, item.column) for item in error.locations or ())
    return tuple(error.path or ()), places, re.sub(r"\d+ values? for \d+ rows", "", error.message)
