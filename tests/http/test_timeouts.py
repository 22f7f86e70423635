"""A request that takes longer than the server's limit is given up, whatever it waits for."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from api.http.graphql import GraphQLEndpoint
from api.service import Service, open_service
from api.settings import Settings
from graph.snapshot import Snapshot
from graph.stores.embedded.store import EmbeddedStore

SCENARIO = """(scenario: {statuses: [
  {model: "model/aster-7b", component: "openness_property/training-code", status: OPEN}]})"""


async def asked(query: str, world: Snapshot) -> Any:
    service = open_service(EmbeddedStore(world))
    assert isinstance(service, Service)

    async def never() -> None:
        raise AssertionError("nothing newer was asked for")

    endpoint = GraphQLEndpoint(lambda: service, never, Settings(timeout_s=0.0))
    transport = httpx.ASGITransport(endpoint)
    async with httpx.AsyncClient(transport=transport, base_url="http://graph") as client:
        return (await client.post("/graphql", json={"query": query})).json()


@pytest.mark.parametrize("arguments", ["", SCENARIO])
def test_what_takes_too_long_is_given_up(arguments: str, world: Snapshot) -> None:
    answer = asyncio.run(asked(f"{{ models{arguments} {{ totalCount }} }}", world))

    ((message, code),) = ((error["message"], error["extensions"]["code"]) for error in answer["errors"])
    assert message == "the request took too long and was given up; ask for less at a time"
    assert code == "TIMEOUT"
