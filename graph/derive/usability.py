"""Whether a model may be used for a purpose: yes, under obligations, no, or not known, each with its reasons.

A use is a set of activities, a place, some figures and needs. What bars it decides first, then what is not
known, then what obliges; so that learning a fact never turns a YES into a NO unless that fact says so. A
model may be run from its weights or used as a service; the better of the two ways counts.

Source: the terms of each licence, read by `rules/license-use.yaml`; for the order of the answers, Kleene's
strong three-valued conjunction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.derive.thresholds import NO_FIGURES, Figures, Reading, read_threshold
from graph.schema.license import Threshold
from graph.schema.use_effect import Activity, Effect
from graph.values.node_id import NodeId, slug
from graph.values.status import Status
from graph.values.term import Term
from graph.values.truth import Truth


class UsabilityVerdict(Term):
    """Whether a model may be used for a purpose."""

    YES = "YES", "It may be used, and nothing has to be done for it."
    YES_WITH_OBLIGATIONS = "YES_WITH_OBLIGATIONS", "It may be used if the obligations are kept."
    UNKNOWN = "UNKNOWN", "What is known does not settle it; the reasons say what is missing."
    NO = "NO", "It may not be used for this, or cannot."


class Route(Term):
    """How a model is used."""

    SELF_HOSTED = "SELF_HOSTED", "Run from its weights, on machines of one's own choice."
    SERVICE = "SERVICE", "Used as a service that somebody else runs."


class About(Term):
    """What a reason is about."""

    TERMS = "TERMS", "Terms of a licence."
    THRESHOLD = "THRESHOLD", "A figure above which terms change."
    PLACE = "PLACE", "A jurisdiction in which nothing is granted."
    WEIGHTS = "WEIGHTS", "Whether the weights can be had."
    DATA = "DATA", "Whether the training data can be looked into."
    SERVICE = "SERVICE", "Whether it is offered as a service."


@dataclass(frozen=True, slots=True)
class Use:
    """A purpose. places: the jurisdiction and those it belongs to; parts: those that belong to it.

    `None` means not said. auditable_data: the training data must be open to inspection.
    """

    activities: frozenset[Activity] = frozenset()
    places: frozenset[NodeId] | None = None
    parts: frozenset[NodeId] = frozenset()
    figures: Figures = NO_FIGURES
    in_house: bool = False
    auditable_data: bool = False


@dataclass(frozen=True, slots=True)
class TermsEffect:
    """What terms of a licence do to some uses; see `UseEffect`."""

    effect: Effect
    says: str
    terms: tuple[str, ...] = ()
    any_activity: frozenset[Activity] = frozenset()
    all_activities: frozenset[Activity] = frozenset()
    unless: frozenset[Activity] = frozenset()

    def concerns(self, activities: frozenset[Activity]) -> bool:
        """Whether it holds for a use that consists of these."""
        return (
            (not self.any_activity or not self.any_activity.isdisjoint(activities))
            and self.all_activities <= activities
            and self.unless.isdisjoint(activities)
        )


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A jurisdiction without a grant; `modalities`: only for models with one of these, empty: for all."""

    jurisdiction: NodeId
    modalities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bound:
    """A licence that binds a use: its effects, figures and places, and where its text states them.

    clauses: term, section and set words. through: the upstream model whose terms these are; `None`: its own.
    unread_threshold: it names a threshold of which no figure is known.
    """

    license: NodeId
    effects: tuple[TermsEffect, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    clauses: tuple[tuple[str, str | None, str | None], ...] = ()
    through: NodeId | None = None
    unread_threshold: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a verdict hangs on for one model.

    upstream_known: whether the terms of every model whose weights it carries on are known.
    offered: whether somebody offers it as a service on the day.
    """

    weights: Status
    training_data: Status = Status.UNKNOWN
    data_sources: Status = Status.UNKNOWN
    modalities: frozenset[str] = frozenset()
    weight_terms: tuple[Bound, ...] = ()
    upstream_known: bool = True
    service_terms: tuple[Bound, ...] = ()
    offered: Truth = Truth.UNKNOWN


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that speaks for or against a use, and what it rests on.

    component: the openness property whose status it rests on.
    """

    effect: Effect
    about: About
    says: str
    license: NodeId | None = None
    terms: tuple[str, ...] = ()
    through: NodeId | None = None
    clause: str | None = None
    text: str | None = None
    component: str | None = None


@dataclass(frozen=True, slots=True)
class Usability:
    """The verdict on the better way to use a model, with every reason."""

    verdict: UsabilityVerdict
    route: Route
    reasons: tuple[Reason, ...]


_VERDICTS = list(UsabilityVerdict)


@lru_cache(maxsize=65536)
def usability(use: Use, candidate: Candidate) -> Usability:
    """Whether a model may be used for a purpose."""
    ways = [_judged(Route.SELF_HOSTED, tuple(_self_hosted(use, candidate)))]
    if candidate.service_terms or candidate.weights is not Status.OPEN:
        ways.append(_judged(Route.SERVICE, tuple(_as_service(use, candidate))))
    if use.in_house:
        ways = ways[:1]
    return min(ways, key=lambda way: _VERDICTS.index(way.verdict))


def _judged(route: Route, reasons: tuple[Reason, ...]) -> Usability:
    effects = {reason.effect for reason in reasons}
    for effect, verdict in (
        (Effect.FORBIDS, UsabilityVerdict.NO),
        (Effect.LEAVES_OPEN, UsabilityVerdict.UNKNOWN),
        (Effect.OBLIGES, UsabilityVerdict.YES_WITH_OBLIGATIONS),
    ):
        if effect in effects:
            return Usability(verdict, route, reasons)
    return Usability(UsabilityVerdict.YES, route, reasons)


_WEIGHTS = {
    Status.OPEN: (Effect.ALLOWS, "Anyone may fetch the weights and run them in house."),
    Status.PARTIAL: (Effect.LEAVES_OPEN, "The weights are given in part, or after somebody's approval."),
    Status.CLOSED: (Effect.FORBIDS, "The weights cannot be had, so it cannot be run in house."),
}


def _self_hosted(use: Use, candidate: Candidate) -> Iterator[Reason]:
    unknown = (Effect.LEAVES_OPEN, "Whether the weights can be had is not known.")
    effect, says = _WEIGHTS.get(candidate.weights, unknown)
    yield Reason(effect, About.WEIGHTS, says, component="final-weights")
    yield from _auditable(use, candidate)
    if effect is Effect.FORBIDS:
        return
    if not candidate.weight_terms:
        yield Reason(Effect.LEAVES_OPEN, About.TERMS, "No terms of the weights are known.")
    if not candidate.upstream_known:
        says = "The terms of a model whose weights it carries on are not known."
        yield Reason(Effect.LEAVES_OPEN, About.TERMS, says)
    for bound in candidate.weight_terms:
        yield from _of_license(use, bound, candidate.modalities)


_OFFERED = {
    Truth.MET: (Effect.ALLOWS, "It is offered as a service."),
    Truth.NOT_MET: (Effect.FORBIDS, "It is not offered as a service."),
    Truth.UNKNOWN: (Effect.LEAVES_OPEN, "Whether it is offered as a service is not known."),
}


def _as_service(use: Use, candidate: Candidate) -> Iterator[Reason]:
    effect, says = _OFFERED[candidate.offered]
    yield Reason(effect, About.SERVICE, says)
    yield from _auditable(use, candidate)
    for activity, says in (
        (Activity.MODIFY, "Without its weights it cannot be changed."),
        (Activity.REDISTRIBUTE, "Without its weights it cannot be passed on."),
    ):
        if activity in use.activities:
            yield Reason(Effect.FORBIDS, About.WEIGHTS, says, component="final-weights")
    if not candidate.service_terms:
        yield Reason(Effect.LEAVES_OPEN, About.TERMS, "No terms of the service are known.")
    for bound in candidate.service_terms:
        yield from _of_license(use, bound, candidate.modalities)


def _auditable(use: Use, candidate: Candidate) -> Iterator[Reason]:
    """A full account of the data counts like the data, as in the Open Source AI Definition 1.0."""
    if not use.auditable_data:
        return
    found = {"training-data": candidate.training_data, "data-sources": candidate.data_sources}
    opened = next((name for name, status in found.items() if status is Status.OPEN), None)
    if opened:
        says = "The training data, or a full account of them, can be inspected."
        yield Reason(Effect.ALLOWS, About.DATA, says, component=opened)
    elif Status.UNKNOWN in found.values():
        says = "Whether the training data can be inspected is not known."
        component = next(name for name, status in found.items() if status is Status.UNKNOWN)
        yield Reason(Effect.LEAVES_OPEN, About.DATA, says, component=component)
    else:
        says = "The training data cannot be inspected in full."
        yield Reason(Effect.FORBIDS, About.DATA, says, component="training-data")


def _of_license(use: Use, bound: Bound, modalities: frozenset[str]) -> Iterator[Reason]:
    for effect in bound.effects:
        if effect.concerns(use.activities):
            reason = Reason(effect.effect, About.TERMS, effect.says, terms=effect.terms)
            yield _located(reason, bound)
    for threshold in bound.thresholds:
        reading = read_threshold(threshold, use.activities, use.figures)
        if reading is not None:
            yield _located(_of_threshold(reading), bound)
    if bound.unread_threshold and Activity.COMMERCIAL in use.activities:
        says = "The terms change above a figure that is not known."
        yield _located(Reason(Effect.LEAVES_OPEN, About.THRESHOLD, says), bound)
    for exclusion in bound.exclusions:
        yield from (_located(reason, bound) for reason in _of_place(use, exclusion, modalities))


def _of_threshold(reading: Reading) -> Reason:
    return Reason(reading.effect, About.THRESHOLD, reading.says, terms=reading.terms)


def _of_place(use: Use, exclusion: Exclusion, modalities: frozenset[str]) -> Iterator[Reason]:
    if exclusion.modalities and modalities and exclusion.modalities.isdisjoint(modalities):
        return
    if use.places is not None and exclusion.jurisdiction not in use.places | use.parts:
        return
    code = slug(exclusion.jurisdiction).upper()
    terms = ("GEOGRAPHIC_EXCLUSION",)
    if use.places is None:
        says = f"Nothing is granted in {code}; where the use takes place is not said."
    elif exclusion.jurisdiction in use.parts:
        says = f"Nothing is granted in {code}, a part of the place of use."
    elif exclusion.modalities and not modalities:
        says = f"Nothing is granted in {code} for some modalities; those of the model are not known."
    else:
        yield Reason(Effect.FORBIDS, About.PLACE, f"Nothing is granted in {code}.", terms=terms)
        return
    yield Reason(Effect.LEAVES_OPEN, About.PLACE, says, terms=terms)


def _located(reason: Reason, bound: Bound) -> Reason:
    """A reason with its licence, and the section and set words of the first of its terms that has them."""
    found = [(clause, text) for term, clause, text in bound.clauses if term in reason.terms]
    clause = next((clause for clause, _ in found if clause), None)
    text = next((text for _, text in found if text), None)
    return replace(reason, license=bound.license, through=bound.through, clause=clause, text=text)
