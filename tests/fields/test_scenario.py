"""What if: every question under a scenario of the operation, on the real facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from api.client import Client

QUERIES = Path(__file__).resolve().parents[2] / "web" / "queries"
GPT_OSS, MISTRAL = "model/gpt-oss-120b", "organization/mistral-ai"


def tab(name: str) -> str:
    return (QUERIES / name).read_text("utf-8")


def release(*components: str, model: str = GPT_OSS) -> dict[str, Any]:
    return {
        "statuses": [
            {"model": model, "component": f"openness_property/{name}", "status": "OPEN"}
            for name in components
        ]
    }


def purchase(**more: Any) -> dict[str, Any]:
    return {"holdings": [{"holder": "organization/microsoft", "organization": MISTRAL, **more}]}


@pytest.fixture(scope="module")
def bought(ask: Any) -> Any:
    """The answer of the example: Microsoft has the majority of the votes of Mistral AI."""
    return ask(tab("18-what-if-a-purchase.graphql"))


@pytest.fixture(scope="module")
def released(ask: Any) -> Any:
    """The answer of the example: the training data and code of gpt-oss-120b are published."""
    return ask(tab("19-what-if-a-release.graphql"))


def test_a_purchase_changes_who_controls_the_developer_and_why_is_said(bought: Any) -> None:
    controllers, status = bought["scenarioChanges"]["nodes"][:2]

    assert (status["verdict"], status["before"], status["after"]) == (
        "controlStatus",
        "UNDISCLOSED",
        "CONTROLLED",
    )
    assert controllers == {
        "subject": {"id": MISTRAL, "name": "Mistral AI"},
        "verdict": "controllers",
        "before": "nobody known",
        "after": "Microsoft Corporation (SOLE, VOTES)",
        "reasons": ["Microsoft Corporation controls Mistral AI (VOTES) with >50 % of the votes, supposed"],
    }


def test_a_purchase_changes_who_stands_behind_every_model_of_the_developer(bought: Any) -> None:
    (transition,) = (
        item
        for item in bought["scenarioChanges"]["transitions"]
        if (item["before"], item["after"]) == ("Mistral AI itself", "Microsoft Corporation (SOLE, VOTES)")
    )

    assert transition["count"] >= 19
    (supposed,) = bought["scenarioChanges"]["supposed"]
    assert supposed.startswith(f"organization/microsoft has >50 % of the votes of {MISTRAL} from 20")
    assert bought["then"]["totalCount"] >= bought["now"]["totalCount"] + 19


@pytest.mark.parametrize(
    ("ends", "after"),
    [
        ([], "OpenAI Foundation (JOINT, BOARD); SoftBank Group Corp. (JOINT, VOTES)"),
        (["organization/openai-foundation"], "SoftBank Group Corp. (SOLE, VOTES)"),
    ],
)
def test_a_supposed_majority_leaves_the_board_to_who_appoints_it_unless_that_ends(
    ask: Any, ends: list[str], after: str
) -> None:
    query = """query($scenario: ScenarioInput!) {
      scenarioChanges(scenario: $scenario, verdicts: ["controllers"], first: 1) {
        nodes { before after } } }"""
    held = {"organization": "organization/openai"}
    scenario = {
        "holdings": [{**held, "holder": "organization/softbank", "votes": ">50"}],
        "ends": [{**held, "holder": holder} for holder in ends],
    }

    (change,) = ask(query, {"scenario": scenario})["scenarioChanges"]["nodes"]

    assert change == {"before": "OpenAI Foundation (SOLE, BOARD)", "after": after}


def test_a_release_changes_the_class_and_the_criteria_that_do_so_are_named(released: Any) -> None:
    changes = {item["verdict"]: item for item in released["scenarioChanges"]["nodes"]}

    assert {name: (item["before"], item["after"]) for name, item in changes.items()} == {
        "openness": ("OPEN_WEIGHTS", "OPEN_SOURCE"),
        "training": ("CLOSED", "OPEN"),
        "data": ("CLOSED", "OPEN"),
        "definition/osaid-1.0": ("NOT_MET", "UNKNOWN"),
    }
    assert changes["openness"]["reasons"][0] == (
        "Anyone may fetch the code that runs the model and the code that trained it. "
        "(property training-code: CLOSED -> OPEN)"
    )
    assert "Supposed: training-data of model/gpt-oss-120b: CLOSED -> OPEN" in changes["data"]["reasons"]


def test_fields_filters_counts_and_assessments_are_all_under_the_scenario(ask: Any) -> None:
    query = """query($scenario: ScenarioInput) {
      model(id: "model/gpt-oss-120b", scenario: $scenario) {
        openness assessments(definitions: ["definition/openness-class"]) { outcome } }
      models(where: {openness: {eq: OPEN_SOURCE}}, scenario: $scenario) { totalCount }
      verdictCounts(of: OPENNESS, where: {id: {eq: "model/gpt-oss-120b"}}, scenario: $scenario) {
        value least } }"""

    facts, scenario = ask(query), ask(query, {"scenario": release("training-code", "training-data")})

    assert facts["model"] == {"openness": "OPEN_WEIGHTS", "assessments": [{"outcome": "OPEN_WEIGHTS"}]}
    assert scenario["model"] == {"openness": "OPEN_SOURCE", "assessments": [{"outcome": "OPEN_SOURCE"}]}
    assert scenario["models"]["totalCount"] == facts["models"]["totalCount"] + 1
    assert scenario["verdictCounts"][0] == {"value": "OPEN_SOURCE", "least": 1}


def test_claims_indices_and_statistics_are_under_the_scenario_too(ask: Any) -> None:
    query = """query($scenario: ScenarioInput) {
      model(id: "model/llama-3.1-70b", scenario: $scenario) {
        claimHolds indexVerdicts { index contradicts criteria { criterion truth ours } } }
      modelStatistics(groupBy: [OPENNESS], where: {id: {eq: "model/llama-3.1-70b"}}, scenario: $scenario) {
        groups { nodes { values { value } } } } }"""
    scenario = {
        **release("training-code", "training-data", model="model/llama-3.1-70b"),
        "licenses": [{"model": "model/llama-3.1-70b", "license": "license/apache-2.0"}],
    }

    def found(answer: Any) -> tuple[Any, ...]:
        (epoch,) = (item for item in answer["model"]["indexVerdicts"] if item["index"] == "epoch")
        (group,) = answer["modelStatistics"]["groups"]["nodes"]
        return answer["model"]["claimHolds"], epoch["criteria"], group["values"][0]["value"]

    assert found(ask(query)) == ("NOT_MET", [], "OPEN_WEIGHTS")
    assert found(ask(query, {"scenario": scenario})) == (
        "MET",
        [{"criterion": "weights-free", "truth": "NOT_MET", "ours": "MET"}],
        "OPEN_SOURCE",
    )


def test_facts_and_scenarios_stand_side_by_side_in_one_answer(ask: Any) -> None:
    query = """query($bought: ScenarioInput, $opened: ScenarioInput) {
      facts: concentration(by: CONTROLLER) { hhi { least } }
      bought: concentration(by: CONTROLLER, scenario: $bought) { hhi { least } }
      opened: concentration(by: CONTROLLER, scenario: $opened) { hhi { least } } }"""

    found = ask(query, {"bought": purchase(votes=">50"), "opened": release("training-code")})

    facts, bought, opened = (found[name]["hhi"]["least"] for name in ("facts", "bought", "opened"))
    assert bought > facts == opened


def test_a_supposed_holding_holds_from_its_day_on(ask: Any) -> None:
    query = """query($scenario: ScenarioInput) {
      organization(id: "organization/mistral-ai", scenario: $scenario) {
        before: controllers(asOf: "2027-06-30") { basis }
        after: controllers(asOf: "2027-07-01") { basis } } }"""

    found = ask(query, {"scenario": purchase(votes="75", **{"from": "2027-07-01"})})["organization"]

    assert (found["before"], found["after"]) == ([], [{"basis": "VOTES"}])


def test_a_holding_that_ends_no_longer_controls(ask: Any) -> None:
    query = """query($scenario: ScenarioInput!) {
      scenarioChanges(scenario: $scenario, verdicts: ["controllers"]) {
        nodes { subject { id } before after } }
      person(id: "person/mark-zuckerberg", scenario: $scenario) { controlledModels { totalCount } } }"""
    ended = {"holder": "person/mark-zuckerberg", "organization": "organization/meta-platforms"}

    found = ask(query, {"scenario": {"ends": [ended]}})

    assert found["scenarioChanges"]["nodes"][0] == {
        "subject": {"id": "organization/meta-platforms"},
        "before": "Mark Zuckerberg (SOLE, VOTES)",
        "after": "nobody known",
    }
    assert found["person"]["controlledModels"]["totalCount"] == 0


def test_a_licence_without_its_threshold_may_be_used_by_a_large_company(ask: Any) -> None:
    query = """query($scenario: ScenarioInput) {
      model(id: "model/llama-3.1-405b", scenario: $scenario) {
        usability(use: {commercial: true, serve: true, monthlyUsers: 900000000, inHouse: true}) {
          verdict } } }"""
    terms = {
        "license": "license/llama-3.1-community",
        "loseRestrictions": ["USER_THRESHOLD"],
        "loseThresholds": ["monthly_active_users"],
    }

    facts, scenario = ask(query), ask(query, {"scenario": {"terms": [terms]}})

    assert facts["model"]["usability"]["verdict"] == "NO"
    assert scenario["model"]["usability"]["verdict"] == "YES_WITH_OBLIGATIONS"


def test_another_licence_of_a_base_reaches_what_was_made_from_it(ask: Any) -> None:
    query = """query($scenario: ScenarioInput!) {
      scenarioChanges(scenario: $scenario, verdicts: ["freedom"], first: 100) {
        nodes { subject { id } before after } } }"""
    licensed = {"model": "model/llama-3.3-70b", "license": "license/apache-2.0"}

    changes = ask(query, {"scenario": {"licenses": [licensed]}})["scenarioChanges"]["nodes"]

    freed = {item["subject"]["id"] for item in changes if item["after"] == "FREE"}
    assert freed >= {"model/llama-3.3-70b", "model/deepseek-r1-distill-llama-70b"}


def test_claims_and_licence_conflicts_are_among_the_verdicts_that_change(ask: Any) -> None:
    query = """query($scenario: ScenarioInput!) {
      scenarioChanges(scenario: $scenario, verdicts: ["claimHolds", "licenseConflicts"], first: 100) {
        nodes { subject { id } verdict before after } } }"""
    opened = release("training-code", "training-data", model="model/llama-3.1-70b")
    licensed = [
        {"model": f"model/{name}", "license": "license/apache-2.0"}
        for name in ("llama-3.1-70b", "llama-3.3-70b")
    ]

    changes = ask(query, {"scenario": {**opened, "licenses": licensed}})["scenarioChanges"]["nodes"]

    found = {(item["subject"]["id"], item["verdict"]): (item["before"], item["after"]) for item in changes}
    assert found["model/llama-3.1-70b", "claimHolds"] == ("NOT_MET", "MET")
    assert found["model/deepseek-r1-distill-llama-70b", "licenseConflicts"] == (
        "CONFLICT with model/llama-3.3-70b",
        "none",
    )


def test_an_unknown_verdict_is_an_error_that_names_the_nearest(errors: Any) -> None:
    query = """query($scenario: ScenarioInput!) {
      scenarioChanges(scenario: $scenario, verdicts: ["controler"]) { totalCount } }"""

    assert errors(query, {"scenario": release("training-code")}) == [
        ("BAD_VALUE", "`verdicts`: 'controler' is no verdict; did you mean controllers?")
    ]


def test_an_answer_says_which_of_its_fields_are_under_which_scenario(client: Client) -> None:
    query = """query($scenario: ScenarioInput) {
      now: graph { version scenario } then: graph(scenario: $scenario) { version scenario } }"""

    answer = client.execute(query, {"scenario": release("training-code")})

    now, then = answer["data"]["now"], answer["data"]["then"]
    supposed = ["training-code of model/gpt-oss-120b is OPEN"]
    assert (now["scenario"], then["scenario"]) == ([], supposed)
    assert then["version"].startswith(f"{now['version']}+")
    assert answer["extensions"] == {"graphVersion": now["version"], "scenario": {"then": supposed}}


def test_changes_are_paged_by_cursor(ask: Any) -> None:
    query = """query($scenario: ScenarioInput!, $after: String) {
      scenarioChanges(scenario: $scenario, first: 3, after: $after) {
        nodes { subject { id } verdict } pageInfo { endCursor } } }"""
    scenario = purchase(votes=">50")

    first = ask(query, {"scenario": scenario})["scenarioChanges"]
    second = ask(query, {"scenario": scenario, "after": first["pageInfo"]["endCursor"]})["scenarioChanges"]

    assert [len(first["nodes"]), len(second["nodes"])] == [3, 3]
    assert not [item for item in second["nodes"] if item in first["nodes"]]


@pytest.mark.parametrize(
    ("scenario", "code", "message"),
    [
        ({}, "BAD_VALUE", "`scenario` supposes nothing; "),
        (
            {"licenses": [{"model": GPT_OSS, "license": "license/apache-3.0"}]},
            "UNKNOWN_ID",
            "`scenario.licenses[0].license`: 'license/apache-3.0' is no known license; did you mean "
            "license/apache-2.0?",
        ),
        (
            purchase(votes=">50", until="2020-01-01"),
            "BAD_VALUE",
            "`scenario.holdings[0].until` is 2020-01-01, not after `from`, ",
        ),
        (
            purchase(votes="160"),
            "BAD_USER_INPUT",
            "Variable '$scenario' has invalid value at .holdings[0].votes",
        ),
    ],
)
def test_a_wrong_scenario_is_refused_with_the_argument_and_the_remedy(
    errors: Any, scenario: dict[str, Any], code: str, message: str
) -> None:
    query = "query($scenario: ScenarioInput) { graph(scenario: $scenario) { version } }"

    ((found, said),) = errors(query, {"scenario": scenario})

    assert found == code
    assert said.startswith(message)


def test_an_error_names_the_field_whose_scenario_is_wrong(client: Client) -> None:
    query = """query($wrong: ScenarioInput) {
      now: graph { version } then: graph(scenario: $wrong) { version } }"""

    answer = client.execute(query, {"wrong": {}})

    assert [(error["path"], error["locations"]) for error in answer["errors"]] == [
        (["then"], [{"line": 2, "column": 30}])
    ]
    assert "data" not in answer


def test_one_request_takes_four_scenarios(errors: Any) -> None:
    fields = (
        f"""at{limit}: graph(scenario: {{terms: [{{license: "license/grok-2-community",
          gainThresholds: [{{measure: "seats", limit: {limit}}}]}}]}}) {{ version }}"""
        for limit in range(1, 6)
    )

    assert errors(f"{{ {' '.join(fields)} }}") == [
        ("LIMIT_EXCEEDED", "`scenario`: 4 different ones at most in a request; ask for fewer")
    ]


def test_changes_need_a_scenario(errors: Any) -> None:
    ((_, said),) = errors("{ scenarioChanges { totalCount } }")

    assert said.endswith("of type 'ScenarioInput!' is required, but it was not provided.")
