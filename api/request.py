"""What one request knows: the store that it asks, the day it is, and what was computed for that day."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from api.control import ControlByDay
from graph.stores.port import Answer, Store

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Request:
    """The context of one request, handed to every batch.

    today: the day that answers hold for where no `asOf` is given.
    deadline: `time.monotonic()` figure after which the request is given up; `None`: never.
    """

    store: Store
    today: date
    control: ControlByDay
    deadline: float | None = None


def day_of(call: Any) -> date:
    """The day that a field is asked for: the nearest `asOf` above it, else today."""
    asked = call.scope.get("asOf")
    today: date = call.context.today
    return asked if isinstance(asked, date) else today


def then(answer: Answer[T], use: Callable[[T], Answer[U]]) -> Answer[U]:
    """Use an answer, now or when it comes; what is made of it may have to be awaited in turn."""
    if not inspect.isawaitable(answer):
        return use(answer)

    async def later(awaitable: Awaitable[T]) -> U:
        used = use(await awaitable)
        return await used if inspect.isawaitable(used) else used

    return later(answer)
