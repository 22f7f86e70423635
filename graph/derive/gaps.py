"""Missing facts, by the verdicts that knowing them could settle.

A fact could settle a verdict where some value of it, all else left as it is, decides what is open now.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from graph.derive.openness import (
    WEIGHTS,
    Group,
    Openness,
    Release,
    Rules,
    declared_freedoms,
    group_of,
    openness_of,
    with_status,
)
from graph.values.node_id import NodeId
from graph.values.status import Status

OPENNESS = "openness"
"""Name of the verdict on the openness class; those on groups go by the names of the groups."""

Statuses = tuple[Status, ...]

_KNOWN: Statuses = (Status.OPEN, Status.PARTIAL, Status.CLOSED)


@dataclass(frozen=True, slots=True)
class Gap:
    """A component of a model whose status is not known, and the open verdicts that it could settle."""

    model: NodeId
    component: str
    verdicts: tuple[str, ...]


def component_gaps(
    releases: Mapping[NodeId, Release], rules: Rules, found: Mapping[NodeId, Openness]
) -> list[Gap]:
    """Every unknown status that could settle something, in the order of the models and components.

    found: what was derived from the same releases and rules.
    """
    known: dict[Hashable, list[tuple[str, tuple[str, ...]]]] = {}  # many models look alike
    gaps = []
    for model, release in releases.items():
        if not _unsettled(found[model]):
            continue
        alike = _what_gaps_hang_on(release, rules, found[model])
        if alike not in known:
            known[alike] = list(_settling(release, rules, found[model]))
        gaps += [Gap(model, component, verdicts) for component, verdicts in known[alike]]
    return gaps


def possible_groups(rules: Rules, found: Mapping[NodeId, Openness]) -> dict[NodeId, dict[str, Statuses]]:
    """For each model and group whose status is open, every status that some completion of its members gives.

    found: what was derived by the same rules.
    """

    @cache
    def possible(group: str, members: tuple[Status, ...]) -> Statuses:
        return _possible(rules.groups[group], members, rules)

    return {
        model: {
            name: possible(name, _of(rules.groups[name].members, openness))
            for name, status in openness.groups.items()
            if status is Status.UNKNOWN
        }
        for model, openness in found.items()
    }


def _of(members: Sequence[str], openness: Openness) -> Statuses:
    return tuple(openness.statuses.get(name, Status.UNKNOWN) for name in members)


def _possible(group: Group, statuses: Statuses, rules: Rules) -> Statuses:
    """statuses: of the group's members, in their order."""
    members = dict(zip(group.members, statuses, strict=True))
    unknown = [
        name
        for name, status in members.items()
        if status is Status.UNKNOWN and not rules.components[name].is_derived
    ]
    seen = set()
    for completion in product(_KNOWN, repeat=len(unknown)):
        completed = members | dict(zip(unknown, completion, strict=True))
        for name in members:
            if rules.components[name].derived_from_weights and WEIGHTS in completed:
                completed[name] = completed[WEIGHTS]
        seen.add(group_of(group, completed))
    return tuple(status for status in _KNOWN if status in seen) or _KNOWN


def _what_gaps_hang_on(release: Release, rules: Rules, found: Openness) -> Hashable:
    """What decides which gaps a model has: models that are alike in it have the same."""
    return (
        tuple(found.statuses.values()),
        rules.classes.answers(found.subjects),
        declared_freedoms(release, rules, _KNOWN),
        found.ground.upstream_freedoms,
        found.ground.carried,
    )


def _settling(release: Release, rules: Rules, found: Openness) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Components of unknown status, each with the open verdicts that some value of it decides."""
    unsettled = _unsettled(found)
    for component in rules.components.values():
        if component.is_derived or found.statuses[component.id] is not Status.UNKNOWN:
            continue
        settled: set[str] = set()
        for status in _KNOWN:
            supposed = with_status(release, component.id, status)
            settled |= unsettled - _unsettled(openness_of(supposed, found.ground, rules))
        if settled:
            yield component.id, tuple(sorted(settled))


def _unsettled(found: Openness) -> set[str]:
    groups = {name for name, status in found.groups.items() if status is Status.UNKNOWN}
    return groups | ({OPENNESS} if len(found.possible) > 1 else set())
