"""Nobody holds more than there is."""

from __future__ import annotations

from collections.abc import Iterator

from graph.derive.control.excess import excess_shares
from graph.derive.control.facts import Excess, Holding, Membership, Party
from graph.errors import Problem
from graph.facts.load import Entity, Facts
from graph.schema.organization import Organization
from graph.values.node_id import NodeId


def check(facts: Facts) -> Iterator[Problem]:
    """Named holders of an organization who together have more than 100 % of its votes or equity."""
    holdings: dict[NodeId, list[Holding]] = {}
    parties: list[Party] = []
    memberships: list[Membership] = []
    for entity, organization in facts.nodes(Organization):
        holdings[entity.id] = list(_holdings(entity, organization))
        parties.append(Party(entity.id, kind=str(organization.kind)))
        memberships += (Membership(line.member, entity.id) for line in organization.members)
    every = [holding for held in holdings.values() for holding in held]
    for excess in excess_shares(every, parties, memberships):
        lines = [holding for holding in holdings[excess.target] if holding.id in excess.holding_ids]
        place = ("held_by", int(lines[-1].id))
        yield facts.entities[excess.target].problem(place, _sentence(excess, lines))


def _holdings(entity: Entity, organization: Organization) -> Iterator[Holding]:
    """The declared holdings, each with the number of its line as id."""
    for at, line in enumerate(organization.held_by):
        yield Holding(
            id=str(at),
            holder=line.holder,
            target=entity.id,
            interests=frozenset(map(str, line.interests)),
            equity=line.equity,
            votes=line.votes,
            controls=line.controls is True,
            board_majority=line.board_majority,
            valid_from=line.valid_from,
            valid_to=line.valid_to,
            as_of=line.as_of,
        )


def _sentence(excess: Excess, lines: list[Holding]) -> str:
    holders = ", ".join(dict.fromkeys(line.holder for line in lines))
    have = f"together have {excess.total.normalize():f} % of the {excess.measure} at one time"
    return f"{holders} {have}; mend a figure, or say when a holding ended (`valid_to`)"
