"""Named holders who together have more than the whole: an error in the facts, reported by the fact checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from graph.derive.control.day import Figure, Stake, stakes_on
from graph.derive.control.facts import Excess, Holding, Membership, Party
from graph.values.node_id import NodeId

_WHOLE = Decimal(100)


def excess_shares(
    holdings: Iterable[Holding], parties: Iterable[Party], memberships: Iterable[Membership] = ()
) -> list[Excess]:
    """For each organization and measure, the first day's shares that add up to more than 100 %, if any.

    Figures that may overlap are not added: crowds, members of a group beside their group, and a holder that
    another holder of the same organization itself holds.
    """
    by_target: dict[NodeId, list[Holding]] = {}
    for holding in holdings:
        by_target.setdefault(holding.target, []).append(holding)
    crowds = {party.id for party in parties if party.kind == "DISPERSED"}
    overlaps: dict[NodeId, set[NodeId]] = {}
    for target, rows in by_target.items():
        overlaps[target] = {row.holder for row in rows}
    for membership in memberships:
        overlaps.setdefault(membership.member, set()).add(membership.group)
    found = (
        _first_excess(by_target[target], crowds, overlaps, measure)
        for target in sorted(by_target)
        for measure in ("votes", "equity")
    )
    return [excess for excess in found if excess]


def _first_excess(
    rows: list[Holding], crowds: set[NodeId], overlaps: Mapping[NodeId, set[NodeId]], measure: str
) -> Excess | None:
    for day in sorted(set(_days(rows))):
        figures = list(_named(stakes_on(day, rows), crowds, overlaps, measure))
        total = sum((figure.share.low for figure in figures), Decimal(0))
        is_open = any(figure.share.low_open for figure in figures)
        if total > _WHOLE or (total == _WHOLE and is_open):
            ids = tuple(row.id for figure in figures for row in figure.rows)
            return Excess(rows[0].target, measure, total, ids)
    return None


def _days(rows: Iterable[Holding]) -> Iterator[date]:
    for row in rows:
        yield from (day.last for day in (row.valid_from, row.as_of) if day)


def _named(
    stakes: list[Stake], crowds: set[NodeId], overlaps: Mapping[NodeId, set[NodeId]], measure: str
) -> Iterator[Figure]:
    figures = {
        stake.holder: figure
        for stake in stakes
        if stake.holder not in crowds
        if (figure := stake.votes if measure == "votes" else stake.equity) and figure.certain
    }
    for holder, figure in figures.items():
        if not overlaps.get(holder, set()) & (figures.keys() - {holder}):
            yield figure
