"""Duties that the law lays on those who make models available, and what is known of how they are met."""

from __future__ import annotations

from typing import Annotated, ClassVar

from graph.schema.kind import DatedClaim, Url, Vocabulary
from graph.values.day import Day
from graph.values.term import Term


class CommitmentStatus(Term):
    """How a duty is met, as far as a source shows it."""

    MET = "MET", "It was done, or promised by signature."
    PARTLY_MET = "PARTLY_MET", "Part of it was done or promised; `chapters` says which, where it has any."
    REFUSED = "REFUSED", "Whoever owes it said that it will not be done."


class Commitment(DatedClaim):
    """A duty of the AI Act, or a promise under it, that was met or refused."""

    needs_own_source: ClassVar[bool] = True

    duty: Annotated[str, Vocabulary("duty")]
    """What is owed or promised."""
    status: CommitmentStatus
    """How far it is met."""
    chapters: tuple[Annotated[str, Vocabulary("code_chapter")], ...] = ()
    """Chapters of the Code of Practice that it is about; none: the source does not tell them apart."""
    as_of: Day | None = None
    """The day that the statement is of."""
    url: Url | None = None
    """Where the document that meets it can be read."""
