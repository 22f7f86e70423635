"""What concentration and dependence are told in: bounds, shares of parties, and the models behind them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from api.schema.connections import PAGE_ARGUMENTS, node_connection, page_from
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec, maybe
from api.schema.types import referenced
from graph.derive.concentration import Bounds, Distribution
from graph.errors import BadValue
from graph.pages import page_of
from graph.query import Find, Ids
from graph.snapshot import Row
from graph.stores.port import then

COUNT = Argument("count", int, "How many of the largest.", 5)

FIGURES = (
    ("total", float, "What all of them weigh together."),
    ("unknownShare", float, "Part of the whole whose party is not known, 0 to 1."),
)


def declare_bounds(registry: Registry) -> None:
    """A figure as least and most."""
    registry.declare("Bounds", "A figure at least and at most, over all that is not known.")
    for end, says in (("least", "At least."), ("most", "At most.")):
        registry.add_property("Bounds", end, end, float, says)


def declare_figures(registry: Registry, on: str, connection: str) -> None:
    """The measures of concentration on a type, and the connection of its shares."""
    bounds = maybe(registry.type("Bounds"))
    index = (
        "The Herfindahl-Hirschman index: the sum of the squared shares, from 1/n for n equal parties to 1 "
        "for one. Least where each unknown party is another one, most where all are the largest known one. "
        "Null where nothing was counted."
    )
    number = "How many parties of equal size would be as concentrated: 1 / `hhi`."
    for name, type_, says in (
        *FIGURES,
        ("hhi", bounds, index),
        ("effectiveNumber", bounds, number),
    ):
        registry.add_property(on, name, name, type_, says)
    says = "Part of the whole that the largest few have together, 0 to 1."
    registry.add_field(FieldSpec(on, "topShare", bounds, says, _top_shares, (COUNT,)))
    says = "The share of each party, the largest first; those that are not known are one row, the last."
    page = registry.type(connection)
    registry.add_field(FieldSpec(on, "shares", page, says, page_of_rows("share_rows"), PAGE_ARGUMENTS))


def declare_value(registry: Registry, on: str) -> None:
    """The value that a row stands for: a term or name, and the node where it is one."""
    says = "The value: an id, a term, a name or a year; null where it is not known."
    registry.add_property(on, "value", "value", str | None, says)
    node = maybe(registry.type("Node"))
    says = "The same as a node of the graph; null where it is none."
    registry.add_field(FieldSpec(on, "node", node, says, referenced("node")))


def declare_models(registry: Registry, on: str, name: str, says: str) -> None:
    """The models that a row counts, as a connection."""
    page = registry.type("ModelConnection")
    registry.add_field(FieldSpec(on, name, page, says, _models, PAGE_ARGUMENTS))


def figures(distribution: Distribution) -> dict[str, Any]:
    """The measures of a distribution, in output values."""
    return {
        "total": float(distribution.total),
        "unknownShare": distribution.unknown_share,
        "hhi": bounds_row(distribution.hhi),
        "effectiveNumber": bounds_row(distribution.effective_number),
        "distribution": distribution,
    }


def bounds_row(bounds: Bounds | None) -> Row | None:
    """A figure in output values."""
    return None if bounds is None else {"least": bounds.least, "most": bounds.most}


def row_id(values: Sequence[str | None]) -> str:
    """The id of a row of an answer, by what it stands for: equal for equal values, whatever the page."""
    text = "\n".join("" if value is None else f"={value}" for value in values)
    return f"row/{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def page_of_rows(key: str) -> Any:
    """A batch: the rows that each row holds under a key, as a page."""

    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> list[Row]:
        page = page_from(arguments)
        return [node_connection(page_of(row[key], page), call.selected) for row in rows]

    return batch


def _top_shares(rows: list[Row], arguments: dict[str, Any], call: Any) -> list[Row | None]:
    count = arguments["count"]
    if count < 1:
        raise BadValue(f"`count` is {count}; give 1 or more")
    return [bounds_row(row["distribution"].top(count)) for row in rows]


def _models(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    page = page_from(arguments)
    questions = [Find("model", Ids(frozenset(row["model_ids"])), page=page) for row in rows]
    found = call.context.store.find(questions)
    return then(found, lambda pages: [node_connection(page, call.selected) for page in pages])
