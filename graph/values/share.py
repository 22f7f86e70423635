"""Percentages of votes or equity: exact, strict, open or a range, in exact decimal arithmetic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic_core import CoreSchema, core_schema

from graph.values.truth import Truth

_NUMBER = r"\d{1,3}(?:\.\d{1,20})?"
_PATTERN = rf"^(?:(?:>=?|<=?)?{_NUMBER}|>?{_NUMBER}\.\.<?{_NUMBER})$"
_BOUND = re.compile(rf"(>=?|<=?|)({_NUMBER})", re.ASCII)
_RANGE = re.compile(rf"(>?)({_NUMBER})\.\.(<?)({_NUMBER})", re.ASCII)
_FORM = "write a percentage as 61, 27.5, '>50', '>=25', '<5', '<=5' or '30..50'"
_NONE, _ALL = Decimal(0), Decimal(100)


@dataclass(frozen=True, slots=True)
class Share:
    """A share in percent, 0 to 100, known exactly or to lie between two bounds.

    `low_open` and `high_open`: the bound itself is excluded. Half plus one share is `'>50'`.
    Bounds follow the `share` object of the Beneficial Ownership Data Standard 0.4
    (exact, minimum, maximum, exclusiveMinimum, exclusiveMaximum).
    """

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low < _NONE:
            raise ValueError(f"a share of {_print(self.low)} % is below 0")
        if self.high > _ALL:
            raise ValueError(f"a share of {_print(self.high)} % is above 100")
        if self.low > self.high:
            raise ValueError(f"the range {_print(self.low)}..{_print(self.high)} is upside down")
        if self.low == self.high and (self.low_open or self.high_open):
            raise ValueError(f"no share lies strictly beside {_print(self.low)} % here; {_FORM}")

    @classmethod
    def parse(cls, value: object) -> Share:
        """Read a number or text such as `'>50'` or `'30..50'`; raises `ValueError` with the expected form."""
        if isinstance(value, Share):
            return value
        if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
            raise ValueError(f"{value} is not a share; {_FORM}")
        if not isinstance(value, str):
            return cls._exact(value)
        if bound := _BOUND.fullmatch(value):
            return cls._bounded(bound[1], Decimal(bound[2]))
        if between := _RANGE.fullmatch(value):
            return cls(Decimal(between[2]), Decimal(between[4]), between[1] == ">", between[3] == "<")
        raise ValueError(f"{value} is not a share; {_FORM}")

    @classmethod
    def _exact(cls, value: float | Decimal) -> Share:
        number = Decimal(str(value))
        if not number.is_finite():
            raise ValueError(f"{value} is not a share; {_FORM}")
        return cls(number, number)

    @classmethod
    def _bounded(cls, sign: str, number: Decimal) -> Share:
        match sign:
            case ">" | ">=":
                return cls(number, _ALL, low_open=sign == ">")
            case "<" | "<=":
                return cls(_NONE, number, high_open=sign == "<")
            case _:
                return cls(number, number)

    @property
    def is_exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    def more_than(self, threshold: int | Decimal) -> Truth:
        """Whether it exceeds the threshold (in percent); UNKNOWN where the range straddles it."""
        if self.low > threshold or (self.low == threshold and self.low_open):
            return Truth.MET
        return Truth.NOT_MET if self.high <= threshold else Truth.UNKNOWN

    def at_least(self, threshold: int | Decimal) -> Truth:
        """Whether it reaches the threshold (in percent); UNKNOWN where the range straddles it."""
        if self.low >= threshold:
            return Truth.MET
        below = self.high < threshold or (self.high == threshold and self.high_open)
        return Truth.NOT_MET if below else Truth.UNKNOWN

    def hull(self, other: Share) -> Share:
        """The narrowest share that leaves room for both."""
        low = min((self.low, self.low_open), (other.low, other.low_open))
        high = max((self.high, not self.high_open), (other.high, not other.high_open))
        return Share(low[0], high[0], low[1], not high[1])

    def __add__(self, other: Share) -> Share:
        """Both together, never more than the whole; raises `ValueError` where they cannot be parts of one."""
        low = self.low + other.low
        high = self.high + other.high
        low_open = self.low_open or other.low_open
        if low > _ALL or (low == _ALL and low_open):
            raise ValueError(f"{self} and {other} add up to more than 100 %")
        if high > _ALL:
            return Share(low, _ALL, low_open)
        return Share(low, high, low_open, self.high_open or other.high_open)

    def __str__(self) -> str:
        low, high = _print(self.low), _print(self.high)
        if self.is_exact:
            return low
        if self.high == _ALL and not self.high_open:
            return f">{low}" if self.low_open else f">={low}"
        if self.low == _NONE and not self.low_open:
            return f"<{high}" if self.high_open else f"<={high}"
        return f"{'>' * self.low_open}{low}..{'<' * self.high_open}{high}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {
            "description": "A percentage from 0 to 100: exact (61, 27.5), strict ('>50'), "
            "open ('>=25', '<5') or a range ('30..50').",
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 100},
                {"type": "string", "pattern": _PATTERN},
            ],
        }


def share_row(name: str, share: Share | None) -> dict[str, str | float | None]:
    """A share as output values: its text under `name`, its bounds in percent under `name_min`, `name_max`."""
    if share is None:
        return {name: None, f"{name}_min": None, f"{name}_max": None}
    return {name: str(share), f"{name}_min": float(share.low), f"{name}_max": float(share.high)}


def _print(number: Decimal) -> str:
    return f"{number.normalize():f}"
