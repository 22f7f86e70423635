"""Rows of models, data sets and licences -> the inputs that lineage is derived from, and back to edges."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import orjson

from graph.derive.license_conflicts import LicenseConflict, license_conflicts
from graph.derive.lineage import (
    Book,
    Inherited,
    LicenseFacts,
    Work,
    inherited_terms,
    obligations,
    restrictions,
)
from graph.derive.openness import Grant, covering_licenses, current_grants
from graph.derive.reaching import Tie
from graph.schema.license import DerivativeScope, LicenseCategory, Relicensing, Scope
from graph.schema.license_inheritance import InheritanceRelation, InheritanceRules
from graph.snapshot import Row
from graph.values.day import Day
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId

INHERITS_TERMS, LICENSE_CONFLICT = "INHERITS_TERMS", "LICENSE_CONFLICT"
"""Derived edges of a model: to upstream licences that reach it, and to upstream works it conflicts with."""

Rows = Mapping[str, Sequence[Row]]


def works_of(nodes: Rows, edges: Rows) -> dict[NodeId, Work]:
    """Every model and data set, as far as inheritance hangs on it."""
    grants = _by_source(edges.get("LICENSED_UNDER", ()))
    developers = _by_source(edges.get("DEVELOPED_BY", ()))
    own = {
        row["source"]: row["license"]
        for row in edges.get("HAS_PROPERTY", ())
        if row["license"] and row["target"] == "openness_property/final-weights"
    }
    ties = _ties(edges)
    models = (_model(row, grants, developers, own, ties) for row in nodes.get("model", ()))
    datasets = (_dataset(row, grants, ties) for row in nodes.get("dataset", ()))
    return {work.id: work for works in (models, datasets) for work in works}


def book_of(nodes: Rows, rules: InheritanceRules) -> Book:
    """The licences by id, and the rules of inheritance."""
    return Book({row["id"]: _terms(row) for row in nodes.get("license", ())}, rules.rules)


def lineage_edges(
    works: Mapping[NodeId, Work], book: Book, of: Collection[NodeId] | None = None
) -> dict[str, list[dict[str, Any]]]:
    """The derived edges of inherited terms and of licence conflicts; `of`: those of these works alone."""
    wanted = [work for work in works.values() if of is None or work.id in of]
    inherited = [
        _inherits(work.id, item, book)
        for work in wanted
        if not work.is_data
        for item in inherited_terms(work.id, works, book)
        if item.license is not None
    ]
    conflicts = [_conflict(found) for work in wanted for found in license_conflicts(work, works, book)]
    return {INHERITS_TERMS: inherited, LICENSE_CONFLICT: conflicts}


def grants_of(rows: Iterable[Row]) -> list[Grant]:
    """Rows of LICENSED_UNDER as grants."""
    return [
        Grant(
            row["target"],
            Scope(row["scope"]) if row["scope"] else None,
            Day.parse(row["valid_from"]) if row["valid_from"] else None,
            Day.parse(row["valid_to"]) if row["valid_to"] else None,
        )
        for row in rows
    ]


def service_licenses(grants: Iterable[Grant]) -> list[NodeId]:
    """Terms of the use as a service."""
    return [grant.license for grant in current_grants(grants) if grant.scope is Scope.SERVICE]


def _model(
    row: Row,
    grants: Mapping[NodeId, list[Row]],
    developers: Mapping[NodeId, list[Row]],
    own: Mapping[NodeId, NodeId],
    ties: Mapping[NodeId, list[Tie]],
) -> Work:
    node_id = NodeId(row["id"])
    stated = grants_of(grants.get(node_id, ()))
    licenses = [own[node_id]] if node_id in own else covering_licenses(Scope.WEIGHTS, stated)
    return Work(
        id=node_id,
        name=row["name"],
        family=row["family"],
        writes_text=not row["modalities"] or "TEXT" in row["modalities"],
        published=row["weights"] not in ("CLOSED", "UNKNOWN"),
        developers=frozenset(item["target"] for item in developers.get(node_id, ())),
        licenses=tuple(licenses),
        services=tuple(service_licenses(stated)),
        ties=tuple(ties.get(node_id, ())),
    )


def _dataset(row: Row, grants: Mapping[NodeId, list[Row]], ties: Mapping[NodeId, list[Tie]]) -> Work:
    node_id = NodeId(row["id"])
    licenses = covering_licenses(Scope.DATA, grants_of(grants.get(node_id, ())))
    return Work(
        node_id, row["name"], is_data=True, licenses=tuple(licenses), ties=tuple(ties.get(node_id, ()))
    )


def _ties(edges: Rows) -> dict[NodeId, list[Tie]]:
    """Every link of derivation, use of data and generation of data, by what it starts from."""
    ties: dict[NodeId, list[Tie]] = {}
    for kind, relation in (
        ("DERIVED_FROM", None),
        ("TRAINED_ON", InheritanceRelation.TRAINED_ON),
        ("DATA_DERIVED_FROM", InheritanceRelation.TRAINED_ON),
        ("GENERATED_BY", InheritanceRelation.SYNTHETIC_DATA),
    ):
        for row in edges.get(kind, ()):
            if row.get("stage") == "EVALUATION":
                continue
            how = relation or InheritanceRelation(row["relation"])
            tie = Tie(row["source"], row["target"], how, row["id"], tuple(row.get("source_ids", ())))
            ties.setdefault(tie.source, []).append(tie)
    return ties


def _terms(row: Row) -> LicenseFacts:
    return LicenseFacts(
        id=row["id"],
        freedom=Freedom(row["freedom"]),
        category=LicenseCategory(row["category"]),
        conditions=frozenset(row["conditions"]),
        restrictions=frozenset(row["restrictions"]),
        reaches=frozenset(map(DerivativeScope, row["derivative_scope"])),
        relicensing=Relicensing(row["derivative_relicensing"]) if row["derivative_relicensing"] else None,
        texts={item["term"]: item["text"] for item in row["clauses"] if item["text"]},
    )


def _inherits(work: NodeId, item: Inherited, book: Book) -> dict[str, Any]:
    terms = book.licenses.get(item.license) if item.license else None
    texts = terms.texts if terms else {}
    row = {
        "source": work,
        "target": item.license,
        **_shared(item),
        "whole": item.whole,
        "obligations": [{"term": term, "text": texts.get(term)} for term in obligations(item, book)],
        "restrictions": list(restrictions(item, book)),
    }
    return {"id": _edge_id(INHERITS_TERMS, row), **row}


def _conflict(found: LicenseConflict) -> dict[str, Any]:
    row = {
        "source": found.work,
        "target": found.inherited.upstream,
        **_shared(found.inherited),
        "verdict": str(found.verdict),
        "declared": list(found.declared),
        "broken": list(found.broken),
        "says": found.says,
    }
    return {"id": _edge_id(LICENSE_CONFLICT, row), **row}


def _shared(item: Inherited) -> dict[str, Any]:
    """What both derived edges say of the upstream terms, the path to them and the rule."""
    rule = item.rule
    return {
        "license": item.license,
        "upstream": item.upstream,
        "relation": str(item.tie.relation),
        "rule": rule.id if rule else None,
        "clause": rule.clause if rule else None,
        "locator": rule.locator if rule else None,
        "note": rule.note if rule else None,
        "confidence": str(rule.confidence) if rule else None,
        "source_ids": [rule.source] if rule else [],
        "path": [
            {
                "source": tie.source,
                "target": tie.target,
                "relation": str(tie.relation),
                "edge": tie.edge,
                "source_ids": list(tie.sources),
            }
            for tie in item.path
        ],
    }


def _edge_id(kind: str, row: Mapping[str, Any]) -> str:
    digest = hashlib.sha256(orjson.dumps([kind, row], option=orjson.OPT_SORT_KEYS)).hexdigest()
    return f"{kind.lower()}/{digest[:16]}"


def _by_source(rows: Iterable[Row]) -> dict[NodeId, list[Row]]:
    found: dict[NodeId, list[Row]] = {}
    for row in rows:
        found.setdefault(row["source"], []).append(row)
    return found
