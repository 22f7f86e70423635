"""How the members of a group read together, and whether a status is one of those wanted."""

from __future__ import annotations

from itertools import product

import pytest

from graph.values.status import Status, group_status, is_status
from graph.values.truth import Truth

OPEN, PARTIAL, CLOSED = Status.OPEN, Status.PARTIAL, Status.CLOSED
UNKNOWN, APART = Status.UNKNOWN, Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("members", "status"),
    [
        ([OPEN, OPEN], OPEN),
        ([CLOSED, CLOSED], CLOSED),
        ([OPEN, PARTIAL], PARTIAL),
        ([OPEN, CLOSED], PARTIAL),
        ([CLOSED, PARTIAL], PARTIAL),
        ([PARTIAL, PARTIAL], PARTIAL),
        ([OPEN, UNKNOWN], UNKNOWN),
        ([CLOSED, UNKNOWN], UNKNOWN),
        ([UNKNOWN, UNKNOWN], UNKNOWN),
        ([PARTIAL, UNKNOWN], PARTIAL),
        ([OPEN, CLOSED, UNKNOWN], PARTIAL),
        ([OPEN, APART], OPEN),
        ([CLOSED, APART], CLOSED),
        ([UNKNOWN, APART], UNKNOWN),
        ([APART, APART], APART),
        ([], APART),
    ],
)
def test_a_group_reads_as_its_members_do(members: list[Status], status: Status) -> None:
    assert group_status(members) is status


def known_group(members: tuple[Status, ...]) -> Status:
    """The rule without unknown members, word by word."""
    members = tuple(member for member in members if member is not APART)
    if not members:
        return APART
    if all(member is OPEN for member in members):
        return OPEN
    return CLOSED if all(member is CLOSED for member in members) else PARTIAL


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_a_group_is_unknown_exactly_where_completions_differ(size: int) -> None:
    """Every combination of every status, against all completions of its unknown members."""
    for members in product(Status, repeat=size):
        choices = [(OPEN, PARTIAL, CLOSED) if member is UNKNOWN else (member,) for member in members]
        outcomes = {known_group(completion) for completion in product(*choices)}
        assert group_status(members) is (outcomes.pop() if len(outcomes) == 1 else UNKNOWN), members


def test_the_order_of_the_members_does_not_matter() -> None:
    for members in product(Status, repeat=3):
        assert group_status(members) is group_status(reversed(members))


@pytest.mark.parametrize(
    ("status", "truth"),
    [
        (OPEN, Truth.MET),
        (PARTIAL, Truth.MET),
        (CLOSED, Truth.NOT_MET),
        (UNKNOWN, Truth.UNKNOWN),
        (APART, None),
    ],
)
def test_a_status_is_one_of_those_wanted(status: Status, truth: Truth | None) -> None:
    assert is_status(status, [OPEN, PARTIAL]) is truth


def test_no_status_is_one_of_none() -> None:
    assert is_status(OPEN, []) is Truth.NOT_MET
