"""One version of the graph, ready to be asked: store, schema, control, and the answers already given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import strawberry

from api.control import ControlByDay
from api.definitions import Definitions
from api.dependence import DependenceByDay
from api.licensing import Licensing
from api.request import Request
from api.schema.build import build_schema
from api.trade_offs import TradeOffs
from graph.stores.every_component import EveryComponent
from graph.stores.port import Answer, Store, then, together


@dataclass(frozen=True)
class Service:
    """Everything that a request needs and that does not change within a version.

    store: where the graph is kept. asked: the same, with a line on every component of every model.
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

    @property
    def core_schema(self) -> Any:
        """The schema as the executor takes it."""
        return self.schema._schema

    def request(self, today: date, deadline: float | None = None) -> Request:
        """The context of a request to this version."""
        return Request(
            self.asked,
            today,
            self.control,
            self.definitions,
            self.licensing,
            self.dependence,
            self.trade_offs,
            deadline,
        )


def open_service(store: Store) -> Answer[Service]:
    """A service over a store; at once where the store answers at once."""

    def opened(asked: EveryComponent) -> Answer[Service]:
        facts = asked.facts()
        schema = build_schema(facts.vocabularies)
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
                facts.version,
            )

        return then(together(parts), made)

    return then(EveryComponent.over(store), opened)
