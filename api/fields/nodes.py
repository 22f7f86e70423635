"""The root fields of every kind: one node by id, and lists that filter, order and page."""

from __future__ import annotations

from typing import Any

import strawberry

from api.known import unknown
from api.schema.comparisons import order_from
from api.schema.connections import PAGE_ARGUMENTS, node_connection, page_from
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, Batch, FieldSpec, many, maybe, words_of
from api.schema.types import AS_OF
from graph.errors import UnknownId
from graph.query import Filter, Find
from graph.schema import NODE_KINDS
from graph.schema.kind import Node
from graph.snapshot import Row
from graph.stores.port import then
from graph.values.node_id import NodeId, kind_of

ID = Argument("id", strawberry.ID, "The id, for example `model/llama-3.1-405b`.")
IDS = Argument("ids", many(strawberry.ID), "Ids of any kinds.")


def add(registry: Registry, filters: Filters) -> None:
    """Add `node`, `nodes`, and the pair of fields of every kind."""
    node = maybe(registry.type("Node"))
    says = "Nodes of any kinds by their ids, in the order asked; null where there is none."
    registry.add_field(
        FieldSpec("Query", "node", node, "A node of any kind by its id.", _node(""), (ID,), may_fail=True)
    )
    registry.add_field(FieldSpec("Query", "nodes", many(node), says, _nodes, (IDS,)))
    for kind in NODE_KINDS:
        _add_pair(registry, filters, kind)


def _add_pair(registry: Registry, filters: Filters, kind: type[Node]) -> None:
    """`model` and `models`: one by id, and a list."""
    words, title = words_of(kind.folder), kind.__name__
    one, page = maybe(registry.type(title)), registry.type(f"{title}Connection")
    listed = f"The {words}s that fit, in the order asked, a page of them."
    arguments = (*filters.arguments(kind), *PAGE_ARGUMENTS, AS_OF)
    for name, type_, says, batch, takes in (
        (title[0].lower() + title[1:], one, f"One {words} by its id.", _node(kind.folder), (ID, AS_OF)),
        (kind.plural, page, listed, _list(kind, filters), arguments),
    ):
        registry.add_field(FieldSpec("Query", name, type_, says, batch, takes, ("asOf",), may_fail=True))


def _node(folder: str) -> Batch:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        node_id, store = NodeId(arguments["id"]), call.context.store

        def known(found: list[Row | None]) -> Any:
            row = found[0]
            if row is not None and folder in ("", kind_of(node_id)):
                return [row]
            if row is not None:
                return [UnknownId(f"{node_id} is no {words_of(folder)}; ask for it with `node`")]
            return then(unknown(node_id, store), lambda error: [error])

        return then(store.nodes([node_id]), known)

    return batch


def _nodes(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    return then(call.context.store.nodes(list(map(NodeId, arguments["ids"]))), lambda found: [found])


def _list(kind: type[Node], filters: Filters) -> Batch:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        order, page = order_from(arguments), page_from(arguments)

        def found(where: Filter | None) -> Any:
            pages = call.context.store.find([Find(kind.folder, where, order, page)])
            return then(pages, lambda pages: [node_connection(pages[0], call.selected)])

        return then(filters.where(kind, arguments, call), found)

    return batch
