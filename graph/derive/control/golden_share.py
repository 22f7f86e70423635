"""Golden shares: rights by the articles, such as vetoes, whatever the part of the votes.

Who may block decisions does not thereby make them: a golden share is influence, and no control unless a
source records it as control, or votes or a board majority give it.

Sources: Beneficial Ownership Data Standard, Representing state-owned enterprises, scenario 4 (a golden share
provision: rights of veto over specified decisions); against counting a right to block alone as control by a
majority, the rule of control itself (`graph.derive.control.map`).
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.derive.control.day import BY_THE_ARTICLES, Stake, unbroken
from graph.derive.control.facts import GoldenShare
from graph.derive.control.status import sources_of


def golden_shares(stakes: Iterable[Stake]) -> tuple[GoldenShare, ...]:
    """The golden shares among the stakes in one organization on a day, ordered by holder."""
    found = (_golden_share(stake) for stake in stakes if stake.holder != stake.target)
    return tuple(sorted((item for item in found if item), key=lambda item: item.holder))


def _golden_share(stake: Stake) -> GoldenShare | None:
    power = stake.golden
    if power is None:
        return None
    span = unbroken([row for row in stake.history if BY_THE_ARTICLES in row.interests], power.rows)
    return GoldenShare(
        holder=stake.holder,
        truth=power.truth,
        votes=stake.votes.share if stake.votes else None,
        equity=stake.equity.share if stake.equity else None,
        since=span.since,
        until=span.until,
        note=next((row.note for row in power.rows if row.note), None),
        sources=sources_of(power.rows),
    )
