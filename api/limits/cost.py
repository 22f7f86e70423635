"""What a document may touch: one node a field that has fields below it, multiplied by its page sizes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import DocumentNode, FieldNode, IntValueNode, ListValueNode, VariableNode

from api.limits.selections import Fragments, fields_of, fragments_of, operations_of
from api.schema.connections import DEFAULT_PAGE

PAGED = ("nodes", "edges")
SIZES = ("first", "last")
LISTS = ("ids",)


def cost_of(document: DocumentNode, variables: Mapping[str, Any]) -> int:
    """The most nodes that any operation of a valid document may touch.

    A connection counts its page size, a list asked by ids their number; plain lists are small by nature and
    count as one.
    """
    counter = _Counter(fragments_of(document), variables)
    costs = (counter.below(item.selection_set) for item in operations_of(document))
    return max(costs, default=0)


class _Counter:
    def __init__(self, fragments: Fragments, variables: Mapping[str, Any]) -> None:
        self._fragments = fragments
        self._variables = variables
        self._known: dict[int, int] = {}

    def below(self, selections: Any) -> int:
        """The cost of a selection set; kept by set, so that a fragment used many times is counted once."""
        key = id(selections)
        if key not in self._known:
            fields = fields_of(selections, self._fragments)
            self._known[key] = sum(self._cost(field) for field in fields if field.selection_set)
        return self._known[key]

    def _cost(self, field: FieldNode) -> int:
        if field.name.value.startswith("__"):
            return 0
        return self._size(field) * (1 + self.below(field.selection_set))

    def _size(self, field: FieldNode) -> int:
        for argument in field.arguments or ():
            if argument.name.value in SIZES:
                return self._number(argument.value)
            if argument.name.value in LISTS:
                return self._length(argument.value)
        inner = fields_of(field.selection_set, self._fragments)
        is_connection = any(item.name.value in PAGED for item in inner)
        return DEFAULT_PAGE if is_connection else 1

    def _number(self, value: Any) -> int:
        if isinstance(value, VariableNode):
            given = self._variables.get(value.name.value)
            return given if isinstance(given, int) and given > 0 else DEFAULT_PAGE
        return max(1, int(value.value)) if isinstance(value, IntValueNode) else DEFAULT_PAGE

    def _length(self, value: Any) -> int:
        if isinstance(value, ListValueNode):
            return max(1, len(value.values))
        given = self._variables.get(value.name.value) if isinstance(value, VariableNode) else None
        return max(1, len(given)) if isinstance(given, list) else 1
