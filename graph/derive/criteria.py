"""The interpreter of definitions: tests over the facts of a model, in three-valued logic.

A component that does not apply to a model is left out of every test, as if it were not mentioned.
Source: S. C. Kleene, Introduction to Metamathematics (1952), section 64, for the connectives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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

    def answer(self, test: Test, terms: Mapping[str, LicenseTerms]) -> Truth | None:
        """Whether the model satisfies a test without parts; `None`: the component does not apply.

        terms: the licence terms that the definition speaks of, by name.
        """
        leaf = leaf_of(test)
        found = self.value(leaf)
        if leaf.sort == "freedom" and found == Freedom.UNKNOWN:
            able = {
                value in (test.is_ or ()) for value in no_freer_than(self.freest.get(leaf.name, Freedom.FREE))
            }
            return Truth.of(able.pop()) if len(able) == 1 else Truth.UNKNOWN
        return answer_of(test, found, terms)

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


def leaf_tests(test: Test) -> Iterator[Test]:
    """Every test without parts inside a test."""
    for part in (*(test.all or ()), *(test.any or ()), *((test.not_,) if test.not_ else ())):
        yield from leaf_tests(part)
    if is_leaf(test):
        yield test


def truth(test: Test, answer: Callable[[Test], Truth | None]) -> Truth | None:
    """Whether a test is met; `None` where it asks only about components that do not apply.

    answer: whether a test without parts is met.
    """
    if test.all is not None:
        inner = [value for part in test.all if (value := truth(part, answer)) is not None]
        return all_of(inner) if inner else None
    if test.any is not None:
        inner = [value for part in test.any if (value := truth(part, answer)) is not None]
        return any_of(inner) if inner else None
    if test.not_ is not None:
        value = truth(test.not_, answer)
        return None if value is None else ~value
    return answer(test)


def answer_of(test: Test, found: Found, terms: Mapping[str, LicenseTerms]) -> Truth | None:
    """Whether what is found satisfies a test without parts; `None`: the component does not apply."""
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
    return Truth.UNKNOWN if found == Freedom.UNKNOWN else Truth.of(found in (test.is_ or ()))


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
