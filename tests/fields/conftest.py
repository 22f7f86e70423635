"""The real facts, and the fictional world, asked in this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from api.client import Client
from graph.snapshot import Snapshot
from graph.stores.embedded.store import EmbeddedStore

Ask = Callable[..., Any]


@pytest.fixture(scope="session")
def client() -> Client:
    """A client over the seed data, built once."""
    return Client()


@pytest.fixture(scope="session")
def ask(client: Client) -> Ask:
    """A query in, its data out; fails where the answer has errors."""
    return client.data


@pytest.fixture(scope="session")
def errors(client: Client) -> Ask:
    """A query in, the codes and messages of its errors out."""

    def errors_of(query: str, variables: dict[str, Any] | None = None) -> list[tuple[str, str]]:
        answer = client.execute(query, variables)
        return [(error["extensions"]["code"], error["message"]) for error in answer.get("errors", [])]

    return errors_of


@pytest.fixture(scope="session")
def ask_world(world: Snapshot) -> Ask:
    """A query to the fictional world in, its data out; fails where the answer has errors."""
    return Client(EmbeddedStore(world)).data
