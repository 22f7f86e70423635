"""GraphQL over HTTP: what a client sends, and what it gets back."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

RESPONSE_TYPE = "application/graphql-response+json"
VERSION = "{ graph { version } }"


def post(http: httpx.Client, query: str, **more: Any) -> httpx.Response:
    return http.post("/graphql", json={"query": query, **more})


def test_a_post_is_answered_in_json_with_the_version_and_the_cost(http: httpx.Client) -> None:
    response = post(http, VERSION)

    answer = response.json()
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert answer["data"]["graph"]["version"] == answer["extensions"]["graphVersion"]
    assert answer["extensions"]["cost"] == 1


def test_a_get_asks_the_same_in_its_address(http: httpx.Client) -> None:
    variables = json.dumps({"id": "model/gpt-4"})

    response = http.get(
        "/graphql", params={"query": "query($id: ID!) { model(id: $id) { name } }", "variables": variables}
    )

    assert response.json()["data"] == {"model": {"name": "GPT-4"}}


def test_a_browser_gets_the_explorer_at_the_same_address(http: httpx.Client) -> None:
    response = http.get("/graphql", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})

    assert response.headers["content-type"].startswith("text/html")
    assert "Accept" in response.headers["vary"]


def test_the_root_leads_to_the_explorer(http: httpx.Client) -> None:
    assert http.get("/").headers["location"] == "graphql"


def test_the_same_question_has_the_same_etag_and_is_not_sent_twice(http: httpx.Client) -> None:
    first = post(http, VERSION)

    again = http.post("/graphql", json={"query": VERSION}, headers={"if-none-match": first.headers["etag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]


def test_another_question_has_another_etag(http: httpx.Client) -> None:
    assert post(http, VERSION).headers["etag"] != post(http, "{ graph { today } }").headers["etag"]


def test_answers_with_errors_are_not_kept(http: httpx.Client) -> None:
    response = post(http, '{ model(id: "model/none-such") { name } }')

    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers


def test_the_specifications_media_type_gets_its_status_codes(http: httpx.Client) -> None:
    response = http.post("/graphql", json={"query": "{ nothing }"}, headers={"accept": RESPONSE_TYPE})

    assert response.status_code == 400
    assert response.headers["content-type"].startswith(RESPONSE_TYPE)


@pytest.mark.parametrize(
    ("query", "code", "says"),
    [
        ("{ graph {", "GRAPHQL_PARSE_FAILED", "Syntax Error: Expected Name, found <EOF>."),
        ("{ graf { version } }", "GRAPHQL_VALIDATION_FAILED", "Did you mean 'graph'"),
        (
            '{ models(where: {released: {gte: "20x"}}) { totalCount } }',
            "GRAPHQL_VALIDATION_FAILED",
            "YYYY-MM-DD",
        ),
        ('{ model(id: "model/gpt-4", asOf: "2023-13-01") { name } }', "GRAPHQL_VALIDATION_FAILED", "`asOf`"),
        (
            "{ models(where: {weights: {eq: OPENN}}) { totalCount } }",
            "GRAPHQL_VALIDATION_FAILED",
            "Did you mean the enum value 'OPEN'",
        ),
        ("query A { graph { version } } query B { graph { version } }", "BAD_USER_INPUT", "operation name"),
    ],
)
def test_a_wrong_query_gets_a_code_and_a_hint(http: httpx.Client, query: str, code: str, says: str) -> None:
    response = post(http, query)

    (error,) = response.json()["errors"]
    assert response.status_code == 200
    assert error["extensions"]["code"] == code
    assert says in error["message"]


@pytest.mark.parametrize(
    ("variables", "says"),
    [({}, "$id"), ({"id": {"a": 1}}, "ID cannot represent"), ({"id": None}, "not to be None")],
)
def test_wrong_variables_are_bad_user_input(http: httpx.Client, variables: Any, says: str) -> None:
    response = post(http, "query($id: ID!) { model(id: $id) { name } }", variables=variables)

    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert says in error["message"]


@pytest.mark.parametrize(
    ("content", "headers", "status", "says"),
    [
        (b"{", {"content-type": "application/json"}, 400, "the body is no JSON"),
        (b"\xff\xfe", {"content-type": "application/json"}, 400, "the body is no JSON"),
        (b"[]", {"content-type": "application/json"}, 400, 'send {"query": "..."}'),
        (b"{}", {"content-type": "application/json"}, 400, "the request has no `query`"),
        (b'{"query": 1}', {"content-type": "application/json"}, 400, "the request has no `query`"),
        (
            b'{"query": "{a}", "variables": []}',
            {"content-type": "application/json"},
            400,
            "`variables` is no object",
        ),
        (
            b'{"query": "{a}", "operationName": 1}',
            {"content-type": "application/json"},
            400,
            "`operationName`",
        ),
        (b"query={a}", {"content-type": "text/plain"}, 415, "Content-Type: application/json"),
        (b"x" * 100_001, {"content-type": "application/json"}, 413, "100000 bytes"),
    ],
)
def test_what_is_no_graphql_request_is_told_what_to_send(
    http: httpx.Client, content: bytes, headers: dict[str, str], status: int, says: str
) -> None:
    response = http.post("/graphql", content=content, headers=headers)

    assert response.status_code == status
    assert says in response.json()["errors"][0]["message"]


@pytest.mark.parametrize("asked", ["/graphql?variables={", "/graphql", "/graphql?query=%7Ba%7D&variables=x"])
def test_a_malformed_address_is_a_client_error(http: httpx.Client, asked: str) -> None:
    response = http.get(asked, headers={"accept": "application/json"})

    assert 400 <= response.status_code < 500


def test_other_methods_are_refused_with_those_that_work(http: httpx.Client) -> None:
    response = http.delete("/graphql")

    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD, POST"


def test_there_are_no_mutations(http: httpx.Client) -> None:
    response = post(http, "mutation { a }")

    assert response.status_code == 200
    assert "mutation" in response.json()["errors"][0]["message"]


def test_an_introspection_beside_data_answers_both(http: httpx.Client) -> None:
    data = post(http, "{ __schema { queryType { name } } graph { dataLicense } }").json()["data"]

    assert data == {"__schema": {"queryType": {"name": "Query"}}, "graph": {"dataLicense": "CC-BY-4.0"}}


def test_other_origins_may_not_read_answers_unless_a_setting_allows(http: httpx.Client) -> None:
    response = http.post("/graphql", json={"query": VERSION}, headers={"origin": "https://example.org"})

    assert "access-control-allow-origin" not in response.headers


def test_every_response_carries_security_headers(http: httpx.Client) -> None:
    for response in (post(http, VERSION), http.get("/health"), http.get("/nothing")):
        assert response.headers["x-content-type-options"] == "nosniff"


def test_health_and_readiness_tell_apart_alive_and_loaded(http: httpx.Client) -> None:
    assert http.get("/health").json() == {"status": "alive"}
    assert http.get("/ready").json()["status"] == "ready"


def test_answers_under_a_scenario_are_kept_apart_from_those_of_the_facts(http: httpx.Client) -> None:
    query = """query($scenario: ScenarioInput) {
      model(id: "model/gpt-oss-120b", scenario: $scenario) { training } }"""
    status = {"model": "model/gpt-oss-120b", "component": "openness_property/training-code"}

    def asked(*statuses: str) -> tuple[str, str]:
        scenario = {"statuses": [{**status, "status": item} for item in statuses]} if statuses else None
        response = post(http, query, variables={"scenario": scenario})
        return response.json()["data"]["model"]["training"], response.headers["etag"]

    facts, opened, partly = asked(), asked("OPEN"), asked("PARTIAL")

    assert [facts[0], opened[0], partly[0]] == ["CLOSED", "OPEN", "PARTIAL"]
    assert len({facts[1], opened[1], partly[1]}) == 3
    assert (asked(), asked("OPEN")) == (facts, opened)


def test_a_scenario_that_contradicts_itself_is_a_wrong_request(http: httpx.Client) -> None:
    query = """{ graph(scenario: {ends: [{holder: "organization/asml",
      organization: "organization/meta-platforms"}]}) { version } }"""

    response = http.post("/graphql", json={"query": query}, headers={"accept": RESPONSE_TYPE})

    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_VALUE"
