"""The base models of a lineage: where the weights that a model carries on were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.values.node_id import NodeId


def base_models(model: NodeId, bases: Mapping[NodeId, Sequence[NodeId]]) -> tuple[NodeId, ...]:
    """The ancestors that were made from no other model, ordered by id; a model without ancestors is its own.

    bases: the models that each model's weights were directly made from, without cycles.
    """
    seen = {model}
    waiting, found = [model], set()
    while waiting:
        node = waiting.pop()
        above = bases.get(node, ())
        if not above:
            found.add(node)
        fresh = set(above) - seen
        seen |= fresh
        waiting += fresh
    return tuple(sorted(found))
