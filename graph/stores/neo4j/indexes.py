"""Constraints and indexes of a slot, from the declared kinds.

Every value that filters compare has an index, and every kind of value with many different ones an index of
its ranks in either direction, so that a page is a stretch of it. Edges are indexed by the node that they
reach, so that a page of a licence with a million models is one, too. The full-text index is for people who
write Cypher.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.schema import NODE_KINDS
from graph.schema.kind import Kind
from graph.schema.shape import Shape, all_properties, edges_of, far_end
from graph.stores.neo4j.names import (
    POINTER_LABEL,
    SLOT_LABEL,
    SLOTS,
    Slot,
    any_node,
    claims_label,
    folded,
    identifier_label,
    label,
    quoted,
    rank,
    type_of,
)
from graph.values.share import Share
from graph.values.term import Term

PROSE = ("description", "note", "summary")
"""Long texts: too long for an index, and nobody asks for a certain one."""

FEW = ("definition", "jurisdiction", "openness_group", "openness_property")
"""Kinds that stay few enough to be read and ordered as they are."""


def _values(kind: type[Kind]) -> tuple[Shape, ...]:
    """Properties that filters compare."""
    return tuple(
        shape
        for shape in all_properties(kind)
        if not (shape.is_list or shape.name in PROSE or issubclass(shape.type, Kind))
    )


def _is_manifold(shape: Shape) -> bool:
    """Whether a property has many different values, so that an order by it says something."""
    closed = issubclass(shape.type, (Term, Share, bool)) or shape.vocabulary is not None
    return not closed and shape.ref is None


TEXTS = frozenset(
    shape.name for kind in NODE_KINDS for shape in _values(kind) if shape.type is str and _is_manifold(shape)
)
"""Properties that are searched for a text; wherever they stand they are kept folded."""


def schema() -> Mapping[str, str]:
    """Every constraint and index of both slots: its name -> the statement that makes it."""
    statements = dict(_shared())
    for slot in SLOTS:
        statements |= _of_slot(slot)
    return statements


Named = Iterator[tuple[str, str]]


def _shared() -> Named:
    yield _unique("graph_slot", SLOT_LABEL, "k")
    yield _unique("graph_pointer", POINTER_LABEL, "k")


def _of_slot(slot: Slot) -> Named:
    yield _unique(f"node_{slot}", any_node(slot), "id")
    yield _unique(f"identifier_{slot}", identifier_label(slot), "key")
    yield _unique(f"claims_{slot}", claims_label(slot), "id")
    yield _range(f"claims_subject_{slot}", f"(n:{claims_label(slot)})", "subject")
    yield _range(f"claims_disagree_{slot}", f"(n:{claims_label(slot)})", "disagree", "id")
    for kind in NODE_KINDS:
        yield from _of_kind(kind.folder, _values(kind), slot)
    for edge, is_dated in _edges().items():
        pattern = f"()-[n:{type_of(edge, slot)}]-()"
        yield _range(f"edge_{edge}_in_{slot}", pattern, "target", "source", "id")
        yield _range(f"edge_{edge}_id_{slot}", pattern, "id")
        for day in ("earliest", "latest") if is_dated else ():
            yield _range(f"edge_{edge}_{day}_{slot}", pattern, "target", day)
    kinds = "|".join(label(kind.folder, slot) for kind in NODE_KINDS)
    on = f"(n:{kinds}) ON EACH [n.name, n.aliases]"
    options = "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}"
    yield f"names_{slot}", f"CREATE FULLTEXT INDEX names_{slot} FOR {on} {options}"


def _of_kind(kind: str, shapes: tuple[Shape, ...], slot: Slot) -> Named:
    its = label(kind, slot)
    yield _unique(f"{kind}_{slot}", its, "id")
    if kind in FEW:
        return
    for shape in shapes:
        yield _range(f"{kind}_{shape.name}_{slot}", f"(n:{its})", shape.name)
        if _is_manifold(shape):
            for descending in (False, True):
                place = rank(shape.name, descending=descending)
                yield _range(f"{kind}_{place}_{slot}", f"(n:{its})", place, "id")
        if shape.name in TEXTS:
            name = f"text_{kind}_{shape.name}_{slot}"
            yield name, f"CREATE TEXT INDEX {name} FOR (n:{its}) ON (n.{quoted(folded(shape.name))})"


def _edges() -> dict[str, bool]:
    """Every declared kind of edge, and whether its edges are dated."""
    every = [
        (edge.kind, far_end(edge, field).is_dated) for kind in NODE_KINDS for _, edge, field in edges_of(kind)
    ]
    return dict(sorted(every))


def _unique(name: str, its: str, by: str) -> tuple[str, str]:
    return name, f"CREATE CONSTRAINT {name} FOR (n:{its}) REQUIRE n.{by} IS UNIQUE"


def _range(name: str, pattern: str, *properties: str) -> tuple[str, str]:
    on = ", ".join(f"n.{quoted(item)}" for item in properties)
    return name, f"CREATE RANGE INDEX {name} FOR {pattern} ON ({on})"
