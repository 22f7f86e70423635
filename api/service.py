"""One version of the graph, ready to be asked: store, schema, control, and the answers already given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import strawberry

from api.control import ControlByDay
from api.definitions import Definitions
from api.schema.build import build_schema
from graph.stores.port import Answer, Store, then


@dataclass(frozen=True)
class Service:
    """Everything that a request needs and that does not change within a version."""

    store: Store
    schema: strawberry.Schema
    control: ControlByDay
    definitions: Definitions
    version: str

    @property
    def core_schema(self) -> Any:
        """The schema as the executor takes it."""
        return self.schema._schema


def open_service(store: Store) -> Answer[Service]:
    """A service over a store; at once where the store answers at once."""
    facts = store.facts()
    schema = build_schema(facts.vocabularies)

    def with_control(control: ControlByDay) -> Answer[Service]:
        return then(
            Definitions.load(store),
            lambda definitions: Service(store, schema, control, definitions, facts.version),
        )

    return then(ControlByDay.load(store), with_control)
