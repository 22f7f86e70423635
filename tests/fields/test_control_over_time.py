"""docs/control-over-time.tsv: the same question on two days, answered from different facts."""

from __future__ import annotations

from collections import defaultdict

import pytest

from api.client import Client
from tools.control_table import answered, read_table


def test_the_table_says_what_the_graph_answers(client: Client) -> None:
    rows = read_table()

    assert rows == answered(rows, client), "read the rows again, then run tools/control_table.py"


def test_ten_organizations_and_more_have_other_answers_on_another_day() -> None:
    answers = defaultdict(list)
    for row in read_table():
        answers[row["organization"]].append((row["status"], row["controllers"]))

    assert len(answers) >= 10
    assert all(len(found) == len(set(found)) > 1 for found in answers.values())


def test_whoever_is_said_to_control_is_said_so_by_a_source() -> None:
    assert [row for row in read_table() if row["sources"] == "none" and row["status"] != "UNKNOWN"] == []


@pytest.mark.parametrize(
    ("organization", "day", "status", "controllers"),
    [
        ("x-corp", "2022-10-26", "DISPERSED", "none known"),
        ("x-corp", "2022-10-27", "CONTROLLED", "elon-musk (SOLE, RECORDED)"),
        ("openai", "2025-10-27", "CONTROLLED", "openai-foundation (SOLE, RECORDED)"),
        ("openai", "2025-10-28", "CONTROLLED", "openai-foundation (SOLE, BOARD)"),
        ("xai", "2025-06-01", "CONTROLLED", "elon-musk <- xai-holdings (SOLE, VOTES)"),
        ("xai", "2026-03-01", "CONTROLLED", "elon-musk <- spacex (SOLE, VOTES)"),
        ("anthropic", "2026-04-13", "UNDISCLOSED", "none known"),
        ("anthropic", "2026-04-14", "CONTROLLED", "anthropic-ltbt (SOLE, BOARD)"),
    ],
)
def test_who_controlled_it_on_the_day_is_as_the_sources_have_it(
    organization: str, day: str, status: str, controllers: str
) -> None:
    (row,) = (
        row
        for row in read_table()
        if (row["organization"], row["day"]) == (f"organization/{organization}", day)
    )

    assert (row["status"], row["controllers"]) == (status, controllers)
