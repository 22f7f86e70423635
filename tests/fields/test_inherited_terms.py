"""Terms that follow the lineage: on the real facts."""

from __future__ import annotations

from typing import Any

DISTILLED = "model/deepseek-r1-distill-llama-70b"


def test_a_model_labelled_mit_over_llama_conflicts_with_rule_path_section_and_source(ask: Any) -> None:
    query = f"""{{ model(id: "{DISTILLED}") {{ licenseConflicts {{
      verdict rule relation clause locator broken upstream {{ id }} upstreamLicense {{ id }}
      declaredLicenses {{ id }} sources {{ url }}
      path {{ source {{ id }} target {{ id }} relation edgeId sources {{ url }} }} }} }} }}"""

    (found,) = ask(query)["model"]["licenseConflicts"]

    (step,) = found.pop("path")
    assert found == {
        "verdict": "CONFLICT",
        "rule": "llama3.3-weights",
        "relation": "FINE_TUNE",
        "clause": "1.b.i-iv, 5.b",
        "locator": "models/llama3_3/LICENSE",
        "broken": ["NAMING_PREFIX"],
        "upstream": {"id": "model/llama-3.3-70b"},
        "upstreamLicense": {"id": "license/llama-3.3-community"},
        "declaredLicenses": [{"id": "license/mit"}],
        "sources": [{"url": "https://github.com/meta-llama/llama-models"}],
    }
    assert (step["source"]["id"], step["target"]["id"]) == (DISTILLED, "model/llama-3.3-70b")
    assert step["edgeId"].startswith("derived_from/")
    assert step["sources"] == [{"url": "https://github.com/deepseek-ai/DeepSeek-R1"}]


def test_all_conflicts_are_listed_the_gravest_first_and_narrowed_by_model_and_verdict(ask: Any) -> None:
    query = "{ licenseConflicts(first: 100) { totalCount nodes { verdict model { id } } } }"
    everything = ask(query)["licenseConflicts"]
    of_others = ask('{ licenseConflicts(where: {id: {eq: "model/llama-3.3-70b"}}) { totalCount } }')
    reviews = ask("{ licenseConflicts(verdicts: [NEEDS_REVIEW]) { nodes { verdict } } }")

    verdicts = [node["verdict"] for node in everything["nodes"]]
    assert {"verdict": "CONFLICT", "model": {"id": DISTILLED}} in everything["nodes"]
    assert verdicts == sorted(verdicts, key=["CONFLICT", "INCOMPLETE", "NEEDS_REVIEW"].index)
    assert of_others["licenseConflicts"]["totalCount"] == 0
    assert all(node["verdict"] == "NEEDS_REVIEW" for node in reviews["licenseConflicts"]["nodes"])


def test_conflicts_are_paged_by_cursor(ask: Any) -> None:
    query = "query($after: String) { licenseConflicts(first: 1, after: $after) { edges { cursor } } }"

    (edge,) = ask(query)["licenseConflicts"]["edges"]
    following = ask(query, {"after": edge["cursor"]})["licenseConflicts"]["edges"]

    assert edge not in following


def test_a_fine_tune_of_an_apache_model_owes_its_notices(ask: Any) -> None:
    query = """{ model(id: "model/zephyr-7b-beta") { inheritedTerms {
      license { id } whole obligations { term text } path { target { id } } } } }"""

    (found,) = ask(query)["model"]["inheritedTerms"]

    assert found == {
        "license": {"id": "license/apache-2.0"},
        "whole": True,
        "obligations": [
            {"term": "ATTRIBUTION", "text": None},
            {"term": "INCLUDE_LICENSE", "text": None},
        ],
        "path": [{"target": {"id": "model/mistral-7b-v0.1"}}],
    }


def test_a_developers_own_line_inherits_nothing_from_itself(ask: Any) -> None:
    query = '{ model(id: "model/llama-3.3-70b") { inheritedTerms { license { id } } } }'

    assert ask(query)["model"]["inheritedTerms"] == []
