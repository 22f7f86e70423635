"""Who stands at the top of each chain of control: the controllers that nobody controls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.derive.control.facts import Degree, Party
from graph.derive.control.reach import Reach, Total, possible_reach, sure_reach
from graph.derive.control.record import without_contradicted
from graph.derive.control.votes import Ballot, Link
from graph.values.node_id import NodeId
from graph.values.truth import Truth


@dataclass(frozen=True, slots=True)
class Route:
    """One holder at the top, and the links by which its control reaches down."""

    holder: NodeId
    degree: Degree
    links: tuple[Link, ...]
    counted_as: NodeId


@dataclass(frozen=True, slots=True)
class Joint:
    """A holder that controls something only together with others, and the links by which it does."""

    holder: NodeId
    nearest: NodeId
    links: tuple[Link, ...]
    truth: Truth = Truth.MET


class Summit:
    """The routes from the top to each organization on one day; strictly read-only once made.

    joint: by organization or group, those who control it only with others.
    """

    def __init__(
        self,
        ballots: Mapping[NodeId, Ballot],
        memberships: Mapping[NodeId, Sequence[Link]],
        parties: Mapping[NodeId, Party],
    ) -> None:
        self._ballots = ballots
        self._memberships = memberships
        self._parties = parties
        carried = set(without_contradicted(ballots, memberships))
        self._carried = {
            target: [link for link in ballot.links if link in carried] for target, ballot in ballots.items()
        }
        self._links = _by_holder(link for links in self._carried.values() for link in links)
        self._sure = self._sure_reaches()
        self._roots = self._roots_by_target()
        self._possible_reaches: dict[NodeId, Reach] = {}
        self._possible = self._possible_starts()
        self.joint = {group: self._members(group) for group in memberships} | self._halves()
        self.reach = cache(self._reach)
        self.possible_reach = cache(self._possible_reach)

    def routes(self, target: NodeId) -> list[Route]:
        """Ultimate controllers; `[]`: nobody is known to control it, or even to be able to."""
        routes: dict[NodeId, Route] = {}
        roots = self._independent_roots(target)
        several = len({self._ring(root) for root in roots}) > 1
        for root in roots:
            for top in self._tops(root):
                degree = weaker(top.degree, Degree.JOINT) if several else top.degree
                links = (*top.links, *self._sure[root].path(target))
                _keep_stronger(routes, Route(top.holder, degree, links, top.counted_as))
        if not roots:
            for top in self._tops(target):
                _keep_stronger(routes, top)
        for start in self._possible.get(target, ()):
            below = self._possible_reaches[start].path(target)
            for top in self._tops(start):
                links = (*top.links, *below)
                _keep_stronger(routes, Route(top.holder, Degree.POSSIBLE, links, top.counted_as))
        routes.pop(target, None)
        return _sorted(routes.values())

    def nearest(self, target: NodeId) -> list[Route]:
        """Direct controllers: those with no other controller between them and the organization."""
        routes: dict[NodeId, Route] = {}
        roots = self._independent_roots(target)
        several = len({self._ring(root) for root in roots}) > 1
        for holder, links in self._nearest_links(target, roots):
            degree = Degree.JOINT if several or self.is_group(holder) else Degree.SOLE
            _keep_stronger(routes, Route(holder, degree, links, holder))
        for joint in self.joint.get(target, ()):
            degree = Degree.JOINT if joint.truth is Truth.MET else Degree.POSSIBLE
            _keep_stronger(routes, Route(joint.nearest, degree, self.lower(joint), joint.nearest))
        for start in self._possible.get(target, ()):
            links = self._possible_reaches[start].controlled[target]
            holder = links[0].holder if len(links) == 1 else start
            _keep_stronger(routes, Route(holder, Degree.POSSIBLE, links, holder))
        return _sorted(routes.values())

    def lower(self, joint: Joint) -> tuple[Link, ...]:
        """The links of a joint holder from the nearest one down."""
        above = self._path(joint.holder, joint.nearest)
        return tuple(link for link in joint.links if link not in above)

    def is_shared(self, holder: NodeId, target: NodeId) -> bool:
        """Whether somebody at the top, neither above nor below a holder, controls the target too."""
        return any(
            root != holder
            and holder not in self.reach(root).controlled
            and root not in self.reach(holder).controlled
            for root in self._independent_roots(target)
        )

    def _reach(self, holder: NodeId) -> Reach:
        return self._sure.get(holder) or sure_reach(holder, self._links, self._ballots)

    def _possible_reach(self, holder: NodeId) -> Reach:
        known = self._possible_reaches.get(holder)
        return known or possible_reach(self.reach(holder), self._links, self._ballots)

    def _sure_reaches(self) -> dict[NodeId, Reach]:
        held = {link.target for links in self._links.values() for link in links if link.truth is Truth.MET}
        reaches = {
            start: sure_reach(start, self._links, self._ballots) for start in self._links if start not in held
        }
        covered = {node for reach in reaches.values() for node in reach.controlled}
        uncovered = {node for node in self._links if node in held and node not in covered}
        for start in _rings_at_the_top(self._links, uncovered):
            reaches[start] = sure_reach(start, self._links, self._ballots)
        for reach in list(reaches.values()):
            reaches |= self._rings_by_sums(reach)
        return reaches

    def _rings_by_sums(self, reach: Reach) -> dict[NodeId, Reach]:
        """Those below a holder that control it in turn with votes that only together are a majority."""
        total = Total()
        for link in self._carried.get(reach.start, ()):
            if link.holder in reach.controlled:
                total.add(link)
        if not total.is_majority(self._ballots.get(reach.start)):
            return {}
        below = (sure_reach(node, self._links, self._ballots) for node in reach.controlled)
        return {lower.start: lower for lower in below if reach.start in lower.controlled}

    def _roots_by_target(self) -> dict[NodeId, list[NodeId]]:
        above: dict[NodeId, list[NodeId]] = {}
        for start, reach in self._sure.items():
            for node in reach.controlled:
                above.setdefault(node, []).append(start)
        below_somebody = {
            start
            for start, reach in self._sure.items()
            if any(upper not in reach.controlled for upper in above.get(start, ()))
        }
        return {
            node: [start for start in starts if start not in below_somebody] for node, starts in above.items()
        }

    def _ring(self, root: NodeId) -> NodeId:
        """One name for all that control one another."""
        return min([root, *(other for other in self._roots.get(root, ()))])

    def _independent_roots(self, target: NodeId) -> list[NodeId]:
        """Those at the top, without a group of which a member is there by itself."""
        roots = self._roots.get(target, [])
        return [
            root
            for root in roots
            if not any(
                upper in roots
                for link in self._memberships.get(root, ())
                for upper in (link.holder, *self._roots.get(link.holder, ()))
            )
        ]

    def is_group(self, holder: NodeId) -> bool:
        """Whether it is several who act together."""
        party = self._parties.get(holder)
        return party is not None and party.kind == "GROUP"

    def _members(self, group: NodeId) -> list[Joint]:
        return [Joint(link.holder, link.holder, (link,), link.truth) for link in self._memberships[group]]

    def _halves(self) -> dict[NodeId, list[Joint]]:
        """Organizations of which two holders have exactly one half each, and nobody the majority."""
        halves: dict[NodeId, list[Joint]] = {}
        for start, reach in self._sure.items():
            for target, total in reach.totals.items():
                half = self._ballots[target].surely_half
                if target not in self._roots and _is_exactly(total, half) and not self._roots.get(start):
                    nearest = reach.lowest(total.links, half, exactly=True)
                    path = reach.path(target, total.links)
                    halves.setdefault(target, []).append(Joint(start, nearest, path))
        return {target: sides for target, sides in halves.items() if len(sides) == 2}

    def _path(self, root: NodeId, node: NodeId) -> tuple[Link, ...]:
        return () if root == node else self._sure[root].path(node)

    def _tops(self, root: NodeId) -> list[Route]:
        """The root itself, or those who control it jointly and whoever stands above them.

        Each holder is visited once, by its strongest and shortest route.
        """
        tops: list[Route] = []
        visited: dict[NodeId, Route] = {}
        alone = Degree.JOINT if self.is_group(root) else Degree.SOLE
        queue = [Route(root, alone, (), root)]
        while queue:
            route = min(queue, key=lambda route: STRENGTH[route.degree])
            queue.remove(route)
            if route.holder in visited:
                continue
            visited[route.holder] = route
            joints = self.joint.get(route.holder, ())
            if not joints:
                tops.append(route)
            queue += [upper for joint in joints for upper in self._uppers(joint, route)]
        return tops or [route for holder, route in visited.items() if holder != root]

    def _uppers(self, joint: Joint, below: Route) -> Iterator[Route]:
        """Routes from those at the top of one joint holder, through it and down the route below."""
        together = Degree.JOINT if joint.truth is Truth.MET else Degree.POSSIBLE
        is_counted = self.is_group(below.counted_as)
        for upper in self._independent_roots(joint.holder) or [joint.holder]:
            links = (*self._path(upper, joint.holder), *joint.links, *below.links)
            yield Route(
                upper, weaker(below.degree, together), links, below.counted_as if is_counted else upper
            )

    def _possible_starts(self) -> dict[NodeId, list[NodeId]]:
        open_targets = {link.target for links in self._links.values() for link in links if _leaves_open(link)}
        found: dict[NodeId, list[NodeId]] = {}
        for start, reach in self._sure.items():
            if start in self._roots and not self._ring_is_top(start):
                continue
            holders = (start, *reach.controlled)
            if not any(link.target in open_targets for node in holders for link in self._links.get(node, ())):
                continue
            self._possible_reaches[start] = possible_reach(reach, self._links, self._ballots)
            for target in self._possible_reaches[start].controlled:
                if target not in reach.controlled:
                    found.setdefault(target, []).append(start)
        return found

    def _ring_is_top(self, start: NodeId) -> bool:
        return all(start in self._roots.get(upper, ()) for upper in self._roots[start])

    def _nearest_links(
        self, target: NodeId, roots: Sequence[NodeId]
    ) -> Iterator[tuple[NodeId, tuple[Link, ...]]]:
        for link in self._carried.get(target, ()):
            if link.truth is Truth.MET:
                yield link.holder, (link,)
        for root in roots:
            reach = self._sure[root]
            links = reach.controlled[target]
            if len(links) > 1:
                nearest = reach.lowest(links, self._ballots[target].surely_half)
                above = self._path(root, nearest)
                yield nearest, tuple(link for link in reach.path(target) if link not in above)


def _by_holder(links: Iterable[Link]) -> dict[NodeId, list[Link]]:
    result: dict[NodeId, list[Link]] = {}
    for link in links:
        result.setdefault(link.holder, []).append(link)
    return result


def _rings_at_the_top(links: Mapping[NodeId, Sequence[Link]], nodes: set[NodeId]) -> list[NodeId]:
    """Members of rings of control that nobody outside controls."""
    if not nodes:
        return []
    import networkx as nx

    ties = nx.DiGraph(
        (holder, link.target)
        for holder in sorted(nodes)
        for link in links[holder]
        if link.truth is Truth.MET and link.target in nodes
    )
    rings = nx.condensation(ties)
    return sorted(
        node for ring in rings if not rings.in_degree(ring) for node in rings.nodes[ring]["members"]
    )


def _is_exactly(total: Total, number: object) -> bool:
    return total.low == number == total.high and not total.low_open


def _leaves_open(link: Link) -> bool:
    return link.truth is Truth.UNKNOWN or link.low != link.high


STRENGTH = {Degree.SOLE: 0, Degree.JOINT: 1, Degree.POSSIBLE: 2}
"""Degrees from the strongest."""


def weaker(one: Degree, other: Degree) -> Degree:
    """The degree that is left where both have to hold."""
    return max(one, other, key=STRENGTH.__getitem__)


def _keep_stronger(routes: dict[NodeId, Route], route: Route) -> None:
    known = routes.get(route.holder)
    if known is None or STRENGTH[route.degree] < STRENGTH[known.degree]:
        routes[route.holder] = route


def _sorted(routes: Iterable[Route]) -> list[Route]:
    return sorted(routes, key=lambda route: (STRENGTH[route.degree], route.holder))
