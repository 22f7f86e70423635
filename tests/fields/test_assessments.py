"""What definitions say about models, asked through the API."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from api.client import Client
from graph.build import build
from graph.stores.embedded.store import EmbeddedStore


def criterion(assessment: Any, name: str) -> Any:
    return next(item for item in assessment["criteria"] if item["criterion"] == name)


def test_a_verdict_names_what_is_missing_and_on_which_source(ask: Any) -> None:
    query = """{ model(id: "model/falcon-40b") { assessments(definitions: ["definition/osaid-1.0"]) {
      definition { name } outcome possible level topLevel
      criteria { criterion truth locator
        missing { subject found wanted shortfall sources { title } } } } } }"""

    (assessment,) = ask(query)["model"]["assessments"]

    assert assessment["definition"] == {"name": "Open Source AI Definition"}
    assert (assessment["outcome"], assessment["possible"]) == ("NOT_MET", ["NOT_MET"])
    assert (assessment["level"], assessment["topLevel"]) == (0, 1)
    assert criterion(assessment, "weights-free") == {
        "criterion": "weights-free",
        "truth": "MET",
        "locator": "Freedoms; Preferred form: Parameters",
        "missing": [],
    }
    missing = criterion(assessment, "training-code")["missing"][0]
    assert missing["sources"]
    assert {key: missing[key] for key in ("subject", "found", "wanted", "shortfall")} == {
        "subject": "property training-code",
        "found": "CLOSED",
        "wanted": ["OPEN"],
        "shortfall": "NOT_AVAILABLE",
    }


def test_terms_are_shown_with_the_licence_and_the_source_of_the_grant(ask: Any) -> None:
    query = """{ model(id: "model/llama-3.1-405b") { assessments(definitions: ["definition/osaid-1.0"]) {
      criteria { criterion findings { subject found shortfall licenses { id } sources { id } } } } } }"""

    (assessment,) = ask(query)["model"]["assessments"]

    (terms,) = next(item for item in assessment["criteria"] if item["criterion"] == "weights-free")[
        "findings"
    ]
    assert terms["found"] == "Llama 3.1 Community License"
    assert terms["licenses"] == [{"id": "license/llama-3.1-community"}]
    assert terms["shortfall"] == "LICENSE_NOT_ACCEPTED"
    assert terms["sources"]


def test_upstream_terms_that_reach_a_model_count_as_its_own(ask: Any) -> None:
    query = """{ model(id: "model/deepseek-r1-distill-llama-70b") {
      assessments(definitions: ["definition/osaid-1.0"]) {
      criteria { criterion truth findings { subject licenses { id } } } carriesOn { id } } } }"""

    (assessment,) = ask(query)["model"]["assessments"]

    terms = criterion(assessment, "weights-free")
    assert terms["truth"] == "NOT_MET"
    assert {"id": "license/llama-3.3-community"} in terms["findings"][0]["licenses"]
    assert assessment["carriesOn"] == [{"id": "model/llama-3.3-70b"}]


def test_facts_are_found_with_the_sources_of_the_model_and_presumptions_are_marked(ask: Any) -> None:
    query = """{ model(id: "model/llama-3.1-405b") {
      assessments(definitions: ["definition/eu-ai-act-art-53-2"]) {
      outcome says level criteria { criterion findings { subject found presumed sources { id } } } } } }"""

    (assessment,) = ask(query)["model"]["assessments"]

    compute, designated = criterion(assessment, "no-systemic-risk")["findings"]
    assert (assessment["outcome"], assessment["level"]) == ("SYSTEMIC_RISK", 0)
    assert (compute["found"], compute["presumed"]) == ("3.8e+25", False)
    assert compute["sources"]
    assert (designated["found"], designated["presumed"]) == ("UNKNOWN", True)


def test_the_nearest_upgrade_is_the_smallest_set_of_changes(ask: Any) -> None:
    query = """{ model(id: "model/deepseek-r1") { assessments(definitions: ["definition/mof-1.0"]) {
      outcome outcomes { outcome level truth met { least most } }
      nearestUpgrade { outcome level changes { subject kind found wanted } } } } }"""

    (assessment,) = ask(query)["model"]["assessments"]

    assert assessment["outcome"] == "UNCLASSIFIED"
    assert assessment["outcomes"][2] == {
        "outcome": "CLASS_III",
        "level": 1,
        "truth": "NOT_MET",
        "met": {"least": 5, "most": 5},
    }
    assert assessment["nearestUpgrade"] == {
        "outcome": "CLASS_III",
        "level": 1,
        "changes": [
            {"subject": "property data-card", "kind": "PUBLISH", "found": "CLOSED", "wanted": ["OPEN"]}
        ],
    }


def test_points_come_as_the_least_and_the_most(ask: Any) -> None:
    query = """{ model(id: "model/grok-1") { assessments(definitions: ["definition/osai-index"]) {
      outcome score { least most } criteria { criterion truth partly points { least most } } } } }"""

    (assessment,) = ask(query)["model"]["assessments"]

    assert assessment["score"] == {"least": 4.5, "most": 7.5}
    assert assessment["criteria"][6] == {
        "criterion": "preprint",
        "truth": "UNKNOWN",
        "partly": "UNKNOWN",
        "points": {"least": 0.0, "most": 1.0},
    }


def test_the_row_alone_answers_outcome_and_level_as_the_facts_do(ask: Any) -> None:
    short = "{ models(first: 100) { nodes { id assessments { definition { id } outcome possible } } } }"
    full = """{ models(first: 100) { nodes { id assessments { definition { id } outcome possible
      ownPossible carriesOn { id } } } } }"""

    verdicts, explained = ask(short)["models"]["nodes"], ask(full)["models"]["nodes"]

    for brief, whole in zip(verdicts, explained, strict=True):
        for verdict, reasoned in zip(brief["assessments"], whole["assessments"], strict=True):
            assert verdict["possible"] == reasoned["possible"]
            assert reasoned["carriesOn"] or reasoned["ownPossible"] == reasoned["possible"], brief["id"]


def test_the_openness_class_is_explained_in_the_same_way(ask: Any) -> None:
    query = """{ model(id: "model/llama-3.1-405b") { openness opennessExplanation {
      definition { id } outcome ownOutcome criteria { criterion truth } } } }"""

    model = ask(query)["model"]

    explanation = model["opennessExplanation"]
    assert model["openness"] == explanation["outcome"] == explanation["ownOutcome"] == "OPEN_WEIGHTS"
    assert {"criterion": "weights-free", "truth": "NOT_MET"} in explanation["criteria"]


def test_models_are_filtered_by_verdict(ask: Any) -> None:
    query = """{ models(first: 100, where: {assessment: {
      definition: "definition/mof-1.0", outcome: "CLASS_I"}}) {
      nodes { id assessments(definitions: ["definition/mof-1.0"]) { outcome } } } }"""

    found = {item["id"]: item["assessments"] for item in ask(query)["models"]["nodes"]}

    assert {"model/olmo-7b", "model/pythia-12b"} <= found.keys()
    assert all(verdicts == [{"outcome": "CLASS_I"}] for verdicts in found.values())


def test_possible_verdicts_include_the_certain_ones(ask: Any) -> None:
    query = """query($possibly: Boolean!) { models(first: 100, where: {
      developer: {id: {eq: "organization/ibm"}}, assessment: {
      definition: "definition/mof-1.0", outcome: "CLASS_III", possibly: $possibly}}) { nodes { id } } }"""

    certain = {item["id"] for item in ask(query, {"possibly": False})["models"]["nodes"]}
    possible = {item["id"] for item in ask(query, {"possibly": True})["models"]["nodes"]}

    assert "model/granite-4.0-h-small" in possible - certain
    assert certain <= possible


def test_a_definition_shows_its_criteria_outcomes_and_models(ask: Any) -> None:
    query = """{ definition(id: "definition/osaid-1.0") {
      criteria { criterion says required subjects locator } outcomes { outcome level needs fails says }
      models(outcome: "MET", where: {family: {eq: "OLMo"}}) { totalCount nodes { id } } } }"""

    definition = ask(query)["definition"]

    assert definition["criteria"][0] == {
        "criterion": "weights-open",
        "says": "Anyone may fetch the final weights.",
        "required": "final-weights is OPEN",
        "subjects": ["property final-weights"],
        "locator": "Preferred form: Parameters",
    }
    assert [item["outcome"] for item in definition["outcomes"]] == ["MET", "NOT_MET"]
    assert {"id": "model/olmo-7b"} in definition["models"]["nodes"]
    assert definition["models"]["totalCount"] == len(definition["models"]["nodes"])


def test_counts_say_how_many_have_an_outcome_and_how_many_might(ask: Any) -> None:
    query = """{ models { totalCount } definitions { nodes { id outcomeCounts {
      outcome models { least most } } } } }"""

    found = ask(query)

    total = found["models"]["totalCount"]
    for definition in found["definitions"]["nodes"]:
        counts = [item["models"] for item in definition["outcomeCounts"]]
        assert all(item["least"] <= item["most"] for item in counts)
        assert sum(item["least"] for item in counts) <= total <= sum(item["most"] for item in counts)


def test_counts_are_taken_over_the_models_asked_for(ask: Any) -> None:
    query = """{ definition(id: "definition/mof-1.0") { outcomeCounts(where: {id: {eq: "model/pythia-12b"}}) {
      outcome models { least most } } } }"""

    counts = ask(query)["definition"]["outcomeCounts"]

    assert [item["models"]["most"] for item in counts] == [1, 0, 0, 0]


@pytest.mark.parametrize(
    ("query", "code", "message"),
    [
        (
            '{ model(id: "model/bloom") { assessments(definitions: ["definition/osaid-2.0"]) { outcome } } }',
            "UNKNOWN_ID",
            "`definitions`: definition/osaid-2.0 is no definition; did you mean definition/osaid-1.0?",
        ),
        (
            '{ models(where: {assessment: {definition: "definition/mof-1", outcome: "X"}}) { totalCount } }',
            "UNKNOWN_ID",
            "`assessment.definition`: definition/mof-1 is no definition; did you mean definition/mof-1.0?",
        ),
        (
            """{ models(where: {assessment: {definition: "definition/mof-1.0", outcome: "CLASS_4"}}) {
              totalCount } }""",
            "BAD_VALUE",
            "`assessment.outcome`: definition/mof-1.0 has no CLASS_4; it has CLASS_I, CLASS_II, CLASS_III, "
            "UNCLASSIFIED, UNKNOWN; did you mean CLASS_I?",
        ),
        (
            '{ definition(id: "definition/osaid-1.0") { models(outcome: "YES") { totalCount } } }',
            "BAD_VALUE",
            "`outcome`: definition/osaid-1.0 has no YES; it has MET, NOT_MET, UNKNOWN",
        ),
    ],
)
def test_what_does_not_exist_is_named_with_the_argument_and_the_nearest(
    errors: Any, query: str, code: str, message: str
) -> None:
    assert errors(query) == [(code, message)]


RUNS_ANYWHERE = """
name: Runs anywhere
sources: [source/chronicle]
version: '1'
publisher: Example Chronicle
date: 2024-05
summary: Asks whether the weights may be moved from one machine to another.
license_terms:
  bound:
    says: bound to places
    any_of: [{any_restriction: [GEOGRAPHIC_EXCLUSION, HOSTING_RESTRICTION]}]
criteria:
  weights: {says: Anyone may fetch the weights., test: {property: final-weights, is: [OPEN]}}
  anywhere: {says: No place is shut out., test: {not: {license: weights, some: bound}}}
outcomes:
- {outcome: ANYWHERE, level: 1, says: It runs anywhere., needs: [weights, anywhere]}
- {outcome: SOMEWHERE, level: 0, says: It does not.}
"""


def test_a_definition_is_one_file(world_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(world_folder, tmp_path / "facts"))
    (folder / "definition" / "runs-anywhere.yaml").write_text(RUNS_ANYWHERE, encoding="utf-8")
    client = Client(EmbeddedStore(build(folder)))
    query = """{ definition(id: "definition/runs-anywhere") {
      anywhere: models(outcome: "ANYWHERE") { totalCount }
      outcomeCounts { outcome models { least most } } } models(first: 100) { nodes { id
      assessments(definitions: ["definition/runs-anywhere"]) { outcome } } } }"""

    found = client.data(query)

    outcomes = [model["assessments"][0]["outcome"] for model in found["models"]["nodes"]]
    anywhere = outcomes.count("ANYWHERE")
    assert found["definition"]["anywhere"]["totalCount"] == anywhere > 0
    assert found["definition"]["outcomeCounts"][0]["models"]["least"] == anywhere
    assert "SOMEWHERE" in outcomes


ALL_OF_IT = """id assessments { definition { id } outcome possible says level score { least most } ownPossible
  outcomes { outcome truth met { least most } } nearestUpgrade { outcome }
  criteria { criterion truth partly findings { subject found truth presumed
    licenses { id } sources { id } } } }"""


def weights_free(ask: Any, model: str, day: str) -> tuple[str, list[str], list[str]]:
    """Whether the Open Source AI Definition takes the terms of the weights, which, on what sources."""
    query = """query($id: ID!, $day: Date) { model(id: $id, asOf: $day) {
      assessments(definitions: ["definition/osaid-1.0"]) { criteria { criterion truth
        findings { licenses { id } sources { id } } } } } }"""
    (assessment,) = ask(query, {"id": f"model/{model}", "day": day})["model"]["assessments"]
    found = criterion(assessment, "weights-free")
    (terms,) = found["findings"]
    ids = [[item["id"] for item in terms[key]] for key in ("licenses", "sources")]
    return found["truth"], ids[0], ids[1]


def test_falcon_was_under_terms_of_its_own_for_six_days(ask: Any) -> None:
    truth, licenses, sources = weights_free(ask, "falcon-40b", "2023-05-30")
    after = weights_free(ask, "falcon-40b", "2023-05-31")

    assert (truth, licenses) == ("NOT_MET", ["license/falcon-llm-tii-1.0-royalty"])
    assert "source/tii-falcon-royalty-blog" in sources
    assert after[:2] == ("MET", ["license/apache-2.0"])


@pytest.mark.parametrize(("day", "outcome"), [("2025-01-07", "UNKNOWN"), ("2025-01-08", "OPEN_WEIGHTS")])
def test_a_status_counts_from_the_day_from_which_it_is_stated(ask: Any, day: str, outcome: str) -> None:
    """The weights of Phi-4 were released in January 2025, under other terms than before."""
    query = """query($day: Date) { model(id: "model/phi-4", asOf: $day) {
      assessments(definitions: ["definition/openness-class"]) { outcome } } }"""

    assert ask(query, {"day": day})["model"]["assessments"] == [{"outcome": outcome}]


CHANGED_TERMS = (
    "licensed_under: [{license: license/briar-noncommercial, valid_to: 2024-09-01}, "
    "{license: license/aster-community-1.0, valid_from: 2024-09-01}]"
)


def test_a_derivative_is_judged_by_the_terms_of_its_base_on_that_day(
    world_folder: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(world_folder, tmp_path / "facts"))
    base = folder / "model" / "aster-7b.yaml"
    lines = base.read_text(encoding="utf-8").splitlines()
    changed = [CHANGED_TERMS if line.startswith("licensed_under") else line for line in lines]
    base.write_text("\n".join(changed) + "\n", encoding="utf-8")
    query = """query($day: Date!) { model(id: "model/aster-7b-instruct-elan") {
      assessments(definitions: ["definition/runs-at-home"], asOf: $day) { outcome } } }"""
    client = Client(EmbeddedStore(build(folder)))

    before, after = (client.data(query, {"day": f"2024-{day}"})["model"] for day in ("08-31", "09-01"))

    assert before["assessments"] == [{"outcome": "PRIVATELY"}]
    assert after["assessments"] == [{"outcome": "MET"}]


def test_asked_for_today_every_verdict_is_the_one_by_the_facts_as_they_stand(ask: Any) -> None:
    standing = ask(f"{{ models(first: 100) {{ nodes {{ {ALL_OF_IT} }} }} }}")
    dated = ask(f'{{ models(first: 100, asOf: "2026-11-24") {{ nodes {{ {ALL_OF_IT} }} }} }}')

    assert standing == dated
