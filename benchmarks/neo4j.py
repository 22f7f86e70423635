"""`python -m benchmarks.neo4j [MODELS]`: the headline page from Neo4j, beside one hand-written Cypher query.

Both go through the same driver to the same server over the same synthetic graph, turn by turn in one run. The
default is small; the figures of the design are for 100000.
"""

from __future__ import annotations

import asyncio
import gc
import inspect
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any

import orjson
from graphql import ExecutionResult

from api.control import ControlByDay
from api.execution.executor import Prepared, prepare, run
from api.service import Service, open_service
from api.settings import Settings
from benchmarks.servers import PAGE
from graph.build import build
from graph.generate import synthetic
from graph.snapshot import Snapshot
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.load import load
from graph.stores.neo4j.names import Slot
from graph.stores.neo4j.versions import Neo4jVersions
from graph.stores.port import now
from tests.stores.neo4j_server import JAVA, Server

MODELS = 5_000
ROUNDS = 100
WARMING = 30
HEADLINE = f"""query Headline($first: Int!) {{
  models(
    where: {{weights: {{eq: OPEN}}, training: {{eq: CLOSED}}}}
    orderBy: [{{field: RELEASED, direction: DESC}}]
    first: $first
  ) {{
{PAGE}}}"""

COUNTED = "MATCH (m:Model_{slot}) WHERE m.weights = 'OPEN' AND m.training = 'CLOSED' WITH count(m) AS total"
NOT_COUNTED = "WITH 0 AS total"
"""The product counts what fits once for each version: by hand, with the count and, stricter, without it."""

BY_HAND = """
CALL () {{
  MATCH (m:Model_{slot}) WHERE m.weights = 'OPEN' AND m.training = 'CLOSED' AND m.released IS NOT NULL
  WITH m ORDER BY m.released DESC, m.id LIMIT $first
  RETURN collect(m {{.name, .released, .openness, .freedom,
    licenses: COLLECT {{ MATCH (m)-[r:LICENSED_UNDER_{slot}]->(l)
      WHERE (r.earliest IS NULL OR r.earliest <= $on) AND (r.latest IS NULL OR r.latest > $on)
      RETURN {{scope: r.scope, license: l {{.name, .spdx_id, .freedom}}}} ORDER BY l.id, r.id }},
    developers: COLLECT {{ MATCH (m)-[:DEVELOPED_BY_{slot}]->(o)
      RETURN o {{.id, .name, country: head(COLLECT {{ MATCH (o)-[:BASED_IN_{slot}]->(j) RETURN j.code }})}}
      ORDER BY o.id }}}}) AS models
}}
WITH total, models,
  [model IN models | [developer IN model.developers | developer.id]] AS developers
RETURN total, models, developers,
  COLLECT {{
    UNWIND $named AS id MATCH (n:Node_{slot} {{id: id}}) RETURN n {{.id, .name, .url, .title}}
  }} AS named
"""
"""What one person would write for this one question; who controls is given, as Cypher cannot derive it."""


def main() -> None:
    """Print the figures."""
    models = int(sys.argv[1]) if len(sys.argv) > 1 else MODELS
    heap = "2g" if models > 20_000 else "1g"
    java = [item for item in JAVA if not item.startswith(("-Xm", "-XX:Tiered"))]
    java += [f"-Xms{heap}", f"-Xmx{heap}"]
    began = time.monotonic()
    graph = synthetic(build(Settings.from_environment().facts), models)
    edges = sum(map(len, graph.edges.values()))
    print(f"{models:,} models, {graph.count():,} nodes, {edges:,} edges, made in {_since(began):.1f} s")
    server = Server(java=java, page_cache="512m")
    try:
        server.start()
        print(f"server ready with {server.resident_mb()} MB")
        asyncio.run(measured(server, graph))
    finally:
        server.remove()


async def measured(server: Server, graph: Snapshot) -> None:
    """Load, then ask the same in both ways, turn by turn."""
    place = server.place
    connection = Connection(place.address, place.user, place.password)
    began = time.monotonic()
    loaded = await load(graph, connection)
    size = graph.count() + sum(map(len, graph.edges.values()))
    took = _since(began)
    print(f"loaded in {took:.1f} s: {size / took:,.0f} nodes and edges a second")
    disk = subprocess.run(["du", "-sm", server.home], capture_output=True, text=True, check=True).stdout
    print(f"server: {server.resident_mb()} MB in memory, {disk.split()[0]} MB on disk, logs included")
    began = time.monotonic()
    service = await now(open_service(await Neo4jVersions(connection).current()))
    print(f"service opened in {_since(began):.1f} s")
    today = datetime.now(UTC).date()
    named = _named(service.control, graph, today)
    await connection.close()
    counting = CountingConnection(place.address, place.user, place.password)
    service = await now(open_service(await Neo4jVersions(counting).current()))
    gc.freeze()  # the graph that was loaded is of this process alone: no server walks it for garbage
    for first in (1, 20, 100):
        await _row(service, counting, loaded.slot, first, today, named)
    await counting.close()


class CountingConnection(Connection):
    """A connection that counts its round trips."""

    trips = 0

    async def read(self, text: str, parameters: Any) -> Any:
        self.trips += 1
        return await super().read(text, parameters)


async def _row(
    service: Service, connection: CountingConnection, slot: Slot, first: int, today: date, named: list[str]
) -> None:
    prepared = prepare(service.core_schema, HEADLINE, 4_000)
    assert isinstance(prepared, Prepared)
    texts = {
        name: f"{start}{BY_HAND}".format(slot=slot)
        for name, start in (("counted", COUNTED), ("not counted", NOT_COUNTED))
    }
    given = {"first": first, "on": today.isoformat(), "named": named[: 3 * first]}

    async def graphql() -> bytes:
        result = run(prepared, {"first": first}, None, service.request(today))
        found: ExecutionResult = await result if inspect.isawaitable(result) else result
        assert not found.errors, found.errors
        return orjson.dumps(found.data)

    def by_hand(text: str) -> Callable[[], Awaitable[bytes]]:
        async def asked() -> bytes:
            return orjson.dumps(await connection.read(text, given))

        return asked

    ways: dict[str, Callable[[], Awaitable[bytes]]] = {"GraphQL": graphql}
    ways |= {name: by_hand(text) for name, text in texts.items()}
    for _ in range(WARMING):
        for ask in ways.values():
            await ask()
    before = connection.trips
    await graphql()
    trips = connection.trips - before
    figures: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, ask in ways.items():
            figures[name].append(await _timed(ask))
    ours = statistics.median(figures["GraphQL"])
    print(f"page of {first:3}: {trips} round trips")
    for name, took in figures.items():
        shown = f"p50 {_at(took, 0.5):6.1f} ms, p99 {_at(took, 0.99):6.1f} ms"
        print(f"  {name:11} {shown}; GraphQL / this: {ours / statistics.median(took):.2f}")


def _named(control: ControlByDay, graph: Snapshot, today: date) -> list[str]:
    """Ids of holders and sources that answers about control name."""
    ids: dict[str, None] = {}
    for edge in graph.edges["DEVELOPED_BY"][:3000]:
        for row in control.model_rows((edge["target"],), today):
            ids[row["holder"]] = None
            for step in row["path"]:
                ids |= dict.fromkeys((step["holder"], step["target"], *step["source_ids"]))
    return list(ids)


async def _timed(ask: Any) -> float:
    began = time.perf_counter()
    await ask()
    return (time.perf_counter() - began) * 1000


def _at(figures: list[float], share: float) -> float:
    return sorted(figures)[min(len(figures) - 1, int(len(figures) * share))]


def _since(began: float) -> float:
    return time.monotonic() - began


if __name__ == "__main__":
    main()
