"""One thing, one id."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import Problem
from graph.facts.load import Entity, Facts
from graph.schema.source import Source
from graph.values.node_id import kind_of


def check(facts: Facts) -> Iterator[Problem]:
    """Two nodes of one kind with one external identifier, one name, or one source address."""
    seen: dict[tuple[str, str, str], Entity] = {}
    for entity in facts.entities.values():
        for scheme, value in _identity(entity):
            first = seen.setdefault((kind_of(entity.id), scheme, value.casefold()), entity)
            if first is not entity:
                what = f"has the same {scheme} as {first.id} ({value}); make them one, or tell them apart"
                yield entity.problem(
                    ("external_ids", scheme) if scheme not in ("name", "url") else (scheme,), what
                )


def _identity(entity: Entity) -> Iterator[tuple[str, str]]:
    if isinstance(entity.node, Source):
        yield "url", entity.node.url
        return
    yield "name", entity.node.name
    yield from entity.node.external_ids.model_dump(exclude_none=True).items()
