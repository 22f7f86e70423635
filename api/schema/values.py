"""Value types of the declarations -> scalars and enums of the schema."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, NewType

import strawberry
from graphql import GraphQLError

from graph.values.day import Day
from graph.values.share import Share
from graph.values.term import Term

PartialDate = NewType("PartialDate", str)
"""A date with the precision of its source."""

BigInt = NewType("BigInt", int)
"""A whole number that may be larger than GraphQL's Int."""

SharePercent = NewType("SharePercent", str)
"""A share in percent, exact or a range."""


def _partial_date(value: object) -> str:
    return str(Day.parse(value))


def _big_int(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value % 1 != 0:
        raise ValueError(f"{value!r} is not a whole number")
    return int(value)


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        text = f"{str(value)[:40]!r} is no day; write it as YYYY-MM-DD, for example 2023-06-01"
        raise GraphQLError(text) from None


SCALARS: dict[object, Any] = {
    date: strawberry.scalar(
        name="Date",
        description="A day of the calendar: YYYY-MM-DD.",
        serialize=date.isoformat,
        parse_value=_day,
    ),
    PartialDate: strawberry.scalar(
        name="PartialDate",
        description="A date as precise as its source gives it: YYYY, YYYY-MM or YYYY-MM-DD.",
        serialize=str,
        parse_value=_partial_date,
    ),
    BigInt: strawberry.scalar(
        name="BigInt",
        description="A whole number that may be larger than Int allows, such as a number of parameters.",
        serialize=_big_int,
        parse_value=_big_int,
    ),
    SharePercent: strawberry.scalar(
        name="SharePercent",
        description="A share in percent: exact `27.5`, strict `>50`, open `>=25` or a range `30..50`.",
        serialize=str,
        parse_value=lambda value: str(Share.parse(value)),
    ),
}

_SCALAR_TYPES: dict[type[Any], Any] = {
    str: str,
    int: BigInt,
    float: float,
    bool: bool,
    Day: PartialDate,
    Share: SharePercent,
    date: date,
}


def scalar_of(python_type: type[Any]) -> Any:
    """The schema's scalar or enum for a value type of a declaration."""
    if issubclass(python_type, Term):
        return enum_of(python_type)
    return _SCALAR_TYPES[python_type]


@cache
def enum_of(terms: type[Term]) -> Any:
    """An enum with a sentence for each value, from a vocabulary that the code reasons with."""
    return described_enum(
        terms.__name__, {str(term): term.description for term in terms}, _first_sentence(terms)
    )


def described_enum(name: str, terms: Mapping[str, str], description: str) -> Any:
    """An enum from terms and their sentences."""
    values = {term: strawberry.enum_value(term, description=says) for term, says in terms.items()}
    members: Any = Enum(name, values)  # type: ignore[misc]  # its members are only known at run time
    return strawberry.enum(members, name=name, description=description)


def _first_sentence(documented: type[Any]) -> str:
    return (documented.__doc__ or "").strip().splitlines()[0]
