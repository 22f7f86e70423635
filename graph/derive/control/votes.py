"""Who could outvote whom in one organization on one day: the links that control runs along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from graph.derive.control.day import Figure, Stake, during
from graph.derive.control.facts import Basis, Holding, Membership, Party
from graph.values.node_id import NodeId
from graph.values.share import Share
from graph.values.truth import Truth

WHOLE = Decimal(100)
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A power of one holder in one organization, with what it weighs in votes.

    truth: whether it controls alone: MET, UNKNOWN (it may) or NOT_MET (only as part of a sum).
    rows: the observations that decide.
    low, low_open, high: bounds of its votes in percent, 0 without a vote.
    taken: what it and all who act with it surely have; others cannot have that.
    """

    holder: NodeId
    target: NodeId
    basis: Basis
    truth: Truth
    evidence: Stake | Membership
    rows: tuple[Holding, ...] = ()
    low: Decimal = NOTHING
    low_open: bool = False
    high: Decimal = NOTHING
    taken: Decimal = NOTHING


@dataclass(slots=True)
class Ballot:
    """The votes of one organization.

    whole: all votes that can be cast; shares that an organization holds in itself are not among them.
    surely_half, possibly_half: half of them at most and at least. taken: what named holders surely have.
    """

    whole: Decimal = WHOLE
    surely_half: Decimal = WHOLE / 2
    possibly_half: Decimal = WHOLE / 2
    taken: Decimal = NOTHING
    links: list[Link] = field(default_factory=list)


def ballot(
    stakes: Iterable[Stake],
    party: Party | None,
    parties: Mapping[NodeId, Party],
    groups: Mapping[NodeId, frozenset[NodeId]],
    on: date,
    threshold: int,
) -> Ballot:
    """The votes of one organization and every link that may carry control of it.

    stakes: all stakes in it. groups: member -> groups that it acts in, at the day.
    Equity stands in for votes only if no holder has a known voting share and no source speaks of share
    classes. A floor below the threshold that no ceiling goes with makes nobody a possible controller.
    Treasury shares carry no votes: Directive (EU) 2017/1132, article 63 (1) (a); Delaware General
    Corporation Law, section 160 (c).
    """
    stakes = list(stakes)
    equity_counts = _equity_counts(stakes, party, on)
    result = Ballot()
    figures: list[tuple[Stake, Basis, Figure]] = []
    for stake in stakes:
        basis, figure = _votes_of(stake, equity_counts)
        if stake.holder == stake.target:
            _leave_out_treasury_shares(result, figure)
        elif figure and _is_holder(parties.get(stake.holder)):
            figures.append((stake, basis, figure))
    taken = _taken(figures, groups)
    result.taken = sum(taken.values(), NOTHING)
    for stake, basis, figure in figures:
        cluster = _cluster(stake.holder, groups)
        result.links.append(_voting_link(stake, basis, figure, result, taken[cluster], threshold))
    for stake in stakes:
        if stake.holder != stake.target and _is_holder(parties.get(stake.holder)):
            result.links += _other_links(stake)
    return result


def _is_holder(party: Party | None) -> bool:
    return party is None or party.kind != "DISPERSED"


def _equity_counts(stakes: Iterable[Stake], party: Party | None, on: date) -> bool:
    if party and during(party.share_classes, on) is not Truth.NOT_MET:
        return False
    return not any(stake.votes and stake.votes.certain for stake in stakes)


def _votes_of(stake: Stake, equity_counts: bool) -> tuple[Basis, Figure | None]:
    if stake.votes:
        return Basis.VOTES, stake.votes
    stands_in = equity_counts and not stake.unpublished_votes
    return Basis.EQUITY_FOR_VOTES, stake.equity if stands_in else None


def _leave_out_treasury_shares(ballot: Ballot, own: Figure | None) -> None:
    if own is None:
        return
    surely_left_out = own.share.low if own.certain else NOTHING
    ballot.whole = WHOLE - surely_left_out
    ballot.surely_half = ballot.whole / 2
    ballot.possibly_half = (WHOLE - own.share.high) / 2


def _cluster(holder: NodeId, groups: Mapping[NodeId, frozenset[NodeId]]) -> NodeId:
    return min(groups.get(holder, ()), default=holder)


def _taken(
    figures: Iterable[tuple[Stake, Basis, Figure]], groups: Mapping[NodeId, frozenset[NodeId]]
) -> dict[NodeId, Decimal]:
    """What each holder, or group with its members, surely has: the group's figure or theirs, never both."""
    alone: dict[NodeId, Decimal] = {}
    together: dict[NodeId, Decimal] = {}
    for stake, _, figure in figures:
        low = figure.share.low if figure.certain else NOTHING
        cluster = _cluster(stake.holder, groups)
        side = alone if cluster == stake.holder else together
        side[cluster] = side.get(cluster, NOTHING) + low
    clusters = alone.keys() | together.keys()
    return {cluster: max(alone.get(cluster, NOTHING), together.get(cluster, NOTHING)) for cluster in clusters}


def _voting_link(
    stake: Stake, basis: Basis, figure: Figure, ballot: Ballot, taken: Decimal, threshold: int
) -> Link:
    share = figure.share
    low = share.low if figure.certain else NOTHING
    low_open = share.low_open and figure.certain
    high = _ceiling(share, threshold)
    if is_more_than(low, low_open, ballot.surely_half):
        truth = Truth.MET
    else:
        truth = Truth.of(None if may_exceed_half(high, taken, ballot) else False)
    return Link(stake.holder, stake.target, basis, truth, stake, figure.rows, low, low_open, high, taken)


def _ceiling(share: Share, threshold: int) -> Decimal:
    has_ceiling = share.high < WHOLE or share.high_open or share.low >= threshold
    return share.high if has_ceiling else share.low


def is_more_than(low: Decimal, low_open: bool, half: Decimal) -> bool:
    """Whether a total that is at least `low` (beyond it, if open) surely exceeds one half."""
    return low > half or (low == half and low_open)


def may_exceed_half(high: Decimal, taken: Decimal, ballot: Ballot) -> bool:
    """Whether a total of at most `high` may exceed one half, beside what the others surely have."""
    return min(high, ballot.whole - (ballot.taken - taken)) > ballot.possibly_half


def _other_links(stake: Stake) -> list[Link]:
    powers = ((Basis.BOARD, stake.board), (Basis.RECORDED, stake.recorded))
    return [
        Link(stake.holder, stake.target, basis, power.truth, stake, power.rows)
        for basis, power in powers
        if power and power.truth is not Truth.NOT_MET
    ]
