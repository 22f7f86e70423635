"""Graphs under scenarios: the whole graph read from the store once, and the scenarios asked for last kept.

A scenario is worked out in memory whatever the store, so that every field, filter, count and path under it is
answered by the code that answers without it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic, TypeVar

from api.collector import no_collection
from api.control import ControlByDay
from graph.errors import LimitError
from graph.query import Find, Found
from graph.scenarios.changes import Change
from graph.scenarios.rows import Rows
from graph.scenarios.scenario import Scenario
from graph.scenarios.supposed import Supposed, suppose
from graph.snapshot import Row, Snapshot
from graph.stores.port import Answer, Store, then, together
from graph.values.node_id import NodeId

KEPT = 4
"""How many scenarios are kept; each shares with the graph all rows that stay as they are."""

MAX_MODELS = 50_000
"""Up to here a supposed holding, status or licence of a model is worked out within the time of a request;
other terms of a licence that most models are under take longer, and are there for who asks again."""

S = TypeVar("S")


@dataclass(frozen=True)
class WhatIf:
    """What a request under a scenario knows beside the graph that it asks.

    changes: the verdicts on models that differ. control: without the scenario.
    """

    supposed: Supposed
    changes: Sequence[Change]
    control: ControlByDay


class Scenarios(Generic[S]):
    """What was made for each of the scenarios asked for last."""

    def __init__(self, store: Store, make: Callable[[Supposed], S]) -> None:
        self._store = store
        self._make = make
        self._rows: Rows | None = None
        self._kept: OrderedDict[Scenario, S] = OrderedDict()
        self._one_at_a_time = Lock()

    def under(self, scenario: Scenario, rows: Rows) -> S:
        """What is made of the graph under a scenario; raises `RequestError` where it cannot be supposed.

        It may take seconds, and may be called from any thread.
        """
        with self._one_at_a_time, no_collection():
            if scenario not in self._kept:
                self._kept[scenario] = self._make(suppose(scenario, rows))
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(scenario)
            return self._kept[scenario]

    def rows(self) -> Answer[Rows]:
        """The whole graph without a scenario; raises `LimitError` where it is too large for memory."""
        if self._rows is not None:
            return self._rows
        models = self._store.facts().node_counts.get("model", 0)
        if models > MAX_MODELS:
            raise LimitError(
                f"`scenario` is worked out in memory, and this graph has {models:,} models; the limit is "
                f"{MAX_MODELS:,}; ask a server whose graph is smaller"
            )

        def loaded(snapshot: Snapshot) -> Rows:
            self._rows = Rows.of(snapshot)
            return self._rows

        return then(_whole(self._store), loaded)


def _whole(store: Store) -> Answer[Snapshot]:
    """Everything that a store holds."""
    facts = store.facts()
    kinds = list(facts.node_counts)

    def with_claims(found: list[Any]) -> Answer[Snapshot]:
        pages: list[Found[Row]] = found[0]
        nodes = {kind: list(page.rows) for kind, page in zip(kinds, pages, strict=True)}
        edges: dict[str, list[Row]] = {kind: [] for kind in facts.edge_counts}
        for kind, row in found[1]:
            edges[kind].append(row)
        ids = [NodeId(row["id"]) for rows in nodes.values() for row in rows]

        def whole(claims: list[list[Row]]) -> Snapshot:
            every = sorted((claim for of_one in claims for claim in of_one), key=lambda claim: claim["id"])
            return Snapshot(facts.version, nodes, edges, facts.vocabularies, every, facts.coverage)

        return then(store.claims(ids), whole)

    asked = [store.find([Find(kind) for kind in kinds]), store.edges(list(facts.edge_counts))]
    return then(together(asked), with_claims)
