"""Relay connections: the arguments of a page, the types of connections, and the pages themselves.

Source: GraphQL Cursor Connections Specification, https://relay.dev/graphql/connections.htm
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping, Set
from typing import Any

from api.schema.registry import Registry
from api.schema.spec import Argument, many
from graph.errors import BadCursor, BadValue, LimitError
from graph.query import Found, Page
from graph.snapshot import Row

DEFAULT_PAGE = 20
MAX_PAGE = 100

PAGE_ARGUMENTS = (
    Argument(
        "first", int | None, f"How many from the start, at most {MAX_PAGE}; {DEFAULT_PAGE} if not said.", None
    ),
    Argument("after", str | None, "Only what comes after this cursor.", None),
    Argument("last", int | None, f"How many from the end, at most {MAX_PAGE}.", None),
    Argument("before", str | None, "Only what comes before this cursor.", None),
)


def page_from(arguments: Mapping[str, Any]) -> Page:
    """The page that arguments ask for; raises where they contradict each other or ask too much."""
    first, last = arguments.get("first"), arguments.get("last")
    if first is not None and last is not None:
        raise BadValue("give `first` or `last`, not both")
    size = first if first is not None else last if last is not None else DEFAULT_PAGE
    name = "last" if last is not None else "first"
    if size < 0:
        raise BadValue(f"`{name}` is {size}; give a number from 0 to {MAX_PAGE}")
    if size > MAX_PAGE:
        raise LimitError(f"`{name}` is {size}, the limit is {MAX_PAGE}; page on with `after: endCursor`")
    return Page(
        size,
        backward=last is not None,
        after=_id_of(arguments.get("after")),
        before=_id_of(arguments.get("before")),
    )


def cursor_of(row_id: str) -> str:
    """An opaque, stable cursor: the same for the same item in every version of the graph."""
    return base64.urlsafe_b64encode(row_id.encode()).decode().rstrip("=")


def _id_of(cursor: str | None) -> str | None:
    if cursor is None:
        return None
    try:
        row_id = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        row_id = ""
    if not _ROW_ID.fullmatch(row_id):
        raise BadCursor(f"{cursor[:40]!r} is no cursor; take one from `pageInfo` or `edges`")
    return row_id


_ROW_ID = re.compile(r"[a-z_]+/[\w.+-]+", re.ASCII)


def node_connection(
    found: Found[Row], selected: Set[str], beside: Callable[[Row], Row] = lambda _: {}
) -> dict[str, Any]:
    """A page of nodes as the row of a connection.

    selected: the fields that are asked for. beside: what an item's edge shows beside cursor and node.
    """
    row: dict[str, Any] = {"totalCount": found.total, "nodes": found.rows}
    if "edges" in selected:
        row["edges"] = [
            {"cursor": cursor_of(node["id"]), "node": node, **beside(node)} for node in found.rows
        ]
    if "pageInfo" in selected:
        row["pageInfo"] = page_info(found)
    return row


def edge_connection(found: Found[Row], far: str, selected: Set[str]) -> Row:
    """A page of edge views as the row of a connection; `far`: key of the node that each leads to."""
    row: dict[str, Any] = {"totalCount": found.total}
    if "nodes" in selected:
        row["nodes"] = [view[far] for view in found.rows]
    if "edges" in selected:
        row["edges"] = [{**view, "cursor": cursor_of(view["id"]), "node": view[far]} for view in found.rows]
    if "pageInfo" in selected:
        row["pageInfo"] = page_info(found)
    return row


def page_info(found: Found[Row]) -> Row:
    """Where a page lies among all."""
    return {
        "hasNextPage": found.has_next,
        "hasPreviousPage": found.has_previous,
        "startCursor": cursor_of(found.rows[0]["id"]) if found.rows else None,
        "endCursor": cursor_of(found.rows[-1]["id"]) if found.rows else None,
    }


def declare_page_info(registry: Registry) -> None:
    """The type that tells where a page lies."""
    registry.declare("PageInfo", "Where a page of a list lies among all items.")
    for name, type_, says in (
        ("hasNextPage", bool, "Whether items follow after this page."),
        ("hasPreviousPage", bool, "Whether items come before this page."),
        ("startCursor", str | None, "Cursor of the first item of this page."),
        ("endCursor", str | None, "Cursor of the last item of this page."),
    ):
        registry.add_property("PageInfo", name, name, type_, says)


def declare_connection(registry: Registry, name: str, node: str, of: str) -> None:
    """A connection type and its edge type; `of` says in plain words what is listed."""
    edge = f"{name.removesuffix('Connection')}Edge"
    registry.declare(edge, f"One item of a list of {of}: its cursor and the node.")
    registry.declare(name, f"A page of a list of {of}.")
    registry.add_property(edge, "cursor", "cursor", str, "Where this item stands, for paging on from it.")
    registry.add_property(edge, "node", "node", registry.type(node), "The item itself.")
    for field, type_, says in (
        ("totalCount", int, "How many there are in all, whatever the page."),
        ("nodes", many(registry.type(node)), "The items of this page."),
        ("edges", many(registry.type(edge)), "The items of this page with their cursors."),
        ("pageInfo", registry.type("PageInfo"), "Where this page lies among all items."),
    ):
        registry.add_property(name, field, field, type_, says)
