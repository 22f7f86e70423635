"""Terms that follow a lineage: which upstream licences reach a model, by which path, and what it owes.

A declared licence is a claim about the own contribution and never removes upstream terms: what binds a model
is the union of its own terms and those of every ancestor whose terms reach it. Terms follow weights; they
follow outputs and data only where the upstream text says so. A licensor is not bound by its own licence, so
the terms of a work do not pass through a work of the same developers.

Sources: the sections that `rules/license-inheritance.yaml` names; GNU General Public License 3.0, section 10,
for the chain of licences that recipients get from each licensor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.schema.license import DerivativeScope, LicenseCategory, Relicensing
from graph.schema.license_inheritance import InheritanceRelation, InheritanceRule, Upstream
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId


@dataclass(frozen=True, slots=True)
class Tie:
    """One link of a lineage, from what was made to what it was made from.

    edge: id of the edge in the graph that states it.
    """

    source: NodeId
    target: NodeId
    relation: InheritanceRelation
    edge: str = ""
    sources: tuple[NodeId, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """What inheritance hangs on for a model or a data set.

    licenses: terms of the weights, or of the data. services: terms of its use as a service.
    published: whether others may have got its weights.
    """

    id: NodeId
    name: str = ""
    family: str | None = None
    is_data: bool = False
    writes_text: bool = True
    published: bool = True
    developers: frozenset[NodeId] = frozenset()
    licenses: tuple[NodeId, ...] = ()
    services: tuple[NodeId, ...] = ()
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class LicenseFacts:
    """The terms of a licence, as far as inheritance hangs on them; texts: set words by term."""

    id: NodeId
    freedom: Freedom = Freedom.UNKNOWN
    category: LicenseCategory = LicenseCategory.PROPRIETARY
    conditions: frozenset[str] = frozenset()
    restrictions: frozenset[str] = frozenset()
    reaches: frozenset[DerivativeScope] = frozenset()
    relicensing: Relicensing | None = None
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Book:
    """The licences and the rules of inheritance."""

    licenses: Mapping[NodeId, LicenseFacts]
    rules: Sequence[InheritanceRule]

    def rule(
        self, license_id: NodeId, tie: Tie, kind: Upstream, family: str | None
    ) -> InheritanceRule | None:
        """The rule for upstream terms along a relation: one for the upstream family, else the first."""
        fitting = [
            rule
            for rule in self.rules
            if license_id in rule.upstream
            and tie.relation in rule.relations
            and rule.upstream_kind is kind
            and rule.family in (None, family)
        ]
        return next((rule for rule in fitting if rule.family), fitting[0] if fitting else None)


@dataclass(frozen=True, slots=True)
class Inherited:
    """Upstream terms that reach a work.

    license: `None` where the upstream work's terms are not known. path: from the work up to the upstream one.
    rule: what says so in detail; `None` where no rule covers the licence. whole: whether the whole licence
    follows, or only the duties that the rule lists.
    """

    upstream: NodeId
    license: NodeId | None
    path: tuple[Tie, ...]
    rule: InheritanceRule | None
    whole: bool

    @property
    def tie(self) -> Tie:
        """The link next to the upstream work, whose relation decides."""
        return self.path[-1]


WITHOUT_WEIGHTS = frozenset(
    {InheritanceRelation.DISTILLATION, InheritanceRelation.SYNTHETIC_DATA, InheritanceRelation.TRAINED_ON}
)
"""Relations in which none of the other's weights are carried on."""

_NEEDED = {
    InheritanceRelation.WEIGHT_TRANSFER: DerivativeScope.WEIGHT_TRANSFER,
    InheritanceRelation.DISTILLATION: DerivativeScope.OUTPUT_DISTILLATION,
}
"""What a licence must reach for the whole of it to follow a relation; MODIFICATION for all others."""


def inherited_terms(work: NodeId, works: Mapping[NodeId, Work], book: Book) -> list[Inherited]:
    """Every upstream licence that reaches a work, each by each path, nearest first.

    works: all models and data sets by id, without cycles. `[]`: nothing upstream binds it.
    """
    found = [
        inherited for path in _paths(works[work], works, (), ()) for inherited in _along(path, works, book)
    ]
    return sorted(found, key=lambda item: (len(item.path), item.upstream, item.license or ""))


def obligations(inherited: Inherited, book: Book) -> tuple[str, ...]:
    """What a derivative must do for upstream terms: by the rule, else the licence's own conditions."""
    if inherited.rule is not None:
        return inherited.rule.obligations
    terms = book.licenses.get(inherited.license) if inherited.license else None
    return tuple(sorted(terms.conditions)) if terms and inherited.whole else ()


def restrictions(inherited: Inherited, book: Book) -> tuple[str, ...]:
    """Limits that stay on a derivative: the licence's own where all of it follows, else those of the rule."""
    terms = book.licenses.get(inherited.license) if inherited.license else None
    own = sorted(terms.restrictions) if terms and inherited.whole else ()
    by_rule = inherited.rule.restrictions if inherited.rule else ()
    return tuple(dict.fromkeys((*by_rule, *own)))


def _paths(
    work: Work, works: Mapping[NodeId, Work], below: tuple[Work, ...], path: tuple[Tie, ...]
) -> Iterator[tuple[Tie, ...]]:
    """Every way up along which terms may come, up to works that the way's own developers made."""
    below = (*below, work)
    for tie in work.ties:
        upstream = works.get(tie.target)
        if upstream is None:
            continue
        if not _is_own_work(upstream, below):
            yield (*path, tie)
        if tie.relation not in WITHOUT_WEIGHTS or upstream.is_data:
            yield from _paths(upstream, works, below, (*path, tie))


def _is_own_work(upstream: Work, below: tuple[Work, ...]) -> bool:
    return bool(upstream.developers) and any(upstream.developers <= work.developers for work in below)


def _along(path: tuple[Tie, ...], works: Mapping[NodeId, Work], book: Book) -> Iterator[Inherited]:
    tie, upstream = path[-1], works[path[-1].target]
    carried = tie.relation not in WITHOUT_WEIGHTS
    if carried and not upstream.licenses:
        yield Inherited(upstream.id, None, path, None, whole=True)
    kind = Upstream.DATA if upstream.is_data else Upstream.MODEL
    for license_id in upstream.licenses:
        rule = book.rule(license_id, tie, kind, upstream.family)
        whole = _follows_wholly(book.licenses.get(license_id), tie)
        if rule is not None or whole:
            yield Inherited(upstream.id, license_id, path, rule, whole)
    for license_id in () if carried else upstream.services:
        rule = book.rule(license_id, tie, Upstream.SERVICE, upstream.family)
        if rule is not None:
            yield Inherited(upstream.id, license_id, path, rule, whole=False)


def _follows_wholly(terms: LicenseFacts | None, tie: Tie) -> bool:
    if terms is None or tie.relation in (InheritanceRelation.SYNTHETIC_DATA, InheritanceRelation.TRAINED_ON):
        return False
    if tie.relation is not InheritanceRelation.DISTILLATION and terms.freedom is Freedom.UNKNOWN:
        return True
    return _NEEDED.get(tie.relation, DerivativeScope.MODIFICATION) in terms.reaches
