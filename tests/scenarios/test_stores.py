"""A scenario is answered alike whatever store the graph comes from, and the last ones asked for are kept."""

from __future__ import annotations

import asyncio
import inspect
from datetime import date
from typing import Any, cast

import pytest
from graphql import ExecutionResult

from api import scenarios
from api.execution.executor import Prepared, prepare, run
from api.scenarios import Scenarios
from api.service import Service, open_service
from api.what_if import asked_scenarios
from graph.errors import LimitError
from graph.scenarios.rows import Rows
from graph.scenarios.scenario import Scenario, StatusChange
from graph.snapshot import Snapshot
from graph.stores.embedded.store import EmbeddedStore
from graph.stores.port import Store, now
from graph.values.node_id import NodeId
from graph.values.status import Status

TODAY = date(2025, 6, 1)
QUERY = """query($scenario: ScenarioInput = {
  statuses: [{model: "model/aster-7b", component: "openness_property/training-code", status: OPEN}]
  holdings: [{holder: "person/max-moss", organization: "organization/aster-labs", votes: "20"}]
  ends: [{holder: "person/ada-example", organization: "organization/aster-labs"}]
}) {
  graph(scenario: $scenario) { version nodeCounts { kind count } edgeCounts { kind count } }
  scenarioChanges(scenario: $scenario) {
    totalCount nodes { subject { id } verdict before after reasons }
  }
  models(where: {training: {eq: OPEN}}, scenario: $scenario) { nodes { id } }
  disagreements(scenario: $scenario) { totalCount }
}"""


class Later:
    """A store whose answers come later, as those of one behind a network do."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._store, name)

        async def later(*arguments: Any) -> Any:
            return method(*arguments)

        return method if name == "facts" else later


async def answer(store: Store) -> Any:
    service = await now(open_service(store))
    prepared = prepare(service.core_schema, QUERY, 4000)
    assert isinstance(prepared, Prepared)
    asked = asked_scenarios(prepared, None, None, TODAY)
    request = service.supposing(service.request(TODAY), asked, await now(service.scenarios.rows()))
    result = run(prepared, None, None, request)
    done = await result if inspect.isawaitable(result) else result
    assert isinstance(done, ExecutionResult)
    assert done.errors is None
    return done.data


def test_a_store_behind_a_network_gives_the_same_answer(world: Snapshot) -> None:
    store = EmbeddedStore(world)

    at_once, later = asyncio.run(answer(store)), asyncio.run(answer(cast("Store", Later(store))))

    assert later == at_once
    assert at_once["scenarioChanges"]["totalCount"] > 3
    assert "model/aster-7b" in {model["id"] for model in at_once["models"]["nodes"]}


def supposing(status: Status, component: str = "training-code") -> Scenario:
    component_id = NodeId(f"openness_property/{component}")
    return Scenario(statuses=(StatusChange(NodeId("model/aster-7b"), component_id, status),))


def test_a_scenario_is_worked_out_once_and_only_the_last_ones_are_kept(world: Snapshot) -> None:
    made: list[Scenario] = []
    kept = Scenarios(EmbeddedStore(world), lambda supposed: made.append(supposed.scenario) or len(made))
    components = ("training-code", "training-data", "inference-code", "architecture", "model-card")
    asked = [supposing(status, name) for name in components for status in (Status.OPEN, Status.CLOSED)]
    rows = kept.rows()
    assert isinstance(rows, Rows)

    assert [kept.under(asked[0], rows), kept.under(asked[0], rows)] == [1, 1]
    for scenario in asked[1:]:
        kept.under(scenario, rows)
    kept.under(asked[0], rows)

    assert made == [*asked, asked[0]]


def test_a_graph_too_large_for_memory_refuses_scenarios(
    world: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenarios, "MAX_MODELS", 3)
    service = open_service(EmbeddedStore(world))
    assert isinstance(service, Service)

    with pytest.raises(
        LimitError, match=r"worked out in memory, and this graph has \d+ models; the limit is 3;"
    ):
        service.scenarios.rows()
