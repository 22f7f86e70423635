"""Declared values -> rows of nodes and edges with output values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from graph.facts.load import Entity, source_id
from graph.facts.merge import FieldChoice
from graph.facts.topics import shown
from graph.schema.kind import Claim, DatedClaim, Edge, Evidence, Kind, SourceFacts
from graph.schema.shape import Shape, edges_of, properties_of
from graph.values.day import Day
from graph.values.node_id import NodeId, slug
from graph.values.share import Share, share_row


def node_row(entity: Entity) -> dict[str, Any]:
    """Properties of a node; its edges and what stays in files left out."""
    identifiers = entity.node.external_ids.model_dump(exclude_none=True)
    return {
        "__typename": type(entity.node).__name__,
        "id": entity.id,
        **properties(entity.node, entity.inherited),
        "external_ids": [{"scheme": scheme.upper(), "value": value} for scheme, value in identifiers.items()],
    }


def properties(kind: Kind, inherited: Evidence = ()) -> dict[str, Any]:
    """Output values of the plain properties of a declared value.

    inherited: sources of the file, on which a claim without its own rests.
    """
    row: dict[str, Any] = {}
    for shape in properties_of(type(kind)):
        row |= _output(shape, getattr(kind, shape.name), inherited)
    if isinstance(kind, Claim):
        row["source_ids"] = source_ids(kind.source or inherited)
    if isinstance(kind, DatedClaim):
        row |= _validity(kind)
    return row


def edge_rows(entity: Entity) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every edge that a file states, with its kind: a claim with properties of its own, or a bare id."""
    for name, edge, _ in edges_of(type(entity.node)):
        for far, claim in _far_ends(edge, getattr(entity.node, name)):
            yield edge.kind, edge_row(entity, edge, far, claim)


def edge_row(entity: Entity, edge: Edge, far: NodeId, claim: Claim | None) -> dict[str, Any]:
    """One edge; without a source of its own it rests on those of its file."""
    source, target = (far, entity.id) if edge.inbound else (entity.id, far)
    row: dict[str, Any] = {"source": source, "target": target}
    if claim is not None:
        row |= properties(claim, entity.inherited)
    return {"id": f"{edge.kind.lower()}/{_told_apart(entity.id, edge, far, row)}", **row}


def _told_apart(near: NodeId, edge: Edge, far: NodeId, row: Mapping[str, Any]) -> str:
    """The second part of an edge's id: both ends where no two edges have the same, else what it says."""
    if edge.key:
        return f"{slug(near)}.{slug(far)}"
    digest = hashlib.sha256(orjson.dumps([edge.kind, row], option=orjson.OPT_SORT_KEYS)).hexdigest()
    return digest[:16]


def claim_rows(choices: Mapping[NodeId, Sequence[FieldChoice]]) -> Iterator[dict[str, Any]]:
    """What each source says of the values of which several speak, the chosen one first."""
    for node_id, fields in choices.items():
        for item in fields:
            claims = zip(item.choice.statements, item.choice.reasons, strict=True)
            yield {
                "id": f"{node_id}--{item.field.replace('/', '.')}",
                "subject": node_id,
                "field": item.field,
                "disagree": item.choice.disagree,
                "claims": [
                    {
                        "field": item.field,
                        "value": shown(statement.value),
                        "source_ids": list(statement.sources),
                        "set": statement.layer or None,
                        "record": statement.record,
                        "chosen": statement is item.choice.chosen,
                        "reason": str(reason),
                    }
                    for statement, reason in claims
                ],
            }


def source_ids(sources: Evidence) -> list[NodeId]:
    """Ids of sources, whether named or written in place."""
    return [source_id(item) if isinstance(item, SourceFacts) else item for item in sources]


def _far_ends(edge: Edge, value: Any) -> Iterator[tuple[NodeId, Claim | None]]:
    if isinstance(value, dict):
        for key, claim in value.items():
            yield NodeId(f"{edge.key}/{key}"), claim
        return
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, SourceFacts):
            yield source_id(item), None
        elif isinstance(item, Claim):
            yield getattr(item, type(item).far), item
        elif item is not None:
            yield item, None


def _validity(claim: DatedClaim) -> dict[str, str | None]:
    """Earliest possible start and latest possible end, as ISO days, for filters by date."""
    start, end = claim.valid_from, claim.valid_to
    return {
        "earliest": start.first.isoformat() if start else None,
        "latest": end.last.isoformat() if end else None,
    }


def _output(shape: Shape, value: Any, inherited: Evidence) -> dict[str, Any]:
    if shape.type is Share:
        return share_row(shape.name, value)
    if isinstance(value, tuple):
        return {shape.name: [_plain(item, inherited) for item in value]}
    return {shape.name: _plain(value, inherited)}


def _plain(value: Any, inherited: Evidence) -> Any:
    if isinstance(value, Kind):
        return properties(value, inherited)
    return str(value) if isinstance(value, (str, Day)) else value
