"""Loading a graph: in batches, into the slot that nobody reads, and one step that makes it the current one.

A load that was interrupted goes on where it stopped. Until its last step readers see the version before,
whole; a reader that began with a version long gone learns it from the stamp of the slot, which is taken away
before anything is deleted.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from graph.errors import SettingsError, StoreError
from graph.snapshot import Row, Snapshot
from graph.stores.neo4j.catalog import Catalog
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.indexes import schema
from graph.stores.neo4j.names import (
    FORMAT,
    POINTER_LABEL,
    SLOT_LABEL,
    SLOTS,
    Slot,
    any_node,
    claims_label,
    identifier_key,
    identifier_label,
    label,
    type_of,
)
from graph.stores.neo4j.stored import Ranks, claim_properties, degrees, edge_properties, node_properties

BATCH = 2_000
"""Rows of one transaction: with their indexes about 10 MB."""

OLDEST = (5, 26)
CLEARED_AT_ONCE = 5_000
INDEXES_WAIT_S = 600

OVERTAKEN = "another load into this database has begun; only the last one goes on"

Progress = Callable[[int, int], None]
"""Called with how many rows are loaded and how many there are."""


@dataclass(frozen=True)
class Batch:
    """Rows that one statement writes; `size` of the graph's nodes and edges."""

    text: str
    rows: Sequence[Any]
    size: int


@dataclass(frozen=True)
class Loaded:
    """What a load came to: the version served now, and whether it had to be written."""

    version: str
    slot: Slot
    was_there: bool


async def load(graph: Snapshot, connection: Connection, progress: Progress = lambda done, of: None) -> Loaded:
    """Make a graph the current version of a database; does nothing where it is.

    Raises `SettingsError` where the database holds something else or the server is too old.
    """
    await check_server(connection)
    await _define(connection)
    served = await connection.write(_SERVED, {})
    assert served is not None
    if served["version"] == graph.version and served["format"] == FORMAT:
        return Loaded(graph.version, served["slot"], was_there=True)
    slot: Slot = "b" if served["slot"] == "a" else "a"
    me = uuid.uuid4().hex
    await _fill(graph, slot, me, connection, progress)
    await _verify(graph, slot, me, connection)
    await connection.settle(INDEXES_WAIT_S)
    await connection.run("CALL db.prepareForReplanning($wait)", {"wait": INDEXES_WAIT_S})
    swapped = await connection.write(
        _SWAP,
        {
            "slot": slot,
            "me": me,
            "version": graph.version,
            "catalog": Catalog.of(graph).to_json(),
            "format": FORMAT,
        },
    )
    if swapped is None:
        raise StoreError(OVERTAKEN)
    return Loaded(graph.version, slot, was_there=False)


async def check_server(connection: Connection) -> None:
    """Raise `SettingsError` where a server is too old, or its database holds something that is not ours."""
    (server,) = await connection.run(_SERVER)
    if tuple(map(int, re.findall(r"\d+", server["version"])[:2])) < OLDEST:
        raise SettingsError(f"the server is Neo4j {server['version']}; 5.26 or newer is needed")
    (found,) = await connection.run(_FOREIGN)
    if found["foreign"]:
        raise SettingsError(
            "the database holds something else, and nothing was written. Load into an empty database, "
            "or empty it: MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS"
        )


async def _define(connection: Connection) -> None:
    """Make the constraints and indexes that are not there: to ask is far sooner than to make them again."""
    there = {index["name"] for index in await connection.run("SHOW INDEXES YIELD name")}
    missing = [statement for name, statement in schema().items() if name not in there]
    if missing:
        await connection.define(missing)
        await connection.settle(INDEXES_WAIT_S)


async def _fill(graph: Snapshot, slot: Slot, me: str, connection: Connection, progress: Progress) -> None:
    """Write every batch that is not yet there."""
    begun = await connection.write(_BEGIN, {"slot": slot, "version": graph.version, "me": me, "batch": BATCH})
    if begun is None:
        raise StoreError(OVERTAKEN)
    done = begun["done"]
    if done < 0:
        await _clear(slot, connection)
        if await connection.write(_CLEARED, {"slot": slot, "me": me}) is None:
            raise StoreError(OVERTAKEN)
        done = 0
    total = graph.count() + sum(map(len, graph.edges.values()))
    written = 0
    for at, batch in enumerate(batches(graph, slot)):
        written += batch.size
        if at >= done:
            kept = await connection.write(
                f"{_NEXT} {batch.text} RETURN count(*) AS n",
                {"slot": slot, "me": me, "at": at, "rows": batch.rows},
            )
            if kept is None or kept["n"] == 0:
                await _check_mine(slot, me, at, connection)
        progress(written, total)


async def _check_mine(slot: Slot, me: str, at: int, connection: Connection) -> None:
    """A batch that was not written was written before, its answer lost; or another load has taken over."""
    state = await connection.write(_STATE, {"slot": slot})
    assert state is not None
    if state["owner"] != me or state["done"] <= at:
        raise StoreError(OVERTAKEN)


async def _clear(slot: Slot, connection: Connection) -> None:
    for its in (any_node(slot), identifier_label(slot), claims_label(slot)):
        # auto-commit, in steps: no transaction could hold what a large version takes to delete
        await connection.run(
            f"MATCH (n:{its}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF {CLEARED_AT_ONCE} ROWS"
        )


async def _verify(graph: Snapshot, slot: Slot, me: str, connection: Connection) -> None:
    """Count what was written; raises `StoreError` where it is not what the graph has."""
    expected = {kind: len(rows) for kind, rows in (*graph.nodes.items(), *graph.edges.items())}
    expected["claims"] = len(graph.claims)
    patterns = {kind: f"(:{label(kind, slot)})" for kind in graph.nodes}
    patterns |= {kind: f"()-[:{type_of(kind, slot)}]->()" for kind in graph.edges}
    patterns["claims"] = f"(:{claims_label(slot)})"
    counts = ", ".join(f"{kind}: COUNT {{ MATCH {pattern} }}" for kind, pattern in patterns.items())
    (found,) = await connection.run(f"RETURN {{{counts}}} AS counts")
    for kind, number in found["counts"].items():
        if number != expected[kind]:
            if await connection.write(_SPOILT, {"slot": slot, "me": me}) is None:
                raise StoreError(OVERTAKEN)
            raise StoreError(
                f"{number} of kind {kind} were written instead of {expected[kind]}; the version before stays"
            )


def batches(graph: Snapshot, slot: Slot) -> Iterator[Batch]:
    """Everything to write, always in the same order: nodes, their identifiers, edges."""
    ranks, reached = Ranks(graph, Catalog.of(graph).scalars), degrees(graph)
    for kind, rows in graph.nodes.items():
        text = f"UNWIND $rows AS row CREATE (n:{any_node(slot)}:{label(kind, slot)}) SET n = row"
        for part in _parts(rows, BATCH):
            kept = [node_properties(kind, row, ranks) | reached.get(row["id"], {}) for row in part]
            yield Batch(text, kept, len(part))
    identifies = (
        f"UNWIND $rows AS row MATCH (n:{any_node(slot)} {{id: row[1]}}) "
        f"CREATE (:{identifier_label(slot)} {{key: row[0]}})-[:{type_of('IDENTIFIES', slot)}]->(n)"
    )
    for part in _parts(_identifiers(graph), BATCH):
        yield Batch(identifies, part, 0)
    claims = f"UNWIND $rows AS row CREATE (n:{claims_label(slot)}) SET n = row"
    for part in _parts(graph.claims, BATCH):
        yield Batch(claims, [claim_properties(row) for row in part], 0)
    for kind, rows in graph.edges.items():
        text = (
            f"UNWIND $rows AS row MATCH (s:{any_node(slot)} {{id: row[0]}}) UNWIND row[1] AS edge "
            f"MATCH (t:{any_node(slot)} {{id: edge.target}}) "
            f"CREATE (s)-[r:{type_of(kind, slot)}]->(t) SET r = edge"
        )
        for part in _parts(sorted(rows, key=_source), BATCH):
            by_source = [
                [key, [edge_properties(row) for row in group]] for key, group in groupby(part, _source)
            ]
            yield Batch(text, by_source, len(part))


def _identifiers(graph: Snapshot) -> list[list[str]]:
    """Keys of identifiers with the id of their node; the last of equal ones counts."""
    found = {
        identifier_key(item["scheme"], item["value"]): row["id"]
        for rows in graph.nodes.values()
        for row in rows
        for item in row.get("external_ids", ())
    }
    return [list(pair) for pair in found.items()]


def _source(row: Row) -> str:
    return str(row["source"])


def _parts(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


_SERVER = (
    "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version"
)
_FOREIGN = (
    f"OPTIONAL MATCH (g:{SLOT_LABEL}) WITH count(g) AS slots "
    "RETURN slots = 0 AND EXISTS { MATCH (n) } AS foreign"
)
_SERVED = (
    f"UNWIND {list(SLOTS)} AS k MERGE (:{SLOT_LABEL} {{k: k}}) WITH count(*) AS n "
    f"OPTIONAL MATCH (p:{POINTER_LABEL} {{k: 'current'}}) "
    "RETURN p.slot AS slot, p.version AS version, p.format AS format"
)
_LOCKED = f"MATCH (g:{SLOT_LABEL} {{k: $slot}}) SET g.touched = $me WITH g "
"""Begins each step of a load: what it reads under the lock that writing takes is so until it has acted."""

_BEGIN = (
    f"{_LOCKED} OPTIONAL MATCH (p:{POINTER_LABEL} {{k: 'current', slot: $slot}}) WITH g, p WHERE p IS NULL "
    "WITH g, g.loading = [$version, toString($batch)] AS same "
    "SET g.stamp = null, g.owner = $me, g.done = CASE WHEN same THEN g.done ELSE -1 END, "
    "g.loading = [$version, toString($batch)] RETURN g.done AS done"
)
"""`done` -1: to be cleared first; the stamp goes before anything is deleted."""

_CLEARED = f"{_LOCKED} WHERE g.owner = $me SET g.done = 0 RETURN g.done AS done"
_SPOILT = f"{_LOCKED} WHERE g.owner = $me SET g.done = -1 RETURN g.done AS done"
_NEXT = f"{_LOCKED} WHERE g.owner = $me AND g.done = $at SET g.done = $at + 1 WITH g"
_STATE = f"MATCH (g:{SLOT_LABEL} {{k: $slot}}) RETURN g.owner AS owner, g.done AS done"
_SWAP = (
    f"{_LOCKED} WHERE g.owner = $me AND g.done >= 0 "
    f"MERGE (p:{POINTER_LABEL} {{k: 'current'}}) SET p.loads = coalesce(p.loads, 0) + 1, p.slot = $slot, "
    "p.version = $version, p.format = $format, g.stamp = $version + ' ' + toString(p.loads), "
    "g.catalog = $catalog, g.loading = null, g.owner = null, g.done = -1 RETURN g.stamp AS stamp"
)
