"""A graph under a scenario: the supposed facts in the place of others, and all that follows derived anew.

A supposed status or licence holds on every day, since it is the release that is supposed otherwise; a holding
holds from its day on. Supposed lines rest on no source; their note says what they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from graph.diff_verdicts import FactChange
from graph.rows import properties
from graph.scenarios.checks import check, check_shares, lasting
from graph.scenarios.rederive import COMPONENTS, component_line, derivation_rules, read_license, rederived
from graph.scenarios.rows import Rows
from graph.scenarios.scenario import (
    TERMS,
    HoldingEnd,
    LicenseChange,
    Scenario,
    StatusChange,
    SupposedHolding,
    TermsChange,
)
from graph.schema.grant import LicenseGrant
from graph.schema.license import Threshold
from graph.schema.model import ComponentStatus
from graph.schema.relations import Holding, Interest
from graph.snapshot import Row, Snapshot
from graph.values.day import Day
from graph.values.node_id import NodeId, slug
from graph.values.status import ClosedBasis, Status, UnknownReason

NOTE = "Supposed in the scenario."
GRANTS, HOLDINGS = "LICENSED_UNDER", "HOLDS"


@dataclass(frozen=True)
class Supposed:
    """A graph before and under a scenario, and the facts that it replaces."""

    scenario: Scenario
    before: Snapshot
    after: Snapshot
    facts: tuple[FactChange, ...]


def suppose(scenario: Scenario, rows: Rows) -> Supposed:
    """The graph under a scenario; raises `RequestError` naming the argument that is wrong, and the remedy."""
    check(scenario, rows)
    before, facts = rows, list[FactChange]()
    changed: set[NodeId] = set()
    for terms in scenario.terms:
        rows = _with_terms(rows, terms)
        facts += _node_changes(before, rows, terms.license)
        changed |= _under(rows, terms.license)
    for license_ in sorted(scenario.licenses, key=lambda change: change.scope is not None):
        facts.append(_license_fact(rows, license_))
        rows = _with_license(rows, license_)
        changed.add(license_.model)
    for status in scenario.statuses:
        facts.append(_status_fact(rows, status))
        rows = _with_status(rows, status)
        changed.add(status.model)
    if changed:
        rows = rederived(rows, changed)
    for end in scenario.ends:
        rows = _with_end(rows, end)
    for holding in scenario.holdings:
        rows = rows.with_edges(HOLDINGS, (), [_holding_row(holding)])
    check_shares(scenario, rows)
    version = f"{before.rest.version}+{scenario.mark}"
    return Supposed(scenario, before.rest, rows.snapshot(version), tuple(facts))


def _with_terms(rows: Rows, change: TermsChange) -> Rows:
    """With other terms of a licence; approvals, which are of its text, do not hold for narrower ones."""
    row = dict(rows.node(change.license))
    for name, gained, lost in zip(TERMS, change.gains, change.loses, strict=True):
        row[name] = [word for word in row[name] if word not in lost] + list(gained)
    kept = [item for item in row["thresholds"] if item["measure"] not in change.without]
    new = (Threshold(measure=it.measure, limit=it.limit, effect=it.effect) for it in change.thresholds)
    row["thresholds"] = [*kept, *map(properties, new)]
    if any((*change.gains[1:], change.thresholds, change.loses[0])):
        row |= {"osi_approved": False, "fsf_free": False}
    return rows.with_nodes([read_license(row, derivation_rules(rows))])


def _under(rows: Rows, license_id: NodeId) -> set[NodeId]:
    """The models and data sets that are under a licence, as a whole or in a part."""
    granted = {row["source"] for row in rows.to(GRANTS, license_id)}
    return granted | {row["source"] for row in rows.edges.get(COMPONENTS, ()) if row["license"] == license_id}


def _with_license(rows: Rows, change: LicenseChange) -> Rows:
    """The release, or a part of it, under a licence instead of those that it is under."""
    scope = change.scope
    old = [row for row in rows.from_(GRANTS, change.model) if scope is None or row["scope"] == scope]
    grant = LicenseGrant(license=change.license, scope=scope, note=NOTE)
    new = _edge(GRANTS, {"source": change.model, "target": change.license, **properties(grant)})
    own = [
        row
        for row in rows.from_(COMPONENTS, change.model)
        if row["license"] and scope in (None, rows.node(row["target"])["license_scope"])
    ]
    covered = [{**row, "license": None} for row in own]
    return rows.with_edges(GRANTS, old, [new]).with_edges(COMPONENTS, own, covered)


def _with_status(rows: Rows, change: StatusChange) -> Rows:
    old = _line(rows, change)
    statement = ComponentStatus(
        status=change.status,
        basis=ClosedBasis.STATED if change.status is Status.CLOSED else None,
        reason=UnknownReason.NOT_SEARCHED if change.status is Status.UNKNOWN else None,
        license=change.license or (old[0]["license"] if old else None),
        note=NOTE,
    )
    new = component_line(change.model, change.component, statement, stated=True)
    return rows.with_edges(COMPONENTS, old, [new])


def _line(rows: Rows, change: StatusChange) -> list[Row]:
    return [row for row in rows.from_(COMPONENTS, change.model) if row["target"] == change.component]


def _with_end(rows: Rows, end: HoldingEnd) -> Rows:
    old = lasting(rows, end)
    day = end.on.isoformat()
    new = [{**row, "valid_to": day, "latest": day} for row in old]
    return rows.with_edges(HOLDINGS, old, new)


def _holding_row(change: SupposedHolding) -> Row:
    interests = (
        *((Interest.VOTING_RIGHTS,) * (change.votes is not None)),
        *((Interest.SHAREHOLDING,) * (change.equity is not None)),
        *((Interest.APPOINTMENT_OF_BOARD,) * change.board_majority),
    )
    holding = Holding(
        holder=change.holder,
        interests=interests,
        equity=change.equity,
        votes=change.votes,
        board_majority=True if change.board_majority else None,
        as_of=Day.parse(change.since),
        valid_from=Day.parse(change.since),
        valid_to=Day.parse(change.until) if change.until else None,
        note=NOTE,
    )
    return _edge(HOLDINGS, {"source": change.holder, "target": change.organization, **properties(holding)})


def _edge(kind: str, row: dict[str, Any]) -> Row:
    digest = hashlib.sha256(orjson.dumps([kind, row], option=orjson.OPT_SORT_KEYS)).hexdigest()
    return {"id": f"{kind.lower()}/{digest[:16]}", **row}


def _node_changes(before: Rows, after: Rows, node_id: NodeId) -> Iterable[FactChange]:
    old, new = before.node(node_id), after.node(node_id)
    for name in (*TERMS, "thresholds"):
        if old[name] != new[name]:
            yield FactChange(node_id, name, _words(old[name]), _words(new[name]))


def _words(values: Sequence[Any]) -> str:
    words = (item if isinstance(item, str) else f"{item['measure']} above {item['limit']}" for item in values)
    return ", ".join(words) or "none"


def _license_fact(rows: Rows, change: LicenseChange) -> FactChange:
    old = [row for row in rows.from_(GRANTS, change.model) if change.scope in (None, row["scope"])]
    before = ", ".join(dict.fromkeys(row["target"] for row in old)) or None
    return FactChange(change.model, f"licensed_under/{change.scope or 'release'}", before, change.license)


def _status_fact(rows: Rows, change: StatusChange) -> FactChange:
    old = _line(rows, change)
    place = f"openness_properties/{slug(change.component)}/status"
    return FactChange(change.model, place, old[0]["status"] if old else "UNKNOWN", str(change.status))
