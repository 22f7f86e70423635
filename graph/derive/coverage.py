"""How much is known, how recently it was seen, and on what kind of source it rests: counts over facts.

The coverage of a knowledge graph as completeness, timeliness and trustworthiness (Zaveri et al., "Quality
assessment for linked data: a survey", Semantic Web 7(1), 2016): each figure is a count beside what it is of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.derive.control.facts import ControlStatus
from graph.schema.kind import SourceKind
from graph.schema.model import OpennessClass
from graph.values.day import Day
from graph.values.node_id import NodeId
from graph.values.status import Status

WELL_DESCRIBED = 12
"""Components that must be stated for a model to count as described in depth."""


@dataclass(frozen=True)
class Ground:
    """What one fact rests on.

    kinds: of each of its sources. seen: when a source was last seen to say so: the day on which it was
    verified or read, else when the newest source was published, else the day that its figures are of;
    `None`: none is known.
    """

    kinds: tuple[SourceKind, ...]
    seen: Day | None = None


@dataclass(frozen=True)
class CoveredModel:
    """What is known of one model.

    statuses: component -> status, UNKNOWN ones too. stated: components of which a file says something, be it
    that a search found nothing. fields: what its files give, by the names of their keys.
    disagreements: values on which sources contradict each other.
    """

    openness: OpennessClass
    statuses: Mapping[NodeId, Status]
    stated: frozenset[NodeId]
    fields: frozenset[str]
    developers: tuple[NodeId, ...]
    grounds: tuple[Ground, ...]
    disagreements: int = 0


@dataclass(frozen=True)
class Part:
    """How many of a whole have a value; share 0 to 1, 0 where the whole is empty."""

    value: str
    count: int
    share: float


@dataclass(frozen=True)
class FactCoverage:
    """What facts rest on, and when that was last seen.

    source_kinds: facts by the nearest kind among their sources. single_secondary: facts that rest on one
    source which is somebody else's report. seen: facts by the year in which a source was last seen to say so,
    ascending; `undated` have none. median_seen: half of the dated facts were seen on that day or later.
    """

    count: int
    source_kinds: tuple[Part, ...]
    single_secondary: Part
    seen: tuple[Part, ...]
    undated: Part
    median_seen: Day | None


@dataclass(frozen=True)
class ComponentCoverage:
    """What is known of one component over many models; `stated` as of a `CoveredModel`."""

    component: NodeId
    stated: Part
    statuses: tuple[Part, ...]


@dataclass(frozen=True)
class Developers:
    """How many models these bodies developed together."""

    developers: tuple[NodeId, ...]
    models: int


@dataclass(frozen=True)
class ModelCoverage:
    """What is known of many models.

    well_described: models of which at least `WELL_DESCRIBED` components are stated. fields: models that have
    a value, by the key of their files.
    """

    count: int
    classes: tuple[Part, ...]
    components: tuple[ComponentCoverage, ...]
    fields: tuple[Part, ...]
    well_described: Part
    facts: FactCoverage
    disagreements: int
    developed: tuple[Developers, ...]


@dataclass(frozen=True)
class ControlCoverage:
    """How developers stand towards control.

    statuses: distinct developers by control status. known: models all of whose developers have a status other
    than UNKNOWN; a model without a developer is not among them.
    """

    statuses: tuple[Part, ...]
    known: Part


def model_coverage(
    models: Sequence[CoveredModel], components: Iterable[NodeId], fields: Iterable[str]
) -> ModelCoverage:
    """The coverage of models over all components and fields that there are, in their order."""
    total = len(models)
    described = sum(len(model.stated) >= WELL_DESCRIBED for model in models)
    developed = Counter(model.developers for model in models)
    return ModelCoverage(
        count=total,
        classes=_parts((model.openness for model in models), OpennessClass, total),
        components=tuple(_component_coverage(models, component) for component in components),
        fields=_parts((name for model in models for name in model.fields), fields, total),
        well_described=_part("well_described", described, total),
        facts=fact_coverage([ground for model in models for ground in model.grounds]),
        disagreements=sum(model.disagreements for model in models),
        developed=tuple(Developers(*item) for item in sorted(developed.items())),
    )


def fact_coverage(grounds: Sequence[Ground]) -> FactCoverage:
    """The coverage of facts by what they rest on; a fact without a source has no kind."""
    total = len(grounds)
    days = sorted((ground.seen for ground in grounds if ground.seen), reverse=True)
    years = Counter(str(day.first.year) for day in days)
    single = sum(ground.kinds == (SourceKind.SECONDARY,) for ground in grounds)
    return FactCoverage(
        count=total,
        source_kinds=_parts(map(_nearest, grounds), SourceKind, total),
        single_secondary=_part("single_secondary", single, total),
        seen=tuple(_part(year, years[year], total) for year in sorted(years)),
        undated=_part("undated", total - len(days), total),
        median_seen=days[(len(days) - 1) // 2] if days else None,
    )


def control_coverage(
    developed: Iterable[Developers], status: Callable[[NodeId], ControlStatus]
) -> ControlCoverage:
    """How the developers of models stand towards control, by the status of each on one day."""
    rows = list(developed)
    statuses = {developer: status(developer) for row in rows for developer in row.developers}
    known = sum(row.models for row in rows if _all_known([statuses[item] for item in row.developers]))
    return ControlCoverage(
        statuses=_parts(statuses.values(), ControlStatus, len(statuses)),
        known=_part("known", known, sum(row.models for row in rows)),
    )


def _all_known(statuses: Sequence[ControlStatus]) -> bool:
    return bool(statuses) and ControlStatus.UNKNOWN not in statuses


def _component_coverage(models: Sequence[CoveredModel], component: NodeId) -> ComponentCoverage:
    total = len(models)
    stated = sum(component in model.stated for model in models)
    statuses = (model.statuses.get(component, Status.UNKNOWN) for model in models)
    return ComponentCoverage(component, _part("stated", stated, total), _parts(statuses, Status, total))


def _nearest(ground: Ground) -> SourceKind | None:
    return min(ground.kinds, key=list(SourceKind).index, default=None)


def _parts(found: Iterable[str | None], values: Iterable[str], total: int) -> tuple[Part, ...]:
    """How many were found of each value, in the order of the values; of those that there are none, 0."""
    counts = Counter(found)
    return tuple(_part(value, counts[value], total) for value in values)


def _part(value: str, count: int, total: int) -> Part:
    return Part(str(value), count, count / total if total else 0.0)
