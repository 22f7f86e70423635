"""The Neo4j server of a test run: one process for all tests, unless one is named or Docker runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NoReturn

import pytest

from graph.stores import Place
from graph.stores.neo4j.connection import Connection, Limits
from tests.stores.neo4j_server import Server, in_docker
from tools.install_neo4j import URI_VARIABLE, InstallError, has_docker


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server as a process, with a login. Tests may stop, kill and freeze it; they leave it running."""
    try:
        found = Server()
    except InstallError as error:
        without(str(error))
    try:
        found.start()
        yield found
    finally:
        found.remove()


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> Iterator[Place]:
    """Where tests may fill and empty a database: on the first server that can be had."""
    if uri := os.environ.get(URI_VARIABLE):
        yield Place(uri)
    elif has_docker():
        with in_docker() as place:
            yield place
    else:
        yield request.getfixturevalue("server").place


def connect(place: Place, limits: Limits | None = None) -> Connection:
    """A connection; of the event loop that asks first."""
    return Connection(place.address, place.user, place.password, limits)


def without(reason: str) -> NoReturn:
    """Without a server the tests on it fail in continuous integration and are skipped, loudly, elsewhere."""
    if os.environ.get("CI"):
        pytest.fail(f"NEO4J WAS NOT TESTED. {reason}")
    pytest.skip(f"NEO4J WAS NOT TESTED. {reason}")
