"""The verdict of a definition on a model: outcome, level, and every criterion with what stands in its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.derive.assessor import UNDECIDED, Assessor
from graph.derive.criteria import Answers, Found, Leaf, Subjects, is_leaf, leaf_of, parts_of
from graph.derive.licensing import ALL_RIGHTS_RESERVED, Grounds
from graph.derive.wording import wanted
from graph.schema.definition import Test
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId
from graph.values.status import Status
from graph.values.term import Term
from graph.values.truth import Truth


class Shortfall(Term):
    """Why what was found does not satisfy a criterion."""

    NOT_AVAILABLE = "NOT_AVAILABLE", "The component cannot be had."
    PARTLY_AVAILABLE = "PARTLY_AVAILABLE", "Only some of the component can be had, or not by everyone."
    AVAILABILITY_UNKNOWN = "AVAILABILITY_UNKNOWN", "It is not known whether the component can be had."
    NO_LICENSE = "NO_LICENSE", "No licence is declared, so that nothing is granted."
    LICENSE_UNKNOWN = "LICENSE_UNKNOWN", "It is not known which licence covers the component."
    LICENSE_NOT_ACCEPTED = "LICENSE_NOT_ACCEPTED", "The terms are not among those that the definition takes."
    FACT_AGAINST = "FACT_AGAINST", "A fact on the model speaks against it."
    FACT_UNKNOWN = "FACT_UNKNOWN", "A fact on the model that decides it is not known."


@dataclass(frozen=True)
class Finding:
    """What a test found for one subject.

    wanted: what would serve the criterion. truth: whether what was found does; `None`: does not apply.
    shortfall: why not. presumed: the facts are silent and the definition presumes an answer.
    """

    leaf: Leaf
    found: Found
    wanted: tuple[str, ...]
    truth: Truth | None
    shortfall: Shortfall | None
    presumed: bool


@dataclass(frozen=True)
class CriterionResult:
    """Whether a criterion is met, and on which findings that rests.

    partly, points: for definitions that give points: whether it is met in part, least and most points.
    """

    id: str
    truth: Truth
    findings: tuple[Finding, ...]
    partly: Truth | None = None
    points: tuple[float, float] | None = None


@dataclass(frozen=True)
class OutcomeResult:
    """Whether an outcome's own condition holds, and how many of the criteria that it needs are met.

    met: the least and the most, over what is unknown.
    """

    outcome: str
    level: int | None
    truth: Truth
    needs: tuple[str, ...]
    fails: tuple[str, ...]
    met: tuple[int, int]


@dataclass(frozen=True)
class Assessment:
    """The verdict of a definition on one model by its own facts.

    outcome: the first outcome that applies, or UNKNOWN where completions of the facts differ.
    possible: every outcome that some completion of the unknown facts gives, in the definition's order.
    score: the least and the most points, for definitions that give points.
    """

    outcome: str
    possible: tuple[str, ...]
    criteria: tuple[CriterionResult, ...]
    outcomes: tuple[OutcomeResult, ...]
    score: tuple[float, float] | None


def assess(assessor: Assessor, subjects: Subjects) -> Assessment:
    """Every criterion of a definition on one model, and the outcome that follows."""
    answers = assessor.answers(subjects)
    possible = assessor.possible(answers)
    return Assessment(
        outcome=the_only(possible),
        possible=possible,
        criteria=tuple(_criteria(assessor, subjects, answers)),
        outcomes=tuple(_outcomes(assessor, answers)),
        score=assessor.score(answers),
    )


def the_only(possible: Sequence[str]) -> str:
    """The outcome where only one is possible, else UNKNOWN."""
    return possible[0] if len(possible) == 1 else UNDECIDED


def no_better_than(
    own: Sequence[str], carried: Sequence[Sequence[str]], order: Sequence[str]
) -> tuple[str, ...]:
    """The possible outcomes of a model that does no better than those whose weights it carries on.

    own: outcomes possible by its own facts. carried: those of each model that it carries on.
    order: outcomes from the best to the worst; what is not among them comes last.
    """
    possible = set(own)
    places = {outcome: place for place, outcome in enumerate(order)}
    worst = len(places)
    for ancestor in carried:
        possible = {
            max(mine, theirs, key=lambda outcome: places.get(outcome, worst))
            for mine in possible
            for theirs in ancestor
        }
    return tuple(sorted(possible, key=lambda outcome: places.get(outcome, worst)))


def possible_outcomes(
    assessor: Assessor, subjects: Mapping[NodeId, Subjects], carries_on: Mapping[NodeId, Sequence[NodeId]]
) -> dict[NodeId, tuple[str, ...]]:
    """The outcomes that are possible for every model.

    subjects: by model. carries_on: the models whose weights each carries on, without cycles.
    """
    done: dict[NodeId, tuple[str, ...]] = {}
    order = [outcome.outcome for outcome in assessor.definition.outcomes]

    def possible(model: NodeId) -> tuple[str, ...]:
        if model not in done:
            own = assessor.possible(assessor.answers(subjects[model]))
            bases = carries_on.get(model, ()) if assessor.definition.bases_count else ()
            done[model] = no_better_than(own, [possible(base) for base in bases], order)
        return done[model]

    return {model: possible(model) for model in subjects}


def _criteria(assessor: Assessor, subjects: Subjects, answers: Answers) -> Iterator[CriterionResult]:
    for name, criterion in assessor.definition.criteria.items():
        yield CriterionResult(
            id=name,
            truth=assessor.criterion(name, answers),
            findings=tuple(_findings(assessor, criterion.test, subjects, answers, negated=False)),
            partly=assessor.truth(criterion.partly, answers) if criterion.partly else None,
            points=assessor.points(criterion, answers) if criterion.partly else None,
        )


def _outcomes(assessor: Assessor, answers: Answers) -> Iterator[OutcomeResult]:
    for outcome in assessor.definition.outcomes:
        truths = [assessor.criterion(name, answers) for name in outcome.needs]
        least = sum(truth is Truth.MET for truth in truths)
        yield OutcomeResult(
            outcome=outcome.outcome,
            level=outcome.level,
            truth=assessor.applies(outcome, answers),
            needs=outcome.needs,
            fails=outcome.fails,
            met=(least, least + sum(truth is Truth.UNKNOWN for truth in truths)),
        )


def _findings(
    assessor: Assessor, test: Test, subjects: Subjects, answers: Answers, *, negated: bool
) -> Iterator[Finding]:
    for part in parts_of(test):
        opposite = negated is (test.not_ is None)
        yield from _findings(assessor, part, subjects, answers, negated=opposite)
    if is_leaf(test):
        leaf, met = leaf_of(test), assessor.truth(test, answers)
        found = subjects.value(leaf)
        truth = ~met if negated and met is not None else met
        yield Finding(
            leaf=leaf,
            found=found,
            wanted=wanted(test, assessor.definition.license_terms, negated=negated),
            truth=truth,
            shortfall=_shortfall(leaf, found, truth),
            presumed=test.presumed is not None and found is None,
        )


def _shortfall(leaf: Leaf, found: Found, truth: Truth | None) -> Shortfall | None:
    if truth in (None, Truth.MET):
        return None
    if leaf.sort in ("property", "group"):
        return _BY_STATUS[Status(str(found))]
    if leaf.sort == "freedom":
        unknown = found == Freedom.UNKNOWN
        return Shortfall.LICENSE_UNKNOWN if unknown else Shortfall.LICENSE_NOT_ACCEPTED
    if leaf.sort == "license":
        if truth is Truth.UNKNOWN:
            return Shortfall.LICENSE_UNKNOWN
        return Shortfall.NO_LICENSE if _grants_nothing(found) else Shortfall.LICENSE_NOT_ACCEPTED
    return Shortfall.FACT_UNKNOWN if truth is Truth.UNKNOWN else Shortfall.FACT_AGAINST


_BY_STATUS = {
    Status.OPEN: Shortfall.FACT_AGAINST,
    Status.PARTIAL: Shortfall.PARTLY_AVAILABLE,
    Status.CLOSED: Shortfall.NOT_AVAILABLE,
    Status.UNKNOWN: Shortfall.AVAILABILITY_UNKNOWN,
}


def _grants_nothing(found: Found) -> bool:
    assert isinstance(found, tuple)
    return any(
        isinstance(license_, Grounds) and ALL_RIGHTS_RESERVED in license_.restrictions for license_ in found
    )
