"""Suspected duplicates: two things of one kind whose names or identifiers agree, or nearly do.

What tells two things apart without a person: two identifiers of a register that gives each thing one, or,
where names are only near, two repositories on the hub. What a person told apart stands in
`rules/told-apart.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.facts.load import Facts
from graph.resolve import ONE_EACH, Match, Resolver, Thing, known_things
from graph.schema.told_apart import SUSPECTED
from graph.values.node_id import NodeId, kind_of


@dataclass(frozen=True, order=True)
class Suspect:
    """Two things that may be one; `name`: what the first is called, and the second seems to be called too."""

    first: NodeId
    second: NodeId
    name: str
    how: Match

    def __str__(self) -> str:
        like = "nearly like" if self.how is Match.DOUBTFUL else "like"
        return (
            f"{self.first} is called {self.name!r}, {like} {self.second}; make them one, or tell them apart "
            "in rules/told-apart.yaml"
        )


def suspected_duplicates(facts: Facts) -> list[Suspect]:
    """Pairs that may be one thing, by id; each pair once, those told apart on purpose left out."""
    resolver, known = Resolver(), dict[NodeId, Thing]()
    told_apart = {
        frozenset((one, other))
        for item in facts.told_apart.distinctions
        for one in item.things
        for other in item.things
    }
    found: dict[frozenset[NodeId], Suspect] = {}
    for thing in known_things(facts):
        if kind_of(thing.id) not in SUSPECTED:
            continue
        for suspect in _like(thing, resolver):
            pair = frozenset((suspect.first, suspect.second))
            if pair not in told_apart and not _are_registered_apart(
                thing, known[suspect.second], suspect.how
            ):
                found.setdefault(pair, suspect)
        resolver.add(thing)
        known[thing.id] = thing
    return sorted(found.values())


def _like(thing: Thing, resolver: Resolver) -> Iterator[Suspect]:
    """What a resolver that does not know a thing takes it for, by each of its names."""
    for name in thing.names:
        resolution = resolver.resolve(kind_of(thing.id), name, thing.identifiers)
        ids = [resolution.id] if resolution.id else [node_id for node_id, _ in resolution.candidates]
        yield from (Suspect(thing.id, node_id, name, resolution.how) for node_id in ids)


def _are_registered_apart(one: Thing, other: Thing, how: Match) -> bool:
    schemes = ONE_EACH | {"hugging_face"} if how is Match.DOUBTFUL else ONE_EACH
    return any(
        one.identifiers[scheme].casefold() != other.identifiers[scheme].casefold()
        for scheme in schemes & one.identifiers.keys() & other.identifiers.keys()
    )
