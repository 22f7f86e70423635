"""The way by which one holder, at the top or not, controls one organization, or may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from graph.derive.control.facts import Degree
from graph.derive.control.top import STRENGTH, Route, Summit, weaker
from graph.values.node_id import NodeId
from graph.values.truth import Truth


def route_between(holder: NodeId, target: NodeId, summit: Summit) -> Route | None:
    """The strongest way from a holder down to an organization; `None`: there is none.

    It climbs from the organization along those who control only with others, until the holder controls the
    one it has reached.
    """
    if holder == target:
        return None
    visited: set[NodeId] = set()
    queue = [Route(target, Degree.SOLE, (), target)]
    while queue:
        route = min(queue, key=lambda route: STRENGTH[route.degree])
        queue.remove(route)
        if route.holder == holder:
            return replace(route, counted_as=holder)
        if route.holder not in visited:
            visited.add(route.holder)
            queue += (*_ways_from(holder, route, summit), *_ways_from_joint_holders(route, summit))
    return None


def _ways_from(holder: NodeId, below: Route, summit: Summit) -> Iterator[Route]:
    """From a holder down to where a route begins, surely or possibly."""
    target, sure = below.holder, summit.reach(holder)
    if target in sure.controlled:
        together = summit.is_group(holder) or summit.is_shared(holder, target)
        degree = weaker(below.degree, Degree.JOINT if together else Degree.SOLE)
        yield Route(holder, degree, (*sure.path(target), *below.links), holder)
    elif target in (possible := summit.possible_reach(holder)).controlled:
        yield Route(holder, Degree.POSSIBLE, (*possible.path(target), *below.links), holder)


def _ways_from_joint_holders(below: Route, summit: Summit) -> Iterator[Route]:
    """From whoever controls only with others down to where a route begins."""
    for node, joints in summit.joint.items():
        ways = [below] if node == below.holder else _ways_from(node, below, summit)
        for way, joint in product(ways, joints):
            degree = weaker(way.degree, Degree.JOINT if joint.truth is Truth.MET else Degree.POSSIBLE)
            yield Route(joint.nearest, degree, (*summit.lower(joint), *way.links), joint.nearest)
