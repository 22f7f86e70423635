"""Filters of models by their components, so that they mind the components that no fact states.

A store keeps stated lines as edges and the others as words on the model's row; a filter along the edges alone
would miss the latter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from graph.query import And, Compare, Direction, Filter, Not, Operator, Or, Related, Via
from graph.stores.embedded.filters import fits
from graph.unstated import UNSTATED, line, word
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId

TO_COMPONENTS = Via("HAS_PROPERTY", Direction.OUT)

Fitting = Mapping[Filter | None, frozenset[NodeId]]
"""Filters of components -> the components that fit; `None` -> all."""


def component_filters(where: Filter | None) -> Iterator[Filter]:
    """The filters of components inside a filter of other nodes."""
    match where:
        case And(parts) | Or(parts):
            for part in parts:
                yield from component_filters(part)
        case Not(part):
            yield from component_filters(part)
        case Related(via, node) if node is not None:
            yield from (node,) if via == TO_COMPONENTS else component_filters(node)


def leads_on(where: Filter) -> bool:
    """Whether a filter asks for edges, so that a row alone does not tell whether it fits."""
    match where:
        case And(parts) | Or(parts):
            return any(map(leads_on, parts))
        case Not(part):
            return leads_on(part)
        case _:
            return isinstance(where, Related)


def minding_unstated(where: Filter, fitting: Fitting) -> Filter:
    """The same filter, where a line on a component may be one that no fact states."""
    match where:
        case And(parts):
            return And(tuple(minding_unstated(part, fitting) for part in parts))
        case Or(parts):
            return Or(tuple(minding_unstated(part, fitting) for part in parts))
        case Not(part):
            return Not(minding_unstated(part, fitting))
        case Related(via, node, edge) if via == TO_COMPONENTS:
            return Or((where, *_unstated(fitting[node], edge)))
        case Related(_, node) if node is not None:
            return replace(where, node=minding_unstated(node, fitting))
    return where


def _unstated(components: frozenset[NodeId], edge: Filter | None) -> Iterator[Filter]:
    """Words of a model's row that stand for lines on some of these components that fit."""
    for freedom in Freedom:
        if edge is None or fits(line(freedom), edge):
            for component in sorted(components):
                yield Compare(UNSTATED, Operator.INCLUDES, word(component, freedom))
