"""The newest version of the graph that a Neo4j server or cluster holds."""

from __future__ import annotations

from graph.errors import SettingsError, StoreUnavailable
from graph.snapshot import Snapshot
from graph.stores.neo4j.catalog import Catalog
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.load import Loaded, Progress, check_server, load
from graph.stores.neo4j.names import FORMAT, POINTER_LABEL, SLOT_LABEL
from graph.stores.neo4j.store import Neo4jStore
from graph.stores.port import Store


class Neo4jVersions:
    """The newest version that a Neo4j server or cluster holds."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._newest: Neo4jStore | None = None

    async def current(self) -> Store:
        """The store of the newest version.

        Raises `SettingsError` where the database is not ours to read, `StoreUnavailable` where it is away or
        holds no graph yet.
        """
        pointer = await self._connection.read(_POINTER, {})
        if pointer["slot"] is None:
            await self.check()
            raise StoreUnavailable("the graph database holds no graph yet; load one: openness-graph load")
        if pointer["format"] != FORMAT:
            raise SettingsError(
                f"the graph in the database has format {pointer['format']}, this program reads {FORMAT}; "
                "load it again with this version: openness-graph load"
            )
        if self._newest is None or self._newest.stamp != pointer["stamp"]:
            kept = await self._connection.read(_CATALOG, {"slot": pointer["slot"]})
            catalog = Catalog.from_json(kept["catalog"])
            self._newest = Neo4jStore(self._connection, pointer["slot"], kept["stamp"], catalog)
        return self._newest

    async def check(self) -> None:
        """Raise `SettingsError` where nothing may be loaded here, `StoreUnavailable` where it is away."""
        await check_server(self._connection)

    async def load(self, graph: Snapshot, progress: Progress) -> Loaded:
        """Make a graph the newest version; see `load`."""
        return await load(graph, self._connection, progress)

    async def close(self) -> None:
        """Close the connections."""
        await self._connection.close()


_POINTER = (
    f"OPTIONAL MATCH (p:{POINTER_LABEL} {{k: 'current'}}) OPTIONAL MATCH (g:{SLOT_LABEL} {{k: p.slot}}) "
    "RETURN p.slot AS slot, p.format AS format, g.stamp AS stamp"
)
_CATALOG = f"MATCH (g:{SLOT_LABEL} {{k: $slot}}) RETURN g.catalog AS catalog, g.stamp AS stamp"
