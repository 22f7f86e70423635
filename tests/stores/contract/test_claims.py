"""Question: what does each source say of a value, and where do they disagree?"""

from __future__ import annotations

import pytest

from graph.errors import BadCursor
from graph.query import Page
from tests.stores.contract.conftest import AskedStore

DISAGREEMENTS = [
    "model/elm-40b--licensed_under.WEIGHTS",
    "model/elm-40b--openness_properties.training-data",
    "model/elm-40b--released",
    "organization/umbra-lab--kind",
]


def test_values_of_which_several_sources_speak_come_by_the_place_of_the_value(store: AskedStore) -> None:
    none, elm, unknown = store.claims("model/aster-7b", "model/elm-40b", "model/nothing")

    assert none == unknown == []
    assert [(value["field"], value["disagree"]) for value in elm] == [
        ("licensed_under/WEIGHTS", True),
        ("openness_properties/training-code", False),
        ("openness_properties/training-data", True),
        ("parameters", False),
        ("released", True),
    ]


def test_claims_name_value_source_set_place_and_why_they_were_chosen_or_not(store: AskedStore) -> None:
    ((row,),) = store.claims("organization/umbra-lab")

    assert row["subject"] == "organization/umbra-lab"
    assert [dict(claim) for claim in row["claims"]] == [
        {
            "field": "kind",
            "value": "COMPANY",
            "source_ids": ["source/chronicle"],
            "set": None,
            "record": None,
            "chosen": True,
            "reason": "CURATED",
        },
        {
            "field": "kind",
            "value": "COMMUNITY",
            "source_ids": ["source/openness-index"],
            "set": "star_atlas",
            "record": "row 12",
            "chosen": False,
            "reason": "CURATED",
        },
    ]


def test_disagreements_come_by_id_page_by_page(store: AskedStore) -> None:
    first = store.disagreements(Page(3))
    rest = store.disagreements(Page(3, after=DISAGREEMENTS[2]))

    assert [row["id"] for row in (*first.rows, *rest.rows)] == DISAGREEMENTS
    assert (first.total, first.has_next, rest.has_previous, rest.has_next) == (4, True, True, False)


def test_a_page_of_disagreements_cannot_start_at_what_is_none(store: AskedStore) -> None:
    with pytest.raises(BadCursor):
        store.disagreements(Page(3, after="model/elm-40b--parameters"))
