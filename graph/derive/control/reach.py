"""The company control problem: all that one holder controls, alone or together with what it controls.

X controls Y if X and the companies that X controls together hold more than half of Y's votes: the least
fixpoint of that rule. Source: S. Ceri, G. Gottlob, L. Tanca, Logic Programming and Databases (1990); as a
program with monotonic aggregation in K. Ross, Y. Sagiv, Monotonic Aggregation in Deductive Databases (1992).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from graph.derive.control.votes import NOTHING, Ballot, Link, is_more_than, may_exceed_half
from graph.values.node_id import NodeId
from graph.values.truth import Truth


@dataclass(slots=True)
class Total:
    """What several links weigh together."""

    low: Decimal = NOTHING
    low_open: bool = False
    high: Decimal = NOTHING
    taken: Decimal = NOTHING
    links: list[Link] = field(default_factory=list)

    def add(self, link: Link) -> None:
        """Count one more link."""
        self.low += link.low
        self.low_open |= link.low_open
        self.high += link.high
        self.taken += link.taken
        self.links.append(link)

    def is_majority(self, ballot: Ballot | None) -> bool:
        """Whether the links together surely have more than half of these votes."""
        return ballot is not None and is_more_than(self.low, self.low_open, ballot.surely_half)


@dataclass(slots=True)
class Reach:
    """What one holder controls, each with the links that show it, in the order in which it was found.

    totals: what holder and controlled together have in organizations that they do not control.
    """

    start: NodeId
    controlled: dict[NodeId, tuple[Link, ...]]
    totals: dict[NodeId, Total]
    _rank: dict[NodeId, int] = field(default_factory=dict)

    def path(self, target: NodeId, last: Sequence[Link] = ()) -> tuple[Link, ...]:
        """The links from the start to the target, each after those that it rests on.

        last: links that lead to a target which is not controlled itself.
        """
        needed: set[NodeId] = set()
        open_ends = [target]
        while open_ends:
            node = open_ends.pop()
            if node == self.start or node in needed:
                continue
            needed.add(node)
            links = last if node == target and last else self.controlled[node]
            open_ends += [link.holder for link in links]
        if not self._rank:
            self._rank = {node: rank for rank, node in enumerate(self.controlled)}
        found = sorted(needed & self.controlled.keys(), key=self._rank.__getitem__)
        return (*(link for node in found for link in self.controlled[node]), *last)

    def lowest(self, links: Sequence[Link], half: Decimal, *, exactly: bool = False) -> NodeId:
        """The holder nearest to the target that has, with what it controls, the majority of these links."""
        sums: dict[NodeId, tuple[Decimal, bool]] = {}
        depth: dict[NodeId, int] = {}
        for link in links:
            above = self._above(link.holder)
            for height, node in enumerate(reversed(above)):
                low, low_open = sums.get(node, (NOTHING, False))
                sums[node] = (low + link.low, low_open or link.low_open)
                depth[node] = height
        enough = [
            node
            for node, (low, low_open) in sums.items()
            if (low == half if exactly else is_more_than(low, low_open, half))
        ]
        return max(enough, key=lambda node: (depth[node], node), default=self.start)

    def _above(self, node: NodeId) -> list[NodeId]:
        """The node and those above it, up to the start, along the first link of each."""
        chain = [node]
        while chain[-1] != self.start:
            chain.append(self.controlled[chain[-1]][0].holder)
        return chain


def sure_reach(
    start: NodeId, links: Mapping[NodeId, Sequence[Link]], ballots: Mapping[NodeId, Ballot]
) -> Reach:
    """All that `start` surely controls. links: holder -> its links."""

    def alone(link: Link) -> bool:
        return link.truth is Truth.MET

    def weighs(link: Link) -> bool:
        return link.low > NOTHING or link.low_open

    return _close(Reach(start, {}, {}), links, ballots, alone, weighs, Total.is_majority)


def possible_reach(
    sure: Reach, links: Mapping[NodeId, Sequence[Link]], ballots: Mapping[NodeId, Ballot]
) -> Reach:
    """All that may be controlled by the holder of `sure`, what it surely controls included."""

    def passes(total: Total, ballot: Ballot) -> bool:
        return may_exceed_half(total.high, total.taken, ballot)

    def alone(link: Link) -> bool:
        return link.truth is not Truth.NOT_MET

    def weighs(link: Link) -> bool:
        return link.high > NOTHING

    return _close(Reach(sure.start, dict(sure.controlled), {}), links, ballots, alone, weighs, passes)


def _close(
    reach: Reach,
    links: Mapping[NodeId, Sequence[Link]],
    ballots: Mapping[NodeId, Ballot],
    alone: Callable[[Link], bool],
    weighs: Callable[[Link], bool],
    passes: Callable[[Total, Ballot], bool],
) -> Reach:
    queue = [reach.start, *reach.controlled]
    for holder in queue:
        for link in links.get(holder, ()):
            target = link.target
            if target == reach.start or target in reach.controlled:
                continue
            if alone(link):
                reach.controlled[target] = (link,)
                queue.append(target)
            elif weighs(link):
                total = reach.totals.setdefault(target, Total())
                total.add(link)
                if passes(total, ballots[target]):
                    reach.controlled[target] = tuple(total.links)
                    queue.append(target)
    return reach
