"""The Neo4j server of a test run: one for all tests that do not harm it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.stores.neo4j_server import any_server, why_none
from tools import install_neo4j


@pytest.fixture(scope="session")
def neo4j_uri() -> Iterator[str]:
    """The address of a server whose database the tests may fill."""
    _need_neo4j()
    with any_server() as uri:
        yield uri


def need_process() -> None:
    """For tests that start, stop and freeze a server of their own: it must be there as a process."""
    try:
        install_neo4j.class_path()
    except install_neo4j.InstallError as error:
        _without(str(error))


def _need_neo4j() -> None:
    if reason := why_none():
        _without(reason)


def _without(reason: str) -> None:
    """Without a server the tests on it fail in continuous integration and are skipped, loudly, elsewhere."""
    if os.environ.get("CI"):
        pytest.fail(f"NEO4J WAS NOT TESTED. {reason}")
    pytest.skip(f"NEO4J WAS NOT TESTED. {reason}")
