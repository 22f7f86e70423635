"""Records of control without a figure, set against the figures of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.derive.control.facts import Basis
from graph.derive.control.votes import Ballot, Link
from graph.values.node_id import NodeId
from graph.values.truth import Truth

_FIGURES = (Basis.VOTES, Basis.EQUITY_FOR_VOTES)


def without_contradicted(
    ballots: Mapping[NodeId, Ballot], memberships: Mapping[NodeId, Sequence[Link]]
) -> Iterator[Link]:
    """All links but records of control that the majority figure of an unrelated holder contradicts."""
    for ballot in ballots.values():
        majority = [link for link in ballot.links if link.truth is Truth.MET and link.basis in _FIGURES]
        for link in ballot.links:
            contradicted = link.basis is Basis.RECORDED and any(
                not _is_above(link.holder, other.holder, ballots, memberships)
                and not _is_above(other.holder, link.holder, ballots, memberships)
                for other in majority
            )
            if not contradicted:
                yield link


def _is_above(
    upper: NodeId,
    lower: NodeId,
    ballots: Mapping[NodeId, Ballot],
    memberships: Mapping[NodeId, Sequence[Link]],
) -> bool:
    seen = {lower}
    queue = [lower]
    for node in queue:
        if node == upper:
            return True
        ballot = ballots.get(node)
        links = [link for link in ballot.links if link.truth is Truth.MET] if ballot else []
        for link in (*links, *memberships.get(node, ())):
            if link.holder not in seen:
                seen.add(link.holder)
                queue.append(link.holder)
    return False
