"""How deep fields are nested."""

from __future__ import annotations

from graphql import DocumentNode, FieldNode

from api.limits.selections import Fragments, fields_of, fragments_of, operations_of


def depth_of(document: DocumentNode) -> int:
    """The deepest nesting of fields in any operation; introspection does not count."""
    fragments = fragments_of(document)
    known: dict[int, int] = {}
    tops = (field for item in operations_of(document) for field in fields_of(item.selection_set, fragments))
    return max((_depth(field, fragments, known) for field in tops), default=0)


def _depth(field: FieldNode, fragments: Fragments, known: dict[int, int]) -> int:
    """Depth at a field; kept by field, so that a fragment used many times is walked once."""
    if field.name.value.startswith("__"):
        return 0
    if id(field) not in known:
        inner = fields_of(field.selection_set, fragments)
        known[id(field)] = 1 + max((_depth(item, fragments, known) for item in inner), default=0)
    return known[id(field)]
