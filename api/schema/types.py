"""Kinds -> types: properties as fields, edges as lists or connections in both directions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import strawberry

from api.execution.fields import Lists
from api.request import day_of
from api.schema.comparisons import order_from
from api.schema.connections import (
    PAGE_ARGUMENTS,
    declare_connection,
    declare_page_info,
    edge_connection,
    page_from,
)
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, Batch, FieldSpec, camel, many, maybe, words_of
from api.schema.values import SharePercent, scalar_of
from graph.query import Direction, Expand, Filter, Via
from graph.query import Lists as StoredLists
from graph.schema import KIND_BY_FOLDER, NODE_KINDS
from graph.schema.kind import Claim, Edge, Holder, Kind, Node
from graph.schema.shape import FarEnd, Shape, all_properties, edges_of, far_end
from graph.snapshot import Row
from graph.stores.port import then
from graph.values.share import Share

AS_OF = Argument(
    "asOf", date | None, "The day to answer for, here and in everything below; today if not said.", None
)
HISTORY = Argument("history", bool, "Also lines that are no longer, or not yet, true on that day.", False)

ID_SAYS = "Its id, for example `model/llama-3.1-405b`."


class Types:
    """Fills a registry with the types of the declared kinds."""

    def __init__(self, registry: Registry, filters: Filters, vocabulary_enum: Callable[[str], Any]) -> None:
        self._registry = registry
        self._filters = filters
        self._vocabulary_enum = vocabulary_enum
        self._declare()
        for kind in NODE_KINDS:
            self._fill_kind(kind)
        for kind in NODE_KINDS:
            for _, edge, declared in edges_of(kind):
                self._fill_edge(kind, edge, far_end(edge, declared), declared.description or "")

    def _declare(self) -> None:
        registry = self._registry
        registry.declare("Node", "Something with a readable, stable, global id.", interface=True)
        registry.declare("Holder", Holder.__doc__ or "", interface=True, parents=("Node",))
        declare_page_info(registry)
        _declare_external_id(registry)
        for kind in NODE_KINDS:
            parents = ("Node", "Holder") if issubclass(kind, Holder) else ("Node",)
            registry.declare(kind.__name__, kind.__doc__ or "", parents=parents)
        for name in ("Node", "Holder"):
            registry.add_property(name, "id", "id", strawberry.ID, ID_SAYS)
            registry.add_property(name, "name", "name", str, "The name it is known by.")
        registry.add_property("Holder", "aliases", "aliases", list[str], "Other names it is known by.")
        for kind in NODE_KINDS:
            name = kind.__name__
            declare_connection(registry, f"{name}Connection", name, f"{words_of(kind.folder)}s")

    def _fill_kind(self, kind: type[Node]) -> None:
        name = kind.__name__
        self._registry.add_property(name, "id", "id", strawberry.ID, ID_SAYS)
        for shape in all_properties(kind):
            self._add_property(name, shape)
        external = many(self._registry.type("ExternalId"))
        says = "Identifiers of the same thing elsewhere."
        self._registry.add_property(name, "externalIds", "external_ids", external, says)

    def _add_property(self, on: str, shape: Shape) -> None:
        registry, field = self._registry, camel(shape.name)
        if shape.ref is not None:
            self._add_referenced(on, shape)
            return
        if shape.type is Share:
            registry.add_property(on, field, shape.name, SharePercent | None, shape.description)
            for end, says in (("min", "lowest"), ("max", "highest")):
                sentence = f"The {says} that `{field}` may be, in percent."
                registry.add_property(
                    on, f"{field}{end.capitalize()}", f"{shape.name}_{end}", float | None, sentence
                )
            return
        type_ = self._value_type(shape)
        if shape.is_list:
            type_ = many(type_)
        elif shape.optional:
            type_ = maybe(type_)
        registry.add_property(on, field, shape.name, type_, shape.description)

    def _value_type(self, shape: Shape) -> Any:
        if shape.vocabulary is not None:
            return self._vocabulary_enum(shape.vocabulary.name)
        if issubclass(shape.type, Kind):
            return self._nested_type(shape.type)
        return scalar_of(shape.type)

    def _nested_type(self, kind: type[Kind]) -> type[Any]:
        name = kind.__name__
        if name not in self._registry.types:
            self._registry.declare(name, kind.__doc__ or "")
            for shape in all_properties(kind):
                self._add_property(name, shape)
            if issubclass(kind, Claim):
                self._add_sources(name)
        return self._registry.type(name)

    def _add_sources(self, on: str) -> None:
        sources = many(self._registry.type("Source"))
        says = "What the statement rests on."
        self._registry.add_field(FieldSpec(on, "sources", sources, says, sources_of))

    def _add_referenced(self, on: str, shape: Shape) -> None:
        """A property that holds the id of another node, shown as that node."""
        assert shape.ref is not None
        type_ = maybe(self._registry.type(self._far_name(shape.ref.kinds)))
        batch = referenced(shape.name)
        self._registry.add_field(FieldSpec(on, camel(shape.name), type_, shape.description, batch))

    def _far_name(self, folders: tuple[str, ...]) -> str:
        return KIND_BY_FOLDER[folders[0]].__name__ if len(folders) == 1 else "Holder"

    def _fill_edge(self, kind: type[Node], edge: Edge, end: FarEnd, description: str) -> None:
        near, far = kind.__name__, self._far_name(end.folders)
        out, back = (Direction.IN, Direction.OUT) if edge.inbound else (Direction.OUT, Direction.IN)
        via = Via(edge.kind, out)
        if end.edge_class is None:
            self._add_nodes(near, edge.field, far, via, description, end)
        else:
            edge_type = self._edge_type(edge, end.edge_class, near, far, out)
            self._add_lines(near, edge.field, edge_type, via, description, end)
        if edge.nodes:
            self._add_nodes(near, edge.nodes, far, via, description, end)
        if edge.reverse:
            for folder in end.folders:
                back_via = Via(edge.kind, back, kind.folder)
                self._add_reverse(kind, edge, KIND_BY_FOLDER[folder], back_via, end)

    def _edge_type(
        self, edge: Edge, edge_class: type[Claim], near: str, far: str, out: Direction
    ) -> type[Any]:
        """The type of an edge with properties: both ends, what it says, and its sources."""
        name = edge_class.__name__
        if name not in self._registry.types:
            self._nested_type(edge_class)
            near_type = self._registry.type("Node" if edge.near == "licensed" else near)
            near_key = (Direction.IN if out is Direction.OUT else Direction.OUT).far
            declared = edge_class.model_fields.get(edge_class.far)
            far_says = declared.description if declared else None
            far_type = self._registry.type(far)
            self._registry.add_property(name, edge.near, near_key, near_type, "What it is stated of.")
            self._registry.add_property(name, edge_class.far, out.far, far_type, far_says or "The component.")
        return self._registry.type(name)

    def _add_nodes(self, on: str, name: str, far: str, via: Via, description: str, end: FarEnd) -> None:
        far_type = self._registry.type(far)
        dated = end.is_dated
        type_ = many(far_type) if end.is_list else maybe(far_type)
        batch = _far_nodes(via, dated) if end.is_list else _far_node(via)
        arguments = (AS_OF, HISTORY) if dated else ()
        self._registry.add_field(FieldSpec(on, name, type_, description, batch, arguments, _inherited(dated)))

    def _add_lines(
        self, on: str, name: str, edge_type: type[Any], via: Via, description: str, end: FarEnd
    ) -> None:
        dated = end.is_dated
        type_ = many(edge_type)
        arguments = (AS_OF, HISTORY) if dated else ()
        batch = _lines(via, dated)
        self._registry.add_field(FieldSpec(on, name, type_, description, batch, arguments, _inherited(dated)))

    def _add_reverse(self, kind: type[Node], edge: Edge, far: type[Node], via: Via, end: FarEnd) -> None:
        """The connection on the far node that leads back to the nodes that state the edge."""
        registry, near, dated = self._registry, kind.__name__, end.is_dated
        name = f"{near}Connection"
        words = f"{words_of(kind.folder)}s"
        if end.edge_class is not None:
            name = f"{near}{end.edge_class.__name__}Connection"
            if name not in registry.types:
                declare_connection(registry, name, near, words)
                self._add_edge_properties(f"{near}{end.edge_class.__name__}Edge", end.edge_class)
        arguments = (*self._filters.arguments(kind), *PAGE_ARGUMENTS, *((AS_OF, HISTORY) if dated else ()))
        says = f"The {words} whose `{edge.nodes or edge.field}` it is among."
        batch = _reverse(via, kind, self._filters, dated)
        spec = FieldSpec(
            far.__name__, edge.reverse, registry.type(name), says, batch, arguments, _inherited(dated)
        )
        registry.add_field(spec)

    def _add_edge_properties(self, on: str, edge_class: type[Claim]) -> None:
        for shape in all_properties(edge_class):
            self._add_property(on, shape)
        self._add_sources(on)


def _declare_external_id(registry: Registry) -> None:
    registry.declare("ExternalId", "An identifier of the same thing elsewhere.")
    says = "Whose identifier it is: WIKIDATA, LEI, ROR, HUGGING_FACE, SPDX, DOI or ISO_3166."
    registry.add_property("ExternalId", "scheme", "scheme", str, says)
    registry.add_property("ExternalId", "value", "value", str, "The identifier.")


def _inherited(dated: bool) -> tuple[str, ...]:
    return ("asOf",) if dated else ()


def _expand(via: Via, dated: bool, rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    on = day_of(call).isoformat() if dated and not arguments.get("history") else None
    return call.context.store.expand([row["id"] for row in rows], Expand(via, on=on))


def _lines(via: Via, dated: bool) -> Batch:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        return then(_expand(via, dated, rows, arguments, call), lambda found: Lists(found.flat, found.ends))

    return batch


def _far_nodes(via: Via, dated: bool) -> Batch:
    far = via.direction.far

    def nodes(found: StoredLists) -> Lists:
        return Lists([view[far] for view in found.flat], found.ends)

    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        return then(_expand(via, dated, rows, arguments, call), nodes)

    return batch


def _far_node(via: Via) -> Batch:
    far = via.direction.far

    def first_of_each(found: StoredLists) -> list[Row | None]:
        return [views[0][far] if views else None for views in found.each()]

    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        return then(_expand(via, False, rows, arguments, call), first_of_each)

    return batch


def _reverse(via: Via, kind: type[Node], filters: Filters, dated: bool) -> Batch:
    far = via.direction.far

    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        on = day_of(call).isoformat() if dated and not arguments.get("history") else None
        order, page = order_from(arguments), page_from(arguments)

        def found(where: Filter | None) -> Any:
            ids = [row["id"] for row in rows]
            pages = call.context.store.expand_pages(ids, Expand(via, on, where, order, page))
            return then(pages, lambda pages: [edge_connection(page, far, call.selected) for page in pages])

        return then(filters.where(kind, arguments, call), found)

    return batch


def referenced(key: str) -> Batch:
    """A batch for a property that holds an id: the node with that id."""

    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        ids = sorted({row[key] for row in rows if row[key] is not None})

        def placed(found: list[Row | None]) -> list[Row | None]:
            by_id = dict(zip(ids, found, strict=True))
            return [by_id.get(row[key]) for row in rows]

        return then(call.context.store.nodes(ids), placed)

    return batch


def referenced_lists(key: str) -> Batch:
    """A batch for a property that holds a list of ids: the nodes with these ids, each asked for once."""

    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        ids = sorted({node_id for row in rows for node_id in row[key]})

        def placed(found: list[Row | None]) -> Lists:
            by_id = dict(zip(ids, found, strict=True))
            return Lists.of([by_id[node_id] for node_id in row[key]] for row in rows)

        return then(call.context.store.nodes(ids), placed)

    return batch


sources_of = referenced_lists("source_ids")
"""The sources of claims."""
