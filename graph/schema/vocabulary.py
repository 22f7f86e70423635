"""Closed vocabularies that are data: a term, and the sentence that explains it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from graph.schema.kind import Kind, Text

TermName = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")]


class VocabularyFile(Kind):
    """A closed list of terms."""

    description: Text
    """What the vocabulary is for."""
    terms: dict[TermName, Text]
    """Each term with the sentence that explains it."""
