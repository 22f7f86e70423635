"""The composition root: settings -> store -> service -> routes. The only wiring."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from api.built import built
from api.collector import no_collection
from api.current import Current
from api.http.graphiql import graphiql_redirect
from api.http.graphql import GraphQLEndpoint
from api.http.headers import with_security_headers
from api.http.health import health_routes
from api.http.static import static_files
from api.service import Service
from api.settings import Settings
from graph.errors import SettingsError
from graph.snapshot import Snapshot
from graph.stores import EMBEDDED, open_store


def create_app(settings: Settings | None = None) -> ASGIApp:
    """The whole product as one ASGI application.

    It loads an embedded graph when it starts; a database it opens in the background, and again after an
    outage.
    """
    settings = settings or Settings.from_environment()
    current: Current | None = None

    def service() -> Service | None:
        return None if current is None else current.service

    async def refresh() -> None:
        assert current is not None
        await current.refresh()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        nonlocal current
        with no_collection():
            versions = open_store(settings.place, lambda: load_snapshot(settings))
            current = Current(versions)
            if settings.store == EMBEDDED:
                await current.refresh()
                gc.freeze()  # the graph stays as long as the process: no request pays for a search of it
        if settings.store == EMBEDDED:
            yield
            return
        following = asyncio.create_task(current.follow())
        yield
        following.cancel()
        await versions.close()

    app = FastAPI(title="Openness Graph", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/static", static_files())
    app.router.routes.append(graphiql_redirect())
    app.include_router(health_routes(lambda: current))
    app.add_api_route("/", lambda: RedirectResponse("graphql"), include_in_schema=False)
    endpoint = GraphQLEndpoint(service, refresh, settings)
    outer = with_security_headers(_in_front("/graphql", endpoint, app))
    if not settings.cors_origins:
        return outer
    return CORSMiddleware(
        outer,
        allow_origins=settings.cors_origins,
        allow_methods=["GET", "POST"],
        allow_headers=["content-type"],
    )


def load_snapshot(settings: Settings) -> Snapshot:
    """The graph that settings name: a saved one, or one built from fact files and an overlay."""
    if settings.graph is None:
        return built(settings.facts, settings.overlay)
    if settings.overlay is not None:
        raise SettingsError("a saved graph is built already; lay the overlay over the facts: build --overlay")
    return Snapshot.load(settings.graph)


def _in_front(path: str, endpoint: Callable[..., object], app: ASGIApp) -> ASGIApp:
    """One path goes to its endpoint by a single comparison, everything else to the application."""

    async def route(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == path:
            await endpoint(scope, receive, send)  # type: ignore[misc]
        else:
            await app(scope, receive, send)

    return route
