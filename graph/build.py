"""Facts -> snapshot: read, check, derive, and name the result by its content. The order of the steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.claimed_words import CLAIM_HOLDS, claimed_word_rows
from graph.coverage import coverage_row
from graph.derive.assessor import Assessor
from graph.derive.duties import DUTIES
from graph.derive.gaps import component_gaps, possible_groups
from graph.derive.licensing import license_freedom
from graph.derive.openness import Openness, derive_openness
from graph.derive.use_effects import use_effects
from graph.duties import duties_of
from graph.facts.check import check_facts
from graph.facts.load import Entity, Facts, load_facts
from graph.index_verdicts import index_verdict_rows
from graph.lineages import book_of, lineage_edges, works_of
from graph.releases import (
    component_statuses,
    gap_rows,
    model_derived,
    openness_rules,
    releases_of,
    unstated_words,
    upstream_ids,
)
from graph.rows import claim_rows, edge_row, edge_rows, node_row, properties, source_ids
from graph.schema.definition import OPENNESS_CLASS, Definition
from graph.schema.derivation_rules import DERIVATION_RULES, DerivationRules
from graph.schema.kind import Kind
from graph.schema.license import License, LicenseDerived
from graph.schema.model import ComponentDerived, Model
from graph.schema.openness_property import component_id
from graph.schema.shape import edges_of
from graph.schema.trade_off import TradeOff
from graph.snapshot import Snapshot
from graph.unstated import EVIDENCE, UNSTATED
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId
from graph.verdicts import verdict_rows


def build(folder: Path, overlay: Path | None = None) -> Snapshot:
    """The graph of a folder of fact files; raises `FactErrors` with every problem that they have.

    overlay: a folder with further layers, laid over those of the folder.
    """
    facts = load_facts(folder, overlay)
    check_facts(facts)
    return snapshot_of(facts)


def snapshot_of(facts: Facts) -> Snapshot:
    """The graph of facts that were checked."""
    freedoms = {
        entity.id: license_freedom(item, facts.freedom_rules).freedom for entity, item in facts.nodes(License)
    }
    releases, rules = releases_of(facts), openness_rules(facts, freedoms)
    openness = derive_openness(releases, rules)
    assessors = {entity.id: Assessor(item) for entity, item in facts.nodes(Definition)}
    verdicts = verdict_rows(assessors, openness, releases)
    possible = possible_groups(rules, openness)
    gaps = gap_rows(facts, component_gaps(releases, rules, openness))
    claimed_words = claimed_word_rows(facts, openness, rules.classes)
    index_verdicts = index_verdict_rows(facts, openness, rules)
    duties = {model: {DUTIES: rows} for model, rows in duties_of(facts).items()}
    derived: dict[NodeId, Kind] = {
        entity.id: LicenseDerived(freedom=freedoms[entity.id], use_effects=use_effects(item, facts.use_rules))
        for entity, item in facts.nodes(License)
    } | {
        model: model_derived(
            openness[model],
            unsettled,
            claimed_words.get(model, {}).get(CLAIM_HOLDS),
            is_curated=facts.entities[model].is_curated,
        )
        for model, unsettled in possible.items()
    }
    nodes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    edges: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entity in facts.entities.values():
        row = _node_row(entity, derived.get(entity.id), openness.get(entity.id))
        for found in (verdicts, gaps, claimed_words, index_verdicts, duties):
            row |= found.get(entity.id, {})
        if entity.id == OPENNESS_CLASS:
            row |= _derivation_rules(facts)
        nodes[type(entity.node).folder].append(row)
        for kind, edge in _edges(facts, entity, openness):
            edges[kind].append(edge)
    edges |= lineage_edges(works_of(nodes, edges), book_of(nodes, facts.inheritance_rules))
    coverage = coverage_row(facts, releases, openness)
    vocabularies = {name: dict(file.terms) for name, file in sorted(facts.vocabularies.items())}
    return Snapshot.of(nodes, edges, vocabularies, list(claim_rows(facts.choices)), coverage)


def _node_row(entity: Entity, derived: Kind | None, openness: Openness | None) -> dict[str, Any]:
    row = node_row(entity)
    if derived is not None:
        row |= properties(derived)
    if openness is not None and isinstance(entity.node, Model):
        row["upstream_license_ids"] = upstream_ids(openness.ground.upstream)
        row[UNSTATED] = unstated_words(entity.node, openness)
        row[EVIDENCE] = source_ids(entity.inherited)
    if isinstance(entity.node, (Definition, TradeOff)):
        row["rules"] = entity.node.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return row


def _derivation_rules(facts: Facts) -> dict[str, Any]:
    """The rules that are data and no nodes, as the graph keeps them."""
    rules = DerivationRules(
        freedom=facts.freedom_rules,
        use=facts.use_rules,
        inheritance=facts.inheritance_rules,
        open_washing=facts.open_washing_rules,
    )
    return {DERIVATION_RULES: rules.model_dump(mode="json", by_alias=True, exclude_defaults=True)}


def _edges(
    facts: Facts, entity: Entity, openness: Mapping[NodeId, Openness]
) -> Iterator[tuple[str, dict[str, Any]]]:
    if not isinstance(entity.node, Model):
        yield from edge_rows(entity)
        return
    yield from ((kind, row) for kind, row in edge_rows(entity) if kind != "HAS_PROPERTY")
    (edge,) = (edge for _, edge, _ in edges_of(Model) if edge.kind == "HAS_PROPERTY")
    found = openness[entity.id]
    freedoms = dict(found.subjects.freedoms)
    for name, statement in component_statuses(entity.node, found).items():
        row = edge_row(entity, edge, component_id(name), statement)
        freedom = freedoms.get(name, Freedom.UNKNOWN)
        stated = name in entity.node.openness_properties
        yield "HAS_PROPERTY", row | properties(ComponentDerived(freedom=freedom, stated=stated))
