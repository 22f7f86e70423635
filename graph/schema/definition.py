"""Definitions: published tests of openness, as data."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from graph.schema.kind import Flag, InFileOnly, Kind, Node, Number, Text, Url
from graph.schema.license_terms import LicenseTerms
from graph.values.day import Day
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId
from graph.values.status import Status

OPENNESS_CLASS = NodeId("definition/openness-class")
"""The definition that the openness class is derived by."""

CriterionId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]

SUBJECTS = ("property", "group", "freedom", "license", "fact", "ever_offered", "all", "any", "not_")
"""Keys of a test of which exactly one is given."""

ANSWERS = {
    **dict.fromkeys(("property", "group", "freedom"), ("is_",)),
    "license": ("every", "some"),
    "fact": ("equals", "above", "at_most", "includes"),
}
"""For each subject the keys of which exactly one says what satisfies the test."""


class Test(Kind):
    """A test on the facts of a model: one subject, or several tests together, and what satisfies it."""

    property: CriterionId | None = None
    """An openness property whose status must be one of `is`."""
    group: CriterionId | None = None
    """A group whose status must be one of `is`."""
    freedom: CriterionId | None = None
    """What is freely usable: `weights` (effective freedom), or an openness property (its own terms)."""
    license: CriterionId | None = None
    """Licences: of `weights` (upstream terms that reach it included), or that cover an openness property."""
    fact: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")] | None = None
    """A plain property of the model, such as `monetised` or `training_compute_flop`."""
    ever_offered: Flag | None = None
    """Whether the model was ever offered to others, in any mode."""
    all: tuple[Test, ...] | None = None
    """Every one of these tests."""
    any: tuple[Test, ...] | None = None
    """At least one of these tests."""
    not_: Annotated[Test | None, Field(alias="not")] = None
    """The opposite of this test."""
    is_: Annotated[tuple[Status | Freedom, ...] | None, Field(alias="is", min_length=1)] = None
    """Statuses or freedoms that satisfy the test."""
    every: CriterionId | None = None
    """All licences of the subject are among these terms, by their name in `license_terms`."""
    some: CriterionId | None = None
    """At least one licence of the subject is among these terms, by their name in `license_terms`."""
    equals: Flag | None = None
    """The fact is so."""
    above: Number | None = None
    """The fact is a larger number."""
    at_most: Number | None = None
    """The fact is this number or a smaller one."""
    includes: tuple[Text, ...] | None = None
    """The fact is a list with at least one of these."""
    presumed: Flag | None = None
    """For a fact: whether the test is presumed to be met as long as the facts are silent."""

    @model_validator(mode="after")
    def _one_test(self) -> Test:
        subjects = [key for key in SUBJECTS if getattr(self, key) is not None]
        if len(subjects) != 1:
            raise ValueError(f"give exactly one of {_listed(SUBJECTS)}")
        wanted = ANSWERS.get(subjects[0], ())
        every = {key for keys in ANSWERS.values() for key in keys}
        given = {key for key in every if getattr(self, key) is not None}
        if len(given) != bool(wanted) or not given.issubset(wanted):
            one = f"exactly one of {_listed(wanted)}" if wanted else f"none of {_listed(sorted(every))}"
            raise ValueError(f"beside `{_word(subjects[0])}` give {one}")
        if self.presumed is not None and self.fact is None:
            raise ValueError("`presumed` goes with a `fact` only")
        return self


class Criterion(Kind):
    """One criterion of a definition."""

    says: Text
    """What it asks, in plain words."""
    test: Test
    """The test that decides it."""
    partly: Test | None = None
    """For definitions that give points: the test of what satisfies it in part; whole counts 1, part 0.5."""
    locator: Text | None = None
    """Section of the definition."""


class Outcome(Kind):
    """One outcome of a definition: it applies where all of `needs` are met and one of `fails` is not."""

    outcome: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")]
    """Its name."""
    level: Annotated[int, Field(strict=True, ge=0)] | None = None
    """How far up it stands, 0 at the bottom; left out where it is no step between the others."""
    says: Text
    """What it means, in plain words."""
    needs: tuple[CriterionId, ...] = ()
    """Criteria that must all be met."""
    fails: tuple[CriterionId, ...] = ()
    """Criteria of which at least one must fail, where any are given."""


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
    bases_count: Flag = False
    """Whether a model that carries on another's weights does no better than that one; outcomes best first."""
    license_terms: Annotated[dict[CriterionId, LicenseTerms], InFileOnly("given as a list with names")] = (
        Field(default_factory=dict)
    )
    """Terms that its tests of licences speak of, by name."""
    criteria: Annotated[dict[CriterionId, Criterion], InFileOnly("given as a list with ids")]
    """Its criteria by id."""
    outcomes: Annotated[tuple[Outcome, ...], InFileOnly("given as objects"), Field(min_length=1)]
    """Outcomes, tried in order: the first that applies."""

    @model_validator(mode="after")
    def _needs_are_criteria(self) -> Definition:
        for outcome in self.outcomes:
            for name in (*outcome.needs, *outcome.fails):
                if name not in self.criteria:
                    raise ValueError(f"outcome {outcome.outcome} names {name!r}, which is no criterion here")
        names = [outcome.outcome for outcome in self.outcomes]
        if len(set(names)) < len(names):
            raise ValueError("two outcomes have one name; tell them apart")
        return self


def _listed(keys: tuple[str, ...] | list[str]) -> str:
    return ", ".join(map(_word, keys))


def _word(key: str) -> str:
    """A key as files write it."""
    return key.removesuffix("_")
