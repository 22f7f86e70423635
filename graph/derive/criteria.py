"""The interpreter of definitions: tests over the facts of a model, in three-valued logic.

A component that does not apply to a model is left out of every test, as if it were not mentioned.
Source: S. C. Kleene, Introduction to Metamathematics (1952), section 64, for the connectives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TypeAlias

from graph.derive.licensing import Grounds, is_among
from graph.schema.definition import Test
from graph.schema.license_terms import LicenseTerms
from graph.values.freedom import Freedom, no_freer_than
from graph.values.status import Status, is_status
from graph.values.truth import Truth, all_of, any_of

Licenses: TypeAlias = tuple[Grounds | None, ...]
"""The licences that cover something; `None` among them: a licence that is not known."""

Fact: TypeAlias = bool | float | tuple[str, ...] | None
"""A plain property of a model; `None`, or a list without items: not known."""

Found: TypeAlias = Status | Freedom | Truth | Licenses | Fact
"""What is found for a subject."""

UNKNOWN_LICENSE: Licenses = (None,)


@dataclass(frozen=True)
class Subjects:
    """What tests ask about one model; what is absent is UNKNOWN.

    statuses, groups: by openness property, by group. freedoms, licenses: `weights` (upstream terms that reach
    the model included) and the components that a licence covers. facts: plain properties of the model.
    freest: for freedoms that are not known, the freest that they can be; absent: FREE.
    """

    statuses: Mapping[str, Status]
    groups: Mapping[str, Status]
    freedoms: Mapping[str, Freedom]
    ever_offered: Truth
    licenses: Mapping[str, Licenses] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    freest: Mapping[str, Freedom] = field(default_factory=dict)

    def value(self, leaf: Leaf) -> Found:
        """What is found for a subject."""
        match leaf.sort:
            case "property":
                return self.statuses.get(leaf.name, Status.UNKNOWN)
            case "group":
                return self.groups.get(leaf.name, Status.UNKNOWN)
            case "freedom":
                return self.freedoms.get(leaf.name, Freedom.UNKNOWN)
            case "license":
                return self.licenses.get(leaf.name, UNKNOWN_LICENSE)
            case "fact":
                return self.facts.get(leaf.name)
            case _:
                return self.ever_offered


@dataclass(frozen=True, order=True)
class Leaf:
    """A subject of a test: `property` final-weights, `license` weights, `fact` monetised, `offered`."""

    sort: str
    name: str = ""


SORTS = ("property", "group", "freedom", "license", "fact")


def leaf_of(test: Test) -> Leaf:
    """The subject of a test without parts."""
    for sort in SORTS:
        name = getattr(test, sort)
        if name is not None:
            return Leaf(sort, name)
    return Leaf("offered")


def is_leaf(test: Test) -> bool:
    """Whether a test has no parts."""
    return test.all is None and test.any is None and test.not_ is None


def parts_of(test: Test) -> tuple[Test, ...]:
    """The tests that a test is put together from."""
    return (*(test.all or ()), *(test.any or ()), *((test.not_,) if test.not_ else ()))


def leaf_tests(test: Test) -> Iterator[Test]:
    """Every test without parts inside a test."""
    for part in parts_of(test):
        yield from leaf_tests(part)
    if is_leaf(test):
        yield test


Answers: TypeAlias = tuple[Truth | None, ...]
"""Whether each test without parts of a definition is met; `None`: its component does not apply."""

Reading: TypeAlias = Callable[[Answers], Truth | None]
"""Answers -> whether a test is met; `None` where it asks only about components that do not apply."""


def reading(test: Test, places: Mapping[int, int], done: dict[int, Reading]) -> Reading:
    """How a test is read off the answers, made once so that reading is quick.

    places: for each test without parts, by its identity, where its answer stands. done: readings by the
    identity of their test, to which this one and those of its parts are added.
    """
    parts = [reading(part, places, done) for part in parts_of(test)]
    if test.not_ is not None:
        done[id(test)] = _opposite(*parts)
    elif parts:
        decisive = Truth.NOT_MET if test.all is not None else Truth.MET
        done[id(test)] = _together(parts, decisive)
    else:
        done[id(test)] = itemgetter(places[id(test)]) if id(test) in places else _beside_the_point
    return done[id(test)]


def _together(parts: Sequence[Reading], decisive: Truth) -> Reading:
    """Conjunction where NOT_MET is decisive, disjunction where MET is."""
    neutral = ~decisive

    def read(answers: Answers) -> Truth | None:
        result: Truth | None = None
        for part in parts:
            value = part(answers)
            if value is decisive:
                return decisive
            if value is Truth.UNKNOWN:
                result = value
            elif value is not None and result is None:
                result = neutral
        return result

    return read


def _opposite(part: Reading) -> Reading:
    def read(answers: Answers) -> Truth | None:
        value = part(answers)
        return None if value is None else ~value

    return read


def _beside_the_point(answers: Answers) -> None:
    """A test that has no parts left asks nothing."""


def answer_of(
    test: Test, found: Found, terms: Mapping[str, LicenseTerms], freest: Freedom = Freedom.FREE
) -> Truth | None:
    """Whether what is found satisfies a test without parts; `None`: the component does not apply.

    terms: licence terms by name. freest: how free an unknown freedom can be at most.
    """
    if test.license is not None:
        assert isinstance(found, tuple)
        return _license_answer(test, found, terms)
    if test.fact is not None:
        met = _fact_answer(test, found)
        return Truth.of(test.presumed) if met is Truth.UNKNOWN else met
    if test.ever_offered is not None:
        offered = Truth(str(found))
        return offered if test.ever_offered else ~offered
    if isinstance(found, Status):
        return is_status(found, [Status(wanted) for wanted in test.is_ or ()])
    if found == Freedom.UNKNOWN:
        able = {value in (test.is_ or ()) for value in no_freer_than(freest)}
        return Truth.of(able.pop()) if len(able) == 1 else Truth.UNKNOWN
    return Truth.of(found in (test.is_ or ()))


def _license_answer(test: Test, licenses: Sequence[object], terms: Mapping[str, LicenseTerms]) -> Truth:
    name = test.every or test.some or ""
    among = [
        is_among(terms[name], license_ if isinstance(license_, Grounds) else None) for license_ in licenses
    ]
    return all_of(among) if test.every else any_of(among)


def _fact_answer(test: Test, found: Found) -> Truth:
    if isinstance(found, tuple) and test.includes is not None and found:
        return Truth.of(not set(test.includes).isdisjoint(map(str, found)))
    if isinstance(found, bool) and test.equals is not None:
        return Truth.of(found is test.equals)
    if isinstance(found, (int, float)) and not isinstance(found, bool):
        if test.above is not None:
            return Truth.of(found > test.above)
        if test.at_most is not None:
            return Truth.of(found <= test.at_most)
    return Truth.UNKNOWN
