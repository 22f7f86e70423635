"""May we use it: on the real facts."""

from __future__ import annotations

from typing import Any

import pytest

BOT = (
    '{commercial: true, serve: true, jurisdiction: "DE", monthlyUsers: 2000000, annualRevenueUsd: 5000000, '
    "inHouse: true}"
)
"""A start-up's customer-service bot in Germany with two million monthly users."""


def usability(ask: Any, model: str, use: str, fields: str = "verdict", more: str = "") -> Any:
    query = f'{{ model(id: "model/{model}") {{ usability(use: {use}{more}) {{ {fields} }} }} }}'
    return ask(query)["model"]["usability"]


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("llama-3.1-405b", "YES_WITH_OBLIGATIONS"),
        ("llama-4-maverick", "NO"),
        ("flux.1-dev", "NO"),
        ("gpt-4", "NO"),
        ("olmo-2-32b", "YES"),
        ("deepseek-r1-distill-llama-70b", "YES_WITH_OBLIGATIONS"),
    ],
)
def test_a_start_ups_bot_in_germany(ask: Any, model: str, expected: str) -> None:
    assert usability(ask, model, BOT)["verdict"] == expected


def test_an_obligation_names_licence_section_words_and_source(ask: Any) -> None:
    fields = "obligations { says text clause terms readIn license { id } sources { url } }"

    obligations = usability(ask, "llama-3.1-405b", BOT, fields)["obligations"]

    (phrase,) = (item for item in obligations if item["text"])
    assert phrase == {
        "says": "Show a set phrase where others use or receive it.",
        "text": "Built with Llama",
        "clause": "1.b.i",
        "terms": ["NAMING_BUILT_WITH"],
        "readIn": "models/llama3_1/LICENSE",
        "license": {"id": "license/llama-3.1-community"},
        "sources": [
            {"url": "https://github.com/meta-llama/llama-models"},
            {"url": "https://github.com/lfai/model_openness_tool"},
        ],
    }


def test_an_inherited_obligation_names_the_model_that_it_comes_through(ask: Any) -> None:
    found = usability(ask, "deepseek-r1-distill-llama-70b", BOT, "obligations { through { id } }")

    assert {item["through"]["id"] for item in found["obligations"]} == {"model/llama-3.3-70b"}


def test_a_verdict_on_availability_names_the_component_and_its_source(ask: Any) -> None:
    found = usability(ask, "gpt-4", BOT, "reasons { effect component { id } sources { id } }")

    (reason,) = found["reasons"]
    assert (reason["effect"], reason["component"]["id"]) == ("FORBIDS", "openness_property/final-weights")
    assert reason["sources"]


def test_a_service_can_be_used_while_it_is_offered(ask: Any) -> None:
    use = '{commercial: true, jurisdiction: "US"}'

    assert usability(ask, "gpt-4", use, more=', asOf: "2025-01-01"')["verdict"] == "YES_WITH_OBLIGATIONS"


def test_usable_models_come_in_pages_with_the_counts_of_all_verdicts(ask: Any) -> None:
    query = f"""query($after: String) {{ usableModels(use: {BOT}, first: 25, after: $after) {{
      totalCount counts {{ verdict count }} pageInfo {{ hasNextPage endCursor }}
      edges {{ node {{ id }} usability {{ verdict }} }} }} }}"""
    seen, after = {}, None

    while True:
        page = ask(query, {"after": after})["usableModels"]
        seen |= {edge["node"]["id"]: edge["usability"]["verdict"] for edge in page["edges"]}
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]

    counts = {item["verdict"]: item["count"] for item in page["counts"]}
    assert set(seen.values()) == {"YES", "YES_WITH_OBLIGATIONS"}
    assert len(seen) == page["totalCount"] == counts["YES"] + counts["YES_WITH_OBLIGATIONS"]
    assert sum(counts.values()) == ask("{ models { totalCount } }")["models"]["totalCount"]


def test_usable_models_can_be_narrowed_by_filter_and_verdict(ask: Any) -> None:
    query = f"""{{ usableModels(use: {BOT}, verdicts: [NO], where: {{family: {{eq: "Llama 4"}}}}) {{
      nodes {{ id }} }} }}"""

    found = [node["id"] for node in ask(query)["usableModels"]["nodes"]]

    assert {"model/llama-4-maverick", "model/llama-4-scout"} <= set(found)


def test_an_audit_of_the_data_takes_models_whose_data_are_open_or_accounted_for(ask: Any) -> None:
    query = """{ usableModels(use: {auditableData: true}, first: 100, where: {family: {in: [
      "OLMo 2", "Apertus", "Llama 3.1"]}}) { nodes { id data } } }"""

    found = {node["id"]: node["data"] for node in ask(query)["usableModels"]["nodes"]}

    assert found["model/olmo-2-32b"] == "OPEN"
    assert "model/apertus-70b" in found
    assert "model/llama-3.1-405b" not in found


def test_a_use_case_is_the_same_use_by_its_name(ask: Any) -> None:
    query = """query($model: ID!) { model(id: $model) {
      named: usability(useCase: "use_case/start-up-chatbot") { verdict reasons { says } }
      described: usability(use: %s) { verdict reasons { says } } } }"""

    for name in ("llama-3.1-405b", "llama-4-maverick", "olmo-2-32b"):
        model = ask(query % BOT, {"model": f"model/{name}"})["model"]
        assert model["named"] == model["described"]


@pytest.mark.parametrize(
    ("use_case", "model", "verdict"),
    [
        ("hospital", "gpt-4", "NO"),
        ("hospital", "mistral-7b-v0.1", "YES"),
        ("research-audit", "llama-3.1-405b", "NO"),
        ("research-audit", "olmo-2-32b", "YES_WITH_OBLIGATIONS"),
    ],
)
def test_what_a_use_case_comes_to(ask: Any, use_case: str, model: str, verdict: str) -> None:
    query = (
        """query($model: ID!, $case: ID!) { model(id: $model) { usability(useCase: $case) { verdict } } }"""
    )

    found = ask(query, {"model": f"model/{model}", "case": f"use_case/{use_case}"})

    assert found["model"]["usability"] == {"verdict": verdict}


def test_every_use_case_can_be_read_and_leaves_some_models(ask: Any) -> None:
    cases = ask("{ useCases { nodes { id name description jurisdiction { code } } } }")["useCases"]["nodes"]
    query = "query($case: ID!) { usableModels(useCase: $case) { totalCount } }"

    assert {case["id"]: case["jurisdiction"]["code"] for case in cases} == {
        "use_case/hospital": "FR",
        "use_case/research-audit": "EU",
        "use_case/start-up-chatbot": "DE",
    }
    assert all(case["description"] for case in cases)
    assert all(ask(query, {"case": case["id"]})["usableModels"]["totalCount"] > 0 for case in cases)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            "first: 1",
            "BAD_VALUE",
            "neither `use` nor `useCase` is given; describe a use, or name one of `useCases`",
        ),
        (
            'use: {commercial: true}, useCase: "use_case/hospital"',
            "BAD_VALUE",
            "both `use` and `useCase` is given; describe a use, or name one of `useCases`",
        ),
        (
            'useCase: "use_case/hospitl"',
            "UNKNOWN_ID",
            "use_case/hospitl is not known; did you mean use_case/hospital?",
        ),
        (
            'useCase: "model/gpt-4"',
            "BAD_VALUE",
            "`useCase` is 'model/gpt-4', which is no use case; find their ids with `useCases`",
        ),
    ],
)
def test_a_use_is_described_or_named(errors: Any, arguments: str, code: str, message: str) -> None:
    assert errors(f"{{ usableModels({arguments}) {{ totalCount }} }}") == [(code, message)]


@pytest.mark.parametrize(
    ("use", "message"),
    [
        (
            '{jurisdiction: "Germny"}',
            "`use.jurisdiction` is 'Germny', which no jurisdiction has as its code; "
            "did you mean DE (Germany)?",
        ),
        (
            "{monthlyUsers: -4}",
            "`use.monthlyUsers` is -4; give a number from 0, or leave it out if it is not known",
        ),
        (
            "{annualRevenueUsd: -1}",
            "`use.annualRevenueUsd` is -1; give a number from 0, or leave it out if it is not known",
        ),
    ],
)
def test_wrong_input_is_named_with_the_remedy(errors: Any, use: str, message: str) -> None:
    assert errors(f"{{ usableModels(use: {use}) {{ totalCount }} }}") == [("BAD_VALUE", message)]
