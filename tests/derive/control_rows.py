"""Rows and answers in one line each, for tests of control."""

from collections.abc import Iterable
from datetime import date

from graph.derive.control.facts import Control, Holding, Membership, Party
from graph.derive.control.map import ControlMap, control_on
from graph.values.day import Day
from graph.values.node_id import NodeId
from graph.values.share import Share


def org(slug: str) -> NodeId:
    return NodeId(slug)


def holds(
    holder: str,
    target: str,
    votes: object = None,
    *,
    equity: object = None,
    since: str | None = "2010-01-01",
    until: str | None = None,
    as_of: str | None = None,
    board: bool | None = None,
    controls: bool = False,
    interests: Iterable[str] = (),
) -> Holding:
    return Holding(
        id=f"{holder}>{target}@{as_of or since}",
        holder=org(holder),
        target=org(target),
        interests=frozenset(interests),
        equity=None if equity is None else Share.parse(equity),
        votes=None if votes is None else Share.parse(votes),
        controls=controls,
        board_majority=board,
        valid_from=Day.parse(since) if since else None,
        valid_to=Day.parse(until) if until else None,
        as_of=Day.parse(as_of) if as_of else None,
        sources=(f"source/{holder}",),
    )


def party(slug: str, kind: str = "COMPANY") -> Party:
    return Party(org(slug), kind=kind)


def member(slug: str, group: str, since: str | None = None, until: str | None = None) -> Membership:
    return Membership(
        member=org(slug),
        group=org(group),
        since=Day.parse(since) if since else None,
        until=Day.parse(until) if until else None,
    )


def control(
    *rows: Holding,
    on: str = "2024-06-15",
    parties: Iterable[Party] = (),
    members: Iterable[Membership] = (),
) -> ControlMap:
    return control_on(date.fromisoformat(on), rows, parties, members)


def words(controls: Iterable[Control]) -> list[str]:
    """`ann SOLE VOTES` for each controller."""
    return [f"{item.holder} {item.degree} {item.basis}" for item in controls]


def who(result: ControlMap, organization: str) -> list[str]:
    return words(result.controllers(org(organization)))


def path(item: Control) -> list[str]:
    return [f"{step.holder} > {step.target}" for step in item.path]
