"""Ways through the real graph."""

from __future__ import annotations

from typing import Any

import pytest


def test_a_path_tells_each_step_with_its_edge_direction_and_source(ask: Any) -> None:
    query = """{ path(from: "model/deepseek-r1-distill-llama-70b", to: "person/mark-zuckerberg") {
      length steps { kind direction edgeId reached { id } source { id } target { id } sources { url } } } }"""

    path = ask(query)["path"]

    told = [(step["kind"], step["direction"], step["reached"]["id"]) for step in path["steps"]]
    assert path["length"] == 3
    assert told == [
        ("DERIVED_FROM", "OUT", "model/llama-3.3-70b"),
        ("DEVELOPED_BY", "OUT", "organization/meta-platforms"),
        ("HOLDS", "IN", "person/mark-zuckerberg"),
    ]
    assert all(step["edgeId"] and step["sources"] for step in path["steps"])
    assert path["steps"][2]["source"]["id"] == "person/mark-zuckerberg"


def test_a_path_to_a_licence_may_use_licence_edges(ask: Any) -> None:
    query = '{ path(from: "model/olmo-2-32b", to: "license/apache-2.0") { steps { kind } } }'

    assert ask(query)["path"]["steps"] == [{"kind": "LICENSED_UNDER"}]


def test_a_path_follows_the_edges_named_and_no_others(ask: Any) -> None:
    query = """{ path(from: "model/deepseek-r1-distill-llama-70b", to: "person/mark-zuckerberg",
      via: [DERIVED_FROM]) { length } }"""

    assert ask(query)["path"] is None


def test_a_path_heeds_the_day(ask: Any) -> None:
    """SpaceX took over xAI in 2026."""
    query = """query($asOf: Date) { path(from: "organization/spacex", to: "organization/xai",
      via: [HOLDS], asOf: $asOf) { length } }"""

    assert ask(query, {"asOf": "2026-06-01"})["path"]["length"] == 1
    assert (ask(query, {"asOf": "2024-01-01"})["path"] or {"length": 0})["length"] != 1


def test_a_neighbourhood_is_a_part_of_the_graph_within_a_limit(ask: Any) -> None:
    query = """{ neighborhood(of: "model/llama-3.3-70b", depth: 2, limit: 5) {
      complete nodes { id } edges { kind source { id } target { id } } } }"""

    part = ask(query)["neighborhood"]

    ids = [node["id"] for node in part["nodes"]]
    assert (part["complete"], len(ids), ids[0]) == (False, 5, "model/llama-3.3-70b")
    assert all({edge["source"]["id"], edge["target"]["id"]} <= set(ids) for edge in part["edges"])


def test_the_lineage_of_a_model_comes_the_nearest_first(ask: Any) -> None:
    query = """{ model(id: "model/llama-3.1-70b") {
      descendants { totalCount edges { distance node { id } } } ancestors { totalCount }
      near: descendants(depth: 1) { nodes { id } } } }"""

    model = ask(query)["model"]

    told = [(edge["distance"], edge["node"]["id"]) for edge in model["descendants"]["edges"]]
    assert {(1, "model/llama-3.3-70b"), (2, "model/deepseek-r1-distill-llama-70b")} <= set(told)
    assert told == sorted(told)
    assert [node["id"] for node in model["near"]["nodes"]] == [node for at, node in told if at == 1]
    assert model["ancestors"]["totalCount"] == 0


@pytest.mark.parametrize(
    ("query", "code", "message"),
    [
        (
            '{ path(from: "model/gpt-4", to: "organization/opena") { length } }',
            "UNKNOWN_ID",
            "organization/opena is not known; did you mean organization/openai?",
        ),
        (
            '{ neighborhood(of: "model/gpt-4", depth: 0) { complete } }',
            "BAD_VALUE",
            "`depth` is 0; give a number from 1 to 3",
        ),
        (
            '{ neighborhood(of: "model/gpt-4", limit: 1000) { complete } }',
            "LIMIT_EXCEEDED",
            "`limit` is 1000, the limit is 200; ask for a smaller part",
        ),
        (
            '{ model(id: "model/gpt-4") { ancestors(depth: -1) { totalCount } } }',
            "BAD_VALUE",
            "`depth` is -1; give a number from 1, or leave it out",
        ),
    ],
)
def test_wrong_input_is_named_with_the_remedy(errors: Any, query: str, code: str, message: str) -> None:
    assert errors(query) == [(code, message)]
