"""Definitions: published tests of openness, as data."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from graph.schema.kind import InFileOnly, Kind, Node, Text, Url
from graph.values.day import Day
from graph.values.freedom import Freedom
from graph.values.status import Status

CriterionId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Test(Kind):
    """A test on the facts of a model; exactly one of the keys is given, `is` belongs to the first three."""

    property: CriterionId | None = None
    """An openness property whose status must be one of `is`."""
    group: CriterionId | None = None
    """A group whose status must be one of `is`."""
    freedom: CriterionId | None = None
    """What is freely usable: `weights` (effective freedom), or an openness property (its own terms)."""
    ever_offered: bool | None = None
    """Whether the model was ever offered to others, in any mode."""
    all: tuple[Test, ...] | None = None
    """Every one of these tests."""
    any: tuple[Test, ...] | None = None
    """At least one of these tests."""
    not_: Annotated[Test | None, Field(alias="not")] = None
    """The opposite of this test."""
    is_: Annotated[tuple[Status | Freedom, ...], Field(alias="is")] = ()
    """Statuses or freedoms that satisfy the test."""

    @model_validator(mode="after")
    def _one_test(self) -> Test:
        keys = ("property", "group", "freedom", "ever_offered", "all", "any", "not_")
        given = [key for key in keys if getattr(self, key) is not None]
        if len(given) != 1:
            raise ValueError("give exactly one of property, group, freedom, ever_offered, all, any, not")
        if (given[0] in ("property", "group", "freedom")) != bool(self.is_):
            raise ValueError("`is` lists what satisfies a property, group or freedom test, and only those")
        return self


class Criterion(Kind):
    """One criterion of a definition."""

    says: Text
    """What it asks, in plain words."""
    test: Test
    """The test that decides it."""
    locator: Text | None = None
    """Section of the definition."""


class Outcome(Kind):
    """One outcome of a definition and the criteria that it needs."""

    outcome: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")]
    """Its name."""
    says: Text
    """What it means, in plain words."""
    needs: tuple[CriterionId, ...] = ()
    """Criteria that must all be met."""


class Definition(Node):
    """A published test of openness: criteria, and outcomes that are tried in order."""

    folder: ClassVar[str] = "definition"
    plural: ClassVar[str] = "definitions"

    version: Text
    """Version of the definition."""
    publisher: Text
    """Who publishes it."""
    date: Day
    """When this version was published."""
    url: Url | None = None
    """Where it is published."""
    summary: Text
    """What it asks for, in one or two sentences."""
    criteria: Annotated[dict[CriterionId, Criterion], InFileOnly("given as a list with ids")]
    """Its criteria by id."""
    outcomes: Annotated[tuple[Outcome, ...], InFileOnly("given as objects")]
    """Outcomes, tried in order: the first whose criteria are all met."""

    @model_validator(mode="after")
    def _needs_are_criteria(self) -> Definition:
        for outcome in self.outcomes:
            for need in outcome.needs:
                if need not in self.criteria:
                    raise ValueError(f"outcome {outcome.outcome} needs {need!r}, which is no criterion here")
        return self
