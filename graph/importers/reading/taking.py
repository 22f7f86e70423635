"""Taking one record at a time, so that a bad one does not keep the rest from being imported."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

from graph.importers import Imported, Refused

Arguments = ParamSpec("Arguments")


def text(value: object) -> str:
    """A value that must be text; `TypeError` where it is not, which refuses its record."""
    if not isinstance(value, str):
        raise TypeError
    return value


def taken(
    place: str,
    make: Callable[Arguments, Imported | Refused],
    *arguments: Arguments.args,
    **named: Arguments.kwargs,
) -> Imported | Refused:
    """What `make` gives; a record with values of other types than the format has is refused."""
    try:
        return make(*arguments, **named)
    except KeyError as error:
        return Refused(place, f"lacks the field {error} of the format")
    except (AttributeError, TypeError, ValueError):
        return Refused(place, "holds a value of another type than the format has")
