"""A definition made ready to judge many models: which outcome applies, and which might."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from graph.derive.completions import Case, agree, cases
from graph.derive.criteria import (
    Answers,
    Found,
    Leaf,
    Reading,
    Subjects,
    answer_of,
    leaf_of,
    leaf_tests,
    reading,
)
from graph.schema.definition import Criterion, Definition, Outcome, Test
from graph.values.freedom import Freedom, no_freer_than
from graph.values.truth import Truth, all_of, any_of

UNDECIDED = "UNKNOWN"
"""The outcome where completions of the facts differ, or none applies."""

MET_POINTS, PARTLY_POINTS = 1.0, 0.5


class Assessor:
    """Answers questions on one definition; remembers what it answered, since many models look alike.

    leaves: the subjects of the definition, in its order, each with the places of its tests.
    """

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        asked = [leaf for test in _criterion_tests(definition) for leaf in leaf_tests(test)]
        self._tests = (*asked, *_bounds(leaf_of(test) for test in asked))
        self._places = {id(test): place for place, test in enumerate(self._tests)}
        self._readings: dict[int, Reading] = {}
        for test in _criterion_tests(definition):
            reading(test, self._places, self._readings)
        self.leaves: dict[Leaf, list[int]] = {}
        for place, test in enumerate(self._tests):
            self.leaves.setdefault(leaf_of(test), []).append(place)
        self._remembered: list[tuple[Leaf, list[int], dict[tuple[Found, Freedom | None], Answers]]] = [
            (leaf, places, {}) for leaf, places in self.leaves.items()
        ]
        self.cases = {
            leaf: cases(leaf, self.tests_of(leaf), definition.license_terms) for leaf in self.leaves
        }
        self.possible = lru_cache(maxsize=65536)(self._possible)

    def answers(self, subjects: Subjects) -> Answers:
        """Whether each test without parts is met by a model."""
        answers: list[Truth | None] = [None] * len(self._tests)
        for leaf, places, known in self._remembered:
            found = subjects.value(leaf)
            bound = subjects.freest.get(leaf.name) if leaf.sort == "freedom" else None
            answered = known.get((found, bound))
            if answered is None:
                answered = self._answers_of(leaf, found, bound or Freedom.FREE)
                if leaf.sort != "fact":  # figures differ from model to model
                    known[found, bound] = answered
            for place, met in zip(places, answered, strict=True):
                answers[place] = met
        return tuple(answers)

    def _answers_of(self, leaf: Leaf, found: Found, bound: Freedom) -> Answers:
        terms = self.definition.license_terms
        return tuple(answer_of(test, found, terms, bound) for test in self.tests_of(leaf))

    def truth(self, test: Test, answers: Answers) -> Truth | None:
        """Whether a test of the definition, or part of one, is met; `None` where no part of it applies."""
        return self._readings[id(test)](answers)

    def criterion(self, name: str, answers: Answers) -> Truth:
        """Whether a criterion is met; one of which no part applies is."""
        met = self.truth(self.definition.criteria[name].test, answers)
        return Truth.MET if met is None else met

    def applies(self, outcome: Outcome, answers: Answers) -> Truth:
        """Whether an outcome's own condition holds, whatever comes before it."""
        needs = all_of(self.criterion(name, answers) for name in outcome.needs)
        if not outcome.fails:
            return needs
        return needs & any_of(~self.criterion(name, answers) for name in outcome.fails)

    def candidates(self, answers: Answers) -> tuple[str, ...]:
        """Outcomes that are not ruled out as the first that applies."""
        found = []
        for outcome in self.definition.outcomes:
            applies = self.applies(outcome, answers)
            if applies is not Truth.NOT_MET:
                found.append(outcome.outcome)
            if applies is Truth.MET:
                return tuple(found)
        return (*found, UNDECIDED)

    def score(self, answers: Answers) -> tuple[float, float] | None:
        """The least and the most points that a model may have; `None` where the definition gives none.

        Criterion by criterion; exact where no two criteria share an unknown subject.
        """
        graded = [criterion for criterion in self.definition.criteria.values() if criterion.partly]
        if not graded:
            return None
        ranges = [self.points(criterion, answers) for criterion in graded]
        return sum(least for least, _ in ranges), sum(most for _, most in ranges)

    def points(self, criterion: Criterion, answers: Answers) -> tuple[float, float]:
        """The least and the most points for one graded criterion; 0 where no part of it applies."""
        assert criterion.partly is not None
        met, partly = self.truth(criterion.test, answers), self.truth(criterion.partly, answers)
        if met is Truth.UNKNOWN or (met is not Truth.MET and partly is Truth.UNKNOWN):
            leaf = next(self._unknown(criterion, answers))
            ranges = [self.points(criterion, completed) for completed in self._completed(leaf, answers)]
            return min(least for least, _ in ranges), max(most for _, most in ranges)
        points = MET_POINTS if met is Truth.MET else PARTLY_POINTS if partly is Truth.MET else 0.0
        return points, points

    def with_case(self, leaf: Leaf, case: Case, answers: Answers) -> Answers:
        """The answers if a subject were as a case has it."""
        changed = list(answers)
        for place, met in zip(self.leaves[leaf], case.answers, strict=True):
            changed[place] = met
        return tuple(changed)

    def tests_of(self, leaf: Leaf) -> list[Test]:
        """The tests of one subject, in the definition's order, bounds last."""
        return [self._tests[place] for place in self.leaves[leaf]]

    def of_leaf(self, leaf: Leaf, answers: Answers) -> Answers:
        """The answers to the tests of one subject."""
        return tuple(answers[place] for place in self.leaves[leaf])

    def _possible(self, answers: Answers) -> tuple[str, ...]:
        """Outcomes that some completion of the unknown facts gives, in the definition's order.

        Exact: unknown subjects take every case that the tests tell apart, independently of each other.
        """
        found: set[str] = set()
        self._search(answers, found)
        names = [outcome.outcome for outcome in self.definition.outcomes]
        return tuple(name for name in (*names, UNDECIDED) if name in found)

    def _search(self, answers: Answers, found: set[str]) -> None:
        """Add what completions give, branching only where something new may come of it."""
        candidates = self.candidates(answers)
        if len(candidates) == 1:
            found.add(candidates[0])
        elif not found.issuperset(candidates):
            for completed in self._completed(self._deciding(candidates, answers), answers):
                self._search(completed, found)

    def _deciding(self, candidates: tuple[str, ...], answers: Answers) -> Leaf:
        """An unknown subject on which the first undecided outcome hangs."""
        outcome = next(item for item in self.definition.outcomes if item.outcome == candidates[0])
        names = (*outcome.needs, *outcome.fails)
        unknown = (name for name in names if self.criterion(name, answers) is Truth.UNKNOWN)
        return next(self._unknown(self.definition.criteria[next(unknown)], answers))

    def _unknown(self, criterion: Criterion, answers: Answers) -> Iterator[Leaf]:
        for part in (criterion.test, criterion.partly):
            for test in leaf_tests(part) if part else ():
                if self.truth(test, answers) is Truth.UNKNOWN:
                    yield leaf_of(test)

    def _completed(self, leaf: Leaf, answers: Answers) -> Iterator[Answers]:
        known = self.of_leaf(leaf, answers)
        for case in self.cases[leaf]:
            if agree(case, known):
                yield self.with_case(leaf, case, answers)


def _bounds(leaves: Iterable[Leaf]) -> Iterator[Test]:
    """Tests that no definition asks, so that the answers keep how free unknown terms can be at most."""
    for name in dict.fromkeys(leaf.name for leaf in leaves if leaf.sort == "freedom"):
        for freest in no_freer_than(Freedom.FREE):
            yield Test.model_validate({"freedom": name, "is": no_freer_than(freest)})


def _criterion_tests(definition: Definition) -> Iterator[Test]:
    for criterion in definition.criteria.values():
        yield criterion.test
        if criterion.partly:
            yield criterion.partly
