"""From the facts of a model to its group statuses, its freedom and its openness class.

Availability (can I get it?) and freedom (may I use it?) are kept apart; a model that carries on another's
weights is no more open than its ancestors, and no freer than the upstream terms that reach it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.derive.criteria import Subjects, possible_outcomes
from graph.schema.definition import Definition
from graph.schema.license import DerivativeScope, Scope
from graph.schema.model import DerivationRelation, OpennessClass
from graph.schema.offer import OfferMode
from graph.values.day import Day
from graph.values.freedom import Freedom, freest_possible, least_free
from graph.values.node_id import NodeId
from graph.values.status import Status, group_status
from graph.values.truth import Truth


@dataclass(frozen=True)
class Grant:
    """Terms of a release or of a part of it; `scope` None: the whole release."""

    license: NodeId
    scope: Scope | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None


@dataclass(frozen=True)
class Component:
    """A component of the recipe: how its status comes about and which licence covers it."""

    id: str
    license_scope: Scope | None = None
    derived_from_offers: OfferMode | None = None
    derived_from_weights: bool = False


@dataclass(frozen=True)
class Group:
    """Members that decide a group's status: each essential one, and the most open of `one_suffices`."""

    id: str
    essential: tuple[str, ...]
    one_suffices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Terms:
    """What a licence grants, and which derivatives its text reaches."""

    freedom: Freedom
    reaches: frozenset[DerivativeScope] = frozenset()


@dataclass(frozen=True)
class Base:
    """A model from which another was made."""

    model: NodeId
    relation: DerivationRelation


@dataclass(frozen=True)
class Release:
    """What the facts say about one model, as far as openness hangs on it.

    written: statuses that its file states, those from its release inventory included.
    own_licenses: licences of components that carry their own.
    offers: modes in which it is or was offered; `never_offered`: a source says that it was not.
    """

    id: NodeId
    written: Mapping[str, Status]
    own_licenses: Mapping[str, NodeId] = field(default_factory=dict)
    grants: Sequence[Grant] = ()
    offers: frozenset[OfferMode] = frozenset()
    never_offered: bool = False
    bases: Sequence[Base] = ()
    developers: frozenset[NodeId] = frozenset()


@dataclass(frozen=True)
class Rules:
    """The data that openness is derived by."""

    components: Mapping[str, Component]
    groups: Mapping[str, Group]
    terms: Mapping[NodeId, Terms]
    definition: Definition


@dataclass(frozen=True)
class Openness:
    """What follows for one model."""

    openness: OpennessClass
    possible: tuple[OpennessClass, ...]
    own_possible: tuple[OpennessClass, ...]
    freedom: Freedom
    declared_freedom: Freedom
    statuses: Mapping[str, Status]
    groups: Mapping[str, Status]
    subjects: Subjects


_REACHES = {
    DerivationRelation.WEIGHT_TRANSFER: {DerivativeScope.WEIGHT_TRANSFER},
    DerivationRelation.DISTILLATION: {DerivativeScope.OUTPUT_DISTILLATION},
}
"""What a licence must reach for its terms to follow a relation; for all other relations: modification."""

_CLASSES = list(OpennessClass)


def derive_openness(releases: Mapping[NodeId, Release], rules: Rules) -> dict[NodeId, Openness]:
    """The openness of every model, bases before the models made from them.

    releases: all models by id, without cycles among their bases.
    """
    done: dict[NodeId, Openness] = {}
    for model_id in releases:
        _derive(model_id, releases, rules, done)
    return done


def _derive(
    model_id: NodeId, releases: Mapping[NodeId, Release], rules: Rules, done: dict[NodeId, Openness]
) -> Openness:
    if model_id in done:
        return done[model_id]
    release = releases[model_id]
    bases = [(base, _derive(base.model, releases, rules, done)) for base in release.bases]
    declared = _declared(release, rules)
    upstream = [terms.freedom for base, _ in bases for terms in _reaching(base, release, releases, rules)]
    freedom = least_free([declared, *upstream])
    freest = {"weights": freest_possible([declared, *upstream])}
    statuses = all_statuses(release, rules)
    groups = {group.id: _group(group, statuses) for group in rules.groups.values()}
    freedoms = _freedoms(release, rules, freedom)
    subjects = Subjects.of(statuses, groups, freedoms, ever_offered(release), freest)
    own = tuple(OpennessClass(name) for name in possible_outcomes(rules.definition, subjects))
    carried = [done[base.model].possible for base, _ in bases if carries_weights(base.relation)]
    possible = _least_open(own, carried)
    done[model_id] = Openness(
        openness=possible[0] if len(possible) == 1 else OpennessClass.UNKNOWN,
        possible=possible,
        own_possible=own,
        freedom=freedom,
        declared_freedom=declared,
        statuses=statuses,
        groups=groups,
        subjects=subjects,
    )
    return done[model_id]


def carries_weights(relation: DerivationRelation) -> bool:
    """Whether a derivative carries on the weights of its base: all relations but distillation do."""
    return relation is not DerivationRelation.DISTILLATION


def all_statuses(release: Release, rules: Rules) -> dict[str, Status]:
    """The status of every component: written, derived from offers or weights, else UNKNOWN."""
    statuses = {name: release.written.get(name, Status.UNKNOWN) for name in rules.components}
    for component in rules.components.values():
        if component.derived_from_weights:
            statuses[component.id] = release.written.get("final-weights", Status.UNKNOWN)
        elif component.derived_from_offers is not None:
            statuses[component.id] = _offered(release, component.derived_from_offers)
    return statuses


def _offered(release: Release, mode: OfferMode) -> Status:
    if mode in release.offers:
        return Status.OPEN
    return Status.CLOSED if release.never_offered else Status.UNKNOWN


def ever_offered(release: Release) -> Truth:
    """Whether anyone outside the developer could ever use it."""
    if release.offers:
        return Truth.MET
    return Truth.NOT_MET if release.never_offered else Truth.UNKNOWN


def current_grants(grants: Iterable[Grant]) -> list[Grant]:
    """The grants that have not ended; where all have, those that ended last."""
    grants = list(grants)
    lasting = [grant for grant in grants if grant.valid_to is None]
    if lasting or not grants:
        return lasting
    last = max(grant.valid_to for grant in grants if grant.valid_to is not None)
    return [grant for grant in grants if grant.valid_to == last]


def covering_licenses(scope: Scope | None, grants: Iterable[Grant]) -> list[NodeId]:
    """Licences that cover a part: those for its scope, else those for the whole release.

    Source: Model Openness Framework, the order in which component licences are looked up.
    """
    current = current_grants(grants)
    exact = [grant.license for grant in current if scope is not None and grant.scope is scope]
    return exact or [grant.license for grant in current if grant.scope is None]


def _declared(release: Release, rules: Rules) -> Freedom:
    """Freedom of the model's own terms; weights that are closed and that no licence covers grant NONE."""
    own = release.own_licenses.get("final-weights")
    licenses = [own] if own else covering_licenses(Scope.WEIGHTS, release.grants)
    if not licenses and release.written.get("final-weights") is Status.CLOSED:
        return Freedom.NONE
    return _freedom_of(licenses, rules)


def _freedom_of(licenses: Iterable[NodeId], rules: Rules) -> Freedom:
    return least_free(rules.terms[license_id].freedom for license_id in licenses)


def _freedoms(release: Release, rules: Rules, effective: Freedom) -> dict[str, Freedom]:
    freedoms = {"weights": effective}
    for component in rules.components.values():
        own = release.own_licenses.get(component.id)
        licenses = [own] if own else covering_licenses(component.license_scope, release.grants)
        if licenses and component.license_scope is not None:
            freedoms[component.id] = _freedom_of(licenses, rules)
    return freedoms


def _reaching(
    base: Base, derivative: Release, releases: Mapping[NodeId, Release], rules: Rules
) -> list[Terms]:
    """Terms of a base and of its ancestors that reach a model made from it by this relation.

    Terms bind who receives them: those of a base whose developers are all among the derivative's do not
    reach it, since a licensor is not bound by its own licence.
    """
    release = releases[base.model]
    reaching = [] if _is_own_work(release, derivative) else _reaching_terms(base, release, rules)
    if carries_weights(base.relation):
        for further in release.bases:
            reaching += _reaching(further, derivative, releases, rules)
    return reaching


def _is_own_work(base: Release, derivative: Release) -> bool:
    return bool(base.developers) and base.developers <= derivative.developers


def _reaching_terms(base: Base, release: Release, rules: Rules) -> list[Terms]:
    own = release.own_licenses.get("final-weights")
    licenses = [own] if own else covering_licenses(Scope.WEIGHTS, release.grants)
    if not licenses and carries_weights(base.relation):
        return [Terms(Freedom.UNKNOWN)]
    needed = _REACHES.get(base.relation, {DerivativeScope.MODIFICATION})
    found = (rules.terms[item] for item in licenses)
    return [terms for terms in found if needed & terms.reaches or terms.freedom is Freedom.UNKNOWN]


def _group(group: Group, statuses: Mapping[str, Status]) -> Status:
    members = [statuses.get(name, Status.UNKNOWN) for name in group.essential]
    if group.one_suffices:
        members.append(_most_open(statuses.get(name, Status.UNKNOWN) for name in group.one_suffices))
    return group_status(members)


def _most_open(statuses: Iterable[Status]) -> Status:
    """The most open of alternatives: OPEN wins; an UNKNOWN one may still be OPEN."""
    known = set(statuses) - {Status.NOT_APPLICABLE}
    order = (Status.OPEN, Status.UNKNOWN, Status.PARTIAL, Status.CLOSED)
    return next((status for status in order if status in known), Status.NOT_APPLICABLE)


def _least_open(
    own: tuple[OpennessClass, ...], carried: Sequence[tuple[OpennessClass, ...]]
) -> tuple[OpennessClass, ...]:
    possible = set(own)
    for ancestor in carried:
        possible = {max(mine, theirs, key=_CLASSES.index) for mine in possible for theirs in ancestor}
    return tuple(sorted(possible, key=_CLASSES.index))
