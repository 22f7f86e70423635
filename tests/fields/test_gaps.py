"""What is not known, on the real facts."""

from __future__ import annotations

from typing import Any

import pytest


def test_missing_facts_come_by_how_many_verdicts_they_could_settle(ask: Any) -> None:
    query = """{ unknowns(first: 100) { totalCount nodes {
      subject { id } component { id } count verdicts models { id } reason } } }"""

    found = ask(query)["unknowns"]["nodes"]

    counts = [item["count"] for item in found]
    assert counts == sorted(counts, reverse=True)
    assert all(item["reason"] and item["models"] and item["verdicts"] for item in found)
    assert {item["reason"] for item in found} >= {"NOT_SEARCHED", "SEARCHED_NOT_FOUND"}


def test_votes_that_nobody_publishes_are_missing_for_every_model_of_a_developer(ask: Any) -> None:
    query = """{ unknowns(first: 100, asOf: "2026-06-01") {
      nodes { subject { id } component { id } models { id } } } }"""

    (found,) = (
        item for item in ask(query)["unknowns"]["nodes"] if item["subject"]["id"] == "organization/mistral-ai"
    )

    assert found["component"] is None
    assert {"id": "model/mistral-7b-v0.1"} in found["models"]


def test_missing_facts_are_paged_by_cursor(ask: Any) -> None:
    query = """query($after: String) { unknowns(first: 3, after: $after) {
      nodes { subject { id } component { id } } pageInfo { endCursor } } }"""

    first = ask(query)["unknowns"]
    second = ask(query, {"after": first["pageInfo"]["endCursor"]})["unknowns"]

    assert not [item for item in second["nodes"] if item in first["nodes"]]


@pytest.mark.parametrize("dimension", ["OPENNESS", "TRAINING", "DOCUMENTATION"])
def test_counts_over_what_is_not_known_are_least_and_most(ask: Any, dimension: str) -> None:
    found = ask(f"{{ verdictCounts(of: {dimension}) {{ value least most total leastShare mostShare }} }}")[
        "verdictCounts"
    ]

    total = ask("{ models { totalCount } }")["models"]["totalCount"]
    assert all(item["least"] <= item["most"] <= item["total"] == total for item in found)
    assert sum(item["least"] for item in found) <= total <= sum(item["most"] for item in found)
    assert all(item["leastShare"] == item["least"] / total for item in found)


def test_counts_can_be_narrowed_and_agree_with_the_filter_where_all_is_known(ask: Any) -> None:
    where = '{family: {eq: "Llama 4"}}'
    query = f"{{ verdictCounts(of: WEIGHTS, where: {where}) {{ value least most }} }}"

    (found,) = (item for item in ask(query)["verdictCounts"] if item["value"] == "OPEN")

    assert (found["least"], found["most"]) == (2, 2)
