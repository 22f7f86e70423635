"""How many aliases a document has: each may repeat the work of a field."""

from __future__ import annotations

from graphql import DocumentNode, FieldNode, Visitor, visit


def count_aliases(document: DocumentNode) -> int:
    """The number of aliased fields written in a document."""
    counter = _Counter()
    visit(document, counter)
    return counter.count


class _Counter(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def enter_field(self, node: FieldNode, *_: object) -> None:
        self.count += node.alias is not None
