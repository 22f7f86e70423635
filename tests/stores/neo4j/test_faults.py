"""What happens when the server is away, dies, freezes, is slow or full: an answer in time, and recovery."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from api.app import create_app
from api.settings import Settings
from graph.build import build
from graph.errors import StoreError, StoreTimeout, StoreUnavailable
from graph.snapshot import Snapshot
from graph.stores import Place
from graph.stores.neo4j.connection import AWAY, BUSY, SLOW, Connection, Limits
from graph.stores.neo4j.load import load
from tests.stores.conftest import connect
from tests.stores.neo4j_server import Server

SHORT = Limits(connect_s=1.0, acquire_s=0.3, retry_s=0.3, query_s=0.5, call_s=5.0, connections=1)
LONG_QUERY = "UNWIND range(1, 1000000000) AS x WITH count(x * x) AS n RETURN n"
QUERY = {"query": "{ opennessProperties(first: 1) { totalCount nodes { name } } }"}


@pytest.fixture(scope="module")
def graph(rules_folder: Path) -> Snapshot:
    """A small graph."""
    return build(rules_folder)


@pytest.fixture(scope="module", autouse=True)
def loaded(server: Server, graph: Snapshot) -> None:
    """The small graph is in the server that these tests harm."""
    asked(server, lambda connection: load(graph, connection))


@pytest.fixture(scope="module", autouse=True)
def impatient() -> Iterator[None]:
    """The API gives up and looks again sooner than in real life, so that nobody waits."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graph.stores.neo4j.connection.Limits", partial(Limits, connect_s=1.0, retry_s=0.3))
        patch.setattr("api.current.LOOK_EVERY_S", 0.2)
        yield


def asked(server: Server, what: Callable[[Connection], Awaitable[Any]], limits: Limits | None = None) -> Any:
    async def run() -> Any:
        connection = connect(server.place, limits)
        try:
            return await what(connection)
        finally:
            await connection.close()

    return asyncio.run(run())


async def one(connection: Connection) -> int:
    return int((await connection.read("RETURN 1 AS n", {}))["n"])


@contextmanager
def serving(place: Place) -> Iterator[httpx.Client]:
    """The API over a database, asked over HTTP."""
    settings = Settings(
        store=place.address, store_user=place.user, store_password=place.password, cache_bytes=1
    )
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


def codes(answer: httpx.Response) -> list[str]:
    return [error["extensions"]["code"] for error in answer.json().get("errors", [])]


@dataclass(frozen=True)
class Outage:
    """What was seen while a server died in the middle of a query, stayed away and came back.

    `serving` was an API before, `late` one that started meanwhile.
    """

    under_way: BaseException | None
    serving: list[httpx.Response]
    serving_took_s: float
    health: list[httpx.Response]
    ready: list[httpx.Response]
    late: httpx.Response
    after: list[httpx.Response]


@pytest.fixture(scope="module")
def outage(server: Server, loaded: None, impatient: None) -> Outage:
    with serving(server.place) as before:
        until_ready(before)
        under_way = asked(server, partial(_killed, server), Limits(retry_s=0.3))
        began = time.monotonic()
        answers = [before.post("/graphql", json=QUERY) for _ in range(20)]
        took = time.monotonic() - began
        with serving(server.place) as late:
            both = before, late
            health = [client.get("/health") for client in both]
            ready = [client.get("/ready") for client in both]
            refused = late.post("/graphql", json=QUERY)
            server.start()
            for client in both:
                until_ready(client)
            after = [client.post("/graphql", json=QUERY) for client in both]
    return Outage(under_way, answers, took, health, ready, refused, after)


async def _killed(server: Server, connection: Connection) -> BaseException | None:
    """What a query under way ends with when the server is killed."""
    await one(connection)
    asking = asyncio.create_task(connection.read(LONG_QUERY, {}))
    await _running(connection)
    await asyncio.to_thread(server.kill)
    await asyncio.wait([asking])
    return asking.exception()


async def _running(connection: Connection) -> None:
    """Wait until the long query is under way."""
    text = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery = $text RETURN count(*) AS n"
    while True:
        (found,) = await connection.run(text, {"text": LONG_QUERY})
        if found["n"]:
            return


def test_a_query_under_way_when_the_server_dies_is_unavailable(outage: Outage) -> None:
    assert isinstance(outage.under_way, StoreUnavailable)
    assert str(outage.under_way) == AWAY


def test_while_the_server_is_away_questions_are_refused_at_once(outage: Outage) -> None:
    """One request a second asks whether it is back; nobody else waits for it."""
    assert {code for answer in outage.serving for code in codes(answer)} == {"UNAVAILABLE"}
    assert outage.serving_took_s < 10


def test_the_api_lives_without_its_server_and_is_not_ready(outage: Outage) -> None:
    assert [answer.status_code for answer in outage.health] == [200, 200]
    assert [answer.status_code for answer in outage.ready] == [503, 503]
    assert [answer.json() for answer in outage.ready] == [{"status": "store is away"}, {"status": "loading"}]


def test_without_a_server_the_api_starts_and_answers_unavailable(outage: Outage) -> None:
    assert (outage.late.status_code, codes(outage.late)) == (503, ["UNAVAILABLE"])


def test_when_the_server_is_back_answers_are_without_a_restart_of_the_api(outage: Outage) -> None:
    for answer in outage.after:
        assert "errors" not in answer.json()
        assert answer.json()["data"]["opennessProperties"]["totalCount"] > 20


def test_a_new_version_is_served_without_a_failed_request(server: Server, graph: Snapshot) -> None:
    nodes = {kind: list(rows) for kind, rows in graph.nodes.items()}
    nodes["openness_property"] = [{**row, "name": "New name"} for row in nodes["openness_property"]]
    newer = Snapshot.of(nodes, graph.edges, graph.vocabularies)
    failed: list[httpx.Response] = []
    with serving(server.place) as client:
        until_ready(client)
        loader = threading.Thread(
            target=lambda: [asked(server, partial(load, item)) for item in (newer, graph)]
        )
        loader.start()
        while loader.is_alive():
            answer = client.post("/graphql", json=QUERY)
            if answer.status_code != 200 or codes(answer):
                failed.append(answer)
            time.sleep(0.01)  # the loader runs in this process, and gets on meanwhile
        until_ready(client, graph.version)

    assert failed == []


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
        assert waited < 10
        assert refused < waited, "once it is known to be away"
        await _warm(connection)

    asked(server, freeze, Limits(call_s=1.0))


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
    async def slow(connection: Connection) -> int:
        with pytest.raises(StoreTimeout, match=SLOW):
            await connection.read(LONG_QUERY, {})
        return await one(connection)

    assert asked(server, slow, SHORT) == 1


def test_without_a_free_connection_a_question_is_refused_in_time(server: Server) -> None:
    async def crowd(connection: Connection) -> int:
        await one(connection)
        asking = asyncio.create_task(connection.read(LONG_QUERY, {}))
        await asyncio.sleep(0)
        with pytest.raises(StoreUnavailable, match=BUSY):
            await one(connection)
        assert not asking.done(), "it was refused before there was a connection again"
        with pytest.raises(StoreTimeout):
            await asking
        return await one(connection)

    assert asked(server, crowd, replace(SHORT, query_s=2.0)) == 1


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
