"""What a model leaves to those who use it: in the fictional world, and on the real facts."""

from __future__ import annotations

from typing import Any

import pytest

from api.client import Client
from graph.stores.embedded.store import EmbeddedStore

QUERY = """query($id: ID!, $day: Date) { model(id: $id) { tradeOffs(asOf: $day) {
  tradeOff { name } level possible reason missing { subject } facts { subject found sources { id } }
  memory { precision gigabytes } offers { provider { id } priceInput } sources { id } } } }"""


def levels(ask: Any, model: str, day: str | None = None) -> dict[str, Any]:
    found = ask(QUERY, {"id": f"model/{model}", "day": day})["model"]["tradeOffs"]
    return {item["tradeOff"]["name"]: item for item in found}


def shown(found: dict[str, Any]) -> dict[str, str]:
    return {name: item["level"] for name, item in found.items()}


def test_an_open_weights_model_of_the_world(ask_world: Any) -> None:
    found = levels(ask_world, "aster-7b", "2024-06-01")

    assert shown(found) == {
        "Control": "HIGH",
        "Cost": "HIGH",
        "Privacy": "HIGH",
        "Innovation": "MEDIUM",
        "Auditability": "MEDIUM",
        "Support": "MEDIUM",
        "Safety": "UNKNOWN",
    }
    assert found["Safety"]["possible"] == ["MEDIUM", "LOW"]
    assert found["Safety"]["missing"] == [{"subject": "property safety-evaluation"}]


def test_cost_shows_prices_by_provider_and_the_memory_of_the_weights(ask_world: Any) -> None:
    cost = levels(ask_world, "aster-7b", "2024-06-01")["Cost"]

    assert cost["memory"] == [
        {"precision": "16 bits", "gigabytes": 14.0},
        {"precision": "8 bits", "gigabytes": 7.0},
        {"precision": "4 bits", "gigabytes": 3.5},
    ]
    assert {"provider": {"id": "organization/ginkgo-cloud"}, "priceInput": 0.2} in cost["offers"]


@pytest.mark.parametrize(
    ("day", "level", "offers"), [("2024-06-01", "LOW", 2), ("2025-06-30", "LOW", 0), ("2024-01-01", "LOW", 0)]
)
def test_support_counts_the_offers_of_the_day(ask_world: Any, day: str, level: str, offers: int) -> None:
    support = levels(ask_world, "dune-4", day)["Support"]

    assert (support["level"], len(support["offers"])) == (level, offers)


def test_a_withdrawn_model_has_no_support(ask_world: Any) -> None:
    before, after = (
        levels(ask_world, "dune-4", day)["Support"]["reason"] for day in ("2025-06-29", "2025-07-01")
    )

    assert before == "One provider runs it as a service today; when it stops, nobody else can go on."
    assert after == "Its developer has withdrawn it."


def test_a_model_that_was_never_offered_leaves_nothing_to_ask(ask_world: Any) -> None:
    assert set(shown(levels(ask_world, "gorse-lab")).values()) == {"NOT_APPLICABLE"}


def test_facts_name_their_sources(ask_world: Any) -> None:
    auditability = levels(ask_world, "aster-7b")["Auditability"]

    data = next(item for item in auditability["facts"] if item["subject"] == "property training-data")
    assert data == {
        "subject": "property training-data",
        "found": "CLOSED",
        "sources": [{"id": "source/openness-index"}],
    }
    assert {"id": "source/openness-index"} in auditability["sources"]


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("gpt-4o", "LOW LOW LOW LOW HIGH"),
        ("olmo-2-32b", "HIGH HIGH HIGH HIGH UNKNOWN"),
        ("llama-3.1-405b", "HIGH HIGH MEDIUM MEDIUM UNKNOWN"),
        ("flux.1-dev", "MEDIUM HIGH LOW MEDIUM UNKNOWN"),
    ],
)
def test_well_known_models(ask: Any, model: str, expected: str) -> None:
    """Cost and support turn on offers, which come and go."""
    found = shown(levels(ask, model))

    names = ("Control", "Privacy", "Innovation", "Auditability", "Safety")
    assert " ".join(found[name] for name in names) == expected


def test_a_model_has_every_level_or_is_told_what_is_missing(ask: Any) -> None:
    query = """{ models(first: 60, orderBy: [{field: RELEASED, direction: DESC}]) {
      nodes { id tradeOffs { level possible reason missing { subject } } } } }"""

    models = ask(query)["models"]["nodes"]

    assert {len(model["tradeOffs"]) for model in models} == {7}
    for item in (item for model in models for item in model["tradeOffs"]):
        assert item["reason"]
        assert (item["level"] == "UNKNOWN") == (len(item["possible"]) > 1) == bool(item["missing"])


def test_trade_offs_can_be_asked_for_by_name_and_an_unknown_one_is_told(ask: Any, errors: Any) -> None:
    query = '{ model(id: "model/gpt-4o") { tradeOffs(only: ["trade_off/%s"]) { tradeOff { id } } } }'

    assert ask(query % "cost")["model"]["tradeOffs"] == [{"tradeOff": {"id": "trade_off/cost"}}]
    assert errors(query % "costs") == [
        ("UNKNOWN_ID", "`only`: trade_off/costs is no trade-off; did you mean trade_off/cost?")
    ]


def test_a_page_of_models_asks_the_store_once_for_each_kind_of_edge(world: Any) -> None:
    class Counting(EmbeddedStore):
        calls = 0

        def expand(self, *arguments: Any) -> Any:
            self.calls += 1
            return super().expand(*arguments)

    store = Counting(world)
    client = Client(store)
    counts = []
    for size in (1, 10):
        store.calls = 0
        client.data(
            f"{{ models(first: {size}) {{ nodes {{ tradeOffs {{ level reason facts {{ found }} }} }} }} }}"
        )
        counts.append(store.calls)

    assert counts[0] == counts[1] <= 6
