"""From the facts of a model to its group statuses, its freedom and its openness class.

Availability (can I get it?) and freedom (may I use it?) are kept apart; a model that carries on another's
weights is no more open than its ancestors, and no freer than the upstream terms that reach it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.derive.assessments import no_better_than, the_only
from graph.derive.assessor import Assessor
from graph.derive.criteria import UNKNOWN_LICENSE, Fact, Licenses, Subjects
from graph.derive.licensing import Grounds
from graph.derive.reaching import WITHOUT_WEIGHTS, Tie, follows_wholly, ways_up
from graph.schema.license import DerivativeScope, Scope
from graph.schema.license_inheritance import InheritanceRelation
from graph.schema.model import DerivationRelation, OpennessClass
from graph.schema.offer import OfferMode
from graph.values.day import Day
from graph.values.freedom import Freedom, freest_possible, least_free
from graph.values.node_id import NodeId
from graph.values.status import Status, group_status
from graph.values.truth import Truth

WEIGHTS = "final-weights"
"""The component that declared freedom and the statuses of further components hang on."""


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

    @property
    def is_derived(self) -> bool:
        """Whether its status follows from others, and none is written."""
        return self.derived_from_weights or self.derived_from_offers is not None


@dataclass(frozen=True)
class Group:
    """Members that decide a group's status: each essential one, and the most open of `one_suffices`."""

    id: str
    essential: tuple[str, ...]
    one_suffices: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """Every component that its status hangs on."""
        return (*self.essential, *self.one_suffices)


@dataclass(frozen=True)
class Terms:
    """What a licence grants, and which derivatives its text reaches.

    license: the licence as tests read it; `None`: it is not known which.
    """

    freedom: Freedom
    reaches: frozenset[DerivativeScope] = frozenset()
    license: Grounds | None = None


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
    reported: what the terms of the weights allow where no licence is named; UNKNOWN: nobody says.
    offers: modes in which it is or was offered; `never_offered`: a source says that it was not.
    facts: its plain properties that definitions may test.
    """

    id: NodeId
    written: Mapping[str, Status]
    own_licenses: Mapping[str, NodeId] = field(default_factory=dict)
    grants: Sequence[Grant] = ()
    reported: Freedom = Freedom.UNKNOWN
    offers: frozenset[OfferMode] = frozenset()
    never_offered: bool = False
    bases: Sequence[Base] = ()
    developers: frozenset[NodeId] = frozenset()
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def ties(self) -> Iterator[Tie]:
        """Its bases as links of a lineage."""
        return (Tie(self.id, base.model, InheritanceRelation(base.relation)) for base in self.bases)


@dataclass(frozen=True)
class Rules:
    """The data that openness is derived by."""

    components: Mapping[str, Component]
    groups: Mapping[str, Group]
    terms: Mapping[NodeId, Terms]
    classes: Assessor


@dataclass(frozen=True)
class Ground:
    """What a model's openness hangs on beside the statuses of its own components.

    upstream: licences of models that it was made from and that reach it; `None` among them: one not known.
    upstream_freedoms: what they let people do. carried: the possible classes of each model whose weights it
    carries on. freedoms, licenses: of the components that a licence covers.
    """

    upstream: Licenses
    upstream_freedoms: tuple[Freedom, ...]
    carried: tuple[tuple[OpennessClass, ...], ...]
    freedoms: Mapping[str, Freedom]
    licenses: Mapping[str, Licenses]


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
    ground: Ground


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
    carried = [
        _derive(base.model, releases, rules, done).possible
        for base in release.bases
        if carries_weights(base.relation)
    ]
    reaching = list(_reaching(model_id, releases, rules))
    ground = Ground(
        upstream=tuple(dict.fromkeys(terms.license for terms in reaching)),
        upstream_freedoms=tuple(terms.freedom for terms in reaching),
        carried=tuple(carried),
        freedoms=_freedoms(release, rules),
        licenses=_licenses(release, rules),
    )
    done[model_id] = openness_of(release, ground, rules)
    return done[model_id]


def openness_of(release: Release, ground: Ground, rules: Rules) -> Openness:
    """The openness of one model by the statuses of its components, all else being given."""
    declared = _declared(release, rules)
    terms = (declared, *ground.upstream_freedoms)
    freedom = least_free(terms)
    statuses = all_statuses(release, rules)
    groups = {group.id: group_of(group, statuses) for group in rules.groups.values()}
    weights = (*ground.licenses.get(WEIGHTS, UNKNOWN_LICENSE), *ground.upstream)
    subjects = Subjects(
        statuses=statuses,
        groups=groups,
        freedoms={**ground.freedoms, "weights": freedom},
        ever_offered=ever_offered(release),
        licenses={**ground.licenses, "weights": weights},
        facts=release.facts,
        freest={"weights": freest_possible(terms)},
    )
    own = rules.classes.possible(rules.classes.answers(subjects))
    possible = no_better_than(own, ground.carried, list(OpennessClass))
    return Openness(
        openness=OpennessClass(the_only(possible)),
        possible=_as_classes(possible),
        own_possible=_as_classes(own),
        freedom=freedom,
        declared_freedom=declared,
        statuses=statuses,
        groups=groups,
        subjects=subjects,
        ground=ground,
    )


def _as_classes(names: Iterable[str]) -> tuple[OpennessClass, ...]:
    return tuple(map(OpennessClass, names))


def carries_weights(relation: DerivationRelation) -> bool:
    """Whether a derivative carries on the weights of its base: all relations but distillation do."""
    return relation is not DerivationRelation.DISTILLATION


def all_statuses(release: Release, rules: Rules) -> dict[str, Status]:
    """The status of every component: written, derived from offers or weights, else UNKNOWN."""
    statuses = {name: release.written.get(name, Status.UNKNOWN) for name in rules.components}
    for component in rules.components.values():
        if component.derived_from_weights:
            statuses[component.id] = release.written.get(WEIGHTS, Status.UNKNOWN)
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


def component_licenses(
    component: Component, own: Mapping[str, NodeId], grants: Iterable[Grant]
) -> list[NodeId]:
    """Licences of a component: its own, else those that cover its part of the release; empty: not known.

    own: licences that components carry themselves. A component that no licence can cover has none.
    """
    if component.license_scope is None:
        return []
    return [own[component.id]] if component.id in own else covering_licenses(component.license_scope, grants)


def _weights_licenses(release: Release) -> list[NodeId]:
    own = release.own_licenses.get(WEIGHTS)
    return [own] if own else covering_licenses(Scope.WEIGHTS, release.grants)


def _declared(release: Release, rules: Rules) -> Freedom:
    """Freedom of the model's own terms: its licence's, else none for closed weights, else as reported."""
    licenses = _weights_licenses(release)
    if licenses:
        return _freedom_of(licenses, rules)
    return Freedom.NONE if release.written.get(WEIGHTS) is Status.CLOSED else release.reported


def declared_freedoms(release: Release, rules: Rules, statuses: Iterable[Status]) -> tuple[Freedom, ...]:
    """What its declared freedom is for each of several statuses of its weights."""
    return tuple(_declared(with_status(release, WEIGHTS, status), rules) for status in statuses)


def with_status(release: Release, component: str, status: Status) -> Release:
    """A release as it would be if its file stated a status."""
    return replace(release, written={**release.written, component: status})


def _freedom_of(licenses: Iterable[NodeId], rules: Rules) -> Freedom:
    return least_free(rules.terms[license_id].freedom for license_id in licenses)


def _freedoms(release: Release, rules: Rules) -> dict[str, Freedom]:
    """What the terms of each component let people do, where a licence covers it."""
    return {name: _freedom_of(licenses, rules) for name, licenses in _covered(release, rules)}


def _licenses(release: Release, rules: Rules) -> dict[str, Licenses]:
    """The licences that cover each component."""
    return {
        name: tuple(rules.terms[item].license for item in licenses)
        for name, licenses in _covered(release, rules)
    }


def _covered(release: Release, rules: Rules) -> Iterator[tuple[str, list[NodeId]]]:
    for component in rules.components.values():
        licenses = component_licenses(component, release.own_licenses, release.grants)
        if licenses:
            yield component.id, licenses


def _reaching(model: NodeId, releases: Mapping[NodeId, Release], rules: Rules) -> Iterator[Terms]:
    """Terms of the weights of models further up that reach a model, from the nearest by each way."""
    for way in ways_up(
        model,
        ties_of=lambda node: releases[node].ties,
        developers_of=lambda node: releases[node].developers,
        passes=lambda tie: tie.relation not in WITHOUT_WEIGHTS,
    ):
        tie = way[-1]
        licenses = _weights_licenses(releases[tie.target])
        if not licenses and tie.relation not in WITHOUT_WEIGHTS:
            yield Terms(Freedom.UNKNOWN)
        for terms in (rules.terms[item] for item in licenses):
            if follows_wholly(tie.relation, terms.freedom, terms.reaches):
                yield terms


def group_of(group: Group, statuses: Mapping[str, Status]) -> Status:
    """The status of a group by those of its members."""
    members = [statuses.get(name, Status.UNKNOWN) for name in group.essential]
    if group.one_suffices:
        members.append(_most_open(statuses.get(name, Status.UNKNOWN) for name in group.one_suffices))
    return group_status(members)


def _most_open(statuses: Iterable[Status]) -> Status:
    """The most open of alternatives: OPEN wins; an UNKNOWN one may still be OPEN."""
    known = set(statuses) - {Status.NOT_APPLICABLE}
    order = (Status.OPEN, Status.UNKNOWN, Status.PARTIAL, Status.CLOSED)
    return next((status for status in order if status in known), Status.NOT_APPLICABLE)
