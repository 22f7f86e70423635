"""The service that answers now, and how it follows the newest version of the graph."""

from __future__ import annotations

import asyncio
import logging

from api.service import Service, open_service
from graph.errors import OpennessGraphError, StoreUnavailable
from graph.stores.port import Versions, now

log = logging.getLogger("openness_graph")

LOOK_EVERY_S = 2.0
"""How soon a new version is served, or a database that was away is asked again."""


class Current:
    """The service over the newest version; a new one replaces it in one step, requests that run keep
    theirs."""

    def __init__(self, versions: Versions) -> None:
        self.service: Service | None = None
        self.is_reachable = False
        self._versions = versions
        self._opening = asyncio.Lock()

    async def refresh(self) -> None:
        """Look for the newest version, and open a service over it if it is not the one that answers now."""
        async with self._opening:
            try:
                store = await now(self._versions.current())
                if self.service is None or self.service.store is not store:
                    self.service = await now(open_service(store))
            except OpennessGraphError:
                self.is_reachable = False
                raise
            self.is_reachable = True

    async def follow(self) -> None:
        """Look for new versions without an end; what fails is tried again."""
        told = ""
        while True:
            try:
                await self.refresh()
                told = ""
            except OpennessGraphError as error:
                if str(error) != told:
                    log.log(logging.WARNING if isinstance(error, StoreUnavailable) else logging.ERROR, error)
                told = str(error)
            await asyncio.sleep(LOOK_EVERY_S)
