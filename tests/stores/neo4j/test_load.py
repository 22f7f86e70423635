"""Loading: idempotent, resumable at every batch; readers see the old version or the new one, never half."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from graph.errors import SettingsError, StoreError, StoreUnavailable, VersionGone
from graph.query import Find
from graph.snapshot import Snapshot
from graph.stores import Place
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.load import check_server, load
from graph.stores.neo4j.store import Neo4jStore
from graph.stores.neo4j.versions import Neo4jVersions
from graph.stores.port import now
from tests.stores.conftest import connect
from tests.stores.neo4j_server import Server

Ask = Callable[[Callable[[Connection], Awaitable[Any]]], Any]


@pytest.fixture
def do(database: Place) -> Iterator[Ask]:
    """Run something with a connection."""
    with asyncio.Runner() as runner:
        connection = connect(database)
        yield lambda what: runner.run(_awaited(what(connection)))
        runner.run(connection.close())


async def _awaited(awaitable: Awaitable[Any]) -> Any:
    return await awaitable


COUNT = 3


def named(name: str) -> Snapshot:
    """A small graph of everything that batches are made of: nodes, identifiers, claims, edges.

    All models have the given name: each name is a version.
    """
    models = [
        {"id": f"model/{at}", "name": name, "external_ids": [{"scheme": "DOI", "value": f"10.1/{at}"}]}
        for at in range(COUNT)
    ]
    organization = {"id": "organization/o", "name": "O", "external_ids": []}
    edges = [
        {"id": f"developed_by/{at}", "source": f"model/{at}", "target": "organization/o"}
        for at in range(COUNT)
    ]
    claim = {"id": "model/0 name", "subject": "model/0", "field": "name", "claims": [], "disagree": False}
    nodes = {"model": models, "organization": [organization]}
    return Snapshot.of(nodes, {"DEVELOPED_BY": edges}, {}, [claim])


async def current(connection: Connection) -> Neo4jStore:
    store = await Neo4jVersions(connection).current()
    assert isinstance(store, Neo4jStore)
    return store


async def names(store: Neo4jStore) -> set[str]:
    (found,) = await store.find([Find("model")])
    return {row["name"] for row in found.rows}


def test_a_graph_that_is_served_is_not_loaded_again(do: Ask) -> None:
    do(lambda connection: load(named("served"), connection))

    again = do(lambda connection: load(named("served"), connection))

    assert again.was_there
    assert again.version == named("served").version


def test_a_new_version_takes_the_slot_that_nobody_reads(do: Ask) -> None:
    before = do(lambda connection: load(named("before"), connection))
    after = do(lambda connection: load(named("after"), connection))

    assert {before.slot, after.slot} == {"a", "b"}
    assert do(_names_now) == {"after"}


async def _names_now(connection: Connection) -> set[str]:
    return await names(await current(connection))


def test_a_reader_of_the_version_before_goes_on_until_the_next_load(do: Ask) -> None:
    async def read(connection: Connection) -> set[str]:
        await load(named("one"), connection)
        one = await current(connection)
        await load(named("two"), connection)
        kept = await names(one)
        await load(named("three"), connection)
        with pytest.raises(VersionGone):
            await names(one)
        return kept

    assert do(read) == {"one"}


def test_progress_is_told_up_to_the_whole(do: Ask) -> None:
    told: list[tuple[int, int]] = []

    do(lambda connection: load(named("told"), connection, lambda done, of: told.append((done, of))))

    assert told == [(3, 7), (4, 7), (4, 7), (4, 7), (7, 7)]


def test_a_load_interrupted_at_any_batch_leaves_the_old_version_and_goes_on(
    do: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two batches of a kind, and before nodes, identifiers, claims, edges and the last step."""
    do(lambda connection: load(named("old"), connection))
    new = named("new")
    monkeypatch.setattr("graph.stores.neo4j.load.BATCH", 2)
    written: list[int] = []

    for stop_at in range(9):
        with pytest.raises(_Interrupted):
            do(partial(_interrupted, new, stop_at, written))
        assert do(_names_now) == {"old"}
    do(lambda connection: load(new, connection))

    assert do(_names_now) == {"new"}
    assert written == list(range(8)), "every batch is written once"


async def _interrupted(graph: Snapshot, at: int, written: list[int], connection: Connection) -> Any:
    return await load(graph, _Interrupting(connection, at, written))  # type: ignore[arg-type]


class _Interrupted(Exception):
    """The loader is gone."""


class _Interrupting:
    """A connection that fails right before the batch (or the last step) of a number."""

    def __init__(self, connection: Connection, stop_at: int, written: list[int]) -> None:
        self._connection, self._stop_at, self._written = connection, stop_at, written

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    async def write(self, text: str, parameters: Any) -> Any:
        is_swap = "catalog" in parameters
        if is_swap or parameters.get("at") == self._stop_at:
            raise _Interrupted
        answer = await self._connection.write(text, parameters)
        if "at" in parameters:
            self._written.append(parameters["at"])
        return answer


def test_a_batch_whose_answer_was_lost_is_not_written_twice(do: Ask) -> None:
    """The driver retries a commit whose outcome it does not know."""

    class Repeating(_Interrupting):
        async def write(self, text: str, parameters: Any) -> Any:
            answer = await self._connection.write(text, parameters)
            return await self._connection.write(text, parameters) if "at" in parameters else answer

    do(lambda connection: load(named("repeated"), Repeating(connection, -1, [])))  # type: ignore[arg-type]

    assert do(_names_now) == {"repeated"}


def test_of_two_loads_at_once_only_the_last_goes_on(do: Ask) -> None:
    """The first is held up in the middle, until the second is done."""
    second = named("second")

    class Held(_Interrupting):
        async def write(self, text: str, parameters: Any) -> Any:
            if parameters.get("at") == 3:
                await load(second, self._connection)
            return await self._connection.write(text, parameters)

    do(lambda connection: load(named("neither"), connection))
    with pytest.raises(StoreError, match="another load into this database has begun"):
        do(lambda connection: load(named("first"), Held(connection, -1, [])))  # type: ignore[arg-type]

    assert do(_names_now) == {"second"}


def test_a_load_cannot_begin_in_a_slot_that_was_made_the_current_one_meanwhile(do: Ask) -> None:
    """Both chose the same slot; the other was through before this one began to write."""
    first = named("through")

    class Late(_Interrupting):
        async def write(self, text: str, parameters: Any) -> Any:
            if "batch" in parameters:
                await load(first, self._connection)
            return await self._connection.write(text, parameters)

    do(lambda connection: load(named("earlier"), connection))
    with pytest.raises(StoreError, match="another load into this database has begun"):
        do(lambda connection: load(named("late"), Late(connection, -1, [])))  # type: ignore[arg-type]

    assert do(_names_now) == {"through"}


def test_a_load_that_was_overtaken_before_its_last_step_does_not_take_it(do: Ask) -> None:
    """All of its batches are written and counted, then another load clears the slot."""

    class Overtaken(_Interrupting):
        async def write(self, text: str, parameters: Any) -> Any:
            if "catalog" in parameters:
                with pytest.raises(_Interrupted):
                    await _interrupted(named("rival"), 0, [], self._connection)
            return await self._connection.write(text, parameters)

    do(lambda connection: load(named("kept"), connection))
    with pytest.raises(StoreError, match="another load"):
        do(lambda connection: load(named("late"), Overtaken(connection, -1, [])))  # type: ignore[arg-type]

    assert do(_names_now) == {"kept"}


def test_what_was_not_written_whole_is_written_anew(do: Ask) -> None:
    """Somebody deletes part of what a load wrote: it is refused, and the next one begins again."""

    class Losing(_Interrupting):
        async def settle(self, seconds: float) -> None:
            await self._connection.settle(seconds)

        async def run(self, text: str, parameters: Any = None) -> Any:
            if text.startswith("RETURN {"):
                other = "Node_a" if "Model_a" in text else "Node_b"
                await self._connection.run(f"MATCH (n:{other}) WITH n LIMIT 1 DETACH DELETE n")
            return await self._connection.run(text, parameters)

    do(lambda connection: load(named("whole"), connection))
    with pytest.raises(StoreError, match="were written instead of"):
        do(lambda connection: load(named("part"), Losing(connection, -1, [])))  # type: ignore[arg-type]
    assert do(_names_now) == {"whole"}

    do(lambda connection: load(named("part"), connection))

    assert do(_names_now) == {"part"}


def test_readers_see_one_version_or_the_next_and_never_half(do: Ask) -> None:
    """Readers run through continuous swaps; every answer is of one name only, and whole."""

    async def run(connection: Connection) -> tuple[int, int]:
        await load(named("v0"), connection)
        versions = Neo4jVersions(connection)
        done = asyncio.Event()
        answers: list[tuple[int, set[str]]] = []
        gone = 0

        async def reader() -> None:
            nonlocal gone
            while not done.is_set():
                store = await versions.current()
                for _ in range(5):
                    try:
                        (found,) = await now(store.find([Find("model")]))
                    except VersionGone:
                        gone += 1
                        break
                    answers.append((len(found.rows), {row["name"] for row in found.rows}))

        readers = [asyncio.create_task(reader()) for _ in range(3)]
        for number in range(1, 4):
            await load(named(f"v{number}"), connection)
        done.set()
        await asyncio.gather(*readers)
        assert {count for count, _ in answers} == {COUNT}
        assert {len(found) for _, found in answers} == {1}
        return len(answers), len(set.union(*(found for _, found in answers)))

    answers, versions = do(run)

    assert answers >= 50
    assert versions >= 3


async def _emptied(connection: Connection) -> None:
    await connection.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS")


def test_a_database_without_a_graph_says_how_to_load_one(do: Ask) -> None:
    do(_emptied)

    with pytest.raises(StoreUnavailable, match="holds no graph yet; load one: openness-graph load"):
        do(current)


@pytest.mark.parametrize("what", [current, partial(load, named("new"))])
def test_a_database_that_holds_something_else_is_left_alone(do: Ask, what: Any) -> None:
    do(_emptied)
    do(lambda connection: connection.run("CREATE (:Person {name: 'Somebody'})"))

    with pytest.raises(SettingsError, match=r"nothing was written. Load into an empty database"):
        do(what)

    assert do(lambda connection: connection.run("MATCH (n) RETURN labels(n) AS labels")) == [
        {"labels": ["Person"]}
    ]
    do(_emptied)


@pytest.mark.parametrize("password", ["", "mistaken"])
def test_a_wrong_login_is_told_with_what_to_set(
    server: Server, password: str, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = replace(server.place, user="neo4j" if password else "", password=password)

    async def load_there() -> None:
        connection = connect(wrong)
        try:
            await load(named("new"), connection)
        finally:
            await connection.close()

    with pytest.raises(
        SettingsError, match="set OPENNESS_GRAPH_STORE_USER and OPENNESS_GRAPH_STORE_PASSWORD"
    ) as told:
        asyncio.run(load_there())

    assert "mistaken" not in str(told.value) + caplog.text


@pytest.mark.parametrize("address", ["bolt://neo4j:secret@127.0.0.1", "neo4j://[x"])
def test_an_address_that_is_none_or_holds_a_login_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(SettingsError) as told:
        Connection(address)

    assert "secret" not in str(told.value)


@pytest.mark.parametrize("version", ["4.4.30", "5.25.1"])
def test_an_old_server_is_refused_before_anything_is_written(version: str) -> None:
    with pytest.raises(SettingsError, match=f"the server is Neo4j {version}; 5.26 or newer is needed"):
        asyncio.run(load(named("new"), _Versioned(version)))  # type: ignore[arg-type]


@pytest.mark.parametrize("version", ["5.26.30", "5.27-aura", "2026.08.1"])
def test_newer_servers_and_those_of_the_cloud_are_taken(version: str) -> None:
    asyncio.run(check_server(_Versioned(version)))  # type: ignore[arg-type]


class _Versioned:
    """A connection that can do no more than tell the version of an empty server."""

    def __init__(self, version: str) -> None:
        self._version = version

    async def run(self, text: str) -> list[dict[str, Any]]:
        return [{"version": self._version} if "dbms.components" in text else {"foreign": False}]
