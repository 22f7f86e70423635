"""Models side by side: in the fictional world, and on the real facts."""

from __future__ import annotations

import json
from typing import Any

import pytest

QUERY = """query($ids: [ID!]!, $day: Date) { compareModels(ids: $ids, asOf: $day) {
  differences models { id } rows { section name differs values { model { id } text sources { id } } } } }"""
BOTH = ["model/dune-4", "model/aster-7b"]


def rows_of(comparison: Any) -> dict[tuple[str, str], list[str | None]]:
    return {
        (row["section"], row["name"]): [value["text"] for value in row["values"]]
        for row in comparison["rows"]
    }


def test_rows_hold_everything_known_in_the_order_asked(ask_world: Any) -> None:
    found = ask_world(QUERY, {"ids": BOTH, "day": "2024-06-01"})["compareModels"]

    assert [model["id"] for model in found["models"]] == BOTH
    rows = rows_of(found)
    assert rows["PROPERTY", "released"] == ["2024-02-01", "2024-03-14"]
    assert rows["PROPERTY", "parameters"] == [None, "7000000000"]
    assert rows["VERDICT", "openness"] == ["API_ONLY", "OPEN_WEIGHTS"]
    assert rows["VERDICT", "claim_holds"] == [None, "NOT_MET"]
    assert rows["CONTROL", "controllers"][1] == "Ada Example (SOLE, VOTES)"
    assert rows["LICENSE", "SERVICE"] == ["Dune Terms of Service", None]
    assert rows["COMPONENT", "training-data"] == ["CLOSED", "CLOSED"]
    assert rows["TRADE_OFF", "privacy"] == ["LOW", "HIGH"]
    assert ["USD per million tokens: 10 in, 30 out", None] in rows.values()


def test_offers_and_control_are_those_of_the_day(ask_world: Any) -> None:
    found = ask_world(QUERY, {"ids": BOTH, "day": "2025-07-01"})["compareModels"]

    assert ["USD per million tokens: 10 in, 30 out", None] not in rows_of(found).values()


def test_differences_come_first_and_are_counted(ask_world: Any) -> None:
    found = ask_world(QUERY, {"ids": BOTH})["compareModels"]

    differs = [row["differs"] for row in found["rows"]]
    assert differs == sorted(differs, reverse=True)
    assert found["differences"] == sum(differs) > 0
    assert not all(differs)
    assert [value["model"]["id"] for value in found["rows"][0]["values"]] == BOTH


def test_a_value_names_what_it_rests_on(ask_world: Any) -> None:
    found = ask_world(QUERY, {"ids": BOTH})["compareModels"]

    (row,) = (row for row in found["rows"] if row["name"] == "training-data")
    assert [value["sources"] for value in row["values"]] == [[{"id": "source/openness-index"}]] * 2


def test_ten_real_models_are_compared(ask: Any) -> None:
    ids = [node["id"] for node in ask("{ models(first: 10) { nodes { id } } }")["models"]["nodes"]]

    found = ask(QUERY, {"ids": ids})["compareModels"]

    assert {len(row["values"]) for row in found["rows"]} == {10}


@pytest.mark.parametrize(
    ("ids", "code", "message"),
    [
        (["model/gpt-4"], "BAD_VALUE", "`ids` names 1 model; name two to 10"),
        ([], "BAD_VALUE", "`ids` names 0 models; name two to 10"),
        (["model/gpt-4"] * 2, "BAD_VALUE", "`ids` names model/gpt-4 twice; name each model once"),
        (
            ["model/gpt-4", "model/gpt-4oo"],
            "UNKNOWN_ID",
            "`ids`: model/gpt-4oo is not known; did you mean model/gpt-4o?",
        ),
        (
            ["model/gpt-4", "license/mit"],
            "BAD_VALUE",
            "`ids`: 'license/mit' is no id of a model; find one with `search(kinds: [MODEL])`",
        ),
        (
            [f"model/m-{number}" for number in range(11)],
            "LIMIT_EXCEEDED",
            "`ids` names 11 models, the limit is 10; compare fewer at once",
        ),
    ],
)
def test_wrong_ids_are_told_with_the_argument_and_the_remedy(
    errors: Any, ids: list[str], code: str, message: str
) -> None:
    assert errors(f"{{ compareModels(ids: {json.dumps(ids)}) {{ differences }} }}") == [(code, message)]
