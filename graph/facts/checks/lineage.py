"""Nothing is its own ancestor."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from graph.errors import Problem
from graph.facts.load import Facts
from graph.schema.dataset import Dataset
from graph.schema.model import Model
from graph.values.node_id import NodeId


def check(facts: Facts) -> Iterator[Problem]:
    """A model, or a data set, that comes from itself, directly or through others."""
    lineage: nx.DiGraph[NodeId] = nx.DiGraph()
    for entity, model in facts.nodes(Model):
        lineage.add_edges_from((entity.id, step.model) for step in model.derived_from)
    for entity, dataset in facts.nodes(Dataset):
        lineage.add_edges_from((entity.id, base) for base in dataset.derived_from)
    for members in nx.strongly_connected_components(lineage):
        first = min(members)
        if len(members) > 1 or lineage.has_edge(first, first):
            around = " <- ".join([*_circle(lineage.subgraph(members), first), first])
            entity = facts.entities[first]
            thing = "a model" if isinstance(entity.node, Model) else "a data set"
            yield entity.problem(("derived_from",), f"{thing} cannot come from itself: {around}")


def _circle(lineage: nx.DiGraph[NodeId], first: NodeId) -> list[NodeId]:
    """The shortest way from a member of a circle back to it, the member included once."""
    ways = (nx.shortest_path(lineage, base, first) for base in sorted(lineage.successors(first)))
    return [first, *min(ways, key=len)[:-1]]
