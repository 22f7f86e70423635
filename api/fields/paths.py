"""Ways through the graph: ancestors and descendants of models, paths between nodes, neighbourhoods."""

from __future__ import annotations

from functools import cache
from typing import Any

import strawberry

from api.known import known_ids
from api.request import day_of
from api.schema.comparisons import plain
from api.schema.connections import PAGE_ARGUMENTS, declare_connection, node_connection, page_from
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec, many, maybe
from api.schema.types import AS_OF, referenced, sources_of
from api.schema.values import described_enum
from graph.errors import BadValue, LimitError
from graph.pages import page_of
from graph.query import Around, Between, Direction, Reached, Surroundings, Via, Walk
from graph.schema import NODE_KINDS
from graph.schema.shape import edges_of
from graph.snapshot import Row
from graph.stores.port import then
from graph.values.node_id import NodeId, kind_of

MAX_STEPS = 10
MAX_DEPTH = 3
MAX_NODES = 200

TELLING = (
    "DATA_DERIVED_FROM",
    "DERIVED_FROM",
    "DEVELOPED_BY",
    "FOUNDED",
    "GENERATED_BY",
    "HOLDS",
    "MEMBER_OF",
    "OFFERED_BY",
    "SUPPLIES",
    "TRAINED_ON",
)
"""Edges that are followed where none are named: those that tie models, data, people and organizations.

Licences, countries, components and sources are shared by most, so that paths through them say little.
"""

TO_SHARED = {
    "license": ("LICENSED_UNDER",),
    "jurisdiction": ("BASED_IN", "HAS_MEMBER"),
    "openness_property": ("HAS_PROPERTY",),
    "openness_group": ("IN_GROUP", "HAS_PROPERTY"),
    "source": ("RESTS_ON",),
}
"""Edges that are followed too where a path is asked from or to a node of these kinds."""


@cache
def edge_kinds() -> dict[str, str]:
    """Every declared kind of edge with the sentence of the field that states it."""
    found = ((edge.kind, field.description or "") for kind in NODE_KINDS for _, edge, field in edges_of(kind))
    return dict(sorted(dict(reversed(list(found))).items()))


EDGE_KIND: Any = described_enum(
    "EdgeKind", edge_kinds(), "The kinds of edge, each pointing from source to target."
)
DIRECTION: Any = described_enum(
    "StepDirection",
    {"OUT": "Along the edge, from its source to its target.", "IN": "Against it."},
    "Which way a step follows its edge.",
)

FROM = Argument("from", strawberry.ID, "Id of the node that the path starts at.")
TO = Argument("to", strawberry.ID, "Id of the node that it leads to.")
OF = Argument("of", strawberry.ID, "Id of the node in the middle.")
VIA = Argument(
    "via",
    maybe(many(EDGE_KIND)),
    "Edges that may be followed; if not said, those that tie models, data, people and organizations.",
    None,
)
DEPTH = Argument("depth", int | None, "At most so many steps; any number if not said.", None)
STEPS = Argument("depth", int, f"At most so many steps, 1 to {MAX_DEPTH}.", 1)
LIMIT = Argument("limit", int, f"At most so many nodes, 1 to {MAX_NODES}.", 50)
HISTORY = Argument("history", bool, "Also edges that are no longer, or not yet, true on that day.", False)


def add(registry: Registry, filters: Filters) -> None:
    """Add `path`, `neighborhood`, and the lineage of models."""
    _declare_path(registry)
    _declare_subgraph(registry)
    _declare_lineage(registry)
    path, subgraph = maybe(registry.type("Path")), registry.type("Subgraph")
    lineage = registry.type("LineageConnection")
    shortest = "A shortest path between two nodes; null where there is none of at most 10 steps."
    ancestors = "Models it was made from, directly or through others, the nearest first."
    descendants = "Models made from it, directly or through others, the nearest first."
    around = "The nodes around one, with the edges among them."
    for on, name, type_, says, batch, arguments in (
        ("Query", "path", path, shortest, _path, (FROM, TO, VIA, AS_OF, HISTORY)),
        ("Query", "neighborhood", subgraph, around, _neighborhood, (OF, STEPS, VIA, LIMIT, AS_OF, HISTORY)),
        ("Model", "ancestors", lineage, ancestors, _lineage(Direction.OUT), (DEPTH, *PAGE_ARGUMENTS)),
        ("Model", "descendants", lineage, descendants, _lineage(Direction.IN), (DEPTH, *PAGE_ARGUMENTS)),
    ):
        inherited = ("asOf",) if AS_OF in arguments else ()
        registry.add_field(FieldSpec(on, name, type_, says, batch, arguments, inherited))


def _declare_edge(registry: Registry, name: str) -> None:
    node, sources = registry.type("Node"), many(registry.type("Source"))
    registry.add_property(name, "edgeId", "id", str, "Id of the edge.")
    registry.add_property(name, "kind", "kind", EDGE_KIND, "Its kind.")
    registry.add_field(FieldSpec(name, "source", node, "The node it points from.", referenced("source")))
    registry.add_field(FieldSpec(name, "target", node, "The node it points to.", referenced("target")))
    registry.add_field(FieldSpec(name, "sources", sources, "What the edge rests on.", sources_of))


def _declare_path(registry: Registry) -> None:
    registry.declare("PathStep", "One step of a path: an edge, and which way it is followed.")
    _declare_edge(registry, "PathStep")
    registry.add_property("PathStep", "direction", "direction", DIRECTION, "Which way the edge is followed.")
    reached = registry.type("Node")
    says = "The node that the step leads to."
    registry.add_field(FieldSpec("PathStep", "reached", reached, says, referenced("reached")))
    registry.declare("Path", "A path between two nodes.")
    steps = many(registry.type("PathStep"))
    registry.add_property("Path", "length", "length", int, "How many steps it has.")
    registry.add_property("Path", "steps", "steps", steps, "The steps in their order.")


def _declare_subgraph(registry: Registry) -> None:
    registry.declare("SubgraphEdge", "An edge between two nodes of a part of the graph.")
    _declare_edge(registry, "SubgraphEdge")
    registry.declare("Subgraph", "A part of the graph.")
    nodes, edges = many(registry.type("Node")), many(registry.type("SubgraphEdge"))
    registry.add_property("Subgraph", "nodes", "nodes", nodes, "Its nodes, the nearest first.")
    registry.add_property("Subgraph", "edges", "edges", edges, "The edges among them.")
    whole = "Whether nothing was left out for the limit."
    registry.add_property("Subgraph", "complete", "complete", bool, whole)


def _declare_lineage(registry: Registry) -> None:
    declare_connection(registry, "LineageConnection", "Model", "models of a lineage")
    says = "How many steps away it is, by the shortest way."
    registry.add_property("LineageEdge", "distance", "distance", int, says)


def _path(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    start, end = NodeId(arguments["from"]), NodeId(arguments["to"])
    shared = tuple(kind for node in (start, end) for kind in TO_SHARED.get(kind_of(node), ()))
    question = Between(start, end, _kinds(arguments, shared), MAX_STEPS, _day(arguments, call))
    store = call.context.store

    def found(paths: list[list[tuple[str, Row]] | None]) -> Any:
        if paths[0]:
            return [_path_row(start, paths[0])]
        return then(known_ids([start, end], store), lambda _: [_path_row(start, paths[0])])

    return then(store.paths([question]), found)


def _path_row(start: NodeId, edges: list[tuple[str, Row]] | None) -> Row | None:
    if edges is None:
        return None
    steps, at = [], start
    for kind, edge in edges:
        direction = "OUT" if edge["source"] == at else "IN"
        at = edge["target"] if direction == "OUT" else edge["source"]
        steps.append({**_edge(kind, edge), "direction": direction, "reached": at})
    return {"length": len(steps), "steps": steps}


def _neighborhood(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    center, store = NodeId(arguments["of"]), call.context.store
    depth = _within("depth", arguments["depth"], MAX_DEPTH)
    limit = _within("limit", arguments["limit"], MAX_NODES)
    kinds = _kinds(arguments, TO_SHARED.get(kind_of(center), ()))
    question = Around(center, kinds, depth, limit, _day(arguments, call))

    def shown(found: list[Surroundings]) -> Any:
        part = found[0]
        if not part.nodes:
            return then(known_ids([center], store), lambda _: [None])
        edges = [_edge(kind, edge) for kind, edge in part.edges]
        return [{"nodes": part.nodes, "edges": edges, "complete": part.complete}]

    return then(store.surroundings([question]), shown)


def _edge(kind: str, edge: Row) -> dict[str, Any]:
    ends = {"source": edge["source"], "target": edge["target"]}
    return {"id": edge["id"], "kind": kind, **ends, "source_ids": edge.get("source_ids", [])}


def _kinds(arguments: dict[str, Any], shared: tuple[str, ...]) -> tuple[str, ...]:
    named = arguments.get("via")
    return tuple(sorted({plain(kind) for kind in named} if named is not None else {*TELLING, *shared}))


def _day(arguments: dict[str, Any], call: Any) -> str | None:
    return None if arguments.get("history") else day_of(call).isoformat()


def _within(name: str, number: int, most: int) -> int:
    if number < 1:
        raise BadValue(f"`{name}` is {number}; give a number from 1 to {most}")
    if number > most:
        raise LimitError(f"`{name}` is {number}, the limit is {most}; ask for a smaller part")
    return number


def _lineage(direction: Direction) -> Any:
    via = Via("DERIVED_FROM", direction)

    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        depth, page = arguments.get("depth"), page_from(arguments)
        if depth is not None and depth < 1:
            raise BadValue(f"`depth` is {depth}; give a number from 1, or leave it out")
        found = call.context.store.walk([row["id"] for row in rows], Walk(via, depth))
        return then(found, lambda walks: [_connection(walk, page, call.selected) for walk in walks])

    return batch


def _connection(walk: list[Reached], page: Any, selected: frozenset[str]) -> Row:
    distances = {item.row["id"]: item.distance for item in walk}
    found = page_of([item.row for item in walk], page)
    return node_connection(found, selected, lambda node: {"distance": distances[node["id"]]})
