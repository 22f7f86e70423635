"""Small schemas for one case each: fields with batches written in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import ExecutionResult, GraphQLSchema, build_schema

from api.execution.executor import Prepared, check_schema, prepare, run
from api.execution.fields import Edge, Property, Row, Source


def schema_with(sdl: str, **fields: Source) -> GraphQLSchema:
    """A schema whose sources are given as `Type__field`."""
    schema = build_schema(sdl)
    schema.extensions["openness_graph.fields"] = {
        tuple(key.split("__")): source for key, source in fields.items()
    }
    check_schema(schema)
    return schema


def always(*values: Any, may_fail: bool = True) -> Edge:
    """An edge that gives these values, whatever the rows."""
    return Edge(lambda rows, arguments, call: list(values), may_fail)


def each(key: str, may_fail: bool = True) -> Edge:
    """An edge that gives what stands in each row."""
    return Edge(lambda rows, arguments, call: [row[key] for row in rows], may_fail)


def noting(log: list[int], value: Any) -> Edge:
    """An edge that gives every row the same value and notes for how many rows it was asked."""

    def batch(rows: Sequence[Row], arguments: dict[str, Any], call: Any) -> list[Any]:
        log.append(len(rows))
        return [value] * len(rows)

    return Edge(batch)


def properties(type_name: str, *names: str) -> dict[str, Source]:
    return {f"{type_name}__{name}": Property(name) for name in names}


def prepared(schema: GraphQLSchema, text: str) -> Prepared:
    found = prepare(schema, text, 1000)
    assert isinstance(found, Prepared), found
    return found


def answer(
    schema: GraphQLSchema,
    text: str,
    variables: Mapping[str, Any] | None = None,
    name: str | None = None,
    context: Any = None,
) -> ExecutionResult:
    result = run(prepared(schema, text), variables, name, context)
    assert isinstance(result, ExecutionResult)
    return result


def told(result: ExecutionResult) -> list[tuple[str, list[str | int] | None]]:
    """Message and path of each error."""
    return [(error.message, error.path) for error in result.errors or ()]
