"""What is refused before any work, with the limit, the value met, and what to do."""

from __future__ import annotations

import pytest
from graphql import parse

from api.limits import check_document
from api.limits.cost import cost_of
from api.limits.depth import depth_of
from api.settings import Settings
from graph.errors import LimitError

SETTINGS = Settings(max_depth=4, max_aliases=2, max_cost=500)


def test_depth_is_the_deepest_nesting_of_fields() -> None:
    assert depth_of(parse("{ a { b { c } } d { e } }")) == 3


def test_depth_follows_fragments() -> None:
    assert depth_of(parse("{ a { ...F } } fragment F on T { b { c } }")) == 3


def test_introspection_does_not_count_as_depth() -> None:
    assert depth_of(parse("{ __schema { types { fields { type { name } } } } a }")) == 1


def test_a_query_that_is_too_deep_is_refused() -> None:
    with pytest.raises(
        LimitError, match="the query is 5 levels deep, the limit is 4; ask for less below each other"
    ):
        check_document(parse("{ a { b { c { d { e } } } } }"), None, SETTINGS)


def test_a_query_with_too_many_aliases_is_refused() -> None:
    with pytest.raises(LimitError, match="the query is 3 aliases long, the limit is 2"):
        check_document(parse("{ a: x b: x c: x }"), None, SETTINGS)


def test_a_single_object_costs_one() -> None:
    assert cost_of(parse("{ model { name developers { name } } }"), {}) == 2


def test_a_connection_costs_its_page_times_what_is_asked_of_each() -> None:
    assert cost_of(parse("{ models(first: 100) { nodes { developers { name } } } }"), {}) == 100 * (1 + 1 + 1)


def test_a_connection_without_a_size_costs_the_default_page() -> None:
    assert cost_of(parse("{ models { nodes { name } } }"), {}) == 20 * 2


def test_sizes_multiply_down_the_tree() -> None:
    query = "{ models(first: 10) { nodes { derivatives(first: 10) { nodes { name } } } } }"

    assert cost_of(parse(query), {}) == 10 * (1 + 1 + 10 * (1 + 1))


def test_sizes_in_variables_count() -> None:
    query = parse("query($n: Int) { models(first: $n) { nodes { name } } }")

    assert cost_of(query, {"n": 50}) == 100


def test_ids_cost_their_number() -> None:
    assert cost_of(parse('{ nodes(ids: ["a", "b", "c"]) { developers { name } } }'), {}) == 6


def test_a_query_that_is_too_dear_is_refused() -> None:
    with pytest.raises(LimitError, match="nodes dear, the limit is 500; ask for smaller pages"):
        check_document(
            parse("{ models(first: 100) { nodes { a { x } b { x } c { x } d { x } e { x } } } }"),
            None,
            SETTINGS,
        )


def test_a_fragment_used_many_times_is_walked_once() -> None:
    fragments = " ".join(
        f"fragment F{n} on T {{ a {{ ...F{n + 1} }} b {{ ...F{n + 1} }} }}" for n in range(40)
    )
    document = parse(f"{{ x {{ ...F0 }} }} {fragments} fragment F40 on T {{ c }}")

    assert depth_of(document) == 42
    assert cost_of(document, {}) > 2**40
