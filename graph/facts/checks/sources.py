"""Every fact has a source; use cases are made up and state none."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import Problem
from graph.facts.load import Entity, Facts
from graph.schema.model import Model
from graph.schema.openness_property import OpennessGroup
from graph.schema.source import Source
from graph.schema.trade_off import TradeOff
from graph.schema.use_case import UseCase
from graph.values.status import Status

LOCATED_WHEN_OPEN = ("training-code", "training-data")
"""Openness properties whose status OPEN must say where they are, since much hangs on it."""

WITHOUT_SOURCES = (Source, OpennessGroup, UseCase, TradeOff)
"""Kinds that rest on no document: the documents themselves, and what was drawn up here."""


def check(facts: Facts) -> Iterator[Problem]:
    """A file or line without a source; CLOSED without its own; open training parts without their place."""
    for entity in facts.entities.values():
        if isinstance(entity.node, WITHOUT_SOURCES):
            continue
        if not entity.node.sources:
            yield entity.problem(
                (), "names no sources; add `sources: [...]` with where these facts were seen"
            )
        for path, claim in entity.claims:
            if claim.needs_own_source and not claim.source:
                yield entity.problem(path, "needs its own `source`, the document that shows it")
        if isinstance(entity.node, Model):
            yield from _component_sources(entity, entity.node)


def _component_sources(entity: Entity, model: Model) -> Iterator[Problem]:
    for key, statement in model.openness_properties.items():
        path = ("openness_properties", key)
        if statement.status is Status.CLOSED and not statement.source:
            yield entity.problem(path, "is CLOSED without its own `source`; name what says or shows so")
        if statement.status is Status.OPEN and key in LOCATED_WHEN_OPEN and not statement.location:
            yield entity.problem(
                path, "is OPEN without a `location`; give the address where it can be fetched"
            )
