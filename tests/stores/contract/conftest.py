"""Every store under one contract: a test takes `store` and never learns which one it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest

from graph.query import (
    Around,
    Between,
    Expand,
    Filter,
    Find,
    Found,
    Lists,
    Match,
    Page,
    Reached,
    Surroundings,
    Walk,
)
from graph.snapshot import Row, Snapshot
from graph.stores.embedded.store import EmbeddedStore
from graph.stores.neo4j.load import load
from graph.stores.neo4j.versions import Neo4jVersions
from graph.stores.port import Answer, GraphFacts, Store, now
from graph.values.node_id import NodeId
from tests.stores.conftest import connect

T = TypeVar("T")


@dataclass(frozen=True)
class Adapter:
    """A graph -> the store that holds it, while the context lasts; and how much it is asked at random.

    Nothing of what is asked at random repeats, so that a database has to plan every question anew.
    """

    opened: Callable[[Snapshot, asyncio.Runner, pytest.FixtureRequest], AbstractContextManager[Store]]
    examples: int


@contextmanager
def _neo4j(graph: Snapshot, runner: asyncio.Runner, request: pytest.FixtureRequest) -> Iterator[Store]:
    connection = connect(request.getfixturevalue("database"))
    runner.run(load(graph, connection))
    versions = Neo4jVersions(connection)
    try:
        yield runner.run(versions.current())
    finally:
        runner.run(versions.close())


ADAPTERS = {
    "embedded": Adapter(lambda graph, runner, request: nullcontext(EmbeddedStore(graph)), examples=300),
    "neo4j": Adapter(_neo4j, examples=60),
}


class AskedStore:
    """A store whose answers are waited for, so that a test reads alike for every adapter."""

    def __init__(self, store: Store, runner: asyncio.Runner, examples: int) -> None:
        self.examples = examples
        self._store = store
        self._runner = runner

    def facts(self) -> GraphFacts:
        return self._store.facts()

    def nodes(self, *ids: str) -> list[Row | None]:
        return self._wait(self._store.nodes([NodeId(node_id) for node_id in ids]))

    def find(self, *questions: Find) -> list[Found[Row]]:
        return self._wait(self._store.find(questions))

    def expand(self, ids: Iterable[str], question: Expand) -> Lists:
        return self._wait(self._store.expand([NodeId(node_id) for node_id in ids], question))

    def expand_pages(self, ids: Iterable[str], question: Expand) -> list[Found[Row]]:
        return self._wait(self._store.expand_pages([NodeId(node_id) for node_id in ids], question))

    def count(self, kind: str, where: Filter | None, by: str) -> dict[str | None, int]:
        return self._wait(self._store.count(kind, where, by))

    def search(self, text: str, kinds: Sequence[str] = (), limit: int = 10) -> list[Match]:
        return self._wait(self._store.search(text, kinds, limit))

    def lookup(self, *identifiers: tuple[str, str]) -> list[Row | None]:
        return self._wait(self._store.lookup(identifiers))

    def walk(self, ids: Iterable[str], question: Walk) -> list[list[Reached]]:
        return self._wait(self._store.walk([NodeId(node_id) for node_id in ids], question))

    def paths(self, *questions: Between) -> list[list[tuple[str, Row]] | None]:
        return self._wait(self._store.paths(questions))

    def surroundings(self, *questions: Around) -> list[Surroundings]:
        return self._wait(self._store.surroundings(questions))

    def edges(self, *kinds: str) -> list[tuple[str, Row]]:
        return self._wait(self._store.edges(kinds))

    def claims(self, *ids: str) -> list[list[Row]]:
        return self._wait(self._store.claims([NodeId(node_id) for node_id in ids]))

    def disagreements(self, page: Page) -> Found[Row]:
        return self._wait(self._store.disagreements(page))

    def ids(self, kind: str, where: Filter | None = None, **others: Any) -> list[str]:
        """Names, without their kind, of the nodes that one question finds."""
        (found,) = self.find(Find(kind, where, **others))
        return names(found.rows)

    def _wait(self, answer: Answer[T]) -> T:
        return self._runner.run(now(answer))


def names(rows: Iterable[Row | None]) -> list[str]:
    """Ids without their kind; `-` where there is no row."""
    return ["-" if row is None else row["id"].partition("/")[2] for row in rows]


def far_names(views: Iterable[Row], far: str = "target") -> list[str]:
    """Names of the nodes at one end of edges."""
    return [view[far].partition("/")[2] for view in views]


@pytest.fixture(scope="session", params=ADAPTERS)
def store(request: pytest.FixtureRequest, world: Snapshot) -> Iterator[AskedStore]:
    """The fictional world in every adapter in turn; strictly read-only."""
    adapter = ADAPTERS[request.param]
    with asyncio.Runner() as runner, adapter.opened(world, runner, request) as opened:
        yield AskedStore(opened, runner, adapter.examples)
