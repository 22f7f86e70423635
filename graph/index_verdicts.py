"""What public indices say of models, in the form in which stores keep it beside our own verdicts.

An index is an upstream set that judges components; what it says is kept whether it was chosen or not. It is a
property of the model's row, so that a page of models, or all of them, need no further question to a store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from graph.derive.assessor import Assessor
from graph.derive.indices import Comparison, comparison
from graph.derive.openness import Openness, Release, Rules, derive_openness
from graph.facts.load import Facts
from graph.facts.statements import Stated
from graph.releases import component_statuses, release_of
from graph.rows import source_ids
from graph.schema.kind import SourceKind
from graph.schema.model import Model
from graph.schema.openness_property import component_id
from graph.schema.source import Source
from graph.values.node_id import NodeId, slug
from graph.values.truth import Truth

INDEX_VERDICTS = "index_verdicts"
"""The property of a model's row that holds them."""

TRUTHS = "truths"
"""The key of a verdict that holds what each criterion of the openness class reads by the index alone."""


def index_verdict_rows(
    facts: Facts, openness: Mapping[NodeId, Openness], rules: Rules
) -> dict[NodeId, dict[str, list[dict[str, Any]]]]:
    """What the row of each model gets that an index judges: the verdicts, by the name of the index."""
    by_index: dict[str, dict[NodeId, Stated]] = defaultdict(dict)
    for model, layers in facts.imported.items():
        for layer in layers:
            if layer.values.get("openness_properties"):
                by_index[layer.layer][model] = layer
    indices = {entity.id for entity, item in facts.nodes(Source) if item.source_kind is SourceKind.INDEX}
    judged = {model for judging in by_index.values() for model in judging}
    own = {model: _of_our_own(facts, model, openness[model], indices) for model in judged}
    criteria = rules.classes.definition.criteria
    rows: dict[NodeId, dict[str, list[dict[str, Any]]]] = {}
    for index, judging in sorted(by_index.items()):
        releases = {model: _release(model, layer, rules) for model, layer in judging.items()}
        for model, theirs in derive_openness(releases, rules).items():
            found = comparison(theirs, openness[model], releases[model].written, rules.classes)
            if found.judgements:
                verdicts = rows.setdefault(model, {INDEX_VERDICTS: []})[INDEX_VERDICTS]
                answers = rules.classes.answers(theirs.subjects)
                truths = {name: str(rules.classes.criterion(name, answers)) for name in criteria}
                verdicts.append(_row(index, judging[model], found, indices, own[model]) | {TRUTHS: truths})
    return rows


def set_beside(
    verdict: Mapping[str, Any], ours: Openness, classes: Assessor, own: set[str]
) -> dict[str, Any]:
    """What an index says, as a row has it, set beside another reading of ours.

    own: components whose status here rests on no index.
    """
    possible = set(verdict["possible_openness"])
    contradicts = possible.isdisjoint(map(str, ours.possible))
    answers = classes.answers(ours.subjects)
    both = {name: (truth, str(classes.criterion(name, answers))) for name, truth in verdict[TRUTHS].items()}
    return {
        **verdict,
        "contradicts": contradicts,
        "by_ancestors": contradicts and not possible.isdisjoint(map(str, ours.own_possible)),
        "components": [
            {
                **item,
                "ours": str(ours.statuses[slug(item["component"])]),
                "own": slug(item["component"]) in own,
            }
            for item in verdict["components"]
        ],
        "criteria": [
            {"criterion": name, "truth": theirs, "ours": own_truth}
            for name, (theirs, own_truth) in both.items()
            if {theirs, own_truth} == {Truth.MET, Truth.NOT_MET}
        ],
    }


def _release(model: NodeId, layer: Stated, rules: Rules) -> Release:
    """What an index alone says of a model; its ancestors are left out, of whom it may say nothing."""
    release = release_of(model, Model.model_construct(**{"developed_by": (), **layer.values}))
    known = rules.terms.keys()
    return replace(
        release,
        bases=(),
        own_licenses={name: item for name, item in release.own_licenses.items() if item in known},
        grants=[grant for grant in release.grants if grant.license in known],
    )


def _row(index: str, layer: Stated, found: Comparison, indices: set[NodeId], own: set[str]) -> dict[str, Any]:
    statements = layer.values["openness_properties"]
    named = [source_ids(statements[item.component].source or layer.sources) for item in found.judgements]
    return {
        "index": index,
        "record": layer.record,
        "source_ids": list(dict.fromkeys(item for ids in named for item in ids if item in indices)),
        "openness": str(found.openness),
        "possible_openness": list(map(str, found.possible)),
        "freedom": str(found.freedom),
        "contradicts": found.contradicts,
        "by_ancestors": found.by_ancestors,
        "components": [
            {
                "component": component_id(item.component),
                "status": str(item.theirs),
                "ours": str(item.ours),
                "own": item.component in own,
            }
            for item in found.judgements
        ],
        "criteria": [
            {"criterion": item.criterion, "truth": str(item.theirs), "ours": str(item.ours)}
            for item in found.contrasts
        ],
    }


def _of_our_own(facts: Facts, model: NodeId, found: Openness, indices: set[NodeId]) -> set[str]:
    """Components whose status here rests on no index."""
    entity = facts.entities[model]
    assert isinstance(entity.node, Model)
    return {
        name
        for name, statement in component_statuses(entity.node, found).items()
        if indices.isdisjoint(source_ids(statement.source or entity.inherited))
    }
