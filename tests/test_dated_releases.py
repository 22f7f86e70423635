"""What the rows of a model say on one day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.dated_releases import UNCERTAIN, components_on, grants_on

APACHE, OWN = "license/apache-2.0", "license/own"


def grant(license_id: str, start: str | None = None, end: str | None = None, **more: Any) -> dict[str, Any]:
    return {"target": license_id, "scope": None, "valid_from": start, "valid_to": end, **more}


def in_force(on: str, *views: dict[str, Any]) -> list[str]:
    return [item.license for item in grants_on(views, date.fromisoformat(on))]


@pytest.mark.parametrize(
    ("on", "expected"), [("2023-05-24", []), ("2023-05-30", [OWN]), ("2023-05-31", [APACHE])]
)
def test_one_licence_follows_another_on_its_first_day(on: str, expected: list[str]) -> None:
    views = [grant(OWN, "2023-05-25", "2023-05-31"), grant(APACHE, "2023-05-31")]

    assert in_force(on, *views) == expected


def test_a_licence_without_dates_is_in_force_on_every_day() -> None:
    assert in_force("1990-01-01", grant(APACHE)) == [APACHE]


def test_within_the_month_of_a_change_no_licence_is_certain() -> None:
    views = [grant(OWN, "2023-12-12", "2024-01"), grant(APACHE, "2024-01")]

    assert in_force("2023-12-20", *views) == [OWN]
    assert in_force("2024-01-10", *views) == [UNCERTAIN, UNCERTAIN]
    assert in_force("2024-01-31", *views) == [APACHE]


def test_where_all_have_ended_those_that_ended_last_count() -> None:
    views = [grant(OWN, None, "2023-05-31"), grant(APACHE, None, "2024-01-01")]

    assert in_force("2025-01-01", *views) == [APACHE]


def test_a_licence_in_force_counts_whenever_it_ends_later() -> None:
    """A part whose licence lasts does not hide that of another part."""
    views = [grant(OWN, None, "2024-01-01", scope="WEIGHTS"), grant(APACHE, scope="CODE")]

    assert in_force("2023-06-01", *views) == [OWN, APACHE]


@pytest.mark.parametrize(("on", "known"), [("2024-03-16", False), ("2024-03-17", True)])
def test_a_component_is_known_from_the_day_of_its_status(on: str, known: bool) -> None:
    view = {"target": "openness_property/final-weights", "valid_from": "2024-03-17", "valid_to": None}

    assert (components_on([view], date.fromisoformat(on)) == [view]) is known
