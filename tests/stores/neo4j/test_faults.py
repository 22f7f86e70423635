"""What happens when the server is away, dies, freezes, is slow or full: an answer in time, and recovery."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import httpx
import pytest
import uvicorn

from api.app import create_app
from api.settings import Settings
from graph.build import build
from graph.errors import StoreError, StoreTimeout, StoreUnavailable
from graph.snapshot import Snapshot
from graph.stores.neo4j.connection import AWAY, BUSY, SLOW, Connection, Limits
from graph.stores.neo4j.load import load
from tests.stores.conftest import need_process
from tests.stores.neo4j_server import Server

SHORT = Limits(connect_s=1.0, acquire_s=0.3, retry_s=0.5, query_s=0.5, call_s=5.0, connections=1)
LONG_QUERY = "UNWIND range(1, 1000000000) AS x WITH count(x * x) AS n RETURN n"
QUERY = {"query": "{ opennessProperties(first: 1) { totalCount nodes { name } } }"}


@pytest.fixture(scope="module")
def graph(rules_folder: Any) -> Snapshot:
    """A small graph."""
    return build(rules_folder)


@pytest.fixture(scope="module")
def server(graph: Snapshot) -> Iterator[Server]:
    """A server that tests may harm, with the small graph in it."""
    need_process()
    server = Server()
    try:
        server.start()
        asked(server, lambda connection: load(graph, connection))
        yield server
    finally:
        server.remove()


def asked(server: Server, what: Callable[[Connection], Awaitable[Any]], limits: Limits | None = None) -> Any:
    async def run() -> Any:
        connection = Connection(server.uri, limits=limits)
        try:
            return await what(connection)
        finally:
            await connection.close()

    return asyncio.run(run())


async def one(connection: Connection) -> int:
    return int((await connection.read("RETURN 1 AS n", {}))["n"])


@contextmanager
def serving(address: str) -> Iterator[httpx.Client]:
    """The API over a database, asked over HTTP."""
    settings = Settings(store=address, cache_bytes=1)
    config = uvicorn.Config(create_app(settings), port=0, log_level="critical", ws="none", lifespan="on")
    api = uvicorn.Server(config)
    thread = threading.Thread(target=api.run)
    thread.start()
    try:
        while not api.started:
            assert thread.is_alive(), "the API did not start"
            time.sleep(0.02)
        port = api.servers[0].sockets[0].getsockname()[1]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            yield client
    finally:
        api.should_exit = True
        thread.join()


def until_ready(client: httpx.Client, version: str | None = None, limit_s: float = 30.0) -> None:
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        answer = client.get("/ready")
        if answer.status_code == 200 and version in (None, answer.json()["graphVersion"]):
            return
        time.sleep(0.1)
    raise AssertionError(f"not ready after {limit_s} s: {answer.text}")


def until_away(client: httpx.Client) -> None:
    end = time.monotonic() + 20
    while (answer := client.get("/ready")).status_code == 200:
        assert time.monotonic() < end
        time.sleep(0.1)
    assert answer.json() == {"status": "store is away"}


def codes(answer: httpx.Response) -> list[str]:
    return [error["extensions"]["code"] for error in answer.json().get("errors", [])]


def test_without_a_server_the_api_starts_and_recovers_by_itself(server: Server) -> None:
    server.stop()
    with serving(server.uri) as client:
        assert client.get("/health").status_code == 200
        assert (client.get("/ready").status_code, client.get("/ready").json()) == (503, {"status": "loading"})
        refused = client.post("/graphql", json=QUERY)
        assert (refused.status_code, codes(refused)) == (503, ["UNAVAILABLE"])

        server.start()
        until_ready(client)

        answer = client.post("/graphql", json=QUERY).json()
        assert "errors" not in answer
        assert answer["data"]["opennessProperties"]["totalCount"] > 20


def test_a_server_that_dies_and_comes_back_needs_no_restart_of_the_api(server: Server) -> None:
    with serving(server.uri) as client:
        until_ready(client)
        server.kill()

        first = client.post("/graphql", json=QUERY)
        began = time.monotonic()
        again = [client.post("/graphql", json=QUERY) for _ in range(20)]
        took = time.monotonic() - began

        assert codes(first) == ["UNAVAILABLE"]
        assert {code for answer in again for code in codes(answer)} == {"UNAVAILABLE"}
        assert took < 10, "while it is known to be away nobody but one a second waits for it"
        assert client.get("/health").status_code == 200
        until_away(client)

        server.start()
        until_ready(client)
        assert "errors" not in client.post("/graphql", json=QUERY).json()


def test_a_new_version_is_served_without_a_failed_request(server: Server, graph: Snapshot) -> None:
    nodes = {kind: list(rows) for kind, rows in graph.nodes.items()}
    nodes["openness_property"] = [{**row, "name": "New name"} for row in nodes["openness_property"]]
    newer = Snapshot.of(nodes, graph.edges, graph.vocabularies)
    failed: list[httpx.Response] = []
    with serving(server.uri) as client:
        until_ready(client)
        loader = threading.Thread(
            target=lambda: [asked(server, partial(load, item)) for item in (newer, graph)]
        )
        loader.start()
        while loader.is_alive():
            answer = client.post("/graphql", json=QUERY)
            if answer.status_code != 200 or codes(answer):
                failed.append(answer)
        until_ready(client, graph.version)

    assert failed == []


def test_a_query_under_way_when_the_server_dies_is_unavailable(server: Server) -> None:
    async def die(connection: Connection) -> None:
        await one(connection)
        asking = asyncio.create_task(connection.read(LONG_QUERY, {}))
        await asyncio.sleep(0.3)
        await asyncio.to_thread(server.kill)
        with pytest.raises(StoreUnavailable, match=AWAY):
            await asking

    asked(server, die, Limits(retry_s=0.5, call_s=8.0))
    server.start()


def test_a_frozen_server_is_given_up_in_time_and_asked_again_when_it_goes_on(server: Server) -> None:
    async def freeze(connection: Connection) -> None:
        await _warm(connection)
        server.freeze()
        began = time.monotonic()
        try:
            with pytest.raises(StoreUnavailable, match=AWAY):
                await one(connection)
            waited = time.monotonic() - began
            with pytest.raises(StoreUnavailable, match=AWAY):
                await one(connection)
            refused = time.monotonic() - began - waited
        finally:
            server.thaw()
        assert 1.9 < waited < 3.5
        assert refused < 0.1, "once it is known to be away"
        await _warm(connection)

    asked(server, freeze, Limits(call_s=2.0))


async def _warm(connection: Connection) -> None:
    """Ask until there is an answer, as a server does that has just begun or gone on."""
    end = time.monotonic() + 20
    while True:
        try:
            await one(connection)
        except StoreUnavailable:
            assert time.monotonic() < end
            await asyncio.sleep(0.2)
        else:
            return


def test_a_slow_query_is_ended_and_told_as_a_timeout(server: Server) -> None:
    async def slow(connection: Connection) -> float:
        began = time.monotonic()
        with pytest.raises(StoreTimeout, match=SLOW):
            await connection.read(LONG_QUERY, {})
        took = time.monotonic() - began
        assert await one(connection) == 1
        return took

    assert asked(server, slow, SHORT) < 5.0


def test_without_a_free_connection_a_question_is_refused_in_time(server: Server) -> None:
    async def crowd(connection: Connection) -> list[Any]:
        await one(connection)
        asking = asyncio.create_task(connection.read(LONG_QUERY, {}))
        await asyncio.sleep(0.1)
        began = time.monotonic()
        with pytest.raises(StoreUnavailable, match=BUSY):
            await one(connection)
        waited = time.monotonic() - began
        with pytest.raises(StoreTimeout):
            await asking
        return [waited, await one(connection)]

    waited, after = asked(server, crowd, SHORT)

    assert waited < 1.0
    assert after == 1


def test_a_question_that_is_given_up_leaves_the_connection_usable(server: Server) -> None:
    async def give_up(connection: Connection) -> int:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await connection.read(LONG_QUERY, {})
        return await one(connection)

    assert asked(server, give_up, Limits(connections=1)) == 1


def test_a_fault_of_a_statement_is_no_outage(server: Server) -> None:
    async def wrong(connection: Connection) -> int:
        with pytest.raises(StoreError) as told:
            await connection.read("THIS IS NO CYPHER", {})
        assert type(told.value) is StoreError
        assert "CYPHER" not in str(told.value)
        return await one(connection)

    assert asked(server, wrong) == 1


def test_a_reader_cannot_write(server: Server) -> None:
    async def write(connection: Connection) -> None:
        with pytest.raises(StoreError):
            await connection.read("CREATE (n:Intruder) RETURN 1 AS n", {})

    asked(server, write)
