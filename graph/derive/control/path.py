"""From the links of a route to a control with the path that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce

from graph.derive.control.day import Stake, unbroken
from graph.derive.control.facts import Basis, Control, Holding, Span, Step
from graph.derive.control.status import latest, sources_of
from graph.derive.control.top import Route
from graph.derive.control.votes import WHOLE, Link
from graph.values.day import Day
from graph.values.node_id import NodeId
from graph.values.share import Share
from graph.values.truth import Truth

_HALF = Decimal(50)


def control_of(route: Route) -> Control:
    """The control that a route from the top shows, with its steps, weakest voting share and time."""
    path = tuple(_step(link) for link in route.links)
    return Control(
        holder=route.holder,
        degree=route.degree,
        basis=next((step.basis for step in path if step.holder == route.holder), None),
        votes=_weakest(path),
        path=path,
        counted_as=route.counted_as,
        since=_since(path),
        until=min((step.until for step in path if step.until), default=None),
    )


def _weakest(path: Sequence[Step]) -> Share | None:
    figures: dict[NodeId, list[Share]] = {}
    for step in path:
        share = {Basis.VOTES: step.votes, Basis.EQUITY_FOR_VOTES: step.equity}.get(step.basis)
        if share:
            figures.setdefault(step.target, []).append(share)
    sums = [reduce(_and, shares) for shares in figures.values()]
    return min(sums, key=lambda share: (share.low, share.high), default=None)


def _and(one: Share, other: Share) -> Share:
    """Both together, where figures of different days may exceed the whole by a little."""
    return one + other if one.low + other.low < WHOLE else Share(WHOLE, WHOLE)


def _since(path: Sequence[Step]) -> Day | None:
    starts = [step.since for step in path if step.since]
    return max(starts) if starts and len(starts) == len(path) else None


def _step(link: Link) -> Step:
    if isinstance(link.evidence, Stake):
        return _step_by_stake(link, link.evidence)
    membership = link.evidence
    return Step(
        holder=link.holder,
        target=link.target,
        basis=link.basis,
        since=membership.since,
        until=membership.until,
        sources=membership.sources,
    )


def _step_by_stake(link: Link, stake: Stake) -> Step:
    span = _time(link, stake)
    return Step(
        holder=link.holder,
        target=link.target,
        basis=link.basis,
        votes=stake.votes.share if stake.votes else None,
        equity=stake.equity.share if stake.equity else None,
        as_of=latest(link.rows),
        since=span.since,
        until=span.until,
        holding_ids=tuple(row.id for row in link.rows),
        sources=sources_of(link.rows),
    )


def _time(link: Link, stake: Stake) -> Span:
    return unbroken([row for row in stake.history if _says_the_same(row, link)], link.rows)


def _says_the_same(row: Holding, link: Link) -> bool:
    """Whether a row, like the deciding ones, shows control by itself, or else the same figure."""
    if link.basis in (Basis.BOARD, Basis.RECORDED):
        return row.board_majority is True if link.basis is Basis.BOARD else row.controls
    share = _share(row, link.basis)
    if share and link.truth is Truth.MET:
        return share.more_than(_HALF) is Truth.MET
    return share in [_share(deciding, link.basis) for deciding in link.rows]


def _share(row: Holding, basis: Basis) -> Share | None:
    return row.votes if basis is Basis.VOTES else row.equity
