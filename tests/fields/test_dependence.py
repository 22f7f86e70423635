"""Dependence that is not control: on the real facts."""

from __future__ import annotations

from typing import Any

import pytest

DAY = '"2026-06-01"'


def dependencies(
    ask: Any, organization: str, arguments: str = f"asOf: {DAY}"
) -> list[tuple[str, str, str | None]]:
    query = f"""{{ organization(id: "organization/{organization}") {{
      dependencies({arguments}) {{ kind on {{ id }} share sources {{ url }} }} }} }}"""
    found = ask(query)["organization"]["dependencies"]
    assert all(item["sources"] for item in found)
    return [(item["kind"], item["on"]["id"], item["share"]) for item in found]


def test_openai_depends_on_microsofts_cloud_and_capital_without_being_controlled(ask: Any) -> None:
    found = dependencies(ask, "openai")

    assert ("COMPUTE", "organization/microsoft", None) in found
    assert ("MINORITY_INVESTOR", "organization/microsoft", "27") in found
    assert "organization/openai-foundation" not in [on for _, on, _ in found]


def test_technology_under_licence_with_the_people_comes_from_who_gave_it(ask: Any) -> None:
    assert ("LICENSE_AND_HIRE", "organization/inflection-ai", None) in dependencies(ask, "microsoft")


def test_the_threshold_says_which_holders_are_large(ask: Any) -> None:
    at_ten = dependencies(ask, "mistral-ai")
    at_twenty = dependencies(ask, "mistral-ai", f"asOf: {DAY}, threshold: 20")

    assert ("MINORITY_INVESTOR", "organization/asml", "11") in at_ten
    assert "MINORITY_INVESTOR" not in [kind for kind, _, _ in at_twenty]


def test_a_supply_counts_from_the_day_it_began(ask: Any) -> None:
    before = dependencies(ask, "anthropic", 'asOf: "2022-01-01"')
    after = dependencies(ask, "anthropic")

    assert "COMPUTE" not in [kind for kind, _, _ in before]
    assert ("COMPUTE", "organization/google", None) in after


def test_a_model_depends_on_its_bases_its_data_and_what_its_developers_depend_on(ask: Any) -> None:
    query = f"""{{ model(id: "model/deepseek-r1-distill-llama-70b") {{ dependencies(asOf: {DAY}) {{
      kind on {{ id }} through {{ id }} }} }} }}"""

    found = ask(query)["model"]["dependencies"]

    told = [(item["kind"], item["on"]["id"], (item["through"] or {}).get("id")) for item in found]
    assert told == [
        ("BASE_MODEL", "model/llama-3.3-70b", None),
        ("BASE_MODEL", "model/deepseek-r1", None),
        ("TRAINING_DATA", "dataset/deepseek-r1-distillation-samples", None),
        ("COMPUTE", "organization/high-flyer", "organization/deepseek"),
    ]


def test_integrated_owners_are_told_through_chains_and_never_in_the_lump(ask: Any) -> None:
    query = f"""{{ organization(id: "organization/openai", asOf: {DAY}) {{
      integratedOwners {{ holder {{ id }} share shareMin }} }} }}"""

    owners = ask(query)["organization"]["integratedOwners"]

    parts = [owner["shareMin"] for owner in owners]
    assert owners[0] == {"holder": {"id": "organization/microsoft"}, "share": "27", "shareMin": 27.0}
    assert "organization/openai-employees-and-investors" not in [owner["holder"]["id"] for owner in owners]
    assert parts == sorted(parts, reverse=True)


@pytest.mark.parametrize("threshold", [0, 101])
def test_a_threshold_outside_the_whole_is_named_with_the_remedy(errors: Any, threshold: int) -> None:
    query = (
        f'{{ organization(id: "organization/openai") {{ dependencies(threshold: {threshold}) {{ kind }} }} }}'
    )

    assert errors(query) == [("BAD_VALUE", f"`threshold` is {threshold}; give a percentage from 1 to 100")]


def test_a_golden_share_is_a_dependence_with_its_basis_and_no_control(ask: Any) -> None:
    query = """{ organization(id: "organization/beijing-bytedance-technology", asOf: "2026-06-01") {
      controllers { path { holder { id } } }
      dependencies { kind on { id } share note certain sources { id } }
      knownHolders { holder { id } goldenShare interests } } }"""

    found = ask(query)["organization"]

    fund = {"id": "organization/china-internet-investment-fund"}
    (golden,) = (item for item in found["dependencies"] if item["kind"] == "GOLDEN_SHARE")
    assert (golden["on"], golden["share"], golden["certain"]) == (fund, "1", "MET")
    assert "veto" in golden["note"]
    assert golden["sources"]
    assert fund not in [step["holder"] for control in found["controllers"] for step in control["path"]]
    assert [item["goldenShare"] for item in found["knownHolders"] if item["holder"] == fund] == ["MET"]
