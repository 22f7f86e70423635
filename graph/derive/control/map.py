"""Who controls whom on a day: direct and ultimate controllers with the path that shows it, and the status.

X controls Y if X, together with what X already controls, holds more than half of Y's votes, or may appoint
the majority of its board, or is recorded as controlling. Interests follow the Beneficial Ownership Data
Standard 0.4; the rule of votes is the company control problem (`graph.derive.control.reach`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from graph.derive.control.between import route_between
from graph.derive.control.day import Stake, during, stakes_on
from graph.derive.control.facts import (
    Basis,
    Control,
    ControlStatus,
    Degree,
    GoldenShare,
    Holding,
    KnownHolder,
    Membership,
    Party,
    Span,
    Standing,
)
from graph.derive.control.golden_share import golden_shares
from graph.derive.control.path import control_of
from graph.derive.control.status import is_public_body, known_holders, significance, standing
from graph.derive.control.top import Summit
from graph.derive.control.votes import Link, ballot
from graph.values.node_id import NodeId
from graph.values.truth import Truth


def control_on(
    on: date,
    holdings: Iterable[Holding],
    parties: Iterable[Party],
    memberships: Iterable[Membership] = (),
    threshold: int = 25,
) -> ControlMap:
    """Control of every organization on one day.

    holdings: every observation of every day. threshold: percent from which a holding is significant.
    Two holders of exactly one half each control jointly, unless somebody has the majority or appoints the
    board; members of a `GROUP` control jointly what the group controls, and figures of a group and of its
    members are never added. Several at the top who do not stand above one another control only jointly. A
    recorded parent yields to the majority figure of a holder unrelated to it. A golden share controls nothing
    by itself.
    """
    return ControlMap(on, stakes_on(on, holdings), list(parties), list(memberships), threshold)


class ControlMap:
    """Answers about control on one day; strictly read-only. Answers are computed when first asked for."""

    def __init__(
        self,
        on: date,
        stakes: Sequence[Stake],
        parties: Sequence[Party],
        memberships: Sequence[Membership],
        threshold: int,
    ) -> None:
        self.on = on
        self.threshold = threshold
        self._parties = {party.id: party for party in parties}
        self._stakes: dict[NodeId, list[Stake]] = {}
        for stake in stakes:
            self._stakes.setdefault(stake.target, []).append(stake)
        groups = self._groups(memberships)
        groups_of = _groups_of(groups)
        ballots = {
            target: ballot(held, self._parties.get(target), self._parties, groups_of, on, threshold)
            for target, held in self._stakes.items()
        }
        self._summit = Summit(ballots, groups, self._parties)
        self._controllers: dict[NodeId, tuple[Control, ...]] = {}
        self._controlled: dict[NodeId, list[tuple[NodeId, Control]]] | None = None

    @property
    def organizations(self) -> tuple[NodeId, ...]:
        """Every organization that is known or held, ordered by id."""
        known = {party.id for party in self._parties.values() if not party.is_person}
        return tuple(sorted(known | self._stakes.keys()))

    def controllers(self, organization: NodeId) -> tuple[Control, ...]:
        """Ultimate controllers, strongest degree first; `()`: nobody is known to control it."""
        if organization not in self._controllers:
            routes = self._summit.routes(organization)
            self._controllers[organization] = tuple(control_of(route) for route in routes)
        return self._controllers[organization]

    def direct_controllers(self, organization: NodeId) -> tuple[Control, ...]:
        """Controllers with no other controller between them and the organization."""
        return tuple(control_of(route) for route in self._summit.nearest(organization))

    def control_between(self, holder: NodeId, organization: NodeId) -> Control | None:
        """How one holder, at the top or not, controls an organization, or may; `None`: in no way."""
        route = route_between(holder, organization, self._summit)
        return None if route is None else control_of(route)

    def controlled_by(self, holder: NodeId) -> tuple[tuple[NodeId, Control], ...]:
        """The organizations of which somebody is an ultimate controller, ordered by id."""
        if self._controlled is None:
            self._controlled = {}
            for organization in self.organizations:
                for control in self.controllers(organization):
                    self._controlled.setdefault(control.holder, []).append((organization, control))
        return tuple(self._controlled.get(holder, ()))

    def standing(self, organization: NodeId) -> Standing:
        """Control status with the statement that it rests on, if it rests on one."""
        controls = self.controllers(organization)
        stakes = self._stakes.get(organization, ())
        return standing(
            party=self._party(organization),
            controls=controls,
            public_bodies=[
                control.holder for control in controls if is_public_body(self._parties.get(control.holder))
            ],
            stakes=stakes,
            crowds=[stake.holder for stake in stakes if self._party(stake.holder).kind == "DISPERSED"],
            on=self.on,
            threshold=self.threshold,
        )

    def status(self, organization: NodeId) -> ControlStatus:
        """Control status."""
        return self.standing(organization).status

    def known_holders(self, organization: NodeId) -> tuple[KnownHolder, ...]:
        """Everybody with an interest in it on the day, and its founders: influence, if not control."""
        return known_holders(self._stakes.get(organization, ()), self._party(organization).founders)

    def golden_shares(self, organization: NodeId) -> tuple[GoldenShare, ...]:
        """Rights by the articles on the day, such as vetoes: influence, and by themselves no control."""
        return golden_shares(self._stakes.get(organization, ()))

    def significant_holders(self, organization: NodeId) -> tuple[tuple[KnownHolder, Truth], ...]:
        """Holders whose votes or equity reach the threshold (MET) or may reach it (UNKNOWN)."""
        reached = {
            stake.holder: significance(stake, self.threshold)
            for stake in self._stakes.get(organization, ())
            if self._party(stake.holder).kind != "DISPERSED"
        }
        return tuple(
            (holder, reached[holder.holder])
            for holder in self.known_holders(organization)
            if reached.get(holder.holder, Truth.NOT_MET) is not Truth.NOT_MET
        )

    def _party(self, party: NodeId) -> Party:
        return self._parties.get(party) or Party(party)

    def _groups(self, memberships: Iterable[Membership]) -> dict[NodeId, list[Link]]:
        """Groups that act together on the day, with a link for each member."""
        groups: dict[NodeId, list[Link]] = {}
        for membership in memberships:
            truth = during([Span(membership.since, membership.until)], self.on)
            is_member = membership.role == "MEMBER" and self._party(membership.group).kind == "GROUP"
            if is_member and truth is not Truth.NOT_MET:
                link = Link(membership.member, membership.group, Basis.GROUP_MEMBER, truth, membership)
                groups.setdefault(membership.group, []).append(link)
        return groups


@dataclass(frozen=True, slots=True)
class ModelControl:
    """Somebody who stands behind a model, through one of its developers.

    status: control status of that developer.
    """

    developer: NodeId
    status: ControlStatus
    control: Control


def model_controllers(developers: Iterable[NodeId], control_map: ControlMap) -> tuple[ModelControl, ...]:
    """Who controls a model: the ultimate controllers of each of its developers.

    A developer that nobody surely controls stands for itself with degree NONE_ABOVE; whoever may control it
    is listed beside it.
    """
    result = []
    for developer in developers:
        controls = control_map.controllers(developer)
        if all(control.degree is Degree.POSSIBLE for control in controls):
            itself = Control(developer, Degree.NONE_ABOVE, None, None, (), developer)
            controls = (itself, *controls)
        status = control_map.status(developer)
        result += [ModelControl(developer, status, control) for control in controls]
    return tuple(result)


def model_weights(controllers: Iterable[ModelControl]) -> dict[NodeId, Fraction]:
    """How one model counts: 1 in all, in equal parts for all behind it; a group counts once.

    POSSIBLE controllers do not count.
    """
    counted = [item.control.counted_as for item in controllers if item.control.degree is not Degree.POSSIBLE]
    behind = dict.fromkeys(counted)
    return {holder: Fraction(1, len(behind)) for holder in behind}


def _groups_of(groups: Mapping[NodeId, Iterable[Link]]) -> dict[NodeId, frozenset[NodeId]]:
    result: dict[NodeId, frozenset[NodeId]] = {}
    for group, links in groups.items():
        for link in links:
            result[link.holder] = result.get(link.holder, frozenset()) | {group}
    return result
