"""What is true of the whole graph: version, counts, licence of the data."""

from __future__ import annotations

from datetime import date
from typing import Any

from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import FieldSpec, many
from graph.snapshot import Row

DATA_LICENSE = "CC-BY-4.0"


def add(registry: Registry, filters: Filters) -> None:
    """Add `graph`."""
    registry.declare("GraphInfo", "The graph as a whole.")
    registry.declare("KindCount", "How many there are of a kind of node or edge.")
    registry.add_property("KindCount", "kind", "kind", str, "The kind of node (its folder) or of edge.")
    registry.add_property("KindCount", "count", "count", int, "How many there are.")
    counts = many(registry.type("KindCount"))
    for name, type_, says in (
        ("version", str, "Hash of the graph's whole content: equal versions give equal answers."),
        ("today", date, "The day that answers hold for where no `asOf` is given."),
        (
            "scenario",
            list[str],
            "What is supposed in this answer, one sentence each; empty: it is as the facts have it.",
        ),
        ("nodeCounts", counts, "How many nodes there are of each kind."),
        ("edgeCounts", counts, "How many edges there are of each kind."),
        (
            "dataLicense",
            str,
            "SPDX id of the licence of the facts; credit Openness Graph and the version.",
        ),
    ):
        registry.add_property("GraphInfo", name, name, type_, says)
    info = registry.type("GraphInfo")
    says = "The graph as a whole: its version, counts and licence."
    registry.add_field(FieldSpec("Query", "graph", info, says, _graph))


def _graph(rows: list[Row], arguments: dict[str, Any], call: Any) -> list[Row]:
    facts, what_if = call.context.store.facts(), call.context.what_if
    return [
        {
            "version": facts.version,
            "today": call.context.today.isoformat(),
            "scenario": list(what_if.supposed.scenario.sentences()) if what_if else [],
            "nodeCounts": [{"kind": kind, "count": count} for kind, count in facts.node_counts.items()],
            "edgeCounts": [{"kind": kind, "count": count} for kind, count in facts.edge_counts.items()],
            "dataLicense": DATA_LICENSE,
        }
    ]
