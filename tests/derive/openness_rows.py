"""Releases and what follows for them in one line each, for tests of openness."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.derive.openness import Base, Grant, Openness, Release, Rules, Terms, derive_openness
from graph.schema.license import DerivativeScope
from graph.schema.model import DerivationRelation, OpennessClass
from graph.schema.offer import OfferMode
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId
from graph.values.status import Status

WORKS = frozenset({DerivativeScope.MODIFICATION})
TERMS = {
    "free": Terms(Freedom.FREE, WORKS),
    "conditional": Terms(Freedom.CONDITIONAL, WORKS),
    "noncommercial": Terms(Freedom.NONCOMMERCIAL, WORKS),
    "research": Terms(Freedom.RESEARCH_ONLY, WORKS),
    "service": Terms(Freedom.NONE),
    "unclear": Terms(Freedom.UNKNOWN),
    "reaches-outputs": Terms(Freedom.CONDITIONAL, WORKS | {DerivativeScope.OUTPUT_DISTILLATION}),
    "reaches-transfer": Terms(Freedom.CONDITIONAL, WORKS | {DerivativeScope.WEIGHT_TRANSFER}),
    "reaches-nothing": Terms(Freedom.CONDITIONAL),
}
FULL = {
    "final-weights": "OPEN",
    "inference-code": "OPEN",
    "architecture": "OPEN",
    "training-code": "OPEN",
    "training-data": "OPEN",
}
WEIGHTS = {"final-weights": "OPEN"}
CLASSES = list(OpennessClass)


def release(
    name: str,
    written: dict[str, str],
    terms: str | Iterable[Grant] = (),
    *,
    bases: Iterable[tuple[str, str]] = (),
    offers: Iterable[str] = (),
    never_offered: bool = False,
    own: dict[str, str] | None = None,
    developers: Iterable[str] = (),
    reported: str = "UNKNOWN",
) -> Release:
    return Release(
        id=NodeId(name),
        written={key: Status(status) for key, status in written.items()},
        own_licenses={key: NodeId(f"license/{value}") for key, value in (own or {}).items()},
        grants=[Grant(NodeId(f"license/{terms}"))] if isinstance(terms, str) else list(terms),
        reported=Freedom(reported),
        offers=frozenset(map(OfferMode, offers)),
        never_offered=never_offered,
        bases=[Base(NodeId(base), DerivationRelation(relation)) for base, relation in bases],
        developers=frozenset(map(NodeId, developers)),
    )


def derive(rules: Rules, *releases: Release) -> dict[str, Openness]:
    found = derive_openness({item.id: item for item in releases}, rules)
    return {str(name): openness for name, openness in found.items()}


def one(rules: Rules, written: dict[str, str], terms: Any = (), **others: Any) -> Openness:
    return derive(rules, release("it", written, terms, **others))["it"]
