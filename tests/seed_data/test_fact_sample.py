"""The re-check of a random sample: its rows are facts of the data, and the rate stated is theirs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tools.sample_facts import (
    SEED_DATA,
    Fact,
    Outcome,
    curated_facts,
    draw,
    read_table,
    stated_rate,
    wilson_interval,
)

REPORT = (Path(__file__).resolve().parents[2] / "docs" / "data-quality.md").read_text(encoding="utf-8")
TABLE = read_table()


@pytest.fixture(scope="module")
def facts() -> dict[tuple[str, str], Fact]:
    return {(fact.id, fact.field): fact for fact in curated_facts(SEED_DATA)}


def outcomes(*, holdings: bool) -> list[Outcome]:
    return [Outcome(row["outcome"]) for row in TABLE if row["field"].startswith("held_by/") is holdings]


def test_the_sample_holds_sixty_facts_a_quarter_of_them_holdings() -> None:
    assert len({(row["id"], row["field"]) for row in TABLE}) == len(TABLE) == 60
    assert len(outcomes(holdings=True)) >= 15


def test_a_row_is_a_fact_that_the_data_hold_unless_it_was_mended(
    facts: dict[tuple[str, str], Fact],
) -> None:
    for row in (row for row in TABLE if not row["mended"]):
        fact = facts[row["id"], row["field"]].row
        assert (fact["id"], fact["field"], fact["value"]) == (row["id"], row["field"], row["value"])
        assert set(row["url"].split(" | ")) <= set(fact["url"].split(" | "))


def test_every_row_tells_what_was_seen_and_every_error_is_mended() -> None:
    assert all(row["seen"] for row in TABLE)
    assert [row["id"] for row in TABLE if Outcome(row["outcome"]).is_error and not row["mended"]] == []


def test_the_report_states_the_counts_and_the_rates_of_the_table() -> None:
    counts = Counter(row["outcome"] for row in TABLE)
    assert [
        outcome.value
        for outcome in Outcome
        if f"| `{outcome.value}` | {counts[outcome.value]} |" not in REPORT
    ] == []
    report = " ".join(REPORT.split())
    for drawn in (
        outcomes(holdings=True),
        outcomes(holdings=False),
        [*outcomes(holdings=True), *outcomes(holdings=False)],
    ):
        assert stated_rate(drawn) in report


def test_the_interval_is_that_of_wilson() -> None:
    assert wilson_interval(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert wilson_interval(5, 50) == pytest.approx((0.0435, 0.2136), abs=1e-4)


def test_what_was_not_seen_is_left_out_of_the_rate() -> None:
    seen = [Outcome.CONTRADICTED, Outcome.NOT_SHOWN, *[Outcome.CONFIRMED] * 8]
    assert stated_rate([*seen, Outcome.NOT_SEEN]) == stated_rate(seen)
    assert stated_rate(seen).startswith("2 of 10, 20.0 %")


def test_the_same_seed_draws_the_same_facts(facts: dict[tuple[str, str], Fact]) -> None:
    drawn = draw(list(facts.values()), 60, seed=1)
    assert drawn == draw(list(facts.values()), 60, seed=1)
    assert drawn != draw(list(facts.values()), 60, seed=2)
    assert sum(fact.is_ownership for fact in drawn) == 15
