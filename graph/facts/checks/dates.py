"""Dates are possible and in order."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import Problem
from graph.facts.load import Facts
from graph.facts.walk import claims_of, fields_of
from graph.schema.kind import DatedClaim
from graph.schema.model import Model
from graph.values.day import Day

EARLIEST = Day.parse("1600")
"""Older dates are slips: the oldest bodies in the graph are universities, whose founding is not stated."""


def check(facts: Facts) -> Iterator[Problem]:
    """An end before its start, a withdrawal before the release, a date out of all reason."""
    for entity in facts.entities.values():
        for path, _, value in fields_of(entity.node):
            if isinstance(value, Day) and value.last < EARLIEST.first:
                yield entity.problem(path, f"{value} is too long ago to be right")
        for path, claim in claims_of(entity.node):
            if isinstance(claim, DatedClaim) and _ends_before_start(claim.valid_from, claim.valid_to):
                what = (
                    f"ends ({claim.valid_to}) before it starts ({claim.valid_from}); swap or mend the dates"
                )
                yield entity.problem((*path, "valid_to"), what)
    for entity, model in facts.nodes(Model):
        if _ends_before_start(model.released, model.withdrawn):
            what = f"is withdrawn ({model.withdrawn}) before it is released ({model.released})"
            yield entity.problem(("withdrawn",), what)


def _ends_before_start(start: Day | None, end: Day | None) -> bool:
    return start is not None and end is not None and end.last < start.first
