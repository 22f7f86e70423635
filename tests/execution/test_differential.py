"""On generated queries over a fictional world, with faults in it, both executors give the same."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

import pytest
from graphql import ExecutionResult, GraphQLSchema

from api.execution import complete
from api.execution.executor import prepare, run
from api.execution.fields import Edge, FieldTable
from tests.execution.differential import MAX_TOKENS, Query, differences, make_stock
from tests.execution.generate import SEED_VARIABLE, chosen_seed, library_queries, own_queries
from tests.execution.world import SAMPLES, rows_of, schema_of, table_of, with_faults

SEED = chosen_seed()


def context() -> None:
    return None


def compared(table: FieldTable, queries: list[Query], **how: Any) -> list[str]:
    print(f"{SEED_VARIABLE}={SEED}")
    return differences(schema_of(table), make_stock(schema_of(table), table), queries, context, **how)


def own(seed: int, count: int) -> list[Query]:
    return own_queries(schema_of({}), seed, count, SAMPLES)


def test_own_queries_over_a_sound_world_are_answered_alike() -> None:
    assert compared(table_of(rows_of(SEED)), own(SEED, 90)) == []


def test_unchecked_edges_give_what_checked_ones_give() -> None:
    assert compared(table_of(rows_of(SEED), may_fail=False), own(SEED + 1, 90)) == []


@pytest.mark.parametrize("share", [0.01, 0.05, 0.2])
def test_faults_leave_the_same_nulls_and_no_error_of_our_own(share: float) -> None:
    table = with_faults(table_of(rows_of(SEED)), SEED, share)

    assert compared(table, own(SEED + 2, 150)) == []


def test_queries_of_hypothesis_are_answered_alike() -> None:
    queries = library_queries(schema_of({}), SEED, 150, SAMPLES)
    table = with_faults(table_of(rows_of(SEED)), SEED, 0.03)

    assert len(queries) >= 100
    assert compared(table, queries) == []


def test_batches_that_have_to_be_awaited_give_the_same() -> None:
    table = with_faults(table_of(rows_of(SEED)), SEED, 0.05)
    awaited = schema_of({place: _awaited(source) for place, source in table.items()})

    def answered(_: GraphQLSchema, query: Query, asked: Any) -> ExecutionResult:
        prepared = prepare(awaited, query.text, MAX_TOKENS)
        assert not isinstance(prepared, list)

        async def result() -> ExecutionResult:
            found = run(prepared, query.variables, None, asked)
            return found if isinstance(found, ExecutionResult) else await found

        return asyncio.run(result())

    assert compared(table, own(SEED + 3, 60), answered=answered) == []


def _awaited(source: Any) -> Edge:
    async def later(rows: Any, arguments: Any, call: Any) -> Any:
        await asyncio.sleep(0)
        return source.batch(rows, arguments, call)

    return Edge(later, True, source.inherits)


def test_the_queries_hold_what_executors_get_wrong() -> None:
    queries = own(SEED, 200)

    found = Counter(
        mark
        for query in queries
        for mark in ("fragment F", "@include", "@skip", "... on ", "__typename", "$v", "k1: ")
        if mark in query.text
    )
    assert min(found.values()) >= 10
    assert len(found) == 7


@pytest.mark.parametrize("broken", ["bubbling", "order", "lists"])
def test_a_broken_executor_is_found_out(monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    """The comparison can fail: a step of the executor that goes wrong shows as a difference."""
    if broken == "bubbling":
        monkeypatch.setattr(complete, "_listed", _without_bubbling(complete._listed))
    elif broken == "order":
        monkeypatch.setattr(complete.Completion, "_innermost", _reversed(complete.Completion._innermost))
    else:
        monkeypatch.setattr(complete, "pairwise", lambda ends: [(0, end) for end in ends[1:]])
    table = with_faults(table_of(rows_of(SEED)), SEED, 0.05)

    assert compared(table, own(SEED, 60)) != []


def _without_bubbling(step: Any) -> Any:
    return lambda cell, depth, items, nulled: (step(cell, depth, items, nulled)[0], set())


def _reversed(step: Any) -> Any:
    def backwards(self: Any, cell: Any, trail: Any) -> Any:
        column, nulled = step(self, cell, trail)
        return column[::-1], nulled

    return backwards
