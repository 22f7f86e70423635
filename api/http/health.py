"""Whether the process lives, and whether it can answer."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Response

from api.current import Current


def health_routes(current: Callable[[], Current | None]) -> APIRouter:
    """`/health`: the process lives. `/ready`: a graph is loaded, which, and its store can be reached."""
    router = APIRouter()

    @router.get("/health")
    def health() -> dict[str, str]:
        return {"status": "alive"}

    @router.get("/ready")
    def ready(response: Response) -> dict[str, str]:
        found = current()
        if found is None or not found.is_reachable or found.service is None:
            response.status_code = 503
            return {"status": "loading" if found is None or found.service is None else "store is away"}
        return {"status": "ready", "graphVersion": found.service.version}

    return router
