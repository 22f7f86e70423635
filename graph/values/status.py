"""Availability of one component of a model's recipe, and how a group of components reads."""

from __future__ import annotations

from collections.abc import Iterable

from graph.values.term import Term
from graph.values.truth import Truth


class Status(Term):
    """Whether a component can be had, whatever the terms of its use."""

    OPEN = (
        "OPEN",
        "Anyone may fetch it through at least one public channel; a click-through or form counts as open.",
    )
    PARTIAL = "PARTIAL", "Only some of it is available, or somebody's approval at discretion comes first."
    CLOSED = "CLOSED", "It is not available, on a stated basis."
    UNKNOWN = "UNKNOWN", "The facts do not say; a reason is given where there is one."
    NOT_APPLICABLE = (
        "NOT_APPLICABLE",
        "The model has no such part; rules read as if the component did not exist.",
    )


GROUPS = ("weights", "code", "training", "data", "documentation", "access")
"""Groups whose status every model shows as a property of its own."""


class PartialKind(Term):
    """In which way a component is only partly available."""

    GATED = "GATED", "Access needs somebody's approval at discretion."
    SAMPLE = "SAMPLE", "Only an extract is published."
    DESCRIBED_ONLY = "DESCRIBED_ONLY", "It is described in detail but not published."
    RECONSTRUCTIBLE = "RECONSTRUCTIBLE", "It can be rebuilt from what is published, with effort."
    DELAYED = "DELAYED", "It was published some time after the model."


class ClosedBasis(Term):
    """What a statement that a component is closed rests on."""

    STATED = "STATED", "A source says that it is not released."
    ABSENT = "ABSENT", "A source that lists what the release holds does not hold it."
    REPORTED = "REPORTED", "A published index marks it closed."


class UnknownReason(Term):
    """Why a fact is not known."""

    NOT_SEARCHED = "NOT_SEARCHED", "Nobody has looked yet: a debt of this data set."
    SEARCHED_NOT_FOUND = "SEARCHED_NOT_FOUND", "Sources were searched and do not say."
    REFUSED = "REFUSED", "The developer was asked or had occasion to say, and does not."
    DISPUTED = "DISPUTED", "Sources contradict each other and no rule decides."


def group_status(statuses: Iterable[Status]) -> Status:
    """How the essential members of a group read together.

    OPEN when all are OPEN, CLOSED when all are CLOSED, PARTIAL as soon as one is PARTIAL or one OPEN and
    another CLOSED, UNKNOWN only where completions of the unknown members differ. Members that do not
    apply are left out; a group without any left is NOT_APPLICABLE.
    """
    members = {status for status in statuses if status is not Status.NOT_APPLICABLE}
    known = members - {Status.UNKNOWN}
    if Status.PARTIAL in known or {Status.OPEN, Status.CLOSED} <= known:
        return Status.PARTIAL
    if Status.UNKNOWN in members:
        return Status.UNKNOWN
    return known.pop() if known else Status.NOT_APPLICABLE


def is_status(status: Status, wanted: Iterable[Status]) -> Truth | None:
    """Whether a status is one of those wanted; `None` where the component does not apply."""
    if status is Status.NOT_APPLICABLE:
        return None
    if status is Status.UNKNOWN:
        return Truth.UNKNOWN
    return Truth.of(status in set(wanted))
