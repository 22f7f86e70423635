"""One version of the graph, ready to be asked: store, schema, control, and the answers already given."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import strawberry

from api.control import ControlByDay
from api.definitions import Definitions
from api.dependence import DependenceByDay
from api.licensing import Licensing
from api.request import Request
from api.scenarios import KEPT, Scenarios, WhatIf
from api.schema.build import build_schema
from api.trade_offs import TradeOffs
from api.what_if import Asked
from graph.errors import LimitError, RequestError
from graph.scenarios.changes import verdicts_changed
from graph.scenarios.rows import Rows
from graph.scenarios.supposed import Supposed
from graph.stores.embedded.store import EmbeddedStore
from graph.stores.every_component import EveryComponent
from graph.stores.port import Answer, Store, then, together


@dataclass(frozen=True)
class Service:
    """Everything that a request needs and that does not change within a version.

    store: where the graph is kept. asked: the same, with a line on every component of every model.
    what_if: the scenario that the graph is under; `None`: the graph is as the facts have it.
    """

    store: Store
    asked: Store
    schema: strawberry.Schema
    control: ControlByDay
    definitions: Definitions
    licensing: Licensing
    dependence: DependenceByDay
    trade_offs: TradeOffs
    version: str
    what_if: WhatIf | None = None

    @property
    def core_schema(self) -> Any:
        """The schema as the executor takes it."""
        return self.schema._schema

    @cached_property
    def scenarios(self) -> Scenarios[Service]:
        """The same under scenarios."""
        return Scenarios(self.store, self._over)

    def _over(self, supposed: Supposed) -> Service:
        what_if = WhatIf(supposed, verdicts_changed(supposed), self.control)
        service = _served(EmbeddedStore(supposed.after), self.schema, what_if)
        assert isinstance(service, Service)
        return service

    def request(self, today: date, deadline: float | None = None) -> Request:
        """The context of a request to this version, whose fields are asked under no scenario."""
        return Request(
            self.asked,
            today,
            self.control,
            self.definitions,
            self.licensing,
            self.dependence,
            self.trade_offs,
            deadline,
            self.what_if,
        )

    def supposing(self, request: Request, asked: Sequence[Asked], rows: Rows) -> Request:
        """The context of a request whose fields are asked under scenarios; rows: those of `scenarios`.

        It may take seconds, and may be called from any thread. Raises `GraphQLError` where a scenario cannot
        be supposed.
        """
        contexts: dict[Hashable, Request] = {}
        for item in asked:
            if item.key in contexts:
                continue
            try:
                if len(contexts) == KEPT:
                    raise LimitError(f"`scenario`: {KEPT} different ones at most in a request; ask for fewer")
                service = self.scenarios.under(item.scenario, rows)
            except RequestError as error:
                raise item.refused(error) from error
            contexts[item.key] = service.request(request.today, request.deadline)
        return replace(request, supposing=contexts)


def open_service(store: Store) -> Answer[Service]:
    """A service over a store; at once where the store answers at once."""
    return _served(store, build_schema(store.facts().vocabularies))


def _served(store: Store, schema: strawberry.Schema, what_if: WhatIf | None = None) -> Answer[Service]:
    def opened(asked: EveryComponent) -> Answer[Service]:
        version = asked.facts().version
        parts = [
            part.load(asked) for part in (ControlByDay, Definitions, Licensing, DependenceByDay, TradeOffs)
        ]

        def made(loaded: list[Any]) -> Service:
            control, definitions, licensing, dependence, trade_offs = loaded
            return Service(
                store,
                asked,
                schema,
                control,
                definitions,
                licensing,
                dependence,
                trade_offs,
                version,
                what_if,
            )

        return then(together(parts), made)

    return then(EveryComponent.over(store), opened)
