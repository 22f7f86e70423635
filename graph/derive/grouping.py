"""Counting things by one or two dimensions, at least and at most over what is not known of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product

from graph.derive.concentration import Distribution
from graph.values.node_id import NodeId


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in one dimension.

    values: what it surely has. possible: what it has or may have besides. unknown: one name for each further
    value that it has, whichever it is; any value may be meant.
    """

    values: tuple[str, ...] = ()
    possible: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()

    @property
    def nameless(self) -> Place:
        """The same, whatever is not known of it."""
        return replace(self, unknown=("",)) if self.unknown else self

    @property
    def shown(self) -> tuple[str | None, ...]:
        """Its values; `None` stands for one that is not known."""
        return self.values if self.values and not self.unknown else (*self.values, None)

    def admits(self, value: str | None) -> bool:
        """Whether it has a value, or may have it."""
        return value in self.values or (value is not None and (bool(self.unknown) or value in self.possible))


Strand = tuple[Place, ...]
"""A place in each dimension; a thing has several where values belong together: developer and country."""

Key = tuple[str | None, ...]
"""A value in each dimension; `None`: not known."""


@dataclass(slots=True)
class Group:
    """The things that share their values.

    members: those shown there. weight: each thing weighs 1 in all, in equal parts for its groups.
    least, most: how many surely have these values, and how many have them or may have them; of a group whose
    value is not known, none surely belongs to it.
    """

    key: Key
    members: list[NodeId] = field(default_factory=list)
    weight: Fraction = Fraction()
    least: int = 0
    most: int = 0


def grouped(things: Mapping[NodeId, frozenset[Strand]]) -> list[Group]:
    """Every group that some thing has or may have, in no order."""
    groups: dict[Key, Group] = {}
    alike: dict[frozenset[Strand], list[NodeId]] = defaultdict(list)
    for thing, strands in things.items():
        alike[frozenset(tuple(place.nameless for place in strand) for strand in strands)].append(thing)
    for strands, members in alike.items():
        keys = {key for strand in strands for key in product(*(place.shown for place in strand))}
        for key in keys:
            _add(groups.setdefault(key, Group(key)), members, Fraction(len(members), len(keys)))
        for key in {key for strand in strands for key in _named(strand)}:
            groups.setdefault(key, Group(key))
    index = _index(groups)
    for strands, members in alike.items():
        for key in {key for strand in strands for key in _admitted(strand, index)}:
            groups[key].most += len(members)
    return list(groups.values())


def _add(group: Group, members: Sequence[NodeId], weight: Fraction) -> None:
    group.members += members
    group.weight += weight
    if None in group.key:
        group.most += len(members)
    else:
        group.least += len(members)


def _named(strand: Strand) -> Iterable[Key]:
    """Keys of the values that something has, or may have by name."""
    return product(*(place.possible.union(place.values) for place in strand))


_Index = Sequence[Mapping[str, Sequence[Key]]]
"""For each dimension, the keys of known values by their value in it."""


def _index(keys: Iterable[Key]) -> _Index:
    known = [key for key in keys if None not in key]
    dimensions = len(known[0]) if known else 0
    index: list[dict[str, list[Key]]] = [defaultdict(list) for _ in range(dimensions)]
    for key in known:
        for at, value in enumerate(key):
            index[at][value or ""].append(key)
    return index


def _admitted(strand: Strand, index: _Index) -> Iterator[Key]:
    """Keys of the groups that something belongs to or may belong to."""
    candidates = [_with_values(place, by_value) for place, by_value in zip(strand, index, strict=False)]
    return (key for key in min(candidates, key=len, default=[]) if _admits(strand, key))


def _with_values(place: Place, by_value: Mapping[str, Sequence[Key]]) -> list[Key]:
    """Keys whose value in one dimension something has or may have."""
    values = by_value if place.unknown else place.possible.union(place.values)
    return [key for value in values for key in by_value.get(value, ())]


def _admits(strand: Strand, key: Key) -> bool:
    return all(place.admits(value) for place, value in zip(strand, key, strict=True))


def in_order(groups: Iterable[Group], terms: Sequence[Sequence[str] | None]) -> list[Group]:
    """Groups by their first value, then by their second; what is not known comes last.

    terms: the values of each dimension in their order; `None`: those with most things first, then by name.
    """
    groups = list(groups)
    ranks = [_ranks(groups, at, order) for at, order in enumerate(terms)]
    return sorted(
        groups, key=lambda group: [rank[value] for rank, value in zip(ranks, group.key, strict=True)]
    )


def _ranks(groups: Iterable[Group], at: int, terms: Sequence[str] | None) -> dict[str | None, int]:
    weights: dict[str | None, Fraction] = defaultdict(Fraction)
    for group in groups:
        weights[group.key[at]] += group.weight
    known = [value for value in weights if value is not None]
    order = terms if terms is not None else sorted(known, key=lambda value: (-weights[value], value))
    return {value: rank for rank, value in enumerate([*order, None])}


def shares(places: Iterable[tuple[Iterable[Place], Fraction]]) -> Distribution:
    """The whole that things make up, each with its weight, in equal parts for the parties of each."""
    known: dict[str, Fraction] = defaultdict(Fraction)
    unknown: dict[str, Fraction] = defaultdict(Fraction)
    for of_thing, weight in places:
        parties, hidden = parties_of(of_thing)
        part = weight / (len(parties) + len(hidden))
        for party in parties:
            known[party] += part
        for name in hidden:
            unknown[name] += part
    return Distribution(known, unknown)


def parties_of(places: Iterable[Place]) -> tuple[dict[str, None], dict[str, None]]:
    """The parties of a thing, and the names of those that are not known, each once."""
    places = list(places)
    parties = dict.fromkeys(value for place in places for value in place.values)
    return parties, dict.fromkeys(name for place in places for name in place.unknown)


def shown_parties(places: Iterable[Place]) -> tuple[str | None, ...]:
    """The parties of a thing; `None` stands for all that are not known."""
    parties, hidden = parties_of(places)
    return (*parties, None) if hidden else tuple(parties)
