"""Verdicts on models as rows: what was looked up of each model, judged, in output values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from api.definitions import Definitions
from graph.derive.assessments import (
    Assessment,
    CriterionResult,
    Finding,
    OutcomeResult,
    assess,
    the_only,
)
from graph.derive.assessor import Assessor
from graph.derive.criteria import Found, Leaf, Subjects
from graph.derive.licensing import Grounds
from graph.derive.upgrades import Change, nearest_upgrade
from graph.derive.wording import found_words, sentence, subject
from graph.query import Direction, Expand, Lists, Via
from graph.releases import slug
from graph.snapshot import Row
from graph.stores.port import Answer, Store, then
from graph.values.node_id import NodeId
from graph.values.truth import Truth
from graph.verdicts import possible_in

EDGES = {
    "property": "HAS_PROPERTY",
    "freedom": "LICENSED_UNDER",
    "license": "LICENSED_UNDER",
    "fact": "RESTS_ON",
    "offered": "OFFERED_BY",
}
"""Where the sources of what is found for a subject stand, by the sort of subject."""

FROM_THE_ROW = frozenset({"definition", "outcome", "possible", "says", "level", "topLevel", "carriesOn"})
"""Fields of an assessment that the model's row answers alone."""


@dataclass(frozen=True)
class Evidence:
    """What the edges of one model say, by edge kind."""

    edges: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    def components(self) -> dict[str, Row]:
        """Its statements by component."""
        return {slug(view["target"]): view for view in self.edges.get("HAS_PROPERTY", ())}

    def source_ids(self, leaf: Leaf, covering: Mapping[str, Sequence[NodeId]]) -> list[NodeId]:
        """What the finding on a subject rests on."""
        match leaf.sort:
            case "property":
                return _ids(view for view in self.edges["HAS_PROPERTY"] if slug(view["target"]) == leaf.name)
            case "freedom" | "license":
                name = "final-weights" if leaf.name == "weights" else leaf.name
                view = self.components().get(name)
                if view is not None and view["license"]:
                    return list(view["source_ids"])
                wanted = covering.get(name, ())
                return _ids(view for view in self.edges["LICENSED_UNDER"] if view["target"] in wanted)
            case "fact":
                return [view["target"] for view in self.edges["RESTS_ON"]]
            case "offered":
                return _ids(self.edges["OFFERED_BY"])
            case _:
                return []


def _ids(views: Iterable[Row]) -> list[NodeId]:
    return list(dict.fromkeys(source_id for view in views for source_id in view["source_ids"]))


def evidence_of(
    models: Sequence[NodeId], assessors: Iterable[Assessor], store: Store
) -> Answer[list[Evidence]]:
    """The edges that definitions ask about, for many models: one call for each kind of edge."""
    sorts = {leaf.sort for assessor in assessors for leaf in assessor.leaves}
    kinds = sorted({"HAS_PROPERTY", "LICENSED_UNDER"} | {EDGES[sort] for sort in sorts if sort in EDGES})
    found: list[dict[str, Sequence[Row]]] = [{} for _ in models]

    def ask(remaining: list[str]) -> Answer[list[Evidence]]:
        if not remaining:
            return [Evidence(edges) for edges in found]
        kind, *others = remaining

        def keep(lists: Lists) -> Answer[list[Evidence]]:
            starts = [0, *lists.ends[:-1]]
            for edges, start, end in zip(found, starts, lists.ends, strict=True):
                edges[kind] = lists.flat[start:end]
            return ask(others)

        return then(store.expand(models, Expand(Via(kind, Direction.OUT))), keep)

    return ask(kinds)


def assessment_row(
    model: Row,
    definition: NodeId,
    definitions: Definitions,
    evidence: Evidence | None,
    selected: AbstractSet[str],
) -> Row:
    """The verdict of a definition on a model; without evidence only what the model's row holds."""
    assessor = definitions.assessors[definition]
    possible = possible_in(model, definition)
    outcome = the_only(possible)
    rules = {rule.outcome: rule for rule in assessor.definition.outcomes}
    levels = [rule.level for rule in rules.values() if rule.level is not None]
    row: dict[str, Any] = {
        "id": model["id"],
        "definition": definition,
        "outcome": outcome,
        "possible": possible,
        "says": rules[outcome].says if outcome in rules else None,
        "level": rules[outcome].level if outcome in rules else None,
        "topLevel": max(levels, default=None),
        "bases_count": assessor.definition.bases_count,
    }
    if evidence is None:
        return row
    components, grants = evidence.components(), evidence.edges["LICENSED_UNDER"]
    subjects = definitions.subjects(model, components, grants)
    shown = _Shown(assessor, evidence, definitions.covering(components, grants))
    row |= _verdict(assess(assessor, subjects), shown)
    if "nearestUpgrade" in selected:
        row["nearestUpgrade"] = _upgrade(assessor, subjects)
    return row


@dataclass(frozen=True)
class _Shown:
    """What findings are shown with."""

    assessor: Assessor
    evidence: Evidence
    covering: Mapping[str, Sequence[NodeId]]


def _verdict(found: Assessment, shown: _Shown) -> dict[str, Any]:
    return {
        "ownOutcome": found.outcome,
        "ownPossible": list(found.possible),
        "score": _bounds(found.score),
        "outcomes": [_outcome(result) for result in found.outcomes],
        "criteria": [_criterion(result, shown) for result in found.criteria],
    }


def _outcome(result: OutcomeResult) -> Row:
    return {
        "outcome": result.outcome,
        "level": result.level,
        "truth": str(result.truth),
        "needs": list(result.needs),
        "fails": list(result.fails),
        "met": _bounds(result.met),
    }


def _criterion(result: CriterionResult, shown: _Shown) -> Row:
    criterion = shown.assessor.definition.criteria[result.id]
    findings = [_finding(finding, shown) for finding in result.findings]
    return {
        "criterion": result.id,
        "says": criterion.says,
        "required": sentence(criterion.test, shown.assessor.definition.license_terms),
        "locator": criterion.locator,
        "truth": str(result.truth),
        "partly": None if result.partly is None else str(result.partly),
        "points": _bounds(result.points),
        "findings": findings,
        "missing": [] if result.truth is Truth.MET else [item for item in findings if item["shortfall"]],
    }


def _finding(finding: Finding, shown: _Shown) -> Row:
    return {
        "subject": subject(finding.leaf),
        "found": found_words(finding.found),
        "wanted": list(finding.wanted),
        "truth": None if finding.truth is None else str(finding.truth),
        "shortfall": None if finding.shortfall is None else str(finding.shortfall),
        "presumed": finding.presumed,
        "source_ids": shown.evidence.source_ids(finding.leaf, shown.covering),
        "license_ids": _license_ids(finding.found),
    }


def _license_ids(found: Found) -> list[NodeId]:
    items: tuple[object, ...] = found if isinstance(found, tuple) else ()
    return [item.id for item in items if isinstance(item, Grounds)]


def _upgrade(assessor: Assessor, subjects: Subjects) -> Row | None:
    found = nearest_upgrade(assessor, subjects)
    if found is None:
        return None
    return {"outcome": found.outcome, "level": found.level, "changes": list(map(_change, found.changes))}


def _change(change: Change) -> Row:
    return {
        "subject": subject(change.leaf),
        "kind": str(change.kind),
        "found": found_words(change.found),
        "wanted": list(change.wanted),
    }


def _bounds(bounds: tuple[float, float] | None) -> Row | None:
    return None if bounds is None else {"least": bounds[0], "most": bounds[1]}
