"""Closed vocabularies whose terms the code reasons with; each term carries its sentence."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A term and its meaning: `OPEN = "OPEN", "Anyone may fetch it."`; the value is the term itself."""

    description: str

    def __new__(cls, value: str, description: str = "") -> Self:
        """Keep the sentence beside the value."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.description = description
        return term
