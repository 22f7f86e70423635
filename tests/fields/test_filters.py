"""Filters, orders and pages through the API; what they mean store by store is in the contract suite."""

from __future__ import annotations

from typing import Any

import pytest


def count(ask: Any, where: str, kind: str = "models") -> int:
    total: int = ask(f"{{ {kind}(where: {where}) {{ totalCount }} }}")[kind]["totalCount"]
    return total


def test_filters_nest_along_edges(ask: Any) -> None:
    query = """{ models(where: {developer: {country: {code: {eq: "FR"}}}}, first: 100) {
      nodes { developers { country { code } } } } }"""

    french = ask(query)

    assert french["models"]["nodes"]
    for model in french["models"]["nodes"]:
        assert "FR" in {item["country"]["code"] for item in model["developers"] if item["country"]}


def test_the_union_counts_the_models_of_its_members(ask: Any) -> None:
    union = count(ask, '{developer: {country: {memberOf: {code: {eq: "EU"}}}}}')

    assert union >= count(ask, '{developer: {country: {code: {eq: "FR"}}}}') > 0


def test_not_is_the_rest(ask: Any) -> None:
    assert count(ask, "{not: {openness: {eq: OPEN_WEIGHTS}}}") == count(ask, "{}") - count(
        ask, "{openness: {eq: OPEN_WEIGHTS}}"
    )


def test_or_is_the_union_and_and_the_intersection(ask: Any) -> None:
    either = count(ask, "{or: [{weights: {eq: OPEN}}, {training: {eq: OPEN}}]}")
    both = count(ask, "{and: [{weights: {eq: OPEN}}, {training: {eq: OPEN}}]}")

    assert either + both == count(ask, "{weights: {eq: OPEN}}") + count(ask, "{training: {eq: OPEN}}")


def test_a_component_is_asked_for_by_property_and_status(ask: Any) -> None:
    query = """{ models(first: 100, where: {family: {in: ["OLMo 2", "Pythia"]}, component: {
      property: {id: {eq: "openness_property/training-data"}}, status: {eq: OPEN}}}) {
      nodes { id } } }"""

    ids = {model["id"] for model in ask(query)["models"]["nodes"]}

    assert {"model/olmo-2-32b", "model/pythia-12b"} <= ids


def test_descent_is_followed_through_any_number_of_steps(ask: Any) -> None:
    query = """{ models(where: {descendsFrom: {id: {eq: "model/llama-3.3-70b"}}}) { nodes { id } } }"""

    assert {"id": "model/deepseek-r1-distill-llama-70b"} in ask(query)["models"]["nodes"]


def test_dates_compare_with_the_precision_that_is_given(ask: Any) -> None:
    in_2024 = count(ask, '{released: {within: "2024"}}')

    assert in_2024 == count(ask, '{released: {gte: "2024", lte: "2024"}}') > 5


def test_license_terms_are_filtered_by_what_they_include(ask: Any) -> None:
    query = """{ models(where: {license: {permissions: {includes: COMMERCIAL_USE}},
      id: {eq: "model/falcon-40b"}}) { totalCount } }"""

    assert ask(query)["models"]["totalCount"] == 1


def test_dated_terms_are_those_of_the_day_asked(ask: Any) -> None:
    query = (
        """query($on: Date) { model(id: "model/falcon-40b", asOf: $on) { licenses { license { id } } } }"""
    )

    first = ask(query, {"on": "2023-05-27"})["model"]["licenses"]
    today = ask(query)["model"]["licenses"]

    assert today == [{"license": {"id": "license/apache-2.0"}}]
    assert first != today


def test_history_shows_what_is_no_longer_true(ask: Any) -> None:
    query = """{ model(id: "model/falcon-40b") { now: licenses { license {
      id } } ever: licenses(history: true) { license { id } validTo } } }"""

    model = ask(query)["model"]

    assert len(model["ever"]) > len(model["now"])


def test_pages_joined_are_the_whole_list(ask: Any) -> None:
    query = """query($after: String) {
      models(first: 7, after: $after, orderBy: [{field: RELEASED, direction: DESC}]) {
      totalCount nodes { id } pageInfo { hasNextPage endCursor } } }"""
    seen: list[str] = []
    after = None

    while True:
        page = ask(query, {"after": after})["models"]
        seen += [node["id"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert len(seen) == len(set(seen)) == page["totalCount"]


def test_a_licence_has_its_models_with_what_each_grant_says(ask: Any) -> None:
    query = """{ license(id: "license/apache-2.0") { models(first: 5, orderBy: [{field: NAME}]) {
      totalCount nodes { name } edges { cursor node { name } scope sources { url } } } } }"""

    models = ask(query)["license"]["models"]

    assert models["totalCount"] > 10
    assert [edge["node"] for edge in models["edges"]] == models["nodes"]
    assert all(edge["sources"] for edge in models["edges"])


@pytest.mark.parametrize(
    ("query", "code", "message"),
    [
        (
            '{ model(id: "model/llama-3.1-405") { name } }',
            "UNKNOWN_ID",
            "model/llama-3.1-405 is not known; did you mean model/llama-3.1-405b?",
        ),
        (
            '{ model(id: "organization/meta-platforms") { name } }',
            "UNKNOWN_ID",
            "organization/meta-platforms is no model; ask for it with `node`",
        ),
        (
            '{ models(where: {controlledBy: {eq: "person/mark-zukerberg"}}) { totalCount } }',
            "UNKNOWN_ID",
            "person/mark-zukerberg is not known; did you mean person/mark-zuckerberg?",
        ),
        (
            '{ models(where: {developer: {id: {in: ["organization/meta-platform"]}}}) { totalCount } }',
            "UNKNOWN_ID",
            "organization/meta-platform is not known; did you mean organization/meta-platforms?",
        ),
        (
            "{ models(first: 101) { totalCount } }",
            "LIMIT_EXCEEDED",
            "`first` is 101, the limit is 100; page on with `after: endCursor`",
        ),
        ("{ models(first: 1, last: 1) { totalCount } }", "BAD_VALUE", "give `first` or `last`, not both"),
        ("{ models(first: -1) { totalCount } }", "BAD_VALUE", "`first` is -1; give a number from 0 to 100"),
        (
            '{ models(after: "%") { totalCount } }',
            "BAD_CURSOR",
            "'%' is no cursor; take one from `pageInfo` or `edges`",
        ),
        (
            "{ models(where: {name: {}}) { totalCount } }",
            "BAD_VALUE",
            "the filter on `name` compares with nothing; give `eq`, `in` or the like",
        ),
        (
            '{ models(asOf: "2023-02-30") { totalCount } }',
            "GRAPHQL_VALIDATION_FAILED",
            "`asOf`: '2023-02-30' is no day; write it as YYYY-MM-DD, for example 2023-06-01",
        ),
        (
            '{ models(where: {developer: {country: {code: {in: ["DE", "fr"]}}}}) { totalCount } }',
            "BAD_VALUE",
            "`code` is 'fr', which no jurisdiction has; did you mean FR (France)?",
        ),
        (
            "{ organizations(where: {holding: {votes: {gte: 120}}}) { totalCount } }",
            "BAD_VALUE",
            "`votes.gte` is 120 percent; give a share from 0 to 100",
        ),
        (
            "{ models(where: {weights: {eq: OPN}}) { totalCount } }",
            "GRAPHQL_VALIDATION_FAILED",
            "`where.weights.eq`: Value 'OPN' does not exist in 'Status' enum. Did you mean the enum value "
            "'OPEN'?",
        ),
        ('{ search(text: " ") { score } }', "BAD_VALUE", "`text` is empty; give a name or a part of one"),
    ],
)
def test_wrong_input_is_told_with_a_code_and_a_remedy(
    errors: Any, query: str, code: str, message: str
) -> None:
    assert errors(query) == [(code, message)]


def test_a_wrong_day_in_a_variable_is_named_with_the_remedy(errors: Any) -> None:
    (error,) = errors("query($day: Date) { models(asOf: $day) { totalCount } }", {"day": "June"})

    assert error == (
        "BAD_USER_INPUT",
        "Variable '$day' has invalid value: 'June' is no day; write it as YYYY-MM-DD, for example 2023-06-01",
    )


def test_an_unknown_id_leaves_the_other_answers_whole(client: Any) -> None:
    answer = client.execute('{ model(id: "model/nothing-like-it-xyzzy") { name } models { totalCount } }')

    assert answer["data"]["model"] is None
    assert answer["data"]["models"]["totalCount"] > 0


def test_nodes_answer_null_where_there_is_none(ask: Any) -> None:
    nodes = ask(
        '{ nodes(ids: ["model/gpt-4", "model/none", "license/mit"]) { id ... on License { spdxId } } }'
    )["nodes"]

    assert nodes == [{"id": "model/gpt-4"}, None, {"id": "license/mit", "spdxId": "MIT"}]


def test_search_forgives_slips_and_lookup_joins_by_identifier(ask: Any) -> None:
    query = """{ search(text: "Lama 3.1 405b", kinds: [Model], first: 1) { node { id } }
      lookup(ids: [{scheme: HUGGING_FACE, value: "meta-llama/Llama-3.1-405B"}, {scheme: SPDX,
      value: "Apache-2.0"}, {scheme: LEI, value: "none"}]) { id } }"""

    found = ask(query)

    assert found["search"] == [{"node": {"id": "model/llama-3.1-405b"}}]
    assert found["lookup"] == [{"id": "model/llama-3.1-405b"}, {"id": "license/apache-2.0"}, None]
