"""Loading: idempotent, resumable at every batch; readers see the old version or the new one, never half."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import Any

import pytest

from graph.build import build
from graph.errors import SettingsError, StoreError, StoreUnavailable, VersionGone
from graph.query import Find
from graph.snapshot import Snapshot
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.load import batches, load
from graph.stores.neo4j.store import Neo4jStore
from graph.stores.neo4j.versions import Neo4jVersions
from graph.stores.port import now
from tests.stores.conftest import need_process as _need_process
from tests.stores.neo4j_server import Server

Ask = Callable[[Callable[[Connection], Awaitable[Any]]], Any]


@pytest.fixture(scope="module")
def server(neo4j_uri: str) -> str:
    """The shared server, whose database these tests fill and empty."""
    return neo4j_uri


@pytest.fixture
def do(server: str) -> Iterator[Ask]:
    """Run something with a connection."""
    with asyncio.Runner() as runner:
        connection = Connection(server)
        yield lambda what: runner.run(_awaited(what(connection)))
        runner.run(connection.close())


async def _awaited(awaitable: Awaitable[Any]) -> Any:
    return await awaitable


@pytest.fixture(scope="module")
def rules(rules_folder: Any) -> Snapshot:
    """A graph of the rules alone: small."""
    return build(rules_folder)


def with_name(graph: Snapshot, name: str) -> Snapshot:
    """The same graph, with another name for every property of a recipe: another version."""
    nodes = {kind: list(rows) for kind, rows in graph.nodes.items()}
    nodes["openness_property"] = [{**row, "name": name} for row in nodes["openness_property"]]
    return Snapshot.of(nodes, graph.edges, graph.vocabularies)


async def current(connection: Connection) -> Neo4jStore:
    store = await Neo4jVersions(connection).current()
    assert isinstance(store, Neo4jStore)
    return store


async def names(store: Neo4jStore) -> set[str]:
    (found,) = await store.find([Find("openness_property")])
    return {row["name"] for row in found.rows}


def test_a_graph_that_is_served_is_not_loaded_again(do: Ask, rules: Snapshot) -> None:
    do(lambda connection: load(rules, connection))

    again = do(lambda connection: load(rules, connection))

    assert again.was_there
    assert again.version == rules.version


def test_a_new_version_takes_the_slot_that_nobody_reads(do: Ask, rules: Snapshot) -> None:
    before = do(lambda connection: load(with_name(rules, "before"), connection))
    after = do(lambda connection: load(with_name(rules, "after"), connection))

    assert {before.slot, after.slot} == {"a", "b"}
    assert do(_names_now) == {"after"}


async def _names_now(connection: Connection) -> set[str]:
    return await names(await current(connection))


def test_a_reader_of_the_version_before_goes_on_until_the_next_load(do: Ask, rules: Snapshot) -> None:
    async def read(connection: Connection) -> set[str]:
        await load(with_name(rules, "one"), connection)
        one = await current(connection)
        await load(with_name(rules, "two"), connection)
        kept = await names(one)
        await load(with_name(rules, "three"), connection)
        with pytest.raises(VersionGone):
            await names(one)
        return kept

    assert do(read) == {"one"}


def test_progress_is_told_up_to_the_whole(do: Ask, rules: Snapshot) -> None:
    told: list[tuple[int, int]] = []

    do(
        lambda connection: load(
            with_name(rules, "told"), connection, lambda done, of: told.append((done, of))
        )
    )

    size = rules.count() + sum(map(len, rules.edges.values()))
    assert told[-1] == (size, size)
    assert told == sorted(told)


def test_a_load_interrupted_at_any_batch_leaves_the_old_version_and_goes_on(
    do: Ask, rules: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(lambda connection: load(with_name(rules, "old"), connection))
    new = with_name(rules, "new")
    count = sum(1 for _ in batches(new, "a"))
    written: list[int] = []

    for stop_at in range(count + 1):
        with pytest.raises(_Interrupted):
            do(partial(_interrupted, new, stop_at, written))
        assert do(_names_now) == {"old"}
    do(lambda connection: load(new, connection))

    assert do(_names_now) == {"new"}
    assert written == list(range(count)), "every batch is written once"


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


def test_a_batch_whose_answer_was_lost_is_not_written_twice(do: Ask, rules: Snapshot) -> None:
    """The driver retries a commit whose outcome it does not know."""

    class Repeating(_Interrupting):
        async def write(self, text: str, parameters: Any) -> Any:
            answer = await self._connection.write(text, parameters)
            return await self._connection.write(text, parameters) if "at" in parameters else answer

    do(lambda connection: load(with_name(rules, "repeated"), Repeating(connection, -1, [])))  # type: ignore[arg-type]

    assert do(_names_now) == {"repeated"}


def test_of_two_loads_at_once_only_the_last_goes_on(do: Ask, rules: Snapshot) -> None:
    """The first is held up in the middle, until the second is done."""
    second = with_name(rules, "second")

    class Held(_Interrupting):
        async def write(self, text: str, parameters: Any) -> Any:
            if parameters.get("at") == 3:
                await load(second, self._connection)
            return await self._connection.write(text, parameters)

    do(lambda connection: load(with_name(rules, "neither"), connection))
    with pytest.raises(StoreError, match="another load into this database has begun"):
        do(lambda connection: load(with_name(rules, "first"), Held(connection, -1, [])))  # type: ignore[arg-type]

    assert do(_names_now) == {"second"}


def test_a_load_cannot_begin_in_a_slot_that_was_made_the_current_one_meanwhile(
    do: Ask, rules: Snapshot
) -> None:
    """Both chose the same slot; the other was through before this one began to write."""
    first = with_name(rules, "through")

    class Late(_Interrupting):
        async def write(self, text: str, parameters: Any) -> Any:
            if "batch" in parameters:
                await load(first, self._connection)
            return await self._connection.write(text, parameters)

    do(lambda connection: load(with_name(rules, "earlier"), connection))
    with pytest.raises(StoreError, match="another load into this database has begun"):
        do(lambda connection: load(with_name(rules, "late"), Late(connection, -1, [])))  # type: ignore[arg-type]

    assert do(_names_now) == {"through"}


def test_a_load_that_was_overtaken_before_its_last_step_does_not_take_it(do: Ask, rules: Snapshot) -> None:
    """All of its batches are written and counted, then another load clears the slot."""

    class Overtaken(_Interrupting):
        async def write(self, text: str, parameters: Any) -> Any:
            if "catalog" in parameters:
                with pytest.raises(_Interrupted):
                    await _interrupted(with_name(rules, "rival"), 0, [], self._connection)
            return await self._connection.write(text, parameters)

    do(lambda connection: load(with_name(rules, "kept"), connection))
    with pytest.raises(StoreError, match="another load"):
        do(lambda connection: load(with_name(rules, "late"), Overtaken(connection, -1, [])))  # type: ignore[arg-type]

    assert do(_names_now) == {"kept"}


def test_what_was_not_written_whole_is_written_anew(do: Ask, rules: Snapshot) -> None:
    """Somebody deletes part of what a load wrote: it is refused, and the next one begins again."""

    class Losing(_Interrupting):
        async def settle(self, seconds: float) -> None:
            await self._connection.settle(seconds)

        async def run(self, text: str, parameters: Any = None) -> Any:
            if text.startswith("RETURN {"):
                other = "Node_a" if "OpennessProperty_a" in text else "Node_b"
                await self._connection.run(f"MATCH (n:{other}) WITH n LIMIT 1 DETACH DELETE n")
            return await self._connection.run(text, parameters)

    do(lambda connection: load(with_name(rules, "whole"), connection))
    with pytest.raises(StoreError, match="were written instead of"):
        do(lambda connection: load(with_name(rules, "part"), Losing(connection, -1, [])))  # type: ignore[arg-type]
    assert do(_names_now) == {"whole"}

    do(lambda connection: load(with_name(rules, "part"), connection))

    assert do(_names_now) == {"part"}


def test_readers_see_one_version_or_the_next_and_never_half(do: Ask, rules: Snapshot) -> None:
    """Readers run through continuous swaps; every answer is of one name only, and whole."""

    async def run(connection: Connection) -> tuple[int, int]:
        await load(with_name(rules, "v0"), connection)
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
                        (found,) = await now(store.find([Find("openness_property")]))
                    except VersionGone:
                        gone += 1
                        break
                    answers.append((len(found.rows), {row["name"] for row in found.rows}))

        readers = [asyncio.create_task(reader()) for _ in range(3)]
        for number in range(1, 4):
            await load(with_name(rules, f"v{number}"), connection)
        done.set()
        await asyncio.gather(*readers)
        whole = len(rules.nodes["openness_property"])
        assert {count for count, _ in answers} == {whole}
        assert {len(found) for _, found in answers} == {1}
        return len(answers), len(set.union(*(found for _, found in answers)))

    answers, versions = do(run)

    assert answers >= 50
    assert versions >= 3


PASSWORD = "long-enough"


@pytest.fixture(scope="module")
def guarded() -> Iterator[Server]:
    """An empty server that wants a login."""
    _need_process()
    server = Server(password=PASSWORD)
    try:
        server.start()
        yield server
    finally:
        server.remove()


def test_a_database_without_a_graph_says_how_to_load_one(guarded: Server) -> None:
    with pytest.raises(StoreUnavailable, match="openness-graph load"):
        asyncio.run(_with(guarded.uri, _names_now, "neo4j", PASSWORD))


def test_a_database_that_holds_something_else_is_left_alone(guarded: Server, rules: Snapshot) -> None:
    async def foreign(connection: Connection) -> list[Any]:
        await connection.run("CREATE (:Person {name: 'Somebody'})")
        with pytest.raises(SettingsError, match="holds something else; nothing was written"):
            await load(rules, connection)
        kept = await connection.run("MATCH (n) RETURN labels(n) AS labels")
        await connection.run("MATCH (n) DELETE n")
        return kept

    assert asyncio.run(_with(guarded.uri, foreign, "neo4j", PASSWORD)) == [{"labels": ["Person"]}]


def test_a_wrong_password_is_told_with_what_to_set(guarded: Server, rules: Snapshot) -> None:
    with pytest.raises(SettingsError, match="OPENNESS_GRAPH_STORE_PASSWORD") as told:
        asyncio.run(_with(guarded.uri, lambda connection: load(rules, connection), "neo4j", "wrong"))

    assert "wrong" not in str(told.value)


@pytest.mark.parametrize("address", ["bolt://neo4j:secret@127.0.0.1", "neo4j://[x"])
def test_an_address_that_is_none_or_holds_a_login_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(SettingsError) as told:
        Connection(address)

    assert "secret" not in str(told.value)


def test_an_old_server_is_refused(rules: Snapshot) -> None:
    class Old:
        async def run(self, text: str, parameters: Any = None) -> list[dict[str, Any]]:
            assert "dbms.components" in text
            return [{"version": "4.4.30"}]

    with pytest.raises(SettingsError, match=r"the server is Neo4j 4.4.30; 5.26 or newer is needed"):
        asyncio.run(load(rules, Old()))  # type: ignore[arg-type]


async def _with(
    uri: str, what: Callable[[Connection], Awaitable[Any]], user: str = "", password: str = ""
) -> Any:
    connection = Connection(uri, user, password)
    try:
        return await what(connection)
    finally:
        await connection.close()
