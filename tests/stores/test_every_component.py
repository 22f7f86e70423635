"""What no fact states is asked for like what is stated: as if every model had an edge to every component."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.client import Client
from graph.errors import BadCursor
from graph.query import (
    And,
    Compare,
    Direction,
    Expand,
    Filter,
    Find,
    Ids,
    Not,
    Operator,
    Or,
    OrderBy,
    Page,
    Related,
    Via,
)
from graph.snapshot import Snapshot
from graph.stores.component_filters import TO_COMPONENTS
from graph.stores.embedded.store import EmbeddedStore
from graph.stores.every_component import EveryComponent
from graph.stores.port import Store
from graph.unstated import line, line_id, unstated_in
from graph.values.node_id import NodeId

TRAINING_CODE, HYPERPARAMETERS = (
    NodeId(f"openness_property/{name}") for name in ("training-code", "hyperparameters")
)
TO_MODELS = Via("HAS_PROPERTY", Direction.IN, "model")
DAYS = (None, "2023-01-01", "2024-06-01")


@pytest.fixture(scope="module")
def filled(world: Snapshot) -> EveryComponent:
    store = EveryComponent.over(EmbeddedStore(world))
    assert isinstance(store, EveryComponent)
    return store


@pytest.fixture(scope="module")
def spelled_out(world: Snapshot) -> EmbeddedStore:
    """A store that has an edge for all that no fact states."""
    lines = [
        {
            "id": line_id(model["id"], component),
            "source": model["id"],
            "target": component,
            **line(freedom, model["evidence_ids"]),
        }
        for model in world.nodes["model"]
        for component, freedom in unstated_in(model)
    ]
    edges = {**world.edges, "HAS_PROPERTY": [*world.edges["HAS_PROPERTY"], *lines]}
    return EmbeddedStore(Snapshot.of(world.nodes, edges, world.vocabularies, world.claims))


def compare(name: str, value: Any, operator: Operator = Operator.EQUALS) -> Compare:
    return Compare(name, operator, value)


def combined(parts: st.SearchStrategy[Filter]) -> st.SearchStrategy[Filter]:
    several = st.lists(parts, min_size=1, max_size=2).map(tuple)
    return parts | st.builds(Not, parts) | st.builds(And, several) | st.builds(Or, several)


component_filters = combined(
    st.sampled_from(
        [
            Ids(frozenset([TRAINING_CODE, HYPERPARAMETERS])),
            compare("name", "code", Operator.CONTAINS),
            compare("license_scope", "CODE"),
            Related(Via("IN_GROUP", Direction.OUT), compare("id", "openness_group/training")),
        ]
    )
)
line_filters = combined(
    st.sampled_from(
        [
            compare("status", "UNKNOWN"),
            compare("status", ("UNKNOWN", "OPEN"), Operator.ONE_OF),
            compare("stated", False),
            compare("freedom", "CONDITIONAL"),
            compare("note", True, Operator.MISSING),
            compare("valid_from", False, Operator.MISSING),
        ]
    )
)
by_component = st.builds(
    Related,
    st.just(TO_COMPONENTS),
    st.none() | component_filters,
    st.none() | line_filters,
    st.sampled_from(DAYS),
)
model_filters = combined(by_component | st.just(compare("openness", "OPEN_WEIGHTS")))
orders = st.sampled_from([(), (OrderBy("name", descending=True),)])


@settings(max_examples=80)
@given(where=model_filters)
def test_filters_find_what_no_fact_states(
    filled: EveryComponent, spelled_out: EmbeddedStore, where: Filter
) -> None:
    by_developer = Related(Via("DEVELOPED_BY", Direction.IN), where)
    questions = [Find("model", where), Find("organization", by_developer)]

    assert filled.find(questions) == spelled_out.find(questions)
    assert filled.count("model", where, "openness") == spelled_out.count("model", where, "openness")


@settings(max_examples=40)
@given(where=st.none() | component_filters, on=st.sampled_from(DAYS), order=orders)
def test_lines_of_models_are_filled_in_at_their_places(
    filled: EveryComponent,
    spelled_out: EmbeddedStore,
    world: Snapshot,
    where: Filter | None,
    on: Any,
    order: Any,
) -> None:
    ids = [*(NodeId(row["id"]) for row in world.nodes["model"]), NodeId("model/nobody"), TRAINING_CODE]
    question = Expand(TO_COMPONENTS, on, where, order)
    paged = replace(question, page=Page(3))

    assert filled.expand(ids, question) == spelled_out.expand(ids, question)
    assert filled.expand_pages(ids, paged) == spelled_out.expand_pages(ids, paged)


@settings(max_examples=40)
@given(where=st.none() | model_filters, on=st.sampled_from(DAYS), order=orders, size=st.integers(1, 9))
def test_the_models_of_a_component_are_all_there_page_after_page(
    filled: EveryComponent,
    spelled_out: EmbeddedStore,
    where: Filter | None,
    on: Any,
    order: Any,
    size: int,
) -> None:
    ids = [TRAINING_CODE, HYPERPARAMETERS]
    question = Expand(TO_MODELS, on, where, order)
    assert filled.expand(ids, question) == spelled_out.expand(ids, question)

    for node_id in ids:
        for backward in (False, True):
            page = Page(size, backward)
            while True:
                asked = replace(question, page=page)
                (found,) = filled.expand_pages([node_id], asked)  # type: ignore[misc]
                assert [found] == spelled_out.expand_pages([node_id], asked)
                if not (found.has_previous if backward else found.has_next):
                    break
                page = (
                    replace(page, before=found.rows[0]["id"])
                    if backward
                    else replace(page, after=found.rows[-1]["id"])
                )


def test_a_cursor_of_another_component_is_refused(filled: EveryComponent) -> None:
    page = Page(2, after=line_id(NodeId("model/aster-7b"), HYPERPARAMETERS))

    with pytest.raises(BadCursor, match=r"^has_property/aster-7b\.hyperparameters is not in this list"):
        filled.expand_pages([TRAINING_CODE], Expand(TO_MODELS, page=page))


def test_every_model_counts_with_every_component(filled: EveryComponent, spelled_out: Store) -> None:
    assert filled.facts().edge_counts == spelled_out.facts().edge_counts


def test_what_nobody_has_looked_at_ties_nothing_together(filled: EveryComponent, world: Snapshot) -> None:
    stored = {row["id"] for row in world.edges["HAS_PROPERTY"]}

    edges = filled.edges(["HAS_PROPERTY"])

    assert {row["id"] for _, row in edges} == stored  # type: ignore[union-attr]
    assert not any(row["status"] == "UNKNOWN" and not row["stated"] for _, row in edges)  # type: ignore[union-attr]


def test_a_use_that_hangs_on_a_component_of_which_no_fact_speaks_rests_on_the_sources_of_the_model(
    world: Snapshot,
) -> None:
    query = """{ model(id: "model/aster-mini") { usability(use: {auditableData: true}) {
      reasons { says component { id } sources { id } } } } }"""

    reasons = Client(EmbeddedStore(world)).data(query)["model"]["usability"]["reasons"]

    assert {
        "says": "Whether the training data can be inspected is not known.",
        "component": {"id": "openness_property/training-data"},
        "sources": [{"id": "source/aster-card"}],
    } in reasons
