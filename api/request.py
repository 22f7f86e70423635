"""What one request knows: the store that it asks, the day it is, and what was computed for that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from api.control import ControlByDay
from api.definitions import Definitions
from api.dependence import DependenceByDay
from api.licensing import Licensing
from api.trade_offs import TradeOffs
from graph.stores.port import Store


@dataclass(frozen=True)
class Request:
    """The context of one request, handed to every batch.

    today: the day that answers hold for where no `asOf` is given.
    deadline: `time.monotonic()` figure after which the request is given up; `None`: never.
    """

    store: Store
    today: date
    control: ControlByDay
    definitions: Definitions
    licensing: Licensing
    dependence: DependenceByDay
    trade_offs: TradeOffs
    deadline: float | None = None


def day_of(call: Any) -> date:
    """The day that a field is asked for: the nearest `asOf` above it, else today."""
    asked = call.scope.get("asOf")
    today: date = call.context.today
    return asked if isinstance(asked, date) else today
