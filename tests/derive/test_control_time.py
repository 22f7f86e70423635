"""Observations of other days, dates of a month or a year, and gaps."""

import pytest

from tests.derive.control_rows import control, holds, org, who


def test_the_latest_observation_not_after_the_day_decides() -> None:
    rows = [holds("ann", "aster", 61, as_of="2022"), holds("ann", "aster", 40, as_of="2024-03")]

    assert who(control(*rows, on="2023-05-01"), "aster") == ["ann SOLE VOTES"]
    assert who(control(*rows, on="2024-05-01"), "aster") == []


def test_before_every_observation_the_earliest_one_decides() -> None:
    rows = [holds("ann", "aster", 61, as_of="2022"), holds("ann", "aster", 40, as_of="2024")]

    assert who(control(*rows, on="2015-01-01"), "aster") == ["ann SOLE VOTES"]


def test_a_figure_that_starts_after_an_observation_replaces_it_from_its_start() -> None:
    rows = [
        holds("ann", "aster", 61, as_of="2020-01-01"),
        holds("ann", "aster", 40, since="2022-01-01", as_of="2025-01-01"),
    ]

    assert who(control(*rows, on="2023-01-01"), "aster") == []


def test_observations_are_never_added_up() -> None:
    rows = [holds("ann", "aster", 30, as_of="2020"), holds("ann", "aster", 30, as_of="2021")]

    assert who(control(*rows), "aster") == []


def test_a_row_without_a_figure_confirms_and_never_erases() -> None:
    rows = [holds("ann", "aster", 61, as_of="2020"), holds("ann", "aster", as_of="2024-01")]

    assert who(control(*rows), "aster") == ["ann SOLE VOTES"]


def test_equity_and_votes_are_decided_separately() -> None:
    rows = [
        holds("ann", "aster", 61, equity=13, as_of="2020"),
        holds("ann", "aster", equity=9, as_of="2024-01"),
    ]

    (ann,) = control(*rows).known_holders(org("aster"))
    assert (str(ann.votes), str(ann.equity)) == ("61", "9")


def test_two_figures_of_the_same_day_leave_the_range_between_them() -> None:
    rows = [holds("ann", "aster", 45, as_of="2023-01-01"), holds("ann", "aster", 55, as_of="2023-01-01")]

    assert who(control(*rows), "aster") == ["ann POSSIBLE VOTES"]


@pytest.mark.parametrize(("on", "answer"), [("2025-10-27", ["old SOLE VOTES"]), ("2025-10-28", [])])
def test_valid_to_is_the_first_day_no_longer(on: str, answer: list[str]) -> None:
    assert who(control(holds("old", "aster", 61, until="2025-10-28"), on=on), "aster") == answer


@pytest.mark.parametrize(
    ("on", "answer"), [("2019-12-31", ["ann POSSIBLE VOTES"]), ("2020-01-01", ["ann SOLE VOTES"])]
)
def test_before_the_first_observation_a_holding_without_a_start_is_possible(
    on: str, answer: list[str]
) -> None:
    assert who(control(holds("ann", "aster", 61, since=None, as_of="2020-01-01"), on=on), "aster") == answer


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        ("2023-12-31", []),
        ("2024-01-01", ["ann POSSIBLE VOTES"]),
        ("2024-12-30", ["ann POSSIBLE VOTES"]),
        ("2024-12-31", ["ann SOLE VOTES"]),
        ("2025-02-28", ["ann SOLE VOTES"]),
        ("2025-03-01", ["ann POSSIBLE VOTES"]),
        ("2025-03-31", []),
    ],
)
def test_inside_a_month_or_year_the_answer_is_possible(on: str, answer: list[str]) -> None:
    assert who(control(holds("ann", "aster", 61, since="2024", until="2025-03"), on=on), "aster") == answer


def test_an_observation_inside_the_year_of_the_start_shows_that_it_has_begun() -> None:
    row = holds("ann", "aster", 61, since="2024", as_of="2024-05-02")

    assert who(control(row, on="2024-05-01"), "aster") == ["ann POSSIBLE VOTES"]
    assert who(control(row, on="2024-05-02"), "aster") == ["ann SOLE VOTES"]


def test_a_figure_that_ends_where_the_next_begins_leaves_no_gap() -> None:
    rows = [
        holds("ann", "aster", 61, until="2022-12", as_of="2021-12"),
        holds("ann", "aster", 58, since="2022-12", as_of="2024"),
    ]

    (ann,) = control(*rows, on="2022-12-15").controllers(org("aster"))
    assert (ann.degree, str(ann.votes)) == ("SOLE", "58..61")


def test_in_the_month_in_which_a_majority_is_lost_control_is_possible() -> None:
    rows = [
        holds("ann", "aster", 61, until="2022-12", as_of="2021-12"),
        holds("ann", "aster", 40, since="2022-12", as_of="2024"),
    ]

    assert who(control(*rows, on="2022-12-15"), "aster") == ["ann POSSIBLE VOTES"]


def test_control_lasts_from_the_first_to_the_last_of_touching_rows() -> None:
    rows = [
        holds("ann", "aster", 61, since="2012", until="2022-12", as_of="2021"),
        holds("ann", "aster", 58, since="2022-12", until="2025-03-01", as_of="2024"),
        holds("ann", "aster", 40, since="2025-03-01"),
    ]

    (ann,) = control(*rows).controllers(org("aster"))
    assert (str(ann.since), str(ann.until)) == ("2012", "2025-03-01")


def test_control_has_no_known_start_where_a_step_of_the_path_has_none() -> None:
    rows = [holds("ann", "beta", 61), holds("beta", "aster", 61, since=None, as_of="2020")]

    (ann,) = control(*rows).controllers(org("aster"))
    assert ann.since is None


def test_a_path_shows_the_day_and_the_source_of_each_figure() -> None:
    (ann,) = control(holds("ann", "aster", 61, as_of="2023-05")).controllers(org("aster"))

    (step,) = ann.path
    assert (str(step.as_of), step.sources, step.holding_ids) == (
        "2023-05",
        ("source/ann",),
        ("ann>aster@2023-05",),
    )
