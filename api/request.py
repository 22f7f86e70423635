"""What one request knows: the store that it asks, the day it is, and what was computed for that day."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from api.control import ControlByDay
from api.definitions import Definitions
from api.dependence import DependenceByDay
from api.execution.plan import frozen
from api.licensing import Licensing
from api.scenarios import WhatIf
from api.trade_offs import TradeOffs
from graph.stores.port import Store


@dataclass(frozen=True)
class Request:
    """The context of one request, handed to every batch.

    today: the day that answers hold for where no `asOf` is given.
    deadline: `time.monotonic()` figure after which the request is given up; `None`: never.
    what_if: the scenario that all the rest is under; `None`: under none.
    supposing: contexts under the scenarios that fields of the request are asked under, by these as given.
    """

    store: Store
    today: date
    control: ControlByDay
    definitions: Definitions
    licensing: Licensing
    dependence: DependenceByDay
    trade_offs: TradeOffs
    deadline: float | None = None
    what_if: WhatIf | None = None
    supposing: Mapping[Hashable, Request] = field(default_factory=dict)

    def within(self, scope: Mapping[str, Any]) -> Request:
        """The context of a field, given the arguments that hold there."""
        scenario = scope.get("scenario")
        return self if scenario is None else self.supposing[frozen(scenario)]


def day_of(call: Any) -> date:
    """The day that a field is asked for: the nearest `asOf` above it, else today."""
    asked = call.scope.get("asOf")
    today: date = call.context.today
    return asked if isinstance(asked, date) else today
