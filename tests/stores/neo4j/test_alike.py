"""On generated queries over the real facts both stores give the same answer, byte for byte."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from api.errors import formatted
from api.execution.executor import Prepared, prepare, run
from api.service import Service
from api.what_if import asked_scenarios
from graph.query import Find, OrderBy
from graph.snapshot import Snapshot
from graph.stores.embedded.store import EmbeddedStore
from graph.stores.neo4j.versions import Neo4jVersions
from graph.stores.port import Store, now
from tests.execution.differential import MAX_TOKENS, Query
from tests.execution.generate import SEED_VARIABLE, library_queries, own_queries
from tests.execution.test_real_schema import SEED, TODAY, the_graph
from tests.stores.neo4j.conftest import Both

QUERIES = Path(__file__).resolve().parents[3] / "web" / "queries"
AT_ONCE = 4
"""How many queries are under way, as readers are; the server compiles one while another is read."""


async def answer(service: Service, query: Query) -> bytes:
    prepared = prepare(service.core_schema, query.text, MAX_TOKENS)
    assert isinstance(prepared, Prepared)
    request = service.request(TODAY)
    if asked := asked_scenarios(prepared, query.variables, None, TODAY):
        request = service.supposing(request, asked, await now(service.scenarios.rows()))
    result = run(prepared, query.variables, None, request)
    if inspect.isawaitable(result):
        result = await result
    errors = [formatted(error, "test") for error in result.errors or ()]
    assert "INTERNAL_ERROR" not in {error["extensions"]["code"] for error in errors}, (query, result.errors)
    return orjson.dumps({"data": result.data, "errors": errors})


def differing(both: Both, queries: Sequence[Query]) -> list[tuple[Query, bytes, bytes]]:
    print(f"{SEED_VARIABLE}={SEED}")

    async def compared(query: Query) -> tuple[Query, bytes, bytes]:
        async with at_once:
            return query, await answer(both.embedded, query), await answer(both.neo4j, query)

    async def all_compared() -> list[tuple[Query, bytes, bytes]]:
        return await asyncio.gather(*map(compared, queries))

    at_once = asyncio.Semaphore(AT_ONCE)
    return [
        (query, ours, theirs) for query, ours, theirs in both.runner.run(all_compared()) if ours != theirs
    ]


def test_own_queries_are_answered_alike(both: Both) -> None:
    graph = the_graph()

    assert differing(both, own_queries(graph.asked, SEED + 10, 40, graph.samples, ["first"])) == []


def test_filters_and_orders_are_answered_alike(both: Both) -> None:
    """The same generator, with a filter and an order wherever one can stand."""
    graph = the_graph()

    queries = own_queries(graph.asked, SEED + 11, 50, graph.samples, ["first", "where", "orderBy"])

    assert sum("where:" in query.text for query in queries) >= 20
    assert differing(both, queries) == []


def test_queries_of_hypothesis_are_answered_alike(both: Both) -> None:
    graph = the_graph()

    assert differing(both, library_queries(graph.asked, SEED, 20, graph.samples)) == []


@pytest.mark.parametrize("tab", ["18-what-if-a-purchase", "19-what-if-a-release"])
def test_scenarios_are_answered_alike(both: Both, tab: str) -> None:
    text = (QUERIES / f"{tab}.graphql").read_text("utf-8")

    answered = both.runner.run(answer(both.embedded, Query(text, {})))

    assert len(orjson.loads(answered)["data"]["scenarioChanges"]["nodes"]) >= 4
    assert differing(both, [Query(text, {})]) == []


def test_a_difference_is_found(both: Both, researched: Snapshot) -> None:
    """The comparison can fail: a graph without its last model differs."""
    query = Query("{ models { totalCount } }", {})
    nodes = {kind: list(rows) for kind, rows in researched.nodes.items()}
    fewer = Snapshot.of(nodes | {"model": nodes["model"][:1]}, {}, researched.vocabularies)
    other = replace(both, embedded=replace(both.embedded, asked=EmbeddedStore(fewer)))

    assert [found for found, _, _ in differing(other, [query])] == [query]


@pytest.mark.parametrize("part", [1_000, 61])
def test_what_is_asked_for_whole_is_whole_in_however_many_parts(
    both: Both, part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """61 of 1,000 and more nodes and edges: many parts, of which the last is not full."""
    monkeypatch.setattr("graph.stores.neo4j.store.PART", part)
    questions = [Find("model", None, (OrderBy("released"),)), Find("organization")]

    async def asked(store: Store) -> list[Any]:
        edges = store.edges(["DEVELOPED_BY", "HOLDS", "LICENSED_UNDER"])
        return [
            await now(answer) for answer in (store.find(questions), edges, store.search("olmo", ["model"], 9))
        ]

    async def both_asked() -> tuple[list[Any], list[Any]]:
        newly_opened = await Neo4jVersions(both.connection).current()
        return await asked(newly_opened), await asked(both.embedded.store)

    theirs, ours = both.runner.run(both_asked())

    assert theirs == ours


@pytest.mark.parametrize("text", ["{ graph { version } }", "{ organizations { totalCount } }"])
def test_plain_questions_are_answered_alike(both: Both, text: str) -> None:
    assert differing(both, [Query(text, {})]) == []
