"""On generated queries over the real schema and the seed data, both executors give the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from graphql import GraphQLSchema, get_named_type

from api.execution.cells import Group
from api.execution.documents import Plans, Prepared, prepare
from api.execution.fields import FieldTable, Property
from api.execution.plan import EdgePlan
from api.execution.walk import walk
from api.request import Request
from api.schema.build import build_schema
from api.schema.connections import cursor_of
from api.service import Service, open_service
from graph.schema import NODE_KINDS
from graph.snapshot import Snapshot
from graph.stores.embedded.store import EmbeddedStore
from tests.execution.differential import MAX_TOKENS, Query, differences, make_stock
from tests.execution.generate import SEED_VARIABLE, Samples, chosen_seed, library_queries, own_queries
from tests.real import real_snapshot

SEED = chosen_seed()
TODAY = date(2026, 7, 1)
KINDS = ("model", "organization", "person", "license", "dataset", "jurisdiction", "openness_property")


@dataclass(frozen=True)
class Graph:
    """The real graph with its schema, for our executor and for the stock one.

    asked: what queries are made for: the same without scenarios, each of which has a graph of its own.
    """

    store: EmbeddedStore
    service: Service
    schema: GraphQLSchema
    stock: GraphQLSchema
    asked: GraphQLSchema
    samples: Samples
    rows: Mapping[str, Sequence[Any]]

    def context(self) -> Request:
        return self.service.request(TODAY)

    def compared(self, queries: Sequence[Query]) -> list[str]:
        print(f"{SEED_VARIABLE}={SEED}")
        return differences(self.schema, self.stock, queries, self.context)


@cache
def the_graph() -> Graph:
    snapshot = real_snapshot()
    schema = build_schema(snapshot.vocabularies)._schema
    stock = build_schema(snapshot.vocabularies)._schema
    make_stock(stock, table_of(stock))
    asked = _without_scenarios(build_schema(snapshot.vocabularies)._schema)
    service = open_service(EmbeddedStore(snapshot))
    rows = {kind.__name__: snapshot.nodes.get(kind.folder, ()) for kind in NODE_KINDS}
    assert isinstance(service, Service)
    return Graph(service.asked, service, schema, stock, asked, _samples(snapshot), rows)


def _without_scenarios(schema: GraphQLSchema) -> GraphQLSchema:
    assert schema.query_type is not None
    fields = schema.query_type.fields
    del fields["scenarioChanges"]
    for field in fields.values():
        del field.args["scenario"]
    return schema


@pytest.fixture(scope="module")
def graph() -> Graph:
    return the_graph()


def table_of(schema: GraphQLSchema) -> FieldTable:
    table: FieldTable = schema.extensions["openness_graph.fields"]
    return table


def _samples(snapshot: Snapshot) -> Samples:
    rows = {kind: [row for row in rows if kind in KINDS] for kind, rows in snapshot.nodes.items()}
    ids = [row["id"] for found in rows.values() for row in found[::3]]
    names = [row["name"] for found in rows.values() for row in found[::5]]
    return {
        "ID": ids,
        "first": [1, 2],
        "last": [1, 3],
        "after": [cursor_of(item) for item in ids[::4]] + ["no cursor"],
        "before": [cursor_of(item) for item in ids[::4]],
        "text": [*names, "lama", " "],
        "threshold": [10, 25, 75, 0],
        "String": names,
        "Int": [0, 1, 5, 30],
        "BigInt": [0, 7_000_000_000],
        "Float": [0.5, 25.0],
        "Date": ["2022-06-30", "2024-01-01", "2026-01-01"],
        "PartialDate": ["2023", "2024-05", "2025-01-20"],
        "SharePercent": ["50", ">25", "10..30"],
    }


def test_own_queries_over_the_real_graph_are_answered_alike(graph: Graph) -> None:
    queries = own_queries(graph.asked, SEED, 350, graph.samples, ["first"])

    assert graph.compared(queries) == []


def test_queries_of_hypothesis_over_the_real_graph_are_answered_alike(graph: Graph) -> None:
    queries = library_queries(graph.asked, SEED, 200, graph.samples)

    assert len(queries) >= 150
    assert graph.compared(queries) == []


def test_every_property_of_every_node_is_the_output_value_of_its_type(graph: Graph) -> None:
    """Properties go out as they are, so each must be what its type makes of it."""
    met = set()
    for (type_name, name), source in table_of(graph.schema).items():
        if isinstance(source, Property) and type_name in graph.rows:
            leaf: Any = get_named_type(graph.schema.type_map[type_name].fields[name].type)  # type: ignore[attr-defined]
            for row in graph.rows[type_name]:
                for value in _leaves(row[source.name]):
                    made = leaf.coerce_output_value(leaf.coerce_input_value(value))
                    assert (made, type(made)) == (value, type(value)), f"{type_name}.{name} of {row['id']}"
                    met.add(leaf.name)

    assert {"ID", "String", "Boolean", "Float", "PartialDate", "BigInt", "OpennessClass"} <= met


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, (list, tuple)):
        return [leaf for item in value for leaf in _leaves(item)]
    return [] if value is None else [value]


class CountingStore:
    """A store that counts what it is asked."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.calls = 0

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._store, name)

        def counted(*arguments: Any) -> Any:
            self.calls += 1
            return method(*arguments)

        return counted


def test_the_number_of_store_calls_does_not_depend_on_the_size_of_pages(graph: Graph) -> None:
    """Where pages of 1, 20 and 100 reach the same fields, they cost the same calls, one a field at most."""
    print(f"{SEED_VARIABLE}={SEED}")
    alike = 0
    for number in range(60):
        asked = [_asked(graph, number, size) for size in (1, 20, 100)]
        for (calls, reached), (more_calls, more_reached) in pairwise(asked):
            if _places(reached) == _places(more_reached):
                alike += 1
                assert calls == more_calls
        for calls, reached in asked:
            assert calls <= len(reached) + 1

    assert alike >= 60


def _asked(graph: Graph, number: int, size: int) -> tuple[int, set[EdgePlan]]:
    """How many calls a query costs, and which batched fields of its plan it reaches."""
    samples = {**graph.samples, "first": [size], "last": [size]}
    (query,) = own_queries(graph.asked, SEED + number, 1, samples, ["first"])
    prepared = prepare(graph.schema, query.text, MAX_TOKENS)
    assert isinstance(prepared, Prepared)
    plans = prepared.plans(None)
    assert isinstance(plans, Plans)
    variables = plans.operation.variables(query.variables)
    assert not isinstance(variables, list)
    store = CountingStore(graph.store)
    walking = walk(plans.plan(variables), variables, replace(graph.context(), store=store))
    with pytest.raises(StopIteration) as stopped:
        next(walking)
    return store.calls, set(_reached(stopped.value.value))


def _places(plans: set[EdgePlan]) -> list[tuple[str, str, str]]:
    return sorted((plan.parent, plan.name, plan.key) for plan in plans)


def _reached(group: Group) -> Iterator[EdgePlan]:
    for plan, cell in group.cells.items():
        yield plan
        for below in cell.groups:
            yield from _reached(below)
