"""No model is its own ancestor."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from graph.errors import Problem
from graph.facts.load import Facts
from graph.schema.model import Model
from graph.values.node_id import NodeId


def check(facts: Facts) -> Iterator[Problem]:
    """A model that comes, through others or directly, from itself."""
    lineage: nx.DiGraph[NodeId] = nx.DiGraph()
    for entity, model in facts.nodes(Model):
        lineage.add_edges_from((entity.id, step.model) for step in model.derived_from)
    for cycle in nx.simple_cycles(lineage):
        entity = facts.entities[min(cycle)]
        around = " <- ".join([*sorted(cycle), min(cycle)])
        yield entity.problem(("derived_from",), f"a model cannot come from itself: {around}")
