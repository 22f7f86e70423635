"""What follows for licences, models and lineages whose facts, or whose ancestors' facts, were replaced.

The same derivations as when a graph is built, from rows instead of files, for those that are affected alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from graph.claimed_words import CLAIM_HOLDS, claim_row
from graph.derive.assessor import Assessor
from graph.derive.gaps import component_gaps, possible_groups
from graph.derive.licensing import license_freedom
from graph.derive.openness import Openness, Release, Rules, derive_openness
from graph.derive.use_effects import use_effects
from graph.index_verdicts import INDEX_VERDICTS, set_beside
from graph.lineages import INHERITS_TERMS, LICENSE_CONFLICT, book_of, lineage_edges, works_of
from graph.releases import GAPS, derived_statement, model_derived, upstream_ids
from graph.rows import properties
from graph.scenarios.rows import Rows
from graph.schema.definition import OPENNESS_CLASS, Definition
from graph.schema.derivation_rules import DERIVATION_RULES, DerivationRules
from graph.schema.kind import SourceKind
from graph.schema.license import License, LicenseDerived
from graph.schema.model import ComponentDerived, ComponentStatus
from graph.schema.openness_property import component_id
from graph.schema.shape import properties_of
from graph.snapshot import Row
from graph.stated_releases import DECIDING, EDGE_KINDS, rules_of, stated_release
from graph.unstated import EVIDENCE, UNSTATED, line_id, word
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId, slug
from graph.values.status import UnknownReason
from graph.verdicts import verdict_rows

COMPONENTS = "HAS_PROPERTY"
TIES = ("DERIVED_FROM", "TRAINED_ON", "DATA_DERIVED_FROM", "GENERATED_BY")
"""Edges along which terms may come down, from what was made to what it was made from."""


def derivation_rules(rows: Rows) -> DerivationRules:
    """The rules that derivations go by and that are no nodes."""
    return DerivationRules.model_validate(rows.node(OPENNESS_CLASS)[DERIVATION_RULES])


def read_license(row: Row, rules: DerivationRules) -> Row:
    """A licence with what follows from its terms."""
    stated = {shape.name: row[shape.name] for shape in properties_of(License)}
    terms = License.model_validate({name: value for name, value in stated.items() if value is not None})
    derived = LicenseDerived(
        freedom=license_freedom(terms, rules.freedom).freedom, use_effects=use_effects(terms, rules.use)
    )
    return {**row, **properties(derived)}


def with_derivatives(rows: Rows, works: Iterable[NodeId], ties: Sequence[str]) -> set[NodeId]:
    """Works and everything that was made from them, at any distance, along some kinds of ties."""
    reached, waiting = set(works), list(works)
    while waiting:
        near = waiting.pop()
        further = {row["source"] for kind in ties for row in rows.to(kind, near)} - reached
        reached |= further
        waiting += further
    return reached


def rederived(rows: Rows, changed: Collection[NodeId]) -> Rows:
    """With everything that follows from works whose facts or terms were replaced; licences are read already.

    changed: models and data sets. What was made from them is affected with them.
    """
    models = with_derivatives(rows, [work for work in changed if work in rows.nodes["model"]], TIES[:1])
    rows = _with_models(rows, sorted(models))
    return _with_lineages(rows, with_derivatives(rows, changed, TIES))


def _with_models(rows: Rows, models: Sequence[NodeId]) -> Rows:
    if not models:
        return rows
    assessors = {
        node_id: Assessor(Definition.model_validate(row["rules"]))
        for node_id, row in rows.nodes["definition"].items()
    }
    deciding = [(kind, row) for kind in DECIDING for row in rows.edges.get(kind, ())]
    licenses = rows.nodes["license"].values()
    components = rows.nodes["openness_property"].values()
    rules = rules_of(components, licenses, deciding, assessors[OPENNESS_CLASS])
    releases = _releases(rows, models)
    found = derive_openness(releases, rules)
    affected = {model: releases[model] for model in models}
    verdicts = verdict_rows(assessors, found, releases)
    possible = possible_groups(rules, {model: found[model] for model in models})
    lines = {model: _components(rows, model, found[model], rules) for model in models}
    gaps = _gap_rows(affected, rules, found, lines)
    claims = _claims(rows, models, found, rules.classes)
    nodes = [
        _without_gaps(rows.node(model))
        | properties(
            model_derived(
                found[model],
                possible[model],
                claims[model].get(CLAIM_HOLDS),
                is_curated=rows.node(model)["curated"],
            )
        )
        | _beside_indices(rows, model, found[model], lines[model], rules.classes)
        | claims[model]
        | {
            "upstream_license_ids": upstream_ids(found[model].ground.upstream),
            UNSTATED: _unstated(found[model], lines[model]),
        }
        | verdicts[model]
        | gaps.get(model, {})
        for model in models
    ]
    old = [row for model in models for row in rows.from_(COMPONENTS, model)]
    new = [row for model in models for row in lines[model]]
    return rows.with_nodes(nodes).with_edges(COMPONENTS, old, new)


def _releases(rows: Rows, models: Iterable[NodeId]) -> dict[NodeId, Release]:
    """Models and all that they were made from, bases of bases included."""
    releases: dict[NodeId, Release] = {}
    waiting = list(models)
    while waiting:
        model = waiting.pop()
        if model not in releases:
            edges = {kind: rows.from_(kind, model) for kind in EDGE_KINDS}
            releases[model] = stated_release(rows.node(model), edges)
            waiting += [base.model for base in releases[model].bases]
    return releases


def _components(rows: Rows, model: NodeId, found: Openness, rules: Rules) -> list[Row]:
    """The lines of a model on its components: as stated, with derived freedom; derived ones made anew."""
    freedoms, evidence = found.subjects.freedoms, rows.node(model)[EVIDENCE]
    lines: list[Row] = [
        {**row, "freedom": str(freedoms.get(slug(row["target"]), Freedom.UNKNOWN))}
        for row in rows.from_(COMPONENTS, model)
        if not rules.components[slug(row["target"])].is_derived
    ]
    for component in rules.components.values():
        statement = derived_statement(found.statuses[component.id]) if component.is_derived else None
        if statement is not None:
            line = component_line(model, component_id(component.id), statement, stated=False)
            freedom = str(freedoms.get(component.id, Freedom.UNKNOWN))
            lines.append({**line, "freedom": freedom, "source_ids": evidence})
    return lines


def component_line(model: NodeId, component: NodeId, statement: ComponentStatus, *, stated: bool) -> Row:
    """The line of a model on a component, its freedom not derived yet."""
    return {
        "id": line_id(model, component),
        "source": model,
        "target": component,
        **properties(statement),
        **properties(ComponentDerived(freedom=Freedom.UNKNOWN, stated=stated)),
    }


def _claims(
    rows: Rows, models: Iterable[NodeId], found: Mapping[NodeId, Openness], classes: Assessor
) -> dict[NodeId, dict[str, Any]]:
    """What follows for the developer's word for each release; empty where no rule is about one."""
    words = {str(rule.word): rule for rule in derivation_rules(rows).open_washing.words}
    claimed = {model: rows.node(model)["claimed_openness"] for model in models}
    return {
        model: claim_row(words[claim["word"]], found[model], classes)
        if claim and claim["word"] in words
        else {}
        for model, claim in claimed.items()
    }


def _beside_indices(
    rows: Rows, model: NodeId, found: Openness, lines: Iterable[Row], classes: Assessor
) -> dict[str, Any]:
    """What public indices say of a model, set beside what follows now."""
    if INDEX_VERDICTS not in rows.node(model):
        return {}
    own = {
        slug(line["target"])
        for line in lines
        if not any(rows.node(source)["source_kind"] == SourceKind.INDEX for source in line["source_ids"])
    }
    verdicts = rows.node(model)[INDEX_VERDICTS]
    return {INDEX_VERDICTS: [set_beside(verdict, found, classes, own) for verdict in verdicts]}


def _unstated(found: Openness, lines: Iterable[Row]) -> list[str]:
    known, freedoms = {slug(row["target"]) for row in lines}, found.subjects.freedoms
    return [
        word(component_id(name), freedoms.get(name, Freedom.UNKNOWN))
        for name in sorted(found.statuses)
        if name not in known
    ]


def _without_gaps(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != GAPS}


def _gap_rows(
    releases: Mapping[NodeId, Release],
    rules: Rules,
    found: Mapping[NodeId, Openness],
    lines: Mapping[NodeId, Iterable[Row]],
) -> dict[NodeId, dict[str, list[dict[str, Any]]]]:
    """The components whose unknown status could settle open verdicts, by the model."""
    gaps: dict[NodeId, dict[str, list[dict[str, Any]]]] = {}
    for gap in component_gaps(releases, rules, found):
        component = component_id(gap.component)
        line = next((row for row in lines[gap.model] if row["target"] == component), None)
        gaps.setdefault(gap.model, {GAPS: []})[GAPS].append(
            {
                "component": component,
                "verdicts": list(gap.verdicts),
                "reason": line["reason"] if line else str(UnknownReason.NOT_SEARCHED),
                "note": line["note"] if line else None,
            }
        )
    return gaps


def _with_lineages(rows: Rows, works: Collection[NodeId]) -> Rows:
    """With the inherited terms and licence conflicts of some works derived anew."""
    nodes = {kind: list(of_kind.values()) for kind, of_kind in rows.nodes.items()}
    derived = lineage_edges(
        works_of(nodes, rows.edges), book_of(nodes, derivation_rules(rows).inheritance), works
    )
    for kind in (INHERITS_TERMS, LICENSE_CONFLICT):
        old = [row for work in works for row in rows.from_(kind, work)]
        rows = rows.with_edges(kind, old, derived[kind])
    return rows
