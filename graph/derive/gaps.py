"""Missing facts, by the verdicts that knowing them could settle.

A fact could settle a verdict where some value of it, all else left as it is, decides what is open now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from graph.derive.openness import Group, Openness, Release, Rules, derive_openness
from graph.values.node_id import NodeId
from graph.values.status import Status

OPENNESS = "openness"
"""Name of the verdict on the openness class; those on groups go by the names of the groups."""

_KNOWN = (Status.OPEN, Status.PARTIAL, Status.CLOSED)


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
    return [gap for model in releases for gap in _gaps_of(model, releases, rules, found[model])]


def possible_groups(release: Release, rules: Rules, found: Openness) -> dict[str, tuple[Status, ...]]:
    """For each group whose status is open, every status that some completion of its members gives."""
    alone = replace(release, bases=())
    return {
        group.id: _possible(group, alone, rules, found)
        for group in rules.groups.values()
        if found.groups[group.id] is Status.UNKNOWN
    }


def _possible(group: Group, release: Release, rules: Rules, found: Openness) -> tuple[Status, ...]:
    members = (*group.essential, *group.one_suffices)
    unknown = [name for name in members if found.statuses.get(name) is Status.UNKNOWN]
    seen = set()
    for completion in product(_KNOWN, repeat=len(unknown)):
        written = {**release.written, **dict(zip(unknown, completion, strict=True))}
        supposed = derive_openness({release.id: replace(release, written=written)}, rules)
        seen.add(supposed[release.id].groups[group.id])
    known = tuple(status for status in _KNOWN if status in seen)
    return known or _KNOWN


def _gaps_of(
    model: NodeId, releases: Mapping[NodeId, Release], rules: Rules, found: Openness
) -> Iterator[Gap]:
    unsettled = _unsettled(found)
    if not unsettled:
        return
    lineage = {node: releases[node] for node in _lineage(model, releases)}
    for component in rules.components.values():
        is_derived = component.derived_from_weights or component.derived_from_offers is not None
        if is_derived or found.statuses[component.id] is not Status.UNKNOWN:
            continue
        settled: set[str] = set()
        for status in _KNOWN:
            written = {**releases[model].written, component.id: status}
            supposed = lineage | {model: replace(releases[model], written=written)}
            settled |= unsettled - _unsettled(derive_openness(supposed, rules)[model])
        if settled:
            yield Gap(model, component.id, tuple(sorted(settled)))


def _unsettled(found: Openness) -> set[str]:
    groups = {name for name, status in found.groups.items() if status is Status.UNKNOWN}
    return groups | ({OPENNESS} if len(found.possible) > 1 else set())


def _lineage(model: NodeId, releases: Mapping[NodeId, Release]) -> Iterator[NodeId]:
    yield model
    for base in releases[model].bases:
        yield from _lineage(base.model, releases)
