"""The rule by which one of several statements of a value is chosen, as data."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from graph.schema.kind import Kind, SourceKind, Text
from graph.values.term import Term


class ChoiceReason(Term):
    """What told two statements of one value apart."""

    ONLY = "ONLY", "Nobody else states it."
    CURATED = "CURATED", "Facts that were checked by hand come before imported ones."
    SOURCE_KIND = "SOURCE_KIND", "A statement with a source nearer to the thing comes first."
    NEWEST = "NEWEST", "Of equally near sources, the one published last comes first."
    SET_ORDER = "SET_ORDER", "Of equal sources, upstream sets come in a stated order."
    ID = "ID", "All else being equal, the order of their names decides."


class ChoiceStep(Kind):
    """One step of the rule."""

    by: ChoiceReason
    """What the step compares."""
    says: Text
    """The step in plain words."""


class ClaimRules(Kind):
    """How statements of one value are compared and chosen from."""

    order: tuple[ChoiceStep, ...]
    """Steps in the order in which they are tried; the first that tells two statements apart decides."""
    source_kinds: tuple[SourceKind, ...] = tuple(SourceKind)
    """Kinds of source, the nearest first."""
    sets: tuple[Text, ...] = ()
    """Upstream sets, the first to be believed first; sets that are not listed follow."""
    whole_lists: tuple[Text, ...] = ()
    """Lists that are one statement: where a file is chosen, lines of other files are not added to it."""
    complete_lists: tuple[Text, ...] = ()
    """Lists, as kind/key, that curated files state in full: what is not in one is not there."""
    open_lists: tuple[Text, ...] = ()
    """Lists that agree where one has all items of the other, since nobody claims to name everything."""
    outdone_by: dict[Text, Text] = Field(default_factory=dict)
    """Properties that hold only as long as no file has lines of another one, as a denial of offers does."""
    agree_within: dict[Text, Annotated[float, Field(ge=0, lt=1)]] = Field(default_factory=dict)
    """Properties whose figures agree where they differ by no more than this part of the larger one."""

    @model_validator(mode="after")
    def _decides_always(self) -> Self:
        if not self.order or self.order[-1].by is not ChoiceReason.ID:
            raise ValueError("the last step must be ID, so that the order of files never decides")
        if any(step.by is ChoiceReason.ONLY for step in self.order):
            raise ValueError("ONLY is no step; it is the reason where there is one statement")
        return self
