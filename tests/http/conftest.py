"""The product's server, asked over real HTTP."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn

from api.app import create_app
from api.settings import Settings


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the product listens, serving the real facts."""
    config = uvicorn.Config(create_app(Settings()), port=0, log_level="warning", ws="none", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def http(address: str) -> Iterator[httpx.Client]:
    """A client of the running product."""
    with httpx.Client(base_url=address, timeout=30) as client:
        yield client
