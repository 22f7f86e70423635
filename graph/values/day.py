"""Dates with honest precision: a day, a month or a year, as the source gives them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic_core import CoreSchema, core_schema

from graph.values.truth import Truth

_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_FORM = re.compile(_PATTERN, re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A date known to the day, the month or the year: every calendar day from `first` to `last`.

    Ordered by first day, the more precise before the less precise.
    """

    first: date
    last: date
    """Inclusive."""

    def __post_init__(self) -> None:
        is_month = self.first.day == 1 and self.last == _end_of_month(self.first)
        is_year = (self.first.month, self.first.day) == (1, 1) and self.last == _end_of_year(self.first)
        if not (self.first == self.last or is_month or is_year):
            raise ValueError(f"{self.first} to {self.last} is neither a day, a month nor a year")

    @classmethod
    def parse(cls, value: object) -> Day:
        """Read `2025`, `2025-03`, `2025-03-14` or a `datetime.date`; else `ValueError`."""
        if isinstance(value, Day):
            return value
        if isinstance(value, date) and not isinstance(value, datetime):
            return cls(value, value)
        text = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
        first = _first_day(text)
        if first is None:
            raise ValueError(f"{value} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
        last_of = {4: _end_of_year, 7: _end_of_month}.get(len(text))
        return cls(first, last_of(first) if last_of else first)

    def reached(self, on: date) -> Truth:
        """Whether this date has come on that day; UNKNOWN inside a month or year, save on its last day."""
        if on < self.first:
            return Truth.NOT_MET
        return Truth.MET if on >= self.last else Truth.UNKNOWN

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        if self.first.month == self.last.month:
            return self.first.isoformat()[:7]
        return self.first.isoformat()[:4]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {
            "description": "A date as precise as the source gives it: YYYY, YYYY-MM or YYYY-MM-DD.",
            "anyOf": [
                {"type": "string", "pattern": _PATTERN},
                {"type": "integer", "minimum": 1, "maximum": 9999},
            ],
        }


def _first_day(text: str) -> date | None:
    if not _FORM.match(text) or text.endswith("\n"):
        return None
    try:
        return date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return None


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _end_of_year(day: date) -> date:
    return date(day.year, 12, 31)
