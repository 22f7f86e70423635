"""Stores: the same graph, asked in the same way, kept in different places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.errors import SettingsError
from graph.snapshot import Snapshot
from graph.stores.embedded.store import EmbeddedStore
from graph.stores.port import Store, Versions

EMBEDDED = "embedded"


@dataclass(frozen=True)
class Place:
    """Where a graph is kept: `embedded`, or the address of a database; and who asks there."""

    address: str
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        """Without what must not be printed."""
        return f"Place({self.scheme})"

    @property
    def scheme(self) -> str:
        """What the adapter is chosen by."""
        return self.address.partition("://")[0]


@dataclass(frozen=True)
class OneVersion:
    """A store that never changes."""

    store: Store

    def current(self) -> Store:
        """The store."""
        return self.store

    async def close(self) -> None:
        """Nothing to let go of."""


def open_store(place: Place, snapshot: Callable[[], Snapshot]) -> Versions:
    """The versions of the graph that a place holds; a database is not asked yet.

    snapshot: gives the graph to keep in memory; called for the embedded store alone.
    Raises `SettingsError` where there is no adapter for the place, or the address is none.
    """
    adapter = ADAPTERS.get(place.scheme)
    if adapter is None:
        raise SettingsError(
            f"{place.scheme!r} is no store; give {EMBEDDED!r} or an address that begins with "
            f"{', '.join(f'{scheme}://' for scheme in ADAPTERS if scheme != EMBEDDED)}"
        )
    return adapter(place, snapshot)


def _embedded(_: Place, snapshot: Callable[[], Snapshot]) -> Versions:
    return OneVersion(EmbeddedStore(snapshot()))


def _neo4j(place: Place, _: Callable[[], Snapshot]) -> Versions:
    try:
        from graph.stores.neo4j.connection import Connection
        from graph.stores.neo4j.versions import Neo4jVersions
    except ImportError as error:
        raise SettingsError(
            "the driver of Neo4j is not installed; install it: pip install 'openness-graph[neo4j]'"
        ) from error
    return Neo4jVersions(Connection(place.address, place.user, place.password))


_NEO4J_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")

ADAPTERS: dict[str, Callable[[Place, Callable[[], Snapshot]], Versions]] = {
    EMBEDDED: _embedded,
    **dict.fromkeys(_NEO4J_SCHEMES, _neo4j),
}
"""The table of adapters by the scheme of an address."""
