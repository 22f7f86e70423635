"""The real facts in Neo4j, and what tests on one server share."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from api.service import Service, open_service
from graph.snapshot import Snapshot
from graph.stores import Place
from graph.stores.embedded.store import EmbeddedStore
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.load import load
from graph.stores.neo4j.versions import Neo4jVersions
from graph.stores.port import now
from tests.stores.conftest import connect


@dataclass(frozen=True)
class Both:
    """The same graph in memory and in Neo4j, each with its service, and the loop that the driver lives in."""

    embedded: Service
    neo4j: Service
    connection: Connection
    runner: asyncio.Runner


@pytest.fixture(scope="module")
def both(database: Place, real_graph: Snapshot) -> Iterator[Both]:
    """The real facts in both stores."""
    embedded = open_service(EmbeddedStore(real_graph))
    assert isinstance(embedded, Service)
    with asyncio.Runner() as runner:
        connection = connect(database)
        runner.run(load(real_graph, connection))

        async def opened() -> Service:
            return await now(open_service(await Neo4jVersions(connection).current()))

        yield Both(embedded, runner.run(opened()), connection, runner)
        runner.run(connection.close())
