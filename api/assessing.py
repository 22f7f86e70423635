"""Verdicts on models as rows: what was looked up of each model, judged, in output values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
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
from graph.derive.duties import DUTIES, duty_name
from graph.derive.licensing import Grounds
from graph.derive.upgrades import Change, nearest_upgrade
from graph.derive.wording import found_words, sentence, subject
from graph.lineages import grants_of
from graph.query import Direction, Expand, Lists, Via
from graph.snapshot import Row
from graph.stores.port import Answer, Store, then
from graph.values.node_id import NodeId, slug
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
    """What the edges of one model say, as tests ask about it.

    edges: by kind. components: its statements by component. covering: the licences of each component.
    possible: by definition, what is possible on the day asked; `None`: what the model's row holds.
    duties: what is known of the duties of the AI Act.
    """

    edges: Mapping[str, Sequence[Row]]
    components: Mapping[str, Row]
    covering: Mapping[str, Sequence[NodeId]]
    subjects: Subjects
    possible: Mapping[NodeId, Sequence[str]] | None = None
    duties: Sequence[Row] = ()

    @classmethod
    def of(cls, model: Row, edges: Mapping[str, Sequence[Row]], definitions: Definitions) -> Evidence:
        """From a model's row and its edges."""
        components = {slug(view["target"]): view for view in edges["HAS_PROPERTY"]}
        covering = definitions.covering(components, grants_of(edges["LICENSED_UNDER"]))
        subjects = definitions.subjects(model, components, covering)
        return cls(edges, components, covering, subjects, duties=model.get(DUTIES, ()))

    def source_ids(self, leaf: Leaf) -> list[NodeId]:
        """What the finding on a subject rests on."""
        match leaf.sort:
            case "property":
                return list(self.components[leaf.name]["source_ids"]) if leaf.name in self.components else []
            case "freedom" | "license":
                return self._sources_of_terms("final-weights" if leaf.name == "weights" else leaf.name)
            case "fact":
                duties = [item for item in self.duties if duty_name(item["duty"]) == leaf.name]
                return _ids(duties) or [view["target"] for view in self.edges["RESTS_ON"]]
            case "offered":
                return _ids(self.edges["OFFERED_BY"])
            case _:
                return []

    def _sources_of_terms(self, component: str) -> list[NodeId]:
        view = self.components.get(component)
        if view is not None and view["license"]:
            return list(view["source_ids"])
        licenses = self.covering.get(component, ())
        return _ids(view for view in self.edges["LICENSED_UNDER"] if view["target"] in licenses)


def _ids(views: Iterable[Row]) -> list[NodeId]:
    return list(dict.fromkeys(source_id for view in views for source_id in view["source_ids"]))


def edge_kinds(wanted: Iterable[NodeId], definitions: Definitions) -> list[str]:
    """The edges that hold what definitions ask about, or its sources."""
    sorts = {leaf.sort for definition in wanted for leaf in definitions.assessors[definition].leaves}
    return sorted({"HAS_PROPERTY", "LICENSED_UNDER"} | {EDGES[sort] for sort in sorts if sort in EDGES})


def evidence_of(
    models: Sequence[Row], wanted: Iterable[NodeId], definitions: Definitions, store: Store
) -> Answer[list[Evidence]]:
    """What definitions ask about many models: one call for each kind of edge."""
    return evidence_by(edge_kinds(wanted, definitions), models, definitions, store)


def evidence_by(
    kinds: list[str], models: Sequence[Row], definitions: Definitions, store: Store
) -> Answer[list[Evidence]]:
    """What the edges of some kinds say of many models; HAS_PROPERTY and LICENSED_UNDER are always needed."""
    ids = [row["id"] for row in models]
    found: list[dict[str, Sequence[Row]]] = [{} for _ in models]

    def ask(remaining: list[str]) -> Answer[list[Evidence]]:
        if not remaining:
            both = zip(models, found, strict=True)
            return [Evidence.of(model, edges, definitions) for model, edges in both]
        kind, *others = remaining

        def keep(lists: Lists) -> Answer[list[Evidence]]:
            for edges, views in zip(found, lists.each(), strict=True):
                edges[kind] = views
            return ask(others)

        return then(store.expand(ids, Expand(Via(kind, Direction.OUT))), keep)

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
    of_the_day = evidence.possible if evidence is not None else None
    possible = possible_in(model, definition) if of_the_day is None else list(of_the_day[definition])
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
    if not selected <= FROM_THE_ROW | {"nearestUpgrade"}:
        row |= _verdict(assess(assessor, evidence.subjects), assessor, evidence)
    if "nearestUpgrade" in selected:
        row["nearestUpgrade"] = _upgrade(assessor, evidence.subjects)
    return row


def _verdict(found: Assessment, assessor: Assessor, evidence: Evidence) -> dict[str, Any]:
    return {
        "ownOutcome": found.outcome,
        "ownPossible": list(found.possible),
        "score": _bounds(found.score),
        "outcomes": [_outcome(result) for result in found.outcomes],
        "criteria": [criterion_row(result, assessor, evidence) for result in found.criteria],
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


def criterion_row(result: CriterionResult, assessor: Assessor, evidence: Evidence) -> Row:
    """Whether a model meets a criterion, in output values."""
    criterion = assessor.definition.criteria[result.id]
    findings = [finding_row(finding, evidence) for finding in result.findings]
    return {
        "criterion": result.id,
        "says": criterion.says,
        "required": sentence(criterion.test, assessor.definition.license_terms),
        "locator": criterion.locator,
        "truth": str(result.truth),
        "partly": None if result.partly is None else str(result.partly),
        "points": _bounds(result.points),
        "findings": findings,
        "missing": [] if result.truth is Truth.MET else [item for item in findings if item["shortfall"]],
    }


def finding_row(finding: Finding, evidence: Evidence) -> Row:
    """What was found for a subject, in output values."""
    return {
        "subject": subject(finding.leaf),
        "found": found_words(finding.found),
        "wanted": list(finding.wanted),
        "truth": None if finding.truth is None else str(finding.truth),
        "shortfall": None if finding.shortfall is None else str(finding.shortfall),
        "presumed": finding.presumed,
        "source_ids": evidence.source_ids(finding.leaf),
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
