"""Documents are parsed, validated and planned once; whatever is wrong with a request is told as an error."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import strawberry
from graphql import GraphQLError, GraphQLSchema
from strawberry.extensions import FieldExtension
from strawberry.permission import BasePermission

from api.execution import documents
from api.execution.executor import BatchExecutor, check_schema, prepare
from api.execution.fields import Edge, Property
from tests.execution.asking import always, answer, prepared, schema_with, told


@pytest.fixture
def schema() -> GraphQLSchema:
    return schema_with(
        "type Query { name(n: Int!): String other: Int }",
        Query__name=Edge(lambda rows, arguments, call: [str(arguments["n"])]),
        Query__other=always(1),
    )


def test_a_document_is_prepared_once(schema: GraphQLSchema) -> None:
    assert prepare(schema, "{ other }", 100) is prepare(schema, "{ other }", 100)


def test_the_documents_kept_are_bounded_in_number(schema: GraphQLSchema) -> None:
    first = prepare(schema, "{ other }", 100)
    for number in range(documents.MAX_DOCUMENTS):
        prepare(schema, f"{{ a{number}: other }}", 100)

    assert prepare(schema, "{ other }", 100) is not first


def test_an_operation_has_a_plan_for_each_truth_of_its_switches(schema: GraphQLSchema) -> None:
    plans = prepared(schema, "query ($a: Boolean!, $n: Int!) { other @skip(if: $a) name(n: $n) }").plans(None)
    assert not isinstance(plans, GraphQLError)

    found = []
    for given in ({"a": True, "n": 1}, {"a": True, "n": 2}, {"a": False, "n": 1}):
        variables = plans.operation.variables(given)
        assert not isinstance(variables, list)
        found.append(plans.plan(variables))

    assert found[0] is found[1]
    assert found[0] is not found[2]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{ other", "Syntax Error: Expected Name, found <EOF>."),
        ("{ nothing }", "Cannot query field 'nothing' on type 'Query'."),
        (
            "{ other other other other }",
            "Syntax Error: Document contains more than 5 tokens. Parsing aborted.",
        ),
        ("{ name }", "Argument 'Query.name(n:)' of type 'Int!' is required, but it was not provided."),
    ],
)
def test_a_document_that_is_not_valid_is_refused(schema: GraphQLSchema, text: str, message: str) -> None:
    errors = prepare(schema, text, 5)

    assert isinstance(errors, list)
    assert [error.message for error in errors] == [message]


@pytest.mark.parametrize(
    ("text", "variables", "name", "message"),
    [
        ("query A { other } query B { other }", {}, "C", "Unknown operation named 'C'."),
        (
            "query A { other } query B { other }",
            {},
            None,
            "Must provide operation name if query contains multiple operations.",
        ),
        (
            "query ($n: Int!) { name(n: $n) }",
            {},
            None,
            "Variable '$n' has invalid value: Expected a value of non-null type 'Int!' to be provided.",
        ),
        (
            "query ($n: Int!) { name(n: $n) }",
            {"n": "x"},
            None,
            "Variable '$n' has invalid value: Int cannot represent non-integer value: 'x'",
        ),
    ],
)
def test_a_request_that_does_not_fit_its_document_gets_an_error_without_data(
    schema: GraphQLSchema, text: str, variables: dict[str, Any], name: str | None, message: str
) -> None:
    result = answer(schema, text, variables, name)

    assert result.data is None
    assert told(result) == [(message, None)]


def test_an_operation_is_chosen_by_its_name(schema: GraphQLSchema) -> None:
    text = "query A { other } query B { b: other }"

    assert answer(schema, text, name="B").data == {"b": 1}


def test_an_operation_that_the_schema_lacks_is_an_error() -> None:
    schema = schema_with("type Query { a: Int }", Query__a=always(1))

    errors = prepare(schema, "mutation { a }", 100)

    assert isinstance(errors, list)
    assert [error.message for error in errors] == ["The mutation operation is not supported by the schema."]


@strawberry.type
class Thing:
    name: str


@strawberry.type
class Query:
    @strawberry.field
    def thing(self) -> Thing:
        raise RuntimeError

    size: int


def strawberry_schema() -> strawberry.Schema:
    schema = strawberry.Schema(Query, execution_context_class=BatchExecutor)
    schema._schema.extensions["openness_graph.fields"] = {
        ("Query", "thing"): always({"name": "n"}),
        ("Query", "size"): always(3),
        ("Thing", "name"): Property("name"),
    }
    check_schema(schema._schema)
    return schema


def test_strawberry_runs_queries_through_the_batch_executor() -> None:
    text = "query ($b: Boolean!) { thing { name } size @include(if: $b) __schema { queryType { name } } }"
    expected = {"thing": {"name": "n"}, "size": 3, "__schema": {"queryType": {"name": "Query"}}}

    assert strawberry_schema().execute_sync(text, {"b": True}).data == expected
    assert asyncio.run(strawberry_schema().execute(text, {"b": True})).data == expected


def test_a_field_without_a_source_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^Query\.b has no source"):
        schema_with("type Query { a: Int b: Int }", Query__a=always(1))


def test_a_source_without_a_field_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^Query\.b has a source but is no field"):
        schema_with("type Query { a: Int }", Query__a=always(1), Query__b=always(1))


def test_a_property_with_fields_below_it_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^Query\.a has fields below it and cannot be a Property"):
        schema_with("type Query { a: A } type A { b: Int }", Query__a=Property("a"), A__b=Property("b"))


def test_an_inherited_argument_that_the_field_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^Query\.a hands down `day`, which is none of its arguments"):
        schema_with(
            "type Query { a: Int }", Query__a=Edge(lambda rows, arguments, call: [1], inherits=("day",))
        )


class Nobody(BasePermission):
    def has_permission(self, source: Any, info: Any, **_: Any) -> bool:
        return False


class Louder(FieldExtension):
    def resolve(self, next_: Any, source: Any, info: Any, **_: Any) -> Any:
        return next_(source, info)


@pytest.mark.parametrize(
    ("field", "message"),
    [
        (
            strawberry.field(resolver=lambda: 1, permission_classes=[Nobody]),
            r"^Query\.a has permission classes",
        ),
        (strawberry.field(resolver=lambda: 1, extensions=[Louder()]), r"^Query\.a has field extensions"),
    ],
)
def test_what_a_batch_would_bypass_is_refused(field: Any, message: str) -> None:
    guarded = type("Query", (), {"__annotations__": {"a": int}, "a": field})
    schema = strawberry.Schema(strawberry.type(guarded), execution_context_class=BatchExecutor)
    schema._schema.extensions["openness_graph.fields"] = {("Query", "a"): always(1)}

    with pytest.raises(ValueError, match=message):
        check_schema(schema._schema)
