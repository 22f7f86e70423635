"""Dependence that is not control: whoever an organization or a model could not easily do without.

Suppliers of compute, cloud, data or money, who gave technology and people under licence, large holders and
holders of golden shares that do not control, and for a model what it was made from. Control itself stands
elsewhere and is left out here.

Source: J. Pfeffer, G. R. Salancik, The External Control of Organizations: A Resource Dependence Perspective
(1978), for dependence on suppliers of what is critical; the ties are those that sources state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.derive.control.facts import Control, Degree, GoldenShare, KnownHolder
from graph.values.day import Day
from graph.values.node_id import NodeId
from graph.values.share import Share
from graph.values.term import Term
from graph.values.truth import Truth


class DependenceKind(Term):
    """In which way one depends on another."""

    COMPUTE = "COMPUTE", "It gets chips or computing capacity from there."
    CLOUD = "CLOUD", "It gets cloud services from there."
    DATA = "DATA", "It gets data to train on from there."
    FUNDING = "FUNDING", "It gets money without shares from there."
    LICENSE_AND_HIRE = (
        "LICENSE_AND_HIRE",
        "It got technology under licence, together with the people, from there.",
    )
    MINORITY_INVESTOR = "MINORITY_INVESTOR", "A holder with a large share that does not control it."
    GOLDEN_SHARE = (
        "GOLDEN_SHARE",
        "A holder with rights by the articles, such as vetoes, whatever its part of the votes, that does not "
        "control it.",
    )
    BASE_MODEL = "BASE_MODEL", "The model was made from that model."
    TRAINING_DATA = "TRAINING_DATA", "The model was trained on those data."


@dataclass(frozen=True, slots=True)
class Dependence:
    """One thing that something depends on.

    through: the developer whose dependence it is; `None`: its own. certain: whether it surely holds, or is
    surely as large as asked. share: the larger of votes and capital, for investors.
    """

    on: NodeId
    kind: DependenceKind
    since: Day | None = None
    until: Day | None = None
    share: Share | None = None
    certain: Truth = Truth.MET
    note: str | None = None
    sources: tuple[str, ...] = ()
    through: NodeId | None = None


def minority_investors(
    holders: Iterable[tuple[KnownHolder, Truth]], controls: Iterable[Control]
) -> Iterator[Dependence]:
    """Significant holders that are no link of a chain by which the organization is surely controlled.

    holders: those who reach the threshold that makes a share large, surely or possibly.
    """
    controlling = _controlling(controls)
    for holder, certain in holders:
        if holder.holder in controlling:
            continue
        yield Dependence(
            holder.holder,
            DependenceKind.MINORITY_INVESTOR,
            share=_larger(holder.votes, holder.equity),
            certain=certain if holder.certain else Truth.UNKNOWN,
            sources=holder.sources,
        )


def vetoes(shares: Iterable[GoldenShare], controls: Iterable[Control]) -> Iterator[Dependence]:
    """Golden shares of holders that are no link of a chain by which the organization is surely controlled."""
    controlling = _controlling(controls)
    for golden in shares:
        if golden.holder not in controlling:
            yield Dependence(
                golden.holder,
                DependenceKind.GOLDEN_SHARE,
                since=golden.since,
                until=golden.until,
                share=_larger(golden.votes, golden.equity),
                certain=golden.truth,
                note=golden.note,
                sources=golden.sources,
            )


def _controlling(controls: Iterable[Control]) -> set[NodeId]:
    sure = (control for control in controls if control.degree is not Degree.POSSIBLE)
    return {step.holder for control in sure for step in control.path}


def _larger(votes: Share | None, equity: Share | None) -> Share | None:
    shares = [share for share in (votes, equity) if share is not None]
    return max(shares, key=lambda share: (share.high, share.low), default=None)
