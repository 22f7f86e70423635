"""Walks, shortest paths and surroundings -> Cypher: each visits a node once, however many ways lead to it."""

from __future__ import annotations

from collections.abc import Sequence

from graph.query import Around, Between, Direction, Walk
from graph.stores.neo4j.filters import Filters
from graph.stores.neo4j.names import ROW, any_node, label, type_of

EDGE = f"[type(r), r.{ROW}]"
"""What is told of an edge: its relationship type and its row."""


def walked(filters: Filters, question: Walk) -> str:
    """An expression over a bound node `n`: pairs of the row of a node it leads to and the least distance."""
    via, depth = question.via, "" if question.depth is None else question.depth
    arrow = ("-", "->") if via.direction is Direction.OUT else ("<-", "-")
    type_ = type_of(via.edge, filters.slot)
    held = ["f <> n"]
    if via.far_kind and filters.far_kinds(via) != (via.far_kind,):
        held.append(f"all(s IN tail(nodes(p)) WHERE s:{label(via.far_kind, filters.slot)})")
    return (
        f"COLLECT {{ MATCH p = (n){arrow[0]}[:{type_}*1..{depth}]{arrow[1]}(f) WHERE {' AND '.join(held)} "
        f"WITH f, min(length(p)) AS steps RETURN [f.{ROW}, steps] }}"
    )


def path(filters: Filters, question: Between) -> str:
    """An expression: none, or one pair of the rows of the nodes of a path and what is told of its edges."""
    ends = [
        f"MATCH ({name}:{any_node(filters.slot)} {{id: {filters.names.bind(node_id)}}})"
        for name, node_id in (("a", question.start), ("b", question.end))
    ]
    steps = f"[:{_types(filters, question.edges)}*..{question.depth}]"
    return (
        f"COLLECT {{ {' '.join(ends)} MATCH p = allShortestPaths((a)-{steps}-(b))"
        f"{_all_valid(filters, question.on)} "
        "WITH p ORDER BY [n IN nodes(p) | n.id], [r IN relationships(p) | r.id] LIMIT 1 "
        f"RETURN [[n IN nodes(p) | n.{ROW}], [r IN relationships(p) | {EDGE}]] }}"
    )


def around(filters: Filters, question: Around, at: int) -> tuple[str, dict[str, str]]:
    """The clauses that bind what is kept, and columns: rows of nodes, edges among them, how many were met."""
    types, center, near, kept = _types(filters, question.edges), f"c{at}", f"near{at}", f"kept{at}"
    limit = filters.names.bind(question.limit)
    clauses = (
        f"OPTIONAL MATCH ({center}:{any_node(filters.slot)} {{id: {filters.names.bind(question.center)}}}) "
        f"WITH *, COLLECT {{ MATCH p = ({center})-[:{types}*1..{question.depth}]-(f)"
        f"{_all_valid(filters, question.on, f'f <> {center}')} "
        f"WITH f, min(length(p)) AS steps ORDER BY steps, f.id LIMIT {limit} RETURN f }} AS {near} "
        f"WITH *, CASE WHEN {center} IS NULL THEN [] ELSE [{center}] + {near}[..{limit} - 1] END AS {kept}"
    )
    held = filters.edge_predicates("r", None, question.on)
    among = f"MATCH (x)-[r:{types}]->(y) WHERE {' AND '.join([f'y IN {kept}', *held])}"
    return clauses, {
        f"nodes{at}": f"[x IN {kept} | x.{ROW}]",
        f"edges{at}": f"COLLECT {{ UNWIND {kept} AS x {among} RETURN {EDGE} }}",
        f"reached{at}": f"size({near})",
    }


def _types(filters: Filters, edges: Sequence[str]) -> str:
    return "|".join(type_of(edge, filters.slot) for edge in edges)


def _all_valid(filters: Filters, on: str | None, *held: str) -> str:
    """That every edge of a path `p` may be valid on a day, and what else must hold."""
    valid = filters.edge_predicates("e", None, on)
    steps = [f"all(e IN relationships(p) WHERE {' AND '.join(valid)})"] if valid else []
    return f" WHERE {' AND '.join([*held, *steps])}" if held or steps else ""
