"""How far indices agree on what of a model can be had: together, by component, and two by two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.derive.agreement import cohen_kappa, krippendorff_alpha
from graph.derive.indices import JUDGEMENTS
from graph.values.node_id import NodeId
from graph.values.status import Status


@dataclass(frozen=True)
class Unit:
    """A component of a model with what each index says of it."""

    model: NodeId
    component: NodeId
    said: Mapping[str, Status]


@dataclass(frozen=True)
class Pair:
    """Two indices. shared: the units that both judge; differing: those of them on which they differ."""

    first: str
    second: str
    shared: tuple[Unit, ...]
    differing: tuple[Unit, ...]
    kappa: float | None


@dataclass(frozen=True)
class Agreed:
    """Krippendorff's alpha over units, and how many of them two indices or more judge."""

    alpha: float | None
    units: int


@dataclass(frozen=True)
class IndexAgreement:
    """All indices together, by component, and two by two."""

    overall: Agreed
    components: Mapping[NodeId, Agreed]
    pairs: tuple[Pair, ...]


def index_agreement(units: Iterable[Unit]) -> IndexAgreement:
    """Agreement over units; those that one index alone judges tell nothing and are left out."""
    judged = [unit for unit in units if len(unit.said) > 1]
    by_component: dict[NodeId, list[Unit]] = defaultdict(list)
    for unit in judged:
        by_component[unit.component].append(unit)
    return IndexAgreement(
        overall=_agreed(judged),
        components={component: _agreed(found) for component, found in sorted(by_component.items())},
        pairs=tuple(_pairs(judged)),
    )


def _agreed(units: Sequence[Unit]) -> Agreed:
    places = [[JUDGEMENTS.index(status) for status in unit.said.values()] for unit in units]
    return Agreed(krippendorff_alpha(places), len(units))


def _pairs(units: Sequence[Unit]) -> Iterator[Pair]:
    shared: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in units:
        for pair in combinations(sorted(unit.said), 2):
            shared[pair].append(unit)
    for (first, second), found in sorted(shared.items()):
        differing = tuple(unit for unit in found if unit.said[first] is not unit.said[second])
        kappa = cohen_kappa([(unit.said[first], unit.said[second]) for unit in found])
        yield Pair(first, second, tuple(found), differing, kappa)
