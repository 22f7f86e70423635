"""Dates are possible and in order."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import Problem
from graph.facts.load import Facts
from graph.schema.kind import DatedClaim
from graph.schema.model import Model
from graph.values.day import Day

EARLIEST = Day.parse("1600")
"""Older dates are slips: the oldest bodies in the graph are universities, whose founding is not stated."""
LATEST = Day.parse("2100")
"""Later dates are slips: nothing that is announced lies so far ahead."""


def check(facts: Facts) -> Iterator[Problem]:
    """An end not after its start, a withdrawal before the release, a date out of all reason."""
    for entity in facts.entities.values():
        for path, _, value in entity.fields:
            if isinstance(value, Day) and value.last < EARLIEST.first:
                yield entity.problem(path, f"{value} is too long ago to be right; mend the year")
            if isinstance(value, Day) and value.first > LATEST.last:
                yield entity.problem(path, f"{value} is too far ahead to be right; mend the year")
        for path, claim in entity.claims:
            if isinstance(claim, DatedClaim):
                for what in _out_of_order(claim.valid_from, claim.valid_to):
                    yield entity.problem((*path, "valid_to"), what)
    for entity, model in facts.nodes(Model):
        if model.released and model.withdrawn and model.withdrawn.last < model.released.first:
            what = f"is withdrawn ({model.withdrawn}) before it is released ({model.released})"
            yield entity.problem(("withdrawn",), f"{what}; swap or mend the dates")


def _out_of_order(start: Day | None, end: Day | None) -> Iterator[str]:
    if start is None or end is None:
        return
    if end.last < start.first:
        yield f"ends ({end}) before it starts ({start}); swap or mend the dates"
    elif start == end and start.first == start.last:
        yield f"ends on the day it starts ({start}); `valid_to` is the first day no longer"
