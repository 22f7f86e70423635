"""Walking the selections of a document, fragments followed."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

Fragments = dict[str, FragmentDefinitionNode]


def operations_of(document: DocumentNode) -> Iterator[OperationDefinitionNode]:
    """Every operation of a document."""
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            yield definition


def fragments_of(document: DocumentNode) -> Fragments:
    """The named fragments of a document."""
    found = (item for item in document.definitions if isinstance(item, FragmentDefinitionNode))
    return {item.name.value: item for item in found}


def fields_of(selections: SelectionSetNode | None, fragments: Fragments) -> Iterator[FieldNode]:
    """The fields of a selection set, those of fragments included; a valid document has no cycles."""
    for selection in selections.selections if selections else ():
        match selection:
            case FieldNode():
                yield selection
            case InlineFragmentNode():
                yield from fields_of(selection.selection_set, fragments)
            case FragmentSpreadNode():
                yield from fields_of(fragments[selection.name.value].selection_set, fragments)
