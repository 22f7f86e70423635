"""Aliases, fragments, directives, abstract types, arguments and variables are read as specified."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import GraphQLSchema

from api.execution.fields import Edge
from tests.execution.asking import always, answer, each, noting, properties, schema_with, told

PETS = """
interface Named { name: String! }
type Dog implements Named { name: String! barks: Boolean }
type Cat implements Named { name: String! meows: Boolean }
union Pet = Dog | Cat
type Query { pets: [Pet!]! named: [Named] say(text: String = "hello", loud: Boolean, list: [Int!]): String }
"""
ROWS = [
    {"__typename": "Dog", "name": "Odie", "barks": True},
    {"__typename": "Cat", "name": "Garfield", "meows": False},
    {"__typename": "Dog", "name": "Rex", "barks": None},
]


def say(rows: Any, arguments: Any, call: Any) -> list[str]:
    return [repr(arguments)]


@pytest.fixture
def pets() -> GraphQLSchema:
    return schema_with(
        PETS,
        Query__pets=always(ROWS),
        Query__named=always(ROWS),
        Query__say=Edge(say),
        **properties("Dog", "name", "barks"),
        **properties("Cat", "name", "meows"),
    )


def test_keys_stand_in_the_order_of_the_document(pets: GraphQLSchema) -> None:
    last = "fragment Last on Query { pets { __typename } b: say }"
    text = f"{{ b: say named {{ __typename name }} a: say ...Last }} {last}"

    result = answer(pets, text)

    assert list(result.data or {}) == ["b", "named", "a", "pets"]


def test_a_union_shows_what_is_selected_of_each_type_in_the_order_of_the_list(pets: GraphQLSchema) -> None:
    result = answer(pets, "{ pets { __typename ... on Dog { barks } ... on Cat { meows name } } }")

    assert result.data == {
        "pets": [
            {"__typename": "Dog", "barks": True},
            {"__typename": "Cat", "meows": False, "name": "Garfield"},
            {"__typename": "Dog", "barks": None},
        ]
    }


def test_an_interface_shows_the_same_of_all_types(pets: GraphQLSchema) -> None:
    result = answer(pets, "{ named { kind: __typename name } }")

    assert result.data == {
        "named": [
            {"kind": "Dog", "name": "Odie"},
            {"kind": "Cat", "name": "Garfield"},
            {"kind": "Dog", "name": "Rex"},
        ]
    }


@pytest.mark.parametrize("type_name", ["Query", "Bird", None, ["Dog"]])
def test_a_row_of_an_impossible_type_is_an_error_of_its_place(type_name: Any) -> None:
    rows = [ROWS[0], {"__typename": type_name, "name": "x"}]
    schema = schema_with(
        PETS,
        Query__pets=always(rows),
        Query__named=always(rows),
        Query__say=Edge(say),
        **properties("Dog", "name", "barks"),
        **properties("Cat", "name", "meows"),
    )

    result = answer(schema, "{ named { name } }")

    shown = type_name if isinstance(type_name, str) else None
    assert result.data == {"named": [{"name": "Odie"}, None]}
    assert told(result) == [
        (f"Runtime Object type '{shown}' is not a possible type for 'Named'.", ["named", 1])
    ]


def test_a_fragment_used_twice_is_merged(pets: GraphQLSchema) -> None:
    text = (
        "{ pets { ...D } pets { ...D ... on Cat { meows } } } fragment D on Dog { name ... on Dog { barks } }"
    )

    result = answer(pets, text)

    assert (result.data or {})["pets"][:2] == [{"name": "Odie", "barks": True}, {"meows": False}]


@pytest.mark.parametrize(
    ("variables", "keys"),
    [
        ({}, ["a", "d"]),
        ({"on": True}, ["a", "b", "d"]),
        ({"off": True}, ["d"]),
        ({"on": True, "off": True}, ["b", "d"]),
    ],
)
def test_variables_switch_fields_and_fragments(
    pets: GraphQLSchema, variables: dict[str, bool], keys: list[str]
) -> None:
    text = """query ($on: Boolean! = false, $off: Boolean! = false) {
        a: say @skip(if: $off)
        ... on Query @include(if: $on) { b: say }
        c: say @include(if: true) @skip(if: true)
        d: say
    }"""

    assert list(answer(pets, text, variables).data or {}) == keys


def test_a_switch_that_is_null_is_an_error_of_the_whole(pets: GraphQLSchema) -> None:
    result = answer(pets, "query ($on: Boolean = true) { say @include(if: $on) }", {"on": None})

    assert result.data is None
    assert len(result.errors or ()) == 1


@pytest.mark.parametrize(
    ("arguments", "variables", "seen"),
    [
        ("", {}, "{'text': 'hello'}"),
        ("(text: null)", {}, "{'text': None}"),
        ("(text: $t)", {}, "{'text': 'hello'}"),
        ("(text: $t)", {"t": None}, "{'text': None}"),
        ("(text: $t, loud: $l)", {"t": "a", "l": True}, "{'text': 'a', 'loud': True}"),
        ("(list: [1, $n])", {"n": 2}, "{'text': 'hello', 'list': [1, 2]}"),
        ("(list: 3)", {}, "{'text': 'hello', 'list': [3]}"),
    ],
)
def test_arguments_are_coerced_with_defaults_and_variables(
    pets: GraphQLSchema, arguments: str, variables: dict[str, Any], seen: str
) -> None:
    declared = {"t": "$t: String", "l": "$l: Boolean", "n": "$n: Int! = 7"}
    used = ", ".join(text for name, text in declared.items() if f"${name}" in arguments)
    query = f"query ({used}) {{ say{arguments} }}" if used else f"{{ say{arguments} }}"

    assert answer(pets, query, variables).data == {"say": seen}


def test_a_plan_is_used_again_with_other_variables(pets: GraphQLSchema) -> None:
    text = "query ($t: String) { say(text: $t) }"

    answers = [answer(pets, text, {"t": item}).data for item in ("a", "b", "a")]

    assert answers == [{"say": f"{{'text': '{item}'}}"} for item in ("a", "b", "a")]


def test_an_argument_that_is_null_where_it_may_not_be_is_the_error_of_the_field() -> None:
    schema = schema_with(
        'type Query { items: [Item] } type Item { say(text: String! = "x"): String }',
        Query__items=always([{}, {}]),
        Item__say=Edge(say),
    )

    result = answer(schema, "query ($t: String) { items { say(text: $t) } }", {"t": None})

    assert result.data == {"items": [{"say": None}, {"say": None}]}
    assert [error.path for error in result.errors or ()] == [["items", 0, "say"], ["items", 1, "say"]]


def test_introspection_stands_beside_data(pets: GraphQLSchema) -> None:
    fragment = 'fragment T on Query { __type(name: "Dog") { kind } }'
    text = f"{{ a: say __schema {{ queryType {{ name }} }} ...T z: say }} {fragment}"

    result = answer(pets, text)

    assert list((result.data or {}).items()) == [
        ("a", "{'text': 'hello'}"),
        ("__schema", {"queryType": {"name": "Query"}}),
        ("__type", {"kind": "OBJECT"}),
        ("z", "{'text': 'hello'}"),
    ]


def test_an_empty_list_asks_for_nothing_below() -> None:
    asked: list[int] = []
    schema = schema_with(
        "type Query { items: [Item!]! } type Item { name: String }",
        Query__items=always([]),
        Item__name=noting(asked, "n"),
    )

    assert answer(schema, "{ items { name } }").data == {"items": []}
    assert asked == []


def test_a_list_may_come_as_any_iterable() -> None:
    schema = schema_with("type Query { names: [String] }", Query__names=always(("a", "b")))

    assert answer(schema, "{ names }").data == {"names": ["a", "b"]}


def test_fields_below_a_field_are_told_to_its_batch() -> None:
    seen: list[frozenset[str]] = []

    def batch(rows: Any, arguments: Any, call: Any) -> list[Any]:
        seen.append(call.selected)
        return [ROWS]

    schema = schema_with(
        PETS,
        Query__pets=Edge(batch),
        Query__named=each("named"),
        Query__say=Edge(say),
        **properties("Dog", "name", "barks"),
        **properties("Cat", "name", "meows"),
    )

    answer(
        schema,
        "{ a: pets { ... on Dog { x: name } } b: pets { ...C } } fragment C on Cat { meows __typename }",
    )

    assert seen == [{"name", "meows", "__typename"}]
