"""Whether the process lives, and whether it can answer."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Response

from api.service import Service


def health_routes(service: Callable[[], Service | None]) -> APIRouter:
    """`/health`: the process lives. `/ready`: a graph is loaded, and which."""
    router = APIRouter()

    @router.get("/health")
    def health() -> dict[str, str]:
        return {"status": "alive"}

    @router.get("/ready")
    def ready(response: Response) -> dict[str, str]:
        current = service()
        if current is None:
            response.status_code = 503
            return {"status": "loading"}
        return {"status": "ready", "graphVersion": current.version}

    return router
