"""Control of organizations by day: computed once for each day asked, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from graph.derive.control.facts import Control, Holding, Membership, Party
from graph.derive.control.map import ControlMap, control_on, model_controllers
from graph.holdings import EDGE_KINDS, holdings_of, memberships_of, parties_of
from graph.query import Find, Found
from graph.snapshot import Row
from graph.stores.port import Answer, Store, then
from graph.values.node_id import NodeId
from graph.values.share import share_row

if TYPE_CHECKING:
    from graph.derive.ownership import Ownership


class ControlByDay:
    """Answers about control on any day, from the holdings of one version of the graph."""

    def __init__(
        self, holdings: Sequence[Holding], parties: Sequence[Party], memberships: Sequence[Membership]
    ) -> None:
        self._facts = (holdings, parties, memberships)
        self.on = lru_cache(maxsize=64)(self._on)
        self.ownership = lru_cache(maxsize=64)(self._ownership)
        self.rows = lru_cache(maxsize=65536)(self._rows)
        self.status = lru_cache(maxsize=65536)(self._status)
        self.model_rows = lru_cache(maxsize=65536)(self._model_rows)

    @classmethod
    def load(cls, store: Store) -> Answer[ControlByDay]:
        """Ask a store for everything that control hangs on."""

        def with_edges(edges: list[tuple[str, Row]]) -> Answer[ControlByDay]:
            return then(store.find([Find("organization"), Find("person")]), partial(with_nodes, edges))

        def with_nodes(edges: list[tuple[str, Row]], found: list[Found[Row]]) -> ControlByDay:
            organizations, persons = found
            parties = parties_of(organizations.rows, persons.rows, edges)
            return cls(holdings_of(edges), parties, memberships_of(edges))

        return then(store.edges(EDGE_KINDS), with_edges)

    def _on(self, day: date, threshold: int = 25) -> ControlMap:
        holdings, parties, memberships = self._facts
        return control_on(day, holdings, parties, memberships, threshold)

    def _ownership(self, day: date) -> Ownership:
        """Shares of capital on a day; holders counted in the lump, such as the public, are no owners."""
        from graph.derive.ownership import Ownership

        holdings, parties, _ = self._facts
        lumped = {party.id for party in parties if party.kind == "DISPERSED"}
        return Ownership(day, (holding for holding in holdings if holding.holder not in lumped))

    def between(self, holder: NodeId, organization: NodeId, day: date) -> Row | None:
        """How a holder controls an organization, or may, as a row; `None`: in no way."""
        control = self.on(day).control_between(holder, organization)
        return None if control is None else control_row(control)

    def _status(self, organization: NodeId, day: date) -> str:
        return str(self.on(day).status(organization))

    def _rows(self, organization: NodeId, day: date) -> tuple[Row, ...]:
        """The ultimate controllers of an organization as rows."""
        return tuple(control_row(control) for control in self.on(day).controllers(organization))

    def _model_rows(self, developers: tuple[NodeId, ...], day: date) -> tuple[Row, ...]:
        """Who controls a model through any of its developers, as rows."""
        return tuple(
            {**control_row(item.control), "developer": item.developer, "developer_status": str(item.status)}
            for item in model_controllers(developers, self.on(day))
        )


def control_row(control: Control) -> Row:
    """Control with its path, in output values; holders are ids."""
    return {
        "holder": control.holder,
        "degree": str(control.degree),
        "basis": None if control.basis is None else str(control.basis),
        **share_row("voting_share", control.votes),
        "since": _text(control.since),
        "until": _text(control.until),
        "counted_as": control.counted_as,
        "path": [
            {
                "holder": step.holder,
                "target": step.target,
                "basis": str(step.basis),
                **share_row("voting_share", step.votes),
                **share_row("equity_share", step.equity),
                "as_of": _text(step.as_of),
                "since": _text(step.since),
                "until": _text(step.until),
                "source_ids": list(step.sources),
            }
            for step in control.path
        ],
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
