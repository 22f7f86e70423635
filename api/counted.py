"""The models that a question counts, with what their dimensions hang on: two calls to the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.dimensions import Dimensions, Ties
from api.request import Request, day_of
from api.schema.filters import Filters
from graph.query import Filter, Find
from graph.schema.model import Model
from graph.snapshot import Row
from graph.stores.port import then, together

RELEASED = (
    "Models released after the day asked are left out; a date known to the year or month counts from its "
    "first day, and models without a date are always there."
)
"""Which models are there on a day."""


@dataclass(frozen=True)
class Counted:
    """Models that fit a filter and were there on the day.

    later: how many fit but were released after it. every_model: all models where lineages are asked about.
    """

    day: date
    models: Sequence[Row]
    later: int
    request: Request
    ties: Ties
    every_model: Sequence[Row]

    def dimensions(self, day: date) -> Dimensions:
        """Where models stand on a day."""
        return Dimensions(day, self.request.control, self.ties)


def counted(
    filters: Filters,
    edge_kinds: Iterable[str],
    arguments: Mapping[str, Any],
    call: Any,
    use: Callable[[Counted], Any],
) -> Any:
    """What `use` makes of the models that the arguments ask for."""
    request, day, kinds = call.context, day_of(call), sorted(set(edge_kinds))

    def asked(where: Filter | None) -> Any:
        questions = (
            [Find("model", where), Find("model")] if "DERIVED_FROM" in kinds else [Find("model", where)]
        )
        both = [request.store.find(questions), request.store.edges(kinds)]
        return then(together(both), lambda found: use(answered(*found)))

    def answered(found: Sequence[Any], stated: Sequence[tuple[str, Row]]) -> Counted:
        fitting = found[0].rows
        there = [row for row in fitting if not is_later(row, day)]
        every = found[-1].rows
        return Counted(day, there, len(fitting) - len(there), request, Ties.of(stated, every), every)

    return then(filters.where(Model, arguments, call), asked)


def is_later(model: Row, day: date) -> bool:
    """Whether a model was surely released after a day."""
    return model["released"] is not None and model["released"] > day.isoformat()
