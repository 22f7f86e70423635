"""Control status of an organization, and who is known to hold something in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from graph.derive.control.day import Stake, during
from graph.derive.control.facts import (
    Control,
    ControlStatus,
    Degree,
    Dispersal,
    Holding,
    KnownHolder,
    Party,
    Standing,
)
from graph.values.day import Day
from graph.values.node_id import NodeId
from graph.values.truth import Truth

_PUBLIC_BODIES = {"GOVERNMENT", "GOVERNMENT_BODY"}
_WITHOUT_OWNERS = {"NONPROFIT", "FOUNDATION", "TRUST", "PARTNERSHIP", "COMMUNITY", "CONSORTIUM"}


def standing(
    party: Party,
    controls: Sequence[Control],
    public_bodies: Iterable[NodeId],
    stakes: Sequence[Stake],
    crowds: Iterable[NodeId],
    on: date,
    threshold: int,
) -> Standing:
    """The first status that applies, in the order of `ControlStatus`.

    controls: ultimate controllers. public_bodies: those of them that are public bodies. stakes: all stakes in
    it. crowds: those of its holders that are many who do not act together.
    While somebody may control it, it is neither self-governed nor dispersed.
    """
    certain = [control for control in controls if control.degree is not Degree.POSSIBLE]
    if certain and all(control.degree is Degree.JOINT for control in certain):
        return Standing(ControlStatus.JOINTLY_CONTROLLED)
    public = set(public_bodies)
    if is_public_body(party) or (certain and all(control.holder in public for control in certain)):
        return Standing(ControlStatus.STATE)
    if certain:
        return Standing(ControlStatus.CONTROLLED)
    if not controls and (party.self_governed or party.kind in _WITHOUT_OWNERS):
        return Standing(ControlStatus.SELF_GOVERNED, sources=party.self_governed)
    dispersal = None if controls else _dispersal(party, stakes, set(crowds), on, threshold)
    if dispersal:
        return Standing(ControlStatus.DISPERSED, dispersal.as_of, dispersal.sources)
    is_held = any(stake.certain and stake.holder != stake.target for stake in stakes)
    return Standing(ControlStatus.UNDISCLOSED if is_held else ControlStatus.UNKNOWN)


def is_public_body(party: Party | None) -> bool:
    """A government, a government body, or a university or institute that a source calls public."""
    return party is not None and (party.kind in _PUBLIC_BODIES or party.public)


def _dispersal(
    party: Party, stakes: Sequence[Stake], crowds: set[NodeId], on: date, threshold: int
) -> Dispersal | None:
    """The newest evidence that no holder reaches the threshold, unless one is known to reach it."""
    if party.kind == "DISPERSED":
        return Dispersal(None, ())
    if during(party.listed, on) is not Truth.MET:
        return None
    if any(significance(stake, threshold) is Truth.MET for stake in stakes if stake.holder not in crowds):
        return None
    stated = [
        statement for statement in party.dispersed if not statement.as_of or statement.as_of.first <= on
    ]
    held_by_crowds = [
        Dispersal(latest(figure.rows), sources_of(figure.rows))
        for stake in stakes
        if stake.holder in crowds and (figure := stake.votes or stake.equity)
        if figure.certain and figure.share.more_than(Decimal(100 - threshold)) is Truth.MET
    ]
    evidence = stated + held_by_crowds
    return max(evidence, key=lambda item: item.as_of.first if item.as_of else date.min, default=None)


def significance(stake: Stake, threshold: int) -> Truth:
    """Whether a stake reaches the threshold, by votes or by equity.

    Source: beneficial ownership by 25 % of shares or votes, Directive (EU) 2015/849, article 3 (6) (a).
    """
    reached = Truth.NOT_MET
    for figure in (stake.votes, stake.equity):
        if figure:
            reached |= figure.share.at_least(threshold) & Truth.of(figure.certain or None)
    return reached


def known_holders(stakes: Iterable[Stake], founders: Iterable[NodeId]) -> tuple[KnownHolder, ...]:
    """Everybody with an interest in force, and the founders; ordered by id."""
    founders = set(founders)
    held = {stake.holder: _known_holder(stake, founders) for stake in stakes if stake.holder != stake.target}
    only_founders = {founder: KnownHolder(founder, founder=True) for founder in founders - held.keys()}
    return tuple(holder for _, holder in sorted((held | only_founders).items()))


def _known_holder(stake: Stake, founders: set[NodeId]) -> KnownHolder:
    board = stake.board
    return KnownHolder(
        holder=stake.holder,
        interests=frozenset().union(*(row.interests for row in stake.in_force)),
        votes=stake.votes.share if stake.votes else None,
        equity=stake.equity.share if stake.equity else None,
        board_majority=None if not board or board.truth is Truth.UNKNOWN else board.truth is Truth.MET,
        founder=stake.holder in founders,
        golden_share=stake.golden.truth if stake.golden else Truth.NOT_MET,
        certain=stake.certain,
        as_of=latest(stake.in_force),
        holding_ids=tuple(row.id for row in stake.in_force),
        sources=sources_of(stake.in_force),
    )


def latest(rows: Iterable[Holding]) -> Day | None:
    """The newest day that the figures of these rows are of."""
    return max((row.as_of for row in rows if row.as_of), default=None)


def sources_of(rows: Iterable[Holding]) -> tuple[str, ...]:
    """The sources of these rows, each once."""
    return tuple(dict.fromkeys(source for row in rows for source in row.sources))
