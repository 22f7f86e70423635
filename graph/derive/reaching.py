"""Which terms of upstream works reach a work: along which ways, and by which relation the whole of a licence.

Terms follow weights; they follow outputs and data only where the upstream text says so. A licensor is not
bound by its own licence, so the terms of a work do not pass through a work of the same developers. Freedom
and inherited terms both rest on this.

Sources: the sections that `rules/license-inheritance.yaml` names; GNU General Public License 3.0, section 10,
for the chain of licences that recipients get from each licensor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from graph.schema.license import DerivativeScope
from graph.schema.license_inheritance import InheritanceRelation
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId


@dataclass(frozen=True, slots=True)
class Tie:
    """One link of a lineage, from what was made to what it was made from.

    edge: id of the edge in the graph that states it.
    """

    source: NodeId
    target: NodeId
    relation: InheritanceRelation
    edge: str = ""
    sources: tuple[NodeId, ...] = ()


WITHOUT_WEIGHTS = frozenset(
    {InheritanceRelation.DISTILLATION, InheritanceRelation.SYNTHETIC_DATA, InheritanceRelation.TRAINED_ON}
)
"""Relations in which none of the other's weights are carried on."""

_TO_DATA = (InheritanceRelation.SYNTHETIC_DATA, InheritanceRelation.TRAINED_ON)
_NEEDED = {
    InheritanceRelation.WEIGHT_TRANSFER: DerivativeScope.WEIGHT_TRANSFER,
    InheritanceRelation.DISTILLATION: DerivativeScope.OUTPUT_DISTILLATION,
}
"""What a licence must reach for the whole of it to follow a relation; MODIFICATION for all others."""


def ways_up(
    work: NodeId,
    ties_of: Callable[[NodeId], Iterable[Tie]],
    developers_of: Callable[[NodeId], AbstractSet[NodeId]],
    passes: Callable[[Tie], bool],
) -> Iterator[tuple[Tie, ...]]:
    """Every way up along which terms may come, each ending at a work whose terms it brings.

    passes: whether terms from further up come through the target of a tie. Works form no cycles.
    """
    return _ways_up(work, ties_of, developers_of, passes, (), ())


def _ways_up(
    work: NodeId,
    ties_of: Callable[[NodeId], Iterable[Tie]],
    developers_of: Callable[[NodeId], AbstractSet[NodeId]],
    passes: Callable[[Tie], bool],
    below: tuple[AbstractSet[NodeId], ...],
    way: tuple[Tie, ...],
) -> Iterator[tuple[Tie, ...]]:
    below = (*below, developers_of(work))
    for tie in ties_of(work):
        makers = developers_of(tie.target)
        is_own_work = bool(makers) and any(makers <= developers for developers in below)
        if not is_own_work:
            yield (*way, tie)
        if passes(tie):
            yield from _ways_up(tie.target, ties_of, developers_of, passes, below, (*way, tie))


def follows_wholly(
    relation: InheritanceRelation, freedom: Freedom, reaches: AbstractSet[DerivativeScope]
) -> bool:
    """Whether the whole of a licence follows a relation.

    Where weights are carried on, terms that are not known may follow, so they count. reaches: what the text
    of the licence reaches.
    """
    if relation in _TO_DATA:
        return False
    if relation is not InheritanceRelation.DISTILLATION and freedom is Freedom.UNKNOWN:
        return True
    return _NEEDED.get(relation, DerivativeScope.MODIFICATION) in reaches
