"""A level asks each batch once for equal arguments and scope; inherited arguments hold for all below."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from graphql import ExecutionResult

from api.execution.executor import run
from api.execution.fields import Edge, Lists
from graph.errors import StoreTimeout
from tests.execution.asking import always, answer, each, noting, prepared, properties, schema_with, told
from tests.execution.world import recorded, rows_of, schema_of, table_of


def calls_of(text: str) -> list[tuple[str, int]]:
    calls: list[tuple[str, int]] = []
    answer(schema_of(recorded(table_of(rows_of(1)), calls)), text)
    return calls


def test_a_field_is_asked_once_for_all_rows_of_a_level() -> None:
    assert calls_of("{ beings(first: 5) { age } }") == [("beings", 1), ("age", 5)]


def test_aliases_of_the_same_rows_and_arguments_are_asked_once() -> None:
    assert calls_of("{ beings(first: 5) { a: age b: age(day: 3) c: age } }") == [
        ("beings", 1),
        ("age", 5),
        ("age", 5),
    ]


def test_a_field_of_an_interface_is_asked_once_for_all_types() -> None:
    assert calls_of("{ things { ... on Person { age nick } ... on Robot { age } } }") == [
        ("things", 1),
        ("age", 5),
    ]


def test_equal_calls_at_several_places_of_a_level_are_one() -> None:
    text = (
        '{ a: person(id: "p1") { deputy { id } } b: being(id: "p2") { ... on Person { deputy { name } } } }'
    )

    assert [call for call in calls_of(text) if call[0] == "deputy"] == [("deputy", 2)]


def test_merged_calls_give_each_place_its_own_values() -> None:
    rows = {"a": ["x", "y"], "b": [], "c": ["z"]}

    def names(asked: Any, arguments: Any, call: Any) -> Lists:
        flat = [name for row in asked for name in rows[row["id"]]]
        ends = [sum(len(rows[row["id"]]) for row in asked[: index + 1]) for index in range(len(asked))]
        return Lists(flat, ends)

    schema = schema_with(
        "type Query { left: [Item!]! right: [Item!]! } type Item { id: ID! names: [String!]! }",
        Query__left=always([{"id": "a"}, {"id": "b"}]),
        Query__right=always([{"id": "b"}, {"id": "c"}]),
        Item__names=Edge(names),
        **properties("Item", "id"),
    )

    assert answer(schema, "{ left { names } right { id names } }").data == {
        "left": [{"names": ["x", "y"]}, {"names": []}],
        "right": [{"id": "b", "names": []}, {"id": "c", "names": ["z"]}],
    }


SCOPED = "type Query { item(day: Int): Item } type Item { day: Int next(day: Int): Item }"


def scoped(text: str, variables: dict[str, Any] | None = None) -> Any:
    schema = schema_with(
        SCOPED,
        Query__item=Edge(lambda rows, arguments, call: [{}], inherits=("day",)),
        Item__next=Edge(lambda rows, arguments, call: [{} for _ in rows], inherits=("day",)),
        Item__day=Edge(lambda rows, arguments, call: [call.scope.get("day")] * len(rows)),
    )
    return answer(schema, text, variables).data


def test_an_inherited_argument_holds_for_everything_below_until_a_nearer_one() -> None:
    assert scoped("{ item(day: 1) { day next { day next(day: 2) { day next { day } } } } }") == {
        "item": {"day": 1, "next": {"day": 1, "next": {"day": 2, "next": {"day": 2}}}}
    }


def test_an_inherited_argument_holds_for_its_subtree_alone() -> None:
    assert scoped(
        "{ a: item(day: 1) { next { day } } b: item { next { day } } c: item(day: 2) { day } }"
    ) == {
        "a": {"next": {"day": 1}},
        "b": {"next": {"day": None}},
        "c": {"day": 2},
    }


def test_an_inherited_argument_that_is_null_is_not_given() -> None:
    text = "query ($day: Int) { item(day: 1) { next(day: $day) { day } } }"

    assert scoped(text, {"day": None}) == {"item": {"next": {"day": 1}}}


def test_a_context_may_be_another_within_a_scope() -> None:
    class Context:
        def within(self, scope: Mapping[str, Any]) -> str:
            return f"day {scope['day']}" if "day" in scope else "today"

    schema = schema_with(
        "type Query { item(day: Int): Item } type Item { says: String next: Item }",
        Query__item=Edge(lambda rows, arguments, call: [{}], inherits=("day",)),
        Item__next=Edge(lambda rows, arguments, call: [{} for _ in rows]),
        Item__says=Edge(lambda rows, arguments, call: [call.context] * len(rows)),
    )
    text = "{ a: item { says } b: item(day: 2) { next { says } } }"

    assert answer(schema, text, context=Context()).data == {
        "a": {"says": "today"},
        "b": {"next": {"says": "day 2"}},
    }


def test_a_context_that_cannot_be_had_is_the_error_of_the_field() -> None:
    class Context:
        def within(self, scope: Mapping[str, Any]) -> str:
            raise LookupError("no such day")

    schema = schema_with(
        "type Query { says: String }", Query__says=Edge(lambda rows, arguments, call: [call.context])
    )

    assert told(answer(schema, "{ says }", context=Context())) == [("no such day", ["says"])]


def test_calls_of_equal_scope_are_one_and_of_another_scope_are_not() -> None:
    scoped = "beings(first: 2, day: 9) { age }"
    text = f"{{ a: {scoped} b: {scoped} c: beings(first: 2) {{ age }} }}"

    assert calls_of(text) == [("beings", 1), ("beings", 1), ("age", 2), ("age", 2)]


def test_true_and_one_are_not_the_same_argument() -> None:
    schema = schema_with(
        "scalar Any type Query { say(it: Any): String }",
        Query__say=Edge(lambda rows, arguments, call: [repr(arguments["it"])]),
    )

    text = "query ($a: Any, $b: Any, $c: Any) { a: say(it: $a) b: say(it: $b) c: say(it: $c) }"
    assert answer(schema, text, {"a": 1, "b": True, "c": 1.0}).data == {"a": "1", "b": "True", "c": "1.0"}


def awaited(log: list[str], name: str, value: Any) -> Edge:
    async def later() -> list[Any]:
        log.append(f"{name} begins")
        await asyncio.sleep(0)
        log.append(f"{name} ends")
        if isinstance(value, Exception):
            raise value
        return [value]

    return Edge(lambda rows, arguments, call: later())


def test_the_awaitables_of_a_level_run_at_the_same_time() -> None:
    log: list[str] = []
    schema = schema_with(
        "type Query { a: Int b: Int c: Int }",
        Query__a=awaited(log, "a", 1),
        Query__b=awaited(log, "b", 2),
        Query__c=always(3),
    )

    result = asyncio.run(_result(run(prepared(schema, "{ a b c }"), None, None, None)))

    assert result == ({"a": 1, "b": 2, "c": 3}, None)
    assert log == ["a begins", "b begins", "a ends", "b ends"]


@pytest.mark.parametrize("text", ["{ a }", "{ a b }"])
def test_an_awaitable_that_fails_is_the_error_of_its_field(text: str) -> None:
    schema = schema_with(
        "type Query { a: Int b: Int }",
        Query__a=awaited([], "a", ValueError("away")),
        Query__b=awaited([], "b", 2),
    )

    result = asyncio.run(_result(run(prepared(schema, text), None, None, None)))

    assert told(result) == [("away", ["a"])]
    assert result.data == ({"a": None} if text == "{ a }" else {"a": None, "b": 2})


@pytest.mark.parametrize("text", ["{ a }", "{ a b }"])
def test_a_cancelled_request_cancels_what_it_waits_for(text: str) -> None:
    log: list[str] = []

    async def forever() -> list[int]:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            log.append("cancelled")
            raise
        return [1]

    edge = Edge(lambda rows, arguments, call: forever())
    schema = schema_with("type Query { a: Int b(n: Int): Int }", Query__a=edge, Query__b=awaited([], "b", 2))

    async def cancelled() -> None:
        task = asyncio.ensure_future(_result(run(prepared(schema, text), None, None, None)))
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
    assert log == ["cancelled"]


async def _result(result: Any) -> ExecutionResult:
    found = result if isinstance(result, ExecutionResult) else await result
    assert isinstance(found, ExecutionResult)
    return found


def test_past_its_deadline_a_request_ends_between_two_levels_without_data() -> None:
    asked: list[int] = []

    def slow(rows: Any, arguments: Any, call: Any) -> list[Any]:
        time.sleep(0.02)
        return [{}]

    schema = schema_with(
        "type Query { item: Item } type Item { name: String }",
        Query__item=Edge(slow),
        Item__name=noting(asked, "n"),
    )

    result = answer(schema, "{ item { name } }", context=SimpleNamespace(deadline=time.monotonic() + 0.01))

    assert result.data is None
    assert asked == []
    assert [type(error.original_error) for error in result.errors or ()] == [StoreTimeout]


def test_past_its_deadline_a_request_does_not_wait_for_the_store() -> None:
    async def forever() -> list[int]:
        await asyncio.sleep(60)
        return [1]

    schema = schema_with("type Query { a: Int }", Query__a=Edge(lambda rows, arguments, call: forever()))
    context = SimpleNamespace(deadline=time.monotonic() + 0.02)

    result = asyncio.run(_result(run(prepared(schema, "{ a }"), None, None, context)))

    assert result.data is None
    assert [type(error.original_error) for error in result.errors or ()] == [StoreTimeout]


def test_a_timeout_of_the_store_itself_is_the_error_of_its_field() -> None:
    schema = schema_with(
        "type Query { a: Int b: Int }", Query__a=awaited([], "a", TimeoutError("slow")), Query__b=always(1)
    )

    result = asyncio.run(_result(run(prepared(schema, "{ a b }"), None, None, None)))

    assert result.data == {"a": None, "b": 1}
    assert told(result) == [("slow", ["a"])]


@pytest.mark.parametrize("broken", [False, True])
def test_a_request_leaves_no_reference_cycle(broken: bool) -> None:
    """What a request made goes when its result goes, without the cycle collector."""
    item = ValueError("broken") if broken else {"name": "n"}
    schema = schema_with(
        "type Query { items: [Item] } type Item { name: String next: Item }",
        Query__items=always([{"name": "a", "next": item}]),
        Item__next=each("next"),
        **properties("Item", "name"),
    )
    document = prepared(schema, "{ items { name next { name } } }")
    run(document, None, None, None)
    gc.collect()
    gc.disable()
    try:
        for _ in range(10):
            run(document, None, None, None)
        assert gc.collect() == 0
    finally:
        gc.enable()
