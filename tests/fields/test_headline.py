"""The question that the product exists for, on the real facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

HEADLINE = (
    Path(__file__).resolve().parents[2] / "web" / "queries" / "01-open-weights-closed-training.graphql"
).read_text(encoding="utf-8")


def test_the_headline_names_models_newest_first_with_who_controls_them(ask: Any) -> None:
    models = ask(HEADLINE)["models"]

    dates = [model["released"] for model in models["nodes"]]
    assert models["totalCount"] >= 40
    assert dates == sorted(dates, reverse=True)
    assert all(model["controllers"] for model in models["nodes"])


def test_llama_3_1_is_in_the_headline_under_mark_zuckerberg_by_votes(ask: Any) -> None:
    query = """{ models(where: {weights: {eq: OPEN}, training: {eq: CLOSED}, name: {eq: "Llama 3.1 405B"}}) {
      nodes { openness freedom controllers { holder { id name } degree basis path { target {
      name } sources { url } } } }
    } }"""

    (model,) = ask(query)["models"]["nodes"]

    (control,) = model["controllers"]
    assert (model["openness"], model["freedom"]) == ("OPEN_WEIGHTS", "CONDITIONAL")
    assert control["holder"] == {"id": "person/mark-zuckerberg", "name": "Mark Zuckerberg"}
    assert (control["degree"], control["basis"]) == ("SOLE", "VOTES")
    assert all(step["sources"] for step in control["path"])


def test_a_model_whose_training_is_open_is_not_in_the_headline(ask: Any) -> None:
    query = """{ models(where: {weights: {eq: OPEN}, training: {eq: CLOSED},
      id: {eq: "model/bloom"}}) { totalCount } }"""

    assert ask(query)["models"]["totalCount"] == 0


def test_nothing_is_called_closed_without_a_source(ask: Any) -> None:
    query = """query($after: String) { models(first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { id opennessProperties { status stated basis sources { id } property { id } } }
    } }"""
    after, without = None, []

    while True:
        page = ask(query, {"after": after})["models"]
        for model in page["nodes"]:
            for line in model["opennessProperties"]:
                if line["status"] == "CLOSED" and line["stated"] and not (line["basis"] and line["sources"]):
                    without.append((model["id"], line["property"]["id"]))
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]

    assert without == []


def test_every_class_has_at_least_two_models(ask: Any) -> None:
    classes = ("OPEN_SOURCE", "OPEN_WEIGHTS", "RESTRICTED_WEIGHTS", "API_ONLY", "UNRELEASED")

    counts = {
        name: ask(f"{{ models(where: {{openness: {{eq: {name}}}}}) {{ totalCount }} }}")["models"][
            "totalCount"
        ]
        for name in classes
    }

    assert all(count >= 2 for count in counts.values()), counts
