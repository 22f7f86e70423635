"""What a scenario changes: verdicts on models, and who controls organizations and models, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.derive.control.facts import Control, Step
from graph.derive.control.map import ControlMap
from graph.diff_verdicts import FactChange, VerdictChange, verdict_changes
from graph.scenarios.supposed import Supposed
from graph.snapshot import Snapshot
from graph.values.node_id import NodeId

CONTROL_VERDICTS = CONTROLLERS, CONTROL_STATUS = "controllers", "control_status"
"""Names of the verdicts on control, beside those of `graph.diff_verdicts`."""

NOBODY = "nobody known"

Name = Callable[[NodeId], str]


@dataclass(frozen=True)
class Change:
    """A verdict that is otherwise under a scenario; reasons: what brings that about, in plain words."""

    subject: NodeId
    verdict: str
    before: str
    after: str
    reasons: tuple[str, ...]


def verdicts_changed(supposed: Supposed) -> list[Change]:
    """Classes, freedoms, groups and outcomes of definitions that differ on models, by model and verdict."""
    found = list(verdict_changes(supposed.before, supposed.after, supposed.facts))
    reclassed = {item.id for item in found if item.verdict == "openness"}
    return [
        Change(item.id, item.verdict, item.before, item.after, tuple(_reasons(item, supposed)))
        for item in found
        if not (item.verdict == "possible_openness" and item.id in reclassed)
    ]


def _reasons(change: VerdictChange, supposed: Supposed) -> Iterator[str]:
    for item in change.criteria:
        yield f"{item.says} ({item.subject}: {item.before} -> {item.after})"
    for fact in change.facts or supposed.facts:
        yield f"Supposed: {_fact(fact)}"


def _fact(fact: FactChange) -> str:
    what = fact.field.removeprefix("openness_properties/").removesuffix("/status")
    return f"{what} of {fact.id}: {fact.before or 'none'} -> {fact.after or 'none'}"


def control_changed(supposed: Supposed, before: ControlMap, after: ControlMap) -> list[Change]:
    """Organizations and models whose ultimate controllers differ on a day, and why.

    before, after: control on that day without the scenario and under it.
    """
    if not (supposed.scenario.holdings or supposed.scenario.ends):
        return []
    names = _names(supposed.after)
    organizations = sorted(after.organizations)
    changes = [change for item in organizations for change in _on_organization(item, before, after, names)]
    touched = {change.subject for change in changes if change.verdict == CONTROLLERS}
    return changes + list(_on_models(supposed.after, touched, before, after, names))


def _names(snapshot: Snapshot) -> Name:
    rows = {row["id"]: row for kind in ("organization", "person") for row in snapshot.nodes.get(kind, ())}
    return lambda node_id: str(rows[node_id]["name"])


def _on_organization(
    organization: NodeId, before: ControlMap, after: ControlMap, names: Name
) -> Iterator[Change]:
    old, new = (_words(item.controllers(organization), names) for item in (before, after))
    reasons = tuple(_paths(after.controllers(organization), names))
    if old != new:
        yield Change(organization, CONTROLLERS, old or NOBODY, new or NOBODY, reasons)
    old, new = (str(item.status(organization)) for item in (before, after))
    if old != new:
        yield Change(organization, CONTROL_STATUS, old, new, reasons)


def _on_models(
    snapshot: Snapshot, touched: set[NodeId], before: ControlMap, after: ControlMap, names: Name
) -> Iterator[Change]:
    """Models of which a developer changes hands; one that nobody controls stands for itself."""
    developers: dict[NodeId, list[NodeId]] = {}
    for row in snapshot.edges.get("DEVELOPED_BY", ()):
        developers.setdefault(row["source"], []).append(row["target"])
    for model, makers in sorted(developers.items()):
        if touched.isdisjoint(makers):
            continue
        old, new = (
            "; ".join(_words(item.controllers(maker), names) or f"{names(maker)} itself" for maker in makers)
            for item in (before, after)
        )
        reasons = (reason for maker in makers for reason in _paths(after.controllers(maker), names))
        yield Change(model, CONTROLLERS, old, new, tuple(reasons))


def _words(controls: Sequence[Control], names: Name) -> str:
    """Controllers in one line; empty where none is known."""
    return "; ".join(
        f"{names(item.holder)} ({item.degree}{f', {item.basis}' if item.basis else ''})" for item in controls
    )


def _paths(controls: Sequence[Control], names: Name) -> Iterator[str]:
    for control in controls:
        yield "; ".join(_step(step, names) for step in control.path)


def _step(step: Step, names: Name) -> str:
    share = f" with {step.votes} % of the votes" if step.votes else ""
    supposed = "" if step.sources else ", supposed"
    return f"{names(step.holder)} controls {names(step.target)} ({step.basis}){share}{supposed}"


def transitions(changes: Sequence[Change]) -> Mapping[tuple[str, str, str], int]:
    """How many subjects go from one value of a verdict to another, the most frequent first."""
    counts: dict[tuple[str, str, str], int] = {}
    for change in changes:
        key = (change.verdict, change.before, change.after)
        counts[key] = counts.get(key, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
