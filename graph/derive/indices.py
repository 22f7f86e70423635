"""A public index beside this graph: what it judges, what that amounts to by our rules, and where they differ.

Both sides are read by the same definition of the openness class, so that they stand on one scale.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.derive.assessor import Assessor
from graph.derive.openness import Openness
from graph.schema.model import OpennessClass
from graph.values.freedom import Freedom
from graph.values.status import Status
from graph.values.truth import Truth

JUDGEMENTS = (Status.CLOSED, Status.PARTIAL, Status.OPEN)
"""Statuses that judge whether something can be had, the least open first."""


@dataclass(frozen=True)
class Judgement:
    """What an index and this graph say of one component."""

    component: str
    theirs: Status
    ours: Status


@dataclass(frozen=True)
class Contrast:
    """A criterion of the openness class that is met by one side's facts and not by the other's."""

    criterion: str
    theirs: Truth
    ours: Truth


@dataclass(frozen=True)
class Comparison:
    """An index beside this graph on one model.

    openness, possible: the class that its statements amount to by our rules, and each that they leave open.
    contradicts: no class that they leave open is one that our facts leave open. by_ancestors: it contradicts,
    and would not if the models whose weights it carries on were left out, of which the index may not speak.
    contrasts: criteria on which both sides are certain and differ.
    """

    openness: OpennessClass
    possible: tuple[OpennessClass, ...]
    freedom: Freedom
    contradicts: bool
    by_ancestors: bool
    judgements: tuple[Judgement, ...]
    contrasts: tuple[Contrast, ...]


def comparison(theirs: Openness, ours: Openness, judged: Iterable[str], classes: Assessor) -> Comparison:
    """Compare what an index says of a model with what this graph says.

    judged: components of which the index speaks; what it says of them that is no judgement is left out.
    """
    contradicts = set(theirs.possible).isdisjoint(ours.possible)
    return Comparison(
        openness=theirs.openness,
        possible=theirs.possible,
        freedom=theirs.freedom,
        contradicts=contradicts,
        by_ancestors=contradicts and not set(theirs.possible).isdisjoint(ours.own_possible),
        judgements=tuple(
            Judgement(name, theirs.statuses[name], ours.statuses[name])
            for name in sorted(judged)
            if theirs.statuses.get(name) in JUDGEMENTS
        ),
        contrasts=tuple(_contrasts(theirs, ours, classes)),
    )


def _contrasts(theirs: Openness, ours: Openness, classes: Assessor) -> Iterable[Contrast]:
    their_answers, our_answers = classes.answers(theirs.subjects), classes.answers(ours.subjects)
    for name in classes.definition.criteria:
        met = classes.criterion(name, their_answers), classes.criterion(name, our_answers)
        if set(met) == {Truth.MET, Truth.NOT_MET}:
            yield Contrast(name, *met)
