"""The real facts in Neo4j, and what tests on one server share."""

from __future__ import annotations

import asyncio
from collections import Counter
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


@pytest.fixture(scope="session")
def researched(real_graph: Snapshot) -> Snapshot:
    """The real facts with those models alone of which much is known."""
    stated = Counter(row["source"] for row in real_graph.edges["HAS_PROPERTY"])
    models = {row["id"] for row in real_graph.nodes["model"]}
    gone = models - {model for model, lines in stated.items() if lines >= 10}
    nodes = {kind: [row for row in rows if row["id"] not in gone] for kind, rows in real_graph.nodes.items()}
    edges = {
        kind: [row for row in rows if gone.isdisjoint((row["source"], row["target"]))]
        for kind, rows in real_graph.edges.items()
    }
    return Snapshot.of(nodes, edges, real_graph.vocabularies, coverage=real_graph.coverage)


@pytest.fixture(scope="module")
def both(database: Place, researched: Snapshot) -> Iterator[Both]:
    """The real facts in both stores."""
    embedded = open_service(EmbeddedStore(researched))
    assert isinstance(embedded, Service)
    with asyncio.Runner() as runner:
        connection = connect(database)
        runner.run(load(researched, connection))

        async def opened() -> Service:
            return await now(open_service(await Neo4jVersions(connection).current()))

        yield Both(embedded, runner.run(opened()), connection, runner)
        runner.run(connection.close())
