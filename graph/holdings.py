"""Rows of a store -> the inputs that control is derived from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.derive.control.facts import Dispersal, Holding, Membership, Party, Span
from graph.snapshot import Row
from graph.values.day import Day
from graph.values.node_id import NodeId
from graph.values.share import Share

EDGE_KINDS = ("HOLDS", "MEMBER_OF", "FOUNDED")
"""Edges that control hangs on."""


def holdings_of(edges: Iterable[tuple[str, Row]]) -> list[Holding]:
    """Every observed holding."""
    return [_holding(row) for kind, row in edges if kind == "HOLDS"]


def memberships_of(edges: Iterable[tuple[str, Row]]) -> list[Membership]:
    """Every membership in a body."""
    return [
        Membership(
            member=row["source"],
            group=row["target"],
            role=row["role"],
            since=_day(row["valid_from"]),
            until=_day(row["valid_to"]),
            sources=tuple(row["source_ids"]),
        )
        for kind, row in edges
        if kind == "MEMBER_OF"
    ]


def parties_of(
    organizations: Iterable[Row], persons: Iterable[Row], edges: Iterable[tuple[str, Row]]
) -> list[Party]:
    """Every organization and person, as far as control hangs on what they are."""
    founders: dict[NodeId, list[NodeId]] = {}
    for kind, row in edges:
        if kind == "FOUNDED":
            founders.setdefault(row["target"], []).append(row["source"])
    people = [Party(row["id"], is_person=True) for row in persons]
    return people + [_party(row, founders) for row in organizations]


def _party(row: Row, founders: Mapping[NodeId, list[NodeId]]) -> Party:
    return Party(
        id=row["id"],
        kind=row["kind"],
        public=row["public"] is True,
        listed=_spans(row["listed"]),
        share_classes=_spans(row["share_classes"]),
        dispersed=tuple(
            Dispersal(_day(item["as_of"]), tuple(item["source_ids"])) for item in row["dispersed"]
        ),
        self_governed=tuple(source for item in row["self_governed"] for source in item["source_ids"]),
        founders=tuple(dict.fromkeys(founders.get(row["id"], ()))),
    )


def _holding(row: Row) -> Holding:
    return Holding(
        id=row["id"],
        holder=row["source"],
        target=row["target"],
        interests=frozenset(row["interests"]),
        equity=_share(row["equity"]),
        votes=_share(row["votes"]),
        controls=row["controls"] is True,
        board_majority=row["board_majority"],
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        as_of=_day(row["as_of"]),
        sources=tuple(row["source_ids"]),
        note=row["note"],
    )


def _spans(rows: Iterable[Mapping[str, Any]]) -> tuple[Span, ...]:
    return tuple(Span(_day(row["valid_from"]), _day(row["valid_to"])) for row in rows)


def _day(text: str | None) -> Day | None:
    return None if text is None else Day.parse(text)


def _share(text: str | None) -> Share | None:
    return None if text is None else Share.parse(text)
