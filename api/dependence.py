"""What organizations and models depend on, on any day, from one version of the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from api.control import ControlByDay
from graph.derive.dependence import Dependence, DependenceKind, minority_investors, vetoes
from graph.snapshot import Row, is_valid
from graph.stores.port import Answer, Store, then
from graph.values.day import Day
from graph.values.node_id import NodeId

EDGE_KINDS = ("DERIVED_FROM", "DEVELOPED_BY", "SUPPLIES", "TRAINED_ON")
"""Edges that dependence hangs on, beside those of control."""


class DependenceByDay:
    """Answers about dependence from the edges of one version of the graph."""

    def __init__(self, edges: Mapping[str, Sequence[Row]]) -> None:
        self._supplies = _by("target", edges["SUPPLIES"])
        self._bases = _by("source", edges["DERIVED_FROM"])
        self._data = _by("source", edges["TRAINED_ON"])
        self._developments = _by("source", edges["DEVELOPED_BY"])

    @classmethod
    def load(cls, store: Store) -> Answer[DependenceByDay]:
        """Ask a store for the edges."""

        def loaded(found: list[tuple[str, Row]]) -> DependenceByDay:
            return cls({kind: [row for of, row in found if of == kind] for kind in EDGE_KINDS})

        return then(store.edges(EDGE_KINDS), loaded)

    def of_organization(
        self, organization: NodeId, day: date, threshold: int, control: ControlByDay
    ) -> list[Dependence]:
        """Suppliers on a day, and holders without control: from a threshold in percent, or with vetoes."""
        control_map = control.on(day, threshold)
        holders = control_map.significant_holders(organization)
        controls = control_map.controllers(organization)
        found = [
            *self._suppliers(organization, day),
            *minority_investors(holders, controls),
            *vetoes(control_map.golden_shares(organization), controls),
        ]
        return sorted(found, key=lambda item: (_KINDS.index(item.kind), item.on, str(item.since)))

    def of_model(self, model: NodeId, day: date, threshold: int, control: ControlByDay) -> list[Dependence]:
        """What it was made from, then what its developers depend on."""
        made_from = [
            *(_made_from(DependenceKind.BASE_MODEL, row) for row in self._bases.get(model, ())),
            *(
                _made_from(DependenceKind.TRAINING_DATA, row)
                for row in self._data.get(model, ())
                if row["stage"] != "EVALUATION"
            ),
        ]
        developers = [row["target"] for row in self._developments.get(model, ())]
        through = [
            replace(item, through=developer)
            for developer in developers
            for item in self.of_organization(developer, day, threshold, control)
        ]
        return made_from + through

    def _suppliers(self, organization: NodeId, day: date) -> Iterator[Dependence]:
        for row in self._supplies.get(organization, ()):
            if is_valid(row, day.isoformat()):
                yield Dependence(
                    row["source"],
                    DependenceKind(row["supply"]),
                    since=Day.parse(row["valid_from"]) if row["valid_from"] else None,
                    until=Day.parse(row["valid_to"]) if row["valid_to"] else None,
                    note=row["note"],
                    sources=tuple(row["source_ids"]),
                )


_KINDS = list(DependenceKind)


def _made_from(kind: DependenceKind, row: Row) -> Dependence:
    return Dependence(row["target"], kind, note=row["note"], sources=tuple(row["source_ids"]))


def _by(end: str, rows: Iterable[Row]) -> dict[NodeId, list[Row]]:
    found: dict[NodeId, list[Row]] = {}
    for row in rows:
        found.setdefault(row[end], []).append(row)
    return found
