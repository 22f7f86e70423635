"""The smallest set of changes that would move a model up a level of a definition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from graph.derive.assessor import Assessor
from graph.derive.completions import Case, agree
from graph.derive.criteria import SORTS, Answers, Found, Leaf, Subjects, is_leaf, leaf_of
from graph.derive.wording import wanted
from graph.schema.definition import Outcome, Test
from graph.values.term import Term
from graph.values.truth import Truth


class ChangeKind(Term):
    """What somebody would have to do about one subject."""

    PUBLISH = "PUBLISH", "Make a component available to anyone."
    RELICENSE = "RELICENSE", "Put a component under other terms."
    DECIDE = "DECIDE", "Change what is the case, such as how the model is paid for."
    ESTABLISH = "ESTABLISH", "Nothing but show: it is not known, and it may be so already."


@dataclass(frozen=True)
class Change:
    """One subject that would have to be otherwise, or to be known."""

    leaf: Leaf
    kind: ChangeKind
    found: Found
    wanted: tuple[str, ...]


@dataclass(frozen=True)
class Upgrade:
    """Changes that, made together, lead to an outcome of a higher level; no smaller set does."""

    outcome: str
    level: int
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Goal:
    """A test that must come out one way."""

    test: Test
    want: Truth


Changes = Mapping[Leaf, Case]


def nearest_upgrade(assessor: Assessor, subjects: Subjects) -> Upgrade | None:
    """The smallest set of changes after which a higher level is certain; ties go to the lower level.

    The level now is the lowest that is possible, so that what is only unknown appears as ESTABLISH.
    `None`: it stands at the top, its outcome is no step, or no change of what can change gets it higher.
    Exact: a search with bound over the subjects of the definition, each of which counts once.
    """
    answers = assessor.answers(subjects)
    outcomes = {outcome.outcome: outcome for outcome in assessor.definition.outcomes}
    possible = (outcomes[name].level for name in assessor.possible(answers) if name in outcomes)
    level = min((level for level in possible if level is not None), default=None)
    if level is None:
        return None
    higher = [
        (outcome.level, outcome)
        for outcome in outcomes.values()
        if outcome.level is not None and outcome.level > level
    ]
    best: tuple[Outcome, Changes] | None = None
    for _, outcome in sorted(higher, key=lambda item: item[0]):
        for goals in _ways_to(assessor, outcome, level):
            search = _Search(assessor, subjects, len(best[1]) if best else len(assessor.leaves) + 1)
            search.run(goals, answers, {})
            if search.found is not None:
                best = outcome, search.found
    return _explained(assessor, subjects, answers, *best) if best else None


def _ways_to(assessor: Assessor, outcome: Outcome, level: int) -> Iterator[list[Goal]]:
    """Sets of goals, each of which makes an outcome apply, and none before it that is not higher."""
    alternatives = [[[goal] for goal in _failing(assessor, outcome.fails)]] if outcome.fails else []
    for earlier in assessor.definition.outcomes:
        if earlier is outcome:
            break
        if earlier.level is None or earlier.level <= level:
            ruled_out = [[goal] for goal in _failing(assessor, earlier.needs)]
            alternatives.append(ruled_out + ([_met(assessor, earlier.fails)] if earlier.fails else []))
    for chosen in product(*alternatives):
        yield _met(assessor, outcome.needs) + [goal for goals in chosen for goal in goals]


def _met(assessor: Assessor, names: Sequence[str]) -> list[Goal]:
    return [Goal(assessor.definition.criteria[name].test, Truth.MET) for name in names]


def _failing(assessor: Assessor, names: Sequence[str]) -> list[Goal]:
    return [Goal(assessor.definition.criteria[name].test, Truth.NOT_MET) for name in names]


class _Search:
    """Depth first, cut off where a set is no smaller than the smallest found."""

    def __init__(self, assessor: Assessor, subjects: Subjects, bound: int) -> None:
        self._assessor = assessor
        self._subjects = subjects
        self._bound = bound
        self.found: Changes | None = None

    def run(self, goals: Sequence[Goal], answers: Answers, changes: Changes) -> None:
        """Reach all goals by further changes."""
        if len(changes) >= self._bound:
            return
        unmet = next((goal for goal in goals if not self._is_reached(goal, answers)), None)
        if unmet is None:
            self.found, self._bound = changes, len(changes)
        elif is_leaf(unmet.test):
            for leaf, case in self._changes(unmet, answers, changes):
                completed = self._assessor.with_case(leaf, case, answers)
                self.run(goals, completed, {**changes, leaf: case})
        else:
            for parts in self._parts(unmet, answers):
                self.run([*parts, *goals], answers, changes)

    def _is_reached(self, goal: Goal, answers: Answers) -> bool:
        met = self._assessor.truth(goal.test, answers)
        return (Truth.MET if met is None else met) is goal.want

    def _parts(self, goal: Goal, answers: Answers) -> Iterator[list[Goal]]:
        """Ways to reach a goal by reaching goals for its parts."""
        if goal.test.not_ is not None:
            yield [Goal(goal.test.not_, ~goal.want)]
            return
        parts = [
            Goal(part, goal.want)
            for part in goal.test.all or goal.test.any or ()
            if self._assessor.truth(part, answers) is not None
        ]
        together = (goal.test.all is not None) is (goal.want is Truth.MET)
        yield from [parts] if together else ([part] for part in parts)

    def _changes(self, goal: Goal, answers: Answers, changes: Changes) -> Iterator[tuple[Leaf, Case]]:
        """Cases of a subject that reach a goal, those that alter least of it first."""
        leaf = leaf_of(goal.test)
        if leaf in changes or not _can_change(leaf, self._subjects.value(leaf)):
            return
        now = self._assessor.of_leaf(leaf, answers)
        if None in now:
            return

        def altered(case: Case) -> int:
            return sum(before is not after for before, after in zip(now, case.answers, strict=True))

        for case in sorted(self._assessor.cases[leaf], key=altered):
            completed = self._assessor.with_case(leaf, case, answers)
            if self._assessor.truth(goal.test, completed) is goal.want:
                yield leaf, case


def _can_change(leaf: Leaf, found: Found) -> bool:
    """Whether a subject can be otherwise: what a model is made of and that it was offered cannot."""
    if leaf.sort == "offered":
        return found is not Truth.MET
    return leaf.sort != "fact" or found is None or found == () or isinstance(found, bool)


def _explained(
    assessor: Assessor, subjects: Subjects, answers: Answers, outcome: Outcome, changes: Changes
) -> Upgrade:
    assert outcome.level is not None
    ordered = (leaf for leaf in assessor.leaves if leaf in changes)
    made = tuple(_change(assessor, leaf, subjects.value(leaf), answers, changes[leaf]) for leaf in ordered)
    return Upgrade(outcome.outcome, outcome.level, made)


def _change(assessor: Assessor, leaf: Leaf, found: Found, answers: Answers, case: Case) -> Change:
    before = assessor.of_leaf(leaf, answers)
    altered = [
        (test, after)
        for test, was, after in zip(assessor.tests_of(leaf), before, case.answers, strict=True)
        if was is not after
    ]
    if leaf.sort in ("license", "fact"):
        terms = assessor.definition.license_terms
        asks = (wanted(test, terms, negated=after is Truth.NOT_MET) for test, after in altered)
        asked = tuple(dict.fromkeys(text for texts in asks for text in texts))
    else:
        asked = (str(case.value),)
    kind = ChangeKind.ESTABLISH if agree(case, before) else _KINDS[leaf.sort]
    return Change(leaf, kind, found, asked)


_KINDS = {
    **dict.fromkeys(SORTS, ChangeKind.DECIDE),
    **dict.fromkeys(("property", "group"), ChangeKind.PUBLISH),
    **dict.fromkeys(("license", "freedom"), ChangeKind.RELICENSE),
    "offered": ChangeKind.DECIDE,
}
