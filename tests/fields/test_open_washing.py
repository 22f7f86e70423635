"""Open-washing: in the fictional world, and on the real facts."""

from __future__ import annotations

from typing import Any

import pytest

QUERY = """query($id: ID!) { model(id: $id) { claimHolds openWashing {
  claimed holds found possible explanation criterion { criterion } criteria { criterion truth }
  sources { id } carriesOn { id } } } }"""


def washing(ask: Any, model: str) -> Any:
    return ask(QUERY, {"id": f"model/{model}"})["model"]


def test_a_word_that_does_not_hold_names_the_criteria_that_fail(ask_world: Any) -> None:
    found = washing(ask_world, "aster-7b")

    assert found["claimHolds"] == "NOT_MET"
    washed = found["openWashing"]
    assert (washed["claimed"], washed["found"]) == ("OPEN_SOURCE", "OPEN_WEIGHTS")
    assert washed["criterion"] == {"criterion": "code-open"}
    assert [item["criterion"] for item in washed["criteria"] if item["truth"] == "NOT_MET"] == [
        "code-open",
        "data-open-or-accounted-for",
        "weights-free",
        "code-free",
    ]
    assert washed["sources"] == [{"id": "source/aster-card"}]
    assert "training-code is CLOSED" in washed["explanation"]


def test_a_word_may_fail_by_the_terms_of_an_ancestor(ask_world: Any) -> None:
    washed = washing(ask_world, "aster-7b-instruct-elan")["openWashing"]

    assert (washed["holds"], washed["found"]) == ("NOT_MET", "OPEN_WEIGHTS")
    assert washed["carriesOn"] == [{"id": "model/aster-7b"}]


def test_facts_that_do_not_decide_leave_the_word_open(ask_world: Any) -> None:
    found = washing(ask_world, "ivy-1")

    assert (found["claimHolds"], found["openWashing"]["holds"]) == ("UNKNOWN", "UNKNOWN")
    assert found["openWashing"]["explanation"] == (
        "It is called open, which needs weights that anyone may fetch, use in business, change and share, "
        "freely or under conditions. Not known: final-weights is UNKNOWN; terms of weights are UNKNOWN."
    )


@pytest.mark.parametrize(("model", "holds"), [("meadow-1", "MET"), ("dune-4", None), ("yuki-1", None)])
def test_nothing_is_said_of_a_word_that_holds_or_is_not_there(
    ask_world: Any, model: str, holds: str | None
) -> None:
    assert washing(ask_world, model) == {"claimHolds": holds, "openWashing": None}


def test_claims_are_counted_by_year_with_what_is_not_known_as_least_and_most(ask_world: Any) -> None:
    query = "{ openWashingStatistics(by: YEAR) { nodes { year claims failing { least most } leastShare } } }"

    nodes = ask_world(query)["openWashingStatistics"]["nodes"]

    assert [
        (item["year"], item["claims"], *item["failing"].values(), item["leastShare"]) for item in nodes
    ] == [
        ("2023", 2, 0, 1, 0.0),
        ("2024", 2, 2, 2, 1.0),
    ]


def test_claims_are_counted_by_developer_in_pages(ask_world: Any) -> None:
    query = """query($after: String) { openWashingStatistics(by: DEVELOPER, first: 3, after: $after) {
      totalCount nodes { developer { id } claims failing { least most } } pageInfo { endCursor } } }"""

    first = ask_world(query)["openWashingStatistics"]
    second = ask_world(query, {"after": first["pageInfo"]["endCursor"]})["openWashingStatistics"]

    nodes = [*first["nodes"], *second["nodes"]]
    assert first["totalCount"] == len(nodes)
    assert nodes[0] == {
        "developer": {"id": "organization/aster-labs"},
        "claims": 1,
        "failing": {"least": 1, "most": 1},
    }


def test_statistics_and_filter_agree_on_the_real_facts(ask: Any) -> None:
    query = """{ models(where: {claimHolds: {eq: NOT_MET}}) { totalCount }
      openWashingStatistics(by: YEAR) { nodes { failing { least } } } }"""

    found = ask(query)

    least = sum(item["failing"]["least"] for item in found["openWashingStatistics"]["nodes"])
    assert found["models"]["totalCount"] == least > 0


@pytest.mark.parametrize(
    ("model", "found", "criterion"),
    [("llama-3.1-405b", "OPEN_WEIGHTS", "code-open"), ("flux.1-dev", None, None), ("olmo-2-32b", None, None)],
)
def test_well_known_claims(ask: Any, model: str, found: str | None, criterion: str | None) -> None:
    washed = washing(ask, model)["openWashing"] or {"found": None, "criterion": {"criterion": None}}

    assert (washed["found"], washed["criterion"]["criterion"]) == (found, criterion)
