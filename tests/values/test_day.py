from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from graph.values.day import Day
from graph.values.truth import Truth


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-03", date(2025, 3, 1), date(2025, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-03-14", date(2025, 3, 14), date(2025, 3, 14)),
    ],
)
def test_a_date_spans_what_the_source_leaves_open(text: str, first: date, last: date) -> None:
    day = Day.parse(text)

    assert (day.first, day.last, str(day)) == (first, last, text)


def test_a_bare_year_and_a_calendar_date_are_read_as_yaml_gives_them() -> None:
    assert str(Day.parse(2025)) == "2025"
    assert str(Day.parse(date(2025, 3, 1))) == "2025-03-01"


@pytest.mark.parametrize("wrong", ["2025-13", "2025-02-30", "25", "2025-3", "2025-03-14T00:00", "", "2025\n"])
def test_text_that_is_not_a_date_is_refused_with_the_expected_form(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date; write YYYY, YYYY-MM or YYYY-MM-DD$"):
        Day.parse(wrong)


@pytest.mark.parametrize("wrong", ["٢٠٢٥", "0000", True, None, 2025.5, datetime(2025, 3, 1), ["2025"]])
def test_whatever_else_is_not_a_date_is_refused_with_the_expected_form(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"is not a date; write YYYY, YYYY-MM or YYYY-MM-DD$"):
        Day.parse(wrong)


def test_a_span_that_is_no_day_month_or_year_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="neither a day, a month nor a year"):
        Day(date(2025, 1, 1), date(2025, 2, 1))


def test_dates_are_ordered_by_their_first_day_the_precise_one_first() -> None:
    days = [Day.parse(text) for text in ("2025-02", "2025", "2025-01-01", "2024-12-31")]

    assert [str(day) for day in sorted(days)] == ["2024-12-31", "2025-01-01", "2025", "2025-02"]


@pytest.mark.parametrize(
    ("on", "truth"),
    [
        (date(2025, 2, 28), Truth.NOT_MET),
        (date(2025, 3, 1), Truth.UNKNOWN),
        (date(2025, 3, 30), Truth.UNKNOWN),
        (date(2025, 3, 31), Truth.MET),
    ],
)
def test_inside_a_month_it_is_not_known_whether_the_date_has_come(on: date, truth: Truth) -> None:
    assert Day.parse("2025-03").reached(on) is truth


@given(st.dates(min_value=date(1, 1, 1)), st.sampled_from([4, 7, 10]))
def test_printing_and_reading_gives_the_same_date(day: date, precision: int) -> None:
    text = day.isoformat()[:precision]

    assert str(Day.parse(text)) == text
    assert Day.parse(str(Day.parse(text))) == Day.parse(text)


class Fact(BaseModel, strict=True):
    since: Day


def test_a_field_reads_it_in_strict_mode_and_prints_it_back() -> None:
    assert Fact.model_validate({"since": "2025-03"}).since == Day.parse("2025-03")
    assert Fact(since=Day.parse("2025")).model_dump_json() == '{"since":"2025"}'


def test_a_field_passes_the_message_on() -> None:
    with pytest.raises(ValidationError, match="2025-13 is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"):
        Fact.model_validate({"since": "2025-13"})


def test_editors_get_the_pattern_and_a_sentence() -> None:
    schema = TypeAdapter(Day).json_schema()

    assert schema["anyOf"][0] == {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
    assert schema["description"].endswith("YYYY, YYYY-MM or YYYY-MM-DD.")
