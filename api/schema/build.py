"""The schema from its parts, and the table of where each field's values come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import ModuleType
from typing import Any

import strawberry
from graphql import GraphQLObjectType, get_named_type, is_leaf_type
from strawberry.schema.config import StrawberryConfig

from api.execution.executor import BatchExecutor, check_schema
from api.execution.fields import Edge, FieldTable, Property, Source
from api.fields import (
    assessments,
    claims,
    compare_models,
    concentration,
    control,
    control_path,
    coverage,
    definitions,
    dependence,
    duties,
    gaps,
    index_agreement,
    index_verdicts,
    info,
    inherited_terms,
    jurisdictions,
    lineage_dependence,
    model_statistics,
    nodes,
    open_washing,
    paths,
    scenario_changes,
    search,
    trade_offs,
    usability,
)
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.types import Types
from api.schema.values import SCALARS, described_enum
from api.what_if import add_scenarios

FIELD_MODULES: tuple[ModuleType, ...] = (
    info,
    coverage,
    nodes,
    search,
    assessments,
    definitions,
    control,
    control_path,
    dependence,
    usability,
    inherited_terms,
    open_washing,
    trade_offs,
    compare_models,
    paths,
    gaps,
    claims,
    model_statistics,
    concentration,
    lineage_dependence,
    index_verdicts,
    index_agreement,
    duties,
    scenario_changes,
)
"""Modules whose function `add` adds fields, in the order in which the schema shows them."""


def build_schema(vocabularies: Mapping[str, Mapping[str, str]]) -> strawberry.Schema:
    """The schema of the API.

    vocabularies: closed lists of the facts, name -> term -> sentence; their terms become enums.
    """
    vocabulary_enum = _vocabulary_enums(vocabularies)
    registry, filters = Registry(), Filters(vocabulary_enum)
    registry.declare("Query", "What can be asked.")
    Types(registry, filters, vocabulary_enum)
    for module in FIELD_MODULES:
        module.add(registry, filters)
    control.add_filters(filters)
    definitions.add_filters(filters)
    jurisdictions.add_filters(filters)
    add_scenarios(registry, vocabulary_enum)
    filters.make()
    registry.make()
    schema = strawberry.Schema(
        query=registry.type("Query"),
        types=[spec.shell for spec in registry.types.values() if spec.name != "Query"],
        config=StrawberryConfig(scalar_map=SCALARS),
        execution_context_class=BatchExecutor,
    )
    core = schema._schema
    core.extensions["openness_graph.fields"] = _field_table(registry, core.type_map)
    check_schema(core)
    return schema


def _vocabulary_enums(vocabularies: Mapping[str, Mapping[str, str]]) -> Callable[[str], Any]:
    @cache
    def vocabulary_enum(name: str) -> Any:
        title = "".join(part.capitalize() for part in name.split("_"))
        return described_enum(title, vocabularies[name], f"Terms of the vocabulary {name.replace('_', ' ')}.")

    return vocabulary_enum


def _field_table(registry: Registry, type_map: Mapping[str, Any]) -> FieldTable:
    """A source for every field of every object type: a batch, a nested value, or a property of the row."""
    table: dict[tuple[str, str], Source] = {}
    for spec in registry.types.values():
        if not isinstance(type_map.get(spec.name), GraphQLObjectType):
            continue
        for name, (key, _, _) in spec.properties.items():
            leaf = is_leaf_type(get_named_type(type_map[spec.name].fields[name].type))
            table[(spec.name, name)] = Property(key) if leaf else Edge(_nested(key), may_fail=False)
        for name, field in spec.fields.items():
            table[(spec.name, name)] = Edge(field.batch, may_fail=field.may_fail, inherits=field.inherits)
    return table


def _nested(key: str) -> Any:
    def batch(rows: Any, arguments: Any, call: Any) -> list[Any]:
        return [row[key] for row in rows]

    return batch
