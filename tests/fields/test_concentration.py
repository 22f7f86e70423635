"""Statistics, concentration and dependence on base models: on the fictional world and on the real facts."""

from __future__ import annotations

from typing import Any

import pytest

from api.client import Client
from graph.snapshot import Snapshot
from graph.stores.embedded.store import EmbeddedStore

DAY = 'asOf: "2025-06-01"'
SHARES = "{ value modelCount weight share mostShare }"


@pytest.fixture(scope="module")
def world_client(world: Snapshot) -> Client:
    return Client(EmbeddedStore(world))


def concentration(client: Client, arguments: str, fields: str) -> Any:
    return client.data(f"{{ concentration({arguments}) {{ {fields} }} }}")["concentration"]


def weights(client: Client, arguments: str) -> dict[str | None, float]:
    found = concentration(client, arguments, "shares { nodes { value weight } }")
    return {item["value"]: item["weight"] for item in found["shares"]["nodes"]}


def groups(client: Client, arguments: str) -> dict[tuple[str | None, ...], tuple[int, int, int]]:
    query = f"""{{ modelStatistics({arguments}) {{ groups(first: 100) {{ nodes {{
      values {{ value }} count least most }} }} }} }}"""
    found = client.data(query)["modelStatistics"]["groups"]["nodes"]
    return {
        tuple(item["value"] for item in group["values"]): (group["count"], group["least"], group["most"])
        for group in found
    }


def test_people_who_control_jointly_count_once_and_who_is_not_known_is_a_row(world_client: Client) -> None:
    """Two models of Moss Research are its founders'; nobody knows who controls Tulip AI and Umbra Lab."""
    assert weights(world_client, f"by: CONTROLLER, {DAY}") == {
        "person/ada-example": 3,
        "organization/moss-founders": 2,
        "organization/on": 2,
        "organization/nordland": 1.5,
        "organization/koala-corp": 1,
        "organization/yuki-kenkyusho": 1,
        "person/fay-fennel": 1,
        "organization/sage-foundation": 0.5,
        None: 2,
    }


def test_figures_are_bounds_over_what_is_not_known(world_client: Client) -> None:
    """Squares: 9 + 4 + 4 + 2.25 + 1 + 1 + 1 + 0.25, with 1 + 1 more or 25 for 9, of 14 models."""
    fields = """modelCount unknownShare hhi { least most } topShare(count: 1) { least most }
      effectiveNumber { most }"""

    assert concentration(world_client, f"by: CONTROLLER, {DAY}", fields) == {
        "modelCount": 14,
        "unknownShare": pytest.approx(2 / 14),
        "hhi": {"least": pytest.approx(24.5 / 196), "most": pytest.approx(38.5 / 196)},
        "topShare": {"least": pytest.approx(3 / 14), "most": pytest.approx(5 / 14)},
        "effectiveNumber": {"most": pytest.approx(8)},
    }


def test_control_is_that_of_the_day_and_models_of_later_days_are_not_there(world_client: Client) -> None:
    """Juniper AI passed from one company to another on 2024-03-15, and its parent was recorded later."""
    before = weights(world_client, 'by: CONTROLLER, asOf: "2024-03-14"')
    since = weights(world_client, 'by: CONTROLLER, asOf: "2024-03-15"')
    counts = concentration(world_client, 'by: CONTROLLER, asOf: "2024-03-14"', "modelCount leftOut")

    assert ("organization/koala-corp" in before, "organization/larch-group" in since) == (True, True)
    assert counts == {"modelCount": 9, "leftOut": 5}


def test_licences_count_where_weights_are_licensed(world_client: Client) -> None:
    """The terms of Elm 40B changed after six days; the weights of Dune 4 and Gorse Lab are closed."""
    arguments = 'by: LICENSE, where: {family: {in: ["Elm", "Dune"]}}'

    assert weights(world_client, f"{arguments}, {DAY}") == {"license/meadow-permissive": 1}
    assert weights(world_client, f'{arguments}, asOf: "2023-05-26"') == {"license/elm-look-only": 1}
    assert concentration(world_client, f"{arguments}, {DAY}", "leftOut") == {"leftOut": 1}


def test_a_derivative_belongs_to_the_family_of_its_base_and_a_merge_to_each(world_client: Client) -> None:
    found = weights(world_client, f"by: BASE_MODEL_FAMILY, {DAY}")

    assert (found["Aster"], found["Briar"]) == (4.5, 1.5)


def test_models_can_be_weighed_by_the_latest_figure_of_use(world_client: Client) -> None:
    by_likes = "by: DEVELOPER, weighedBy: HUB_LIKES"

    assert weights(world_client, f"{by_likes}, {DAY}") == {
        "organization/nordland-institute": 900,
        "organization/fennel-ai": 100,
    }
    assert weights(world_client, f'{by_likes}, asOf: "2024-07-01"')["organization/nordland-institute"] == 300
    assert concentration(world_client, f"{by_likes}, {DAY}", "modelCount leftOut") == {
        "modelCount": 2,
        "leftOut": 12,
    }


def test_each_year_of_release_has_its_own_figures_with_control_of_its_last_day(world_client: Client) -> None:
    fields = "byYear { year modelCount hhi { least } shares { nodes { value } } }"

    years = concentration(world_client, f"by: CONTROLLER, {DAY}", fields)["byYear"]

    assert [(year["year"], year["modelCount"]) for year in years] == [(2022, 1), (2023, 4), (2024, 8)]
    assert years[0]["hhi"] == {"least": 1}
    assert {"value": "organization/larch-group"} in years[2]["shares"]["nodes"]


def test_a_share_leads_to_its_node_and_its_models(world_client: Client) -> None:
    fields = "shares(first: 1) { totalCount nodes { node { name } models { nodes { name } } } }"

    assert concentration(world_client, f"by: CONTROLLER, {DAY}", fields)["shares"] == {
        "totalCount": 9,
        "nodes": [
            {
                "node": {"name": "Ada Example"},
                "models": {
                    "nodes": [
                        {"name": "Aster 7B"},
                        {"name": "Élan Aster 7B Instruct"},
                        {"name": "Aster Mini"},
                    ]
                },
            }
        ],
    }


def test_classes_are_counted_at_least_and_at_most(world_client: Client) -> None:
    assert groups(world_client, "groupBy: [OPENNESS]") == {
        ("OPEN_SOURCE",): (1, 1, 3),
        ("OPEN_WEIGHTS",): (5, 5, 7),
        ("RESTRICTED_WEIGHTS",): (4, 4, 6),
        ("API_ONLY",): (1, 1, 3),
        ("UNRELEASED",): (1, 1, 2),
        (None,): (2, 0, 2),
    }


def test_two_dimensions_of_developers_keep_together(world_client: Client) -> None:
    where = 'where: {id: {eq: "model/meadow-1"}}'

    assert groups(world_client, f"groupBy: [DEVELOPER, COUNTRY], {where}") == {
        ("organization/nordland-institute", "jurisdiction/no"): (1, 1, 1),
        ("organization/sage-foundation", "jurisdiction/de"): (1, 1, 1),
    }


def test_groups_come_in_order_and_are_paged(world_client: Client) -> None:
    query = """query($after: String) { modelStatistics(groupBy: [TRAINING, YEAR], asOf: "2025-06-01") {
      groups(first: 4, after: $after) { nodes { values { value } } pageInfo { endCursor } } } }"""

    first = world_client.data(query)["modelStatistics"]["groups"]
    second = world_client.data(query, {"after": first["pageInfo"]["endCursor"]})["modelStatistics"]["groups"]

    keys = [tuple(item["value"] for item in group["values"]) for group in first["nodes"] + second["nodes"]]
    assert keys == [
        ("OPEN", "2022"),
        ("OPEN", "2023"),
        ("OPEN", "2024"),
        ("PARTIAL", "2022"),
        ("PARTIAL", "2023"),
        ("PARTIAL", "2024"),
        ("CLOSED", "2022"),
        ("CLOSED", "2023"),
    ]


def test_derivatives_rest_on_base_models_through_every_step_but_distillation(world_client: Client) -> None:
    """A fine-tune of Aster 7B, a copy of that, and a merge of Aster 7B and Briar 2."""
    query = """{ lineageDependence(by: %s) { derivativeCount shares { nodes {
      value derivativeCount byOthers weight } } } }"""

    by_model = world_client.data(query % "MODEL")["lineageDependence"]
    by_controller = world_client.data(query % "CONTROLLER")["lineageDependence"]

    assert by_model == {
        "derivativeCount": 3,
        "shares": {
            "nodes": [
                {"value": "model/aster-7b", "derivativeCount": 3, "byOthers": 3, "weight": 2.5},
                {"value": "model/briar-2", "derivativeCount": 1, "byOthers": 1, "weight": 0.5},
            ]
        },
    }
    assert by_controller["shares"]["nodes"] == [
        {"value": "person/ada-example", "derivativeCount": 3, "byOthers": 2, "weight": 2.5},
        {"value": None, "derivativeCount": 1, "byOthers": 1, "weight": 0.5},
    ]


def test_a_wrong_dimension_or_number_is_refused_with_the_remedy(errors: Any) -> None:
    assert errors("{ modelStatistics(groupBy: [YEAR, DEVELOPER, COUNTRY]) { modelCount } }") == [
        ("BAD_VALUE", "`groupBy` has 3 dimensions; give one or two")
    ]
    assert errors("{ modelStatistics(groupBy: [YEAR, YEAR]) { modelCount } }") == [
        ("BAD_VALUE", "`groupBy` has YEAR twice; give two different dimensions, or it alone")
    ]
    assert errors("{ concentration(by: SIZE) { topShare(count: 0) { least } } }") == [
        (
            "GRAPHQL_VALIDATION_FAILED",
            "`by`: Value 'SIZE' does not exist in 'ConcentrationDimension' enum. It has CONTROLLER, "
            "DEVELOPER, COUNTRY, LICENSE, BASE_MODEL_FAMILY.",
        )
    ]
    assert errors("{ concentration(by: LICENSE) { topShare(count: 0) { least } } }") == [
        ("BAD_VALUE", "`count` is 0; give 1 or more")
    ]


@pytest.mark.parametrize("by", ["CONTROLLER", "DEVELOPER", "COUNTRY", "LICENSE", "BASE_MODEL_FAMILY"])
def test_shares_of_the_real_models_add_up(client: Client, by: str) -> None:
    query = f"""query($after: String) {{ concentration(by: {by}) {{ shares(first: 100, after: $after) {{
      nodes {SHARES} pageInfo {{ hasNextPage endCursor }} }} }} }}"""
    rows, after = [], None
    while after is not None or not rows:
        page = client.data(query, {"after": after})["concentration"]["shares"]
        rows += page["nodes"]
        after = page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None
    figures = concentration(client, f"by: {by}", "total unknownShare hhi { least most }")

    assert sum(row["share"] for row in rows) == pytest.approx(1)
    assert sum(row["weight"] for row in rows) == pytest.approx(figures["total"])
    assert all(row["share"] <= row["mostShare"] <= 1 + 1e-9 for row in rows)
    assert sum(row["share"] for row in rows if row["value"] is None) == pytest.approx(figures["unknownShare"])
    known = sum(row["share"] ** 2 for row in rows if row["value"])
    assert known - 1e-9 <= figures["hhi"]["least"] <= figures["hhi"]["most"]


def test_the_two_founders_of_google_stand_behind_most_of_the_real_models(client: Client) -> None:
    fields = "shares(first: 1) { nodes { node { id } } }"

    found = concentration(client, f"by: CONTROLLER, {DAY}", fields)

    assert found["shares"]["nodes"] == [{"node": {"id": "organization/page-and-brin"}}]


def test_counts_by_class_are_those_of_the_filter(client: Client) -> None:
    found = groups(client, "groupBy: [OPENNESS]")
    query = "{ models(where: {openness: {eq: OPEN_WEIGHTS}}) { totalCount } }"

    assert found[("OPEN_WEIGHTS",)][0] == client.data(query)["models"]["totalCount"]


def test_real_models_are_weighed_by_downloads_and_those_without_a_figure_are_counted(ask: Any) -> None:
    """More than a third of all models are on the hub with a figure; control of some of these is not known."""
    found = ask("""{
      models { totalCount }
      concentration(by: CONTROLLER, asOf: "2026-11-24", weighedBy: HUB_DOWNLOADS_LAST_MONTH) {
        modelCount leftOut unknownShare hhi { least most } shares(first: 1) { nodes { value weight } }
      }
    }""")

    by_downloads, total = found["concentration"], found["models"]["totalCount"]
    assert by_downloads["modelCount"] + by_downloads["leftOut"] == total
    assert total / 3 < by_downloads["modelCount"] < total / 2
    assert 0 < by_downloads["hhi"]["least"] < by_downloads["hhi"]["most"] < 1
    assert 0 < by_downloads["unknownShare"] < 0.25
    (largest,) = by_downloads["shares"]["nodes"]
    assert largest["value"] == "organization/alibaba-partnership"
    assert largest["weight"] > 100_000_000
