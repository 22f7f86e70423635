"""One thing, one id; one statement, one line."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import Problem
from graph.facts.load import Entity, Facts
from graph.schema.source import Source
from graph.values.address import address_key
from graph.values.node_id import kind_of


def check(facts: Facts) -> Iterator[Problem]:
    """Two nodes of one kind with one identifier, name or source address; a line that stands twice."""
    seen: dict[tuple[str, str, str], Entity] = {}
    for entity in sorted(facts.entities.values(), key=_is_in_place):
        for scheme, value in _identity(entity):
            key = address_key(value) if scheme == "url" else value.casefold()
            first = seen.setdefault((kind_of(entity.id), scheme, key), entity)
            if first is not entity:
                path = (scheme,) if scheme in ("name", "url") else ("external_ids", scheme)
                yield entity.problem(path, _same(first, entity, scheme, value))
    for entity in facts.entities.values():
        yield from _repeated(entity)


def _repeated(entity: Entity) -> Iterator[Problem]:
    for path, _, value in entity.fields:
        if isinstance(value, tuple):
            for at, item in enumerate(value):
                if item in value[:at]:
                    yield entity.problem((*path, at), f"stands twice in {path[-1]!r}; keep one of them")


def _is_in_place(entity: Entity) -> bool:
    return entity.at != ()


def _same(first: Entity, second: Entity, scheme: str, value: str) -> str:
    if not _is_in_place(second):
        return f"has the same {scheme} as {first.id} ({value}); make them one, or tell them apart"
    if not _is_in_place(first):
        return f"the source at {value} is {first.id}; name it by that id"
    titles = f"{second.node.name!r} here and {first.node.name!r} in {first.document.file}"
    return f"the source at {value} is called {titles}; use one title"


def _identity(entity: Entity) -> Iterator[tuple[str, str]]:
    if isinstance(entity.node, Source):
        yield "url", entity.node.url
        return
    yield "name", entity.node.name
    yield from entity.node.external_ids.model_dump(exclude_none=True).items()
