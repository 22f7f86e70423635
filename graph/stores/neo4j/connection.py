"""The way to a Neo4j server or cluster: one driver with bounds on everything, and errors in our own terms.

Reads are managed transactions, which the driver routes (`neo4j://`) and retries. A server that is away is
asked once a second, by one request, so that the others need not wait for it. A frozen server never answers
and never refuses, hence an outer time limit.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import neo4j
from neo4j import (
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    NotificationMinimumSeverity,
    Query,
    RoutingControl,
)
from neo4j.exceptions import (
    ClientError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    DatabaseError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.errors import SettingsError, StoreError, StoreTimeout, StoreUnavailable

log = logging.getLogger("openness_graph")

T = TypeVar("T")
Record = Mapping[str, Any]

AWAY = "the graph database is away; try again in a moment"
BUSY = "the graph database has more to do than it can; try again in a moment"
SLOW = "the graph database took too long and the question was given up; ask for less at a time"
REFUSED = (
    "the graph database refuses the login, or its user may not do this; set OPENNESS_GRAPH_STORE_USER and "
    "OPENNESS_GRAPH_STORE_PASSWORD"
)
_PROBE_EVERY_S = 1.0


@dataclass(frozen=True)
class Limits:
    """Bounds in seconds, and how many connections there may be.

    call_s bounds a question as a whole, retries and a frozen server included; query_s its run on the server.
    """

    connect_s: float = 3.0
    acquire_s: float = 4.0
    retry_s: float = 3.0
    query_s: float = 8.0
    call_s: float = 9.0
    connections: int = 50


class Connection:
    """A driver, to be asked one statement at a time."""

    def __init__(
        self, address: str, user: str = "", password: str = "", limits: Limits | None = None
    ) -> None:
        """Without a user it asks without a login; raises `SettingsError` where the address is none."""
        self._limits = limits or Limits()
        self._probe_at: float | None = None
        self._driver = _driver(address, (user, password) if user else None, self._limits)
        logging.getLogger("neo4j").setLevel(logging.CRITICAL)

    async def read(self, text: str, parameters: Mapping[str, Any]) -> Record:
        """The one record that a statement answers with.

        Raises `StoreUnavailable`, `StoreTimeout`, or `StoreError` where the statement itself is at fault.
        """
        self._check_probe()

        async def asked() -> Record:
            return await _compiled(
                lambda: self._driver.execute_query(
                    Query(text, timeout=self._limits.query_s),
                    dict(parameters),
                    routing_=RoutingControl.READ,
                    bookmark_manager_=None,  # else a database restored from a backup is waited for in vain
                    result_transformer_=_only,
                )
            )

        answer = await self._bounded(asked)
        if self._probe_at is not None:
            self._probe_at = None
            log.info("the graph database answers again")
        return answer

    async def write(self, text: str, parameters: Mapping[str, Any]) -> Record | None:
        """The one record of a statement that writes, or `None`; raises like `read`."""

        async def work(transaction: AsyncManagedTransaction) -> Record | None:
            result = await transaction.run(text, dict(parameters))
            record = await result.single()
            return None if record is None else _fields(record)

        async with translated(), self._driver.session() as session:
            return await session.execute_write(work)

    async def run(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Record]:
        """All records of a statement in a transaction of its own, as constraints and procedures need it."""
        async with translated(), self._driver.session() as session:
            result = await session.run(text, dict(parameters or {}))
            return [_fields(record) async for record in result]

    async def define(self, statements: Iterable[str]) -> None:
        """Constraints and indexes, all in one transaction: one by one each would wait for the disk."""
        texts = list(statements)

        async def work(transaction: AsyncManagedTransaction) -> None:
            for text in texts:
                await (await transaction.run(text)).consume()

        async with translated(), self._driver.session() as session:
            await session.execute_write(work)

    async def settle(self, seconds: float) -> None:
        """Wait until all indexes can be used; while many come into use the server may compile nothing."""
        async with asyncio.timeout(seconds), translated(), self._driver.session() as session:

            async def waited() -> None:
                await (await session.run("CALL db.awaitIndexes($s)", s=int(seconds))).consume()

            await _compiled(waited)

    async def close(self) -> None:
        """Close all connections."""
        await self._driver.close()

    def _check_probe(self) -> None:
        """Let one request a second through while the server is away."""
        if self._probe_at is None:
            return
        if _now() < self._probe_at:
            raise StoreUnavailable(AWAY)
        self._probe_at = _now() + _PROBE_EVERY_S

    async def _bounded(self, asked: Callable[[], Awaitable[T]]) -> T:
        try:
            async with asyncio.timeout(self._limits.call_s) as limit, translated():
                return await asked()
        except TimeoutError as error:
            if not limit.expired():
                raise
            self._lost()
            raise StoreUnavailable(AWAY) from error
        except StoreUnavailable as error:
            if str(error) == AWAY:
                self._lost()
            raise

    def _lost(self) -> None:
        if self._probe_at is None:
            log.warning("the graph database is away; questions are refused until it answers again")
        self._probe_at = _now() + _PROBE_EVERY_S


async def _compiled(ask: Callable[[], Awaitable[T]]) -> T:
    """Ask until the server can compile: while many indexes come into use at once it may refuse to."""
    while True:
        try:
            return await ask()
        except DatabaseError as error:
            if "schema changes" not in str(error):
                raise
            await asyncio.sleep(0.1)


def _now() -> float:
    """Seconds on the clock of the loop, for what has to end in time."""
    return asyncio.get_running_loop().time()


async def _only(result: neo4j.AsyncResult) -> Record:
    return _fields(await result.single(strict=True))


def _fields(record: neo4j.Record) -> Record:
    return dict(zip(record.keys(), record.values(), strict=True))


@asynccontextmanager
async def translated() -> AsyncIterator[None]:
    """Errors of the driver as ours."""
    try:
        yield
    except (ServiceUnavailable, SessionExpired) as error:
        raise StoreUnavailable(AWAY) from error
    except (ConnectionAcquisitionTimeoutError, TransientError) as error:
        raise StoreUnavailable(BUSY) from error
    except ClientError as error:
        code = error.code or ""
        if "TransactionTimedOut" in code:
            raise StoreTimeout(SLOW) from error
        if ".Security." in code:
            raise SettingsError(REFUSED) from error
        raise _fault(error) from error
    except (Neo4jError, DriverError) as error:
        raise _fault(error) from error


def _fault(error: Exception) -> StoreError:
    log.error("the graph database refused a statement", exc_info=error)
    return StoreError("the graph database could not answer this question")


def _driver(address: str, auth: tuple[str, str] | None, limits: Limits) -> AsyncDriver:
    if "@" in address:
        raise SettingsError(
            f"{without_login(address)} is given with a login; set OPENNESS_GRAPH_STORE_USER and "
            "OPENNESS_GRAPH_STORE_PASSWORD instead, so that it is nowhere printed"
        )
    try:
        return AsyncGraphDatabase.driver(
            address,
            auth=auth,
            connection_timeout=limits.connect_s,
            connection_acquisition_timeout=limits.acquire_s,
            max_transaction_retry_time=limits.retry_s,
            max_connection_pool_size=limits.connections,
            liveness_check_timeout=30.0,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            telemetry_disabled=True,
            user_agent="openness-graph",
        )
    except (ConfigurationError, ValueError) as error:
        raise SettingsError(f"{address} is no address of a Neo4j server: {error}") from error


def without_login(address: str) -> str:
    """An address without what may stand before its @."""
    scheme, separator, rest = address.rpartition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2]}"
