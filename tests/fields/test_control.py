"""Control by day, as the API tells it."""

from __future__ import annotations

from typing import Any

import pytest

STATUS = """query($id: ID!, $on: Date) { organization(id: $id, asOf: $on) {
      controlStatus controllers { holder { id } degree basis } } }"""


def test_as_of_reaches_every_field_below(ask: Any) -> None:
    query = """{ model(id: "model/gpt-4", asOf: "2025-10-27") {
      developers { controllers { basis path { basis } } } controllers { basis } } }"""

    model = ask(query)["model"]

    assert model["controllers"] == [{"basis": "RECORDED"}]
    assert model["developers"][0]["controllers"][0]["path"] == [{"basis": "RECORDED"}]


def test_a_nearer_as_of_overrides_the_one_above(ask: Any) -> None:
    query = """{ model(id: "model/gpt-4", asOf: "2025-10-27") {
      before: controllers { basis } after: controllers(asOf: "2025-10-28") { basis } } }"""

    model = ask(query)["model"]

    assert (model["before"], model["after"]) == ([{"basis": "RECORDED"}], [{"basis": "BOARD"}])


def test_anthropic_was_undisclosed_before_its_trust_had_the_board(ask: Any) -> None:
    before = ask(STATUS, {"id": "organization/anthropic", "on": "2025-06-01"})["organization"]
    since = ask(STATUS, {"id": "organization/anthropic", "on": "2026-04-14"})["organization"]

    assert before["controlStatus"] == "UNDISCLOSED"
    assert since["controllers"] == [
        {"holder": {"id": "organization/anthropic-ltbt"}, "degree": "SOLE", "basis": "BOARD"}
    ]


def test_models_are_found_by_who_controls_their_developers(ask: Any) -> None:
    query = """query($by: ID!) { models(where: {controlledBy: {eq: $by}}, first: 100) { nodes {
      developers { id } } } }"""

    models = ask(query, {"by": "person/mark-zuckerberg"})["models"]["nodes"]

    assert models
    assert all({"id": "organization/meta-platforms"} in model["developers"] for model in models)


def test_a_developer_that_nobody_controls_is_found_under_its_own_id(ask: Any) -> None:
    query = """{ models(where: {controlledBy: {eq: "organization/mistral-ai"}}) { totalCount } }"""

    assert ask(query)["models"]["totalCount"] >= 3


def test_what_a_person_controls_is_a_connection_with_a_total(ask: Any) -> None:
    query = """{ person(id: "person/elon-musk") { controlledModels(first: 1) { totalCount nodes {
      name } pageInfo { hasNextPage } }
      controlledOrganizations { nodes { id } } } }"""

    person = ask(query)["person"]

    assert person["controlledModels"]["totalCount"] >= 3
    assert len(person["controlledModels"]["nodes"]) == 1
    assert person["controlledModels"]["pageInfo"]["hasNextPage"]
    assert {"id": "organization/xai"} in person["controlledOrganizations"]["nodes"]


def test_significant_holders_take_a_threshold(ask: Any) -> None:
    query = """{ organization(id: "organization/openai") {
      at25: significantHolders { holder { id } equityShareMin sources {
      id } } at50: significantHolders(threshold: 50) { holder { id } } } }"""

    openai = ask(query)["organization"]

    assert "organization/microsoft" in {item["holder"]["id"] for item in openai["at25"]}
    assert all(item["sources"] for item in openai["at25"])
    assert "organization/microsoft" not in {item["holder"]["id"] for item in openai["at50"]}


def test_a_threshold_out_of_range_is_refused_with_its_name(errors: Any) -> None:
    query = """{ organization(id: "organization/openai") { significantHolders(threshold: 101) {
      holder { id } } } }"""

    assert errors(query) == [("BAD_VALUE", "`threshold` is 101; give a percentage from 1 to 100")]


def test_at_least_85_percent_of_models_have_a_known_control_status(ask: Any) -> None:
    query = """query($after: String) { models(first: 100, after: $after) { pageInfo { hasNextPage endCursor }
      nodes { developers { controlStatus } } } }"""
    page = ask(query)["models"]
    models = page["nodes"]
    while page["pageInfo"]["hasNextPage"]:
        page = ask(query, {"after": page["pageInfo"]["endCursor"]})["models"]
        models += page["nodes"]

    known = [m for m in models if all(d["controlStatus"] != "UNKNOWN" for d in m["developers"])]

    assert len(known) / len(models) >= 0.85


def test_nothing_is_controlled_without_a_path(ask: Any) -> None:
    query = """query($after: String) {
      organizations(where: {controlStatus: {in: [CONTROLLED, JOINTLY_CONTROLLED]}}, first: 100,
      after: $after) {
      totalCount nodes { id controllers { degree path { holder { id } sources { id } } } } } }"""

    organizations = ask(query)["organizations"]

    without = [
        item["id"]
        for item in organizations["nodes"]
        if not any(
            control["path"] and all(step["sources"] for step in control["path"])
            for control in item["controllers"]
        )
    ]
    assert organizations["totalCount"] > 50
    assert without == []


def test_four_well_known_labs_are_decided_by_votes_or_board(ask: Any) -> None:
    labs = ("alphabet", "meta-platforms", "xai", "openai")

    bases = {
        lab: {
            control["basis"]
            for control in ask(STATUS, {"id": f"organization/{lab}"})["organization"]["controllers"]
        }
        for lab in labs
    }

    assert bases == {
        "alphabet": {"GROUP_MEMBER"},
        "meta-platforms": {"VOTES"},
        "xai": {"VOTES"},
        "openai": {"BOARD"},
    }


def test_a_control_path_leads_from_any_holder_to_an_organization_with_a_source_at_every_step(
    ask: Any,
) -> None:
    query = """{ controlPath(from: "person/larry-page", to: "organization/google-deepmind") {
      degree basis path { holder { id } target { id } sources { id } } } }"""

    found = ask(query)["controlPath"]

    assert (found["degree"], found["basis"]) == ("JOINT", "GROUP_MEMBER")
    assert [(step["holder"]["id"], step["target"]["id"]) for step in found["path"]] == [
        ("person/larry-page", "organization/page-and-brin"),
        ("organization/page-and-brin", "organization/alphabet"),
        ("organization/alphabet", "organization/google"),
        ("organization/google", "organization/google-deepmind"),
    ]
    assert all(step["sources"] for step in found["path"])


def test_a_control_path_is_of_a_day(ask: Any) -> None:
    query = """query($on: Date) { controlPath(from: "organization/openai-foundation",
      to: "organization/openai", asOf: $on) { basis } }"""

    bases = {day: ask(query, {"on": day})["controlPath"]["basis"] for day in ("2025-10-27", "2025-10-28")}

    assert bases == {"2025-10-27": "RECORDED", "2025-10-28": "BOARD"}


def test_a_large_holder_without_control_has_no_control_path(ask: Any) -> None:
    query = """{ controlPath(from: "organization/microsoft", to: "organization/openai") { degree } }"""

    assert ask(query) == {"controlPath": None}


@pytest.mark.parametrize(
    ("holder", "target", "error"),
    [
        (
            "person/larry-pag",
            "organization/google",
            ("UNKNOWN_ID", "person/larry-pag is not known; did you mean person/larry-page?"),
        ),
        (
            "model/gpt-4",
            "organization/google",
            ("BAD_VALUE", "`from` is model/gpt-4; give the id of a person or an organization"),
        ),
        (
            "person/larry-page",
            "model/gpt-4",
            (
                "BAD_VALUE",
                "`to` is model/gpt-4; give the id of an organization; for a model ask its `controllers`",
            ),
        ),
    ],
)
def test_the_ends_of_a_control_path_are_checked(
    errors: Any, holder: str, target: str, error: tuple[str, str]
) -> None:
    query = "query($from: ID!, $to: ID!) { controlPath(from: $from, to: $to) { degree } }"

    assert errors(query, {"from": holder, "to": target}) == [error]
