"""Terms that follow a lineage: which upstream licences reach a model, by which path, and what it owes.

A declared licence is a claim about the own contribution and never removes upstream terms: what binds a model
is the union of its own terms and those of every ancestor whose terms reach it (`graph.derive.reaching`).

Sources: the sections that `rules/license-inheritance.yaml` names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.derive.reaching import WITHOUT_WEIGHTS, Tie, follows_wholly, ways_up
from graph.schema.license import DerivativeScope, LicenseCategory, Relicensing
from graph.schema.license_inheritance import InheritanceRule, Upstream
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId


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


def inherited_terms(work: NodeId, works: Mapping[NodeId, Work], book: Book) -> list[Inherited]:
    """Every upstream licence that reaches a work, each by each path, nearest first.

    works: all models and data sets by id, without cycles. `[]`: nothing upstream binds it.
    """
    found = [inherited for way in _ways(work, works) for inherited in _along(way, works, book)]
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


def _ways(work: NodeId, works: Mapping[NodeId, Work]) -> Iterator[tuple[Tie, ...]]:
    return ways_up(
        work,
        ties_of=lambda node: (tie for tie in works[node].ties if tie.target in works),
        developers_of=lambda node: works[node].developers,
        passes=lambda tie: tie.relation not in WITHOUT_WEIGHTS or works[tie.target].is_data,
    )


def _along(path: tuple[Tie, ...], works: Mapping[NodeId, Work], book: Book) -> Iterator[Inherited]:
    tie, upstream = path[-1], works[path[-1].target]
    carried = tie.relation not in WITHOUT_WEIGHTS
    if carried and not upstream.licenses:
        yield Inherited(upstream.id, None, path, None, whole=True)
    kind = Upstream.DATA if upstream.is_data else Upstream.MODEL
    for license_id in upstream.licenses:
        rule = book.rule(license_id, tie, kind, upstream.family)
        terms = book.licenses.get(license_id)
        whole = terms is not None and follows_wholly(tie.relation, terms.freedom, terms.reaches)
        if rule is not None or whole:
            yield Inherited(upstream.id, license_id, path, rule, whole)
    for license_id in () if carried else upstream.services:
        rule = book.rule(license_id, tie, Upstream.SERVICE, upstream.family)
        if rule is not None:
            yield Inherited(upstream.id, license_id, path, rule, whole=False)
