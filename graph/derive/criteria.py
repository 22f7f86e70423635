"""The interpreter of definitions: tests over the facts of a model, in three-valued logic.

A component that does not apply to a model is left out of every test, as if it were not mentioned.
Source: S. C. Kleene, Introduction to Metamathematics (1952), section 64, for the connectives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import TypeVar

from graph.schema.definition import Definition, Test
from graph.values.freedom import Freedom, no_freer_than
from graph.values.status import Status, is_status
from graph.values.truth import Truth, all_of, any_of


@dataclass(frozen=True)
class Subjects:
    """What tests ask about one model: statuses by openness property and by group, freedoms, offers.

    statuses, groups, freedoms: pairs of name and value, sorted by name; what is absent is UNKNOWN.
    `freedoms` holds `weights` (effective freedom) and the terms of components that have a licence.
    freest: for terms that are not known, the freest that they can be; absent: FREE.
    """

    statuses: tuple[tuple[str, Status], ...]
    groups: tuple[tuple[str, Status], ...]
    freedoms: tuple[tuple[str, Freedom], ...]
    ever_offered: Truth
    freest: tuple[tuple[str, Freedom], ...] = ()

    @classmethod
    def of(
        cls,
        statuses: Mapping[str, Status],
        groups: Mapping[str, Status],
        freedoms: Mapping[str, Freedom],
        ever_offered: Truth,
        freest: Mapping[str, Freedom] | None = None,
    ) -> Subjects:
        """Subjects from mappings in any order."""
        pairs = (_sorted(statuses), _sorted(groups), _sorted(freedoms))
        return cls(*pairs, ever_offered, _sorted(freest or {}))

    def completions(self, leaf: Leaf) -> tuple[str, ...]:
        """Every value that a subject can have which is not known."""
        match leaf.sort:
            case "property" | "group":
                return (Status.OPEN, Status.PARTIAL, Status.CLOSED)
            case "freedom":
                return tuple(no_freer_than(dict(self.freest).get(leaf.name, Freedom.FREE)))
            case _:
                return (Truth.MET.value, Truth.NOT_MET.value)

    def value(self, leaf: Leaf) -> str:
        """What is found for a subject: a status, a freedom, or a truth."""
        match leaf.sort:
            case "property":
                return dict(self.statuses).get(leaf.name, Status.UNKNOWN)
            case "group":
                return dict(self.groups).get(leaf.name, Status.UNKNOWN)
            case "freedom":
                return dict(self.freedoms).get(leaf.name, Freedom.UNKNOWN)
            case _:
                return self.ever_offered.value

    def having(self, leaf: Leaf, value: str) -> Subjects:
        """The same model if one subject had another value."""
        match leaf.sort:
            case "property":
                return replace(self, statuses=_with(self.statuses, leaf.name, Status(value)))
            case "group":
                return replace(self, groups=_with(self.groups, leaf.name, Status(value)))
            case "freedom":
                return replace(self, freedoms=_with(self.freedoms, leaf.name, Freedom(value)))
            case _:
                return replace(self, ever_offered=Truth(value))


@dataclass(frozen=True, order=True)
class Leaf:
    """A subject of a test: `property` final-weights, `group` training, `freedom` weights, `offered`."""

    sort: str
    name: str = ""


@dataclass(frozen=True)
class Finding:
    """What a test found for one subject."""

    leaf: Leaf
    value: str
    wanted: tuple[str, ...]
    truth: Truth | None
    """`None`: the component does not apply to the model."""


@dataclass(frozen=True)
class CriterionResult:
    """Whether a criterion is met, and on which findings that rests."""

    id: str
    says: str
    truth: Truth
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class OutcomeResult:
    """Whether all criteria of an outcome are met."""

    outcome: str
    truth: Truth
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Assessment:
    """The verdict of a definition on one model.

    outcome: the first outcome whose criteria are all met, or UNKNOWN where completions of the facts differ.
    possible: every outcome that some completion of the unknown facts gives, in the definition's order.
    """

    outcome: str
    possible: tuple[str, ...]
    criteria: tuple[CriterionResult, ...]
    outcomes: tuple[OutcomeResult, ...]


UNDECIDED = "UNKNOWN"

V = TypeVar("V")


def assess(definition: Definition, subjects: Subjects) -> Assessment:
    """Every criterion of a definition on one model, and the outcome that follows."""
    criteria = tuple(
        CriterionResult(
            name, criterion.says, _vacuously_met(truth(criterion.test, subjects)), tuple(findings)
        )
        for name, criterion in definition.criteria.items()
        for findings in (_findings(criterion.test, subjects),)
    )
    truths = {result.id: result.truth for result in criteria}
    outcomes = tuple(
        OutcomeResult(rule.outcome, all_of(truths[need] for need in rule.needs), rule.needs)
        for rule in definition.outcomes
    )
    possible = possible_outcomes(definition, subjects)
    return Assessment(possible[0] if len(possible) == 1 else UNDECIDED, possible, criteria, outcomes)


def possible_outcomes(definition: Definition, subjects: Subjects) -> tuple[str, ...]:
    """Outcomes that some completion of the unknown facts gives, in the definition's order.

    Exact: unknown subjects take every value that they can have, independently of each other; of values that
    no test tells apart, one stands for all.
    """
    return _possible(_by_identity(definition), subjects)


def truth(test: Test, subjects: Subjects) -> Truth | None:
    """Whether a test is met; `None` where it asks only about components that do not apply."""
    if test.all is not None:
        inner = [value for part in test.all if (value := truth(part, subjects)) is not None]
        return all_of(inner) if inner else None
    if test.any is not None:
        inner = [value for part in test.any if (value := truth(part, subjects)) is not None]
        return any_of(inner) if inner else None
    if test.not_ is not None:
        value = truth(test.not_, subjects)
        return None if value is None else ~value
    return _leaf_truth(test, subjects.value(leaf_of(test)))


def leaf_of(test: Test) -> Leaf:
    """The subject of a test without parts."""
    if test.property is not None:
        return Leaf("property", test.property)
    if test.group is not None:
        return Leaf("group", test.group)
    if test.freedom is not None:
        return Leaf("freedom", test.freedom)
    return Leaf("offered")


def leaf_tests(test: Test) -> Iterator[Test]:
    """Every test without parts inside a test."""
    for part in (*(test.all or ()), *(test.any or ()), *((test.not_,) if test.not_ else ())):
        yield from leaf_tests(part)
    if test.all is None and test.any is None and test.not_ is None:
        yield test


def _leaf_truth(test: Test, value: str) -> Truth | None:
    if test.ever_offered is not None:
        offered = Truth(value)
        return offered if test.ever_offered else ~offered
    if isinstance(value, Status):
        return is_status(value, [Status(wanted) for wanted in test.is_])
    return Truth.UNKNOWN if value == Freedom.UNKNOWN else Truth.of(value in test.is_)


def _findings(test: Test, subjects: Subjects) -> Iterator[Finding]:
    for leaf_test in leaf_tests(test):
        leaf = leaf_of(leaf_test)
        value = subjects.value(leaf)
        wanted = tuple(map(str, leaf_test.is_)) or ("MET" if leaf_test.ever_offered else "NOT_MET",)
        yield Finding(leaf, str(value), wanted, _leaf_truth(leaf_test, value))


def _vacuously_met(value: Truth | None) -> Truth:
    return Truth.MET if value is None else value


@dataclass(frozen=True, eq=False)
class _Identity:
    """A definition as a cache key: hashing one by its content costs more than assessing it."""

    definition: Definition


_identities: dict[int, _Identity] = {}


def _by_identity(definition: Definition) -> _Identity:
    known = _identities.get(id(definition))
    if known is None or known.definition is not definition:
        known = _identities[id(definition)] = _Identity(definition)
    return known


@lru_cache(maxsize=65536)
def _possible(key: _Identity, subjects: Subjects) -> tuple[str, ...]:
    definition = key.definition
    tests = _tests_by_leaf(key)
    unknown = [leaf for leaf in tests if subjects.value(leaf) == UNDECIDED]
    found = set()
    for completion in product(*(_told_apart(subjects.completions(leaf), tests[leaf]) for leaf in unknown)):
        completed = subjects
        for leaf, value in zip(unknown, completion, strict=True):
            completed = completed.having(leaf, value)
        found.add(_first_met(definition, completed))
    names = [rule.outcome for rule in definition.outcomes]
    return tuple(name for name in (*names, UNDECIDED) if name in found)


def _first_met(definition: Definition, subjects: Subjects) -> str:
    for rule in definition.outcomes:
        needs = (_vacuously_met(truth(definition.criteria[need].test, subjects)) for need in rule.needs)
        if all_of(needs) is Truth.MET:
            return rule.outcome
    return UNDECIDED


@lru_cache(maxsize=256)
def _tests_by_leaf(key: _Identity) -> dict[Leaf, list[Test]]:
    """Every subject that the definition asks about, with the tests that ask."""
    tests: dict[Leaf, list[Test]] = {}
    for criterion in key.definition.criteria.values():
        for test in leaf_tests(criterion.test):
            tests.setdefault(leaf_of(test), []).append(test)
    return dict(sorted(tests.items()))


def _told_apart(values: Iterable[str], tests: Iterable[Test]) -> list[str]:
    """One of all values that the tests answer alike."""
    return list({tuple(_leaf_truth(test, value) for test in tests): value for value in values}.values())


def _sorted(values: Mapping[str, V]) -> tuple[tuple[str, V], ...]:
    return tuple(sorted(values.items()))


def _with(pairs: tuple[tuple[str, V], ...], name: str, value: V) -> tuple[tuple[str, V], ...]:
    return _sorted({**dict(pairs), name: value})
