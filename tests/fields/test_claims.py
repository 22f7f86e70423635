"""What each source says, through the API, on the fictional world."""

from __future__ import annotations

import pytest

from api.client import Client
from graph.snapshot import Snapshot
from graph.stores.embedded.store import EmbeddedStore


@pytest.fixture(scope="module")
def client(world: Snapshot) -> Client:
    return Client(EmbeddedStore(world))


def test_a_model_shows_every_claim_on_values_of_which_several_sources_speak(client: Client) -> None:
    query = """{ model(id: "model/elm-40b") { released claims {
      field value chosen reason set record sources { id } } } }"""

    model = client.data(query)["model"]

    assert model["released"] == "2023-05-25"
    assert [claim for claim in model["claims"] if claim["field"] == "released"] == [
        {
            "field": "released",
            "value": "2023-05-25",
            "chosen": True,
            "reason": "CURATED",
            "set": None,
            "record": None,
            "sources": [{"id": "source/chronicle"}],
        },
        {
            "field": "released",
            "value": "2023-06",
            "chosen": False,
            "reason": "CURATED",
            "set": "star_atlas",
            "record": "row 7",
            "sources": [{"id": "source/openness-index"}],
        },
    ]


def test_a_component_shows_its_own_claims_only(client: Client) -> None:
    query = """{ models(where: {id: {in: ["model/elm-40b", "model/aster-7b"]}}) { nodes { id
      opennessProperties { property { id } status claims { value set } } } } }"""

    models = client.data(query)["models"]["nodes"]

    claimed = {
        (model["id"], line["property"]["id"]): [(claim["value"], claim["set"]) for claim in line["claims"]]
        for model in models
        for line in model["opennessProperties"]
        if line["claims"]
    }
    assert claimed == {
        ("model/elm-40b", "openness_property/training-code"): [("CLOSED", None), ("CLOSED", "star_atlas")],
        ("model/elm-40b", "openness_property/training-data"): [("PARTIAL", None), ("OPEN", "star_atlas")],
    }


def test_organizations_show_claims_too(client: Client) -> None:
    query = '{ organization(id: "organization/umbra-lab") { kind claims { value chosen } } }'

    assert client.data(query)["organization"] == {
        "kind": "COMPANY",
        "claims": [{"value": "COMPANY", "chosen": True}, {"value": "COMMUNITY", "chosen": False}],
    }


def test_disagreements_are_a_connection_over_everything(client: Client) -> None:
    query = """query Page($after: String) { disagreements(first: 3, after: $after) { totalCount
      pageInfo { hasNextPage endCursor }
      edges { cursor node { field subject { id name ... on Model { released } } claims { value } } } } }"""

    first = client.data(query)["disagreements"]
    rest = client.data(query, {"after": first["pageInfo"]["endCursor"]})["disagreements"]

    found = [edge["node"] for edge in (*first["edges"], *rest["edges"])]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (
        4,
        True,
        False,
    )
    assert [(node["subject"]["id"], node["field"]) for node in found] == [
        ("model/elm-40b", "licensed_under/WEIGHTS"),
        ("model/elm-40b", "openness_properties/training-data"),
        ("model/elm-40b", "released"),
        ("organization/umbra-lab", "kind"),
    ]
    assert found[0]["claims"] == [
        {"value": "license/meadow-permissive"},
        {"value": "license/briar-noncommercial"},
    ]
