"""Facts -> the inputs that coverage is derived from, and its figures as the graph keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from graph.derive.coverage import (
    CoveredModel,
    Developers,
    Ground,
    fact_coverage,
    model_coverage,
)
from graph.derive.openness import Openness, Release
from graph.facts.load import Entity, Facts
from graph.facts.merge import IDENTITY
from graph.rows import source_ids
from graph.schema.kind import Claim, Evidence
from graph.schema.model import ComponentStatus, Model
from graph.schema.openness_property import OpennessProperty, component_id
from graph.schema.organization import Organization
from graph.schema.person import Person
from graph.schema.source import Source
from graph.snapshot import Row
from graph.values.day import Day
from graph.values.node_id import NodeId
from graph.values.status import UnknownReason

FIELDS = tuple(name for name in Model.model_fields if name not in IDENTITY)
"""What files of models may give, beside names and sources."""


def coverage_row(
    facts: Facts, releases: Mapping[NodeId, Release], openness: Mapping[NodeId, Openness]
) -> dict[str, Any]:
    """The coverage of all models, of the curated ones, and of the facts on who holds and controls."""
    components = [entity.id for entity, _ in facts.nodes(OpennessProperty)]
    covered = {
        entity.id: _covered(facts, entity, model, releases[entity.id], openness[entity.id])
        for entity, model in facts.nodes(Model)
    }
    curated = [model for node_id, model in covered.items() if facts.entities[node_id].is_curated]
    bodies = [entity for kind in (Organization, Person) for entity, _ in facts.nodes(kind)]
    return {
        "models": _row(model_coverage(list(covered.values()), components, FIELDS)),
        "curated_models": _row(model_coverage(curated, components, FIELDS)),
        "holders": _row(fact_coverage([ground for body in bodies for ground in grounds(facts, body)])),
        "disagreements": facts.disagreements(),
    }


def developers_of(row: Row) -> Iterator[Developers]:
    """Who developed how many of the models that a row of coverage is of."""
    return (Developers(tuple(map(NodeId, item["developers"])), item["models"]) for item in row["developed"])


def grounds(facts: Facts, entity: Entity) -> Iterator[Ground]:
    """What each fact of a file rests on: each line with evidence of its own, and each plain value.

    Names and identifiers are no facts here, nor is a line that says that nobody has looked.
    """
    lines = {path[0] for path, _ in entity.claims}
    for _, claim in entity.claims:
        if not (isinstance(claim, ComponentStatus) and claim.reason is UnknownReason.NOT_SEARCHED):
            yield _ground(facts, source_ids(claim.source or _evidence(entity)), claim)
    chosen = {item.field: item.choice.chosen for item in facts.choices.get(entity.id, ())}
    for name in _given(entity):
        if name not in lines:
            sources = chosen[name].sources if name in chosen else source_ids(_evidence(entity))
            yield _ground(facts, sources)


def _covered(
    facts: Facts, entity: Entity, model: Model, release: Release, openness: Openness
) -> CoveredModel:
    return CoveredModel(
        openness=openness.openness,
        statuses={component_id(name): status for name, status in openness.statuses.items()},
        stated=frozenset(component_id(name) for name in release.written if not _is_silent(model, name)),
        fields=frozenset(_given(entity)),
        developers=tuple(sorted({item.organization for item in model.developed_by})),
        grounds=tuple(grounds(facts, entity)),
        disagreements=sum(item.choice.disagree for item in facts.choices.get(entity.id, ())),
    )


def _given(entity: Entity) -> list[str]:
    """The fields that a file gives, beside those that tell what the thing is."""
    node = entity.node
    return [name for name in type(node).model_fields if name not in IDENTITY and _is_given(node, name)]


def _is_given(node: Any, name: str) -> bool:
    return getattr(node, name) not in (None, (), {})


def _is_silent(model: Model, component: str) -> bool:
    statement = model.openness_properties.get(component)
    return statement is not None and statement.reason is UnknownReason.NOT_SEARCHED


def _evidence(entity: Entity) -> Evidence:
    return entity.inherited or entity.node.sources


def _ground(facts: Facts, ids: Iterable[NodeId], claim: Claim | None = None) -> Ground:
    sources = [facts.entities[node_id].node for node_id in ids]
    kinds = tuple(source.source_kind for source in sources if isinstance(source, Source))
    published = [source.published for source in sources if isinstance(source, Source) and source.published]
    dates = (getattr(claim, name, None) for name in ("verified", "accessed"))
    seen = next((day for day in dates if day), None) or max(published, default=None)
    return Ground(kinds, seen or getattr(claim, "as_of", None))


def _row(value: Any) -> Any:
    """A derived figure in output values."""
    if isinstance(value, (str, Day)):
        return str(value)
    if is_dataclass(value):
        return {field.name: _row(getattr(value, field.name)) for field in fields(value)}
    return [_row(item) for item in value] if isinstance(value, tuple) else value
