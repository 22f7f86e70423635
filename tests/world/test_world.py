"""What the fictional world holds: each oddity of the domain once, and what the rules make of it."""

from __future__ import annotations

from datetime import date

import pytest

from graph.derive.control.map import control_on
from graph.holdings import EDGE_KINDS, holdings_of, memberships_of, parties_of
from graph.snapshot import Row, Snapshot
from graph.values.node_id import NodeId

CONTROL = {
    "many votes with few shares": ("aster-labs", "2024-06-01", "CONTROLLED", "ada-example SOLE VOTES"),
    "equity where no votes are published": (
        "boreal-ventures",
        "2024-06-01",
        "CONTROLLED",
        "bo-boreal SOLE EQUITY_FOR_VOTES",
    ),
    "a circle of holdings": (
        "cobalt-holding",
        "2024-06-01",
        "CONTROLLED",
        "drift-systems SOLE VOTES, ember-data SOLE VOTES",
    ),
    "a cross-holding": ("fennel-ai", "2024-06-01", "CONTROLLED", "fay-fennel SOLE VOTES"),
    "a range of votes": ("harbor-ai", "2024-06-01", "UNDISCLOSED", "hugo-haven POSSIBLE VOTES"),
    "before a gap": ("iris-models", "2021-06-30", "CONTROLLED", "ines-iris SOLE VOTES"),
    "a gap between observations": ("iris-models", "2022-01-01", "UNKNOWN", ""),
    "after a gap": ("iris-models", "2023-01-01", "CONTROLLED", "ines-iris SOLE VOTES"),
    "the day before a change of hands": ("juniper-ai", "2024-03-14", "CONTROLLED", "koala-corp SOLE VOTES"),
    "the day of a change of hands": ("juniper-ai", "2024-03-15", "CONTROLLED", "larch-group SOLE VOTES"),
    "a recorded parent further up": ("juniper-ai", "2025-01-01", "CONTROLLED", "koala-corp SOLE RECORDED"),
    "no holder at the threshold": ("koala-corp", "2024-06-01", "DISPERSED", ""),
    "a group that acts together": (
        "moss-research",
        "2024-06-01",
        "JOINTLY_CONTROLLED",
        "max-moss JOINT GROUP_MEMBER, mia-moss JOINT GROUP_MEMBER",
    ),
    "a body of the state": ("nordland-institute", "2024-06-01", "STATE", "nordland SOLE RECORDED"),
    "a public institute": ("yuki-kenkyusho", "2024-06-01", "STATE", ""),
    "a trust that appoints the board": ("orchid-ai", "2024-06-01", "CONTROLLED", "orchid-trust SOLE BOARD"),
    "two halves": (
        "pine-venture",
        "2024-06-01",
        "JOINTLY_CONTROLLED",
        "ada-example JOINT VOTES, max-moss JOINT GROUP_MEMBER, mia-moss JOINT GROUP_MEMBER",
    ),
    "a foundation without owners": ("sage-foundation", "2024-06-01", "SELF_GOVERNED", ""),
    "holders whose votes are not published": ("tulip-ai", "2026-01-01", "UNDISCLOSED", ""),
    "no holder known": ("umbra-lab", "2024-06-01", "UNKNOWN", ""),
}


@pytest.mark.parametrize("oddity", CONTROL)
def test_the_world_holds_every_way_to_be_controlled(world: Snapshot, oddity: str) -> None:
    name, day, status, controllers = CONTROL[oddity]
    edges = [(kind, row) for kind in EDGE_KINDS for row in world.edges[kind]]
    parties = parties_of(world.nodes["organization"], world.nodes["person"], edges)
    control = control_on(date.fromisoformat(day), holdings_of(edges), parties, memberships_of(edges))

    found = control.controllers(NodeId(f"organization/{name}"))

    assert control.status(NodeId(f"organization/{name}")) == status
    words = [f"{item.holder.partition('/')[2]} {item.degree} {item.basis}" for item in found]
    assert ", ".join(words) == controllers


MODELS = {
    "aster-7b": "OPEN_WEIGHTS CONDITIONAL CONDITIONAL weights OPEN training CLOSED",
    "aster-7b-instruct-elan": "OPEN_WEIGHTS CONDITIONAL FREE weights OPEN training OPEN",
    "aster-7b-instruct-elan-int4": "OPEN_WEIGHTS CONDITIONAL CONDITIONAL weights OPEN training UNKNOWN",
    "aster-briar-merge": "RESTRICTED_WEIGHTS NONCOMMERCIAL FREE weights OPEN training UNKNOWN",
    "aster-mini": "OPEN_WEIGHTS FREE FREE weights OPEN training PARTIAL",
    "briar-2": "RESTRICTED_WEIGHTS NONCOMMERCIAL NONCOMMERCIAL weights OPEN training CLOSED",
    "cedar-1": "RESTRICTED_WEIGHTS RESEARCH_ONLY RESEARCH_ONLY weights PARTIAL training CLOSED",
    "dune-4": "API_ONLY NONE NONE weights CLOSED training CLOSED",
    "elm-40b": "OPEN_WEIGHTS FREE FREE weights OPEN training CLOSED",
    "fern-voice": "RESTRICTED_WEIGHTS NONCOMMERCIAL NONCOMMERCIAL weights OPEN training OPEN",
    "gorse-lab": "UNRELEASED NONE NONE weights CLOSED training UNKNOWN",
    "ivy-1": "UNKNOWN UNKNOWN UNKNOWN weights UNKNOWN training UNKNOWN",
    "meadow-1": "OPEN_SOURCE FREE FREE weights OPEN training OPEN",
    "yuki-1": "UNKNOWN UNKNOWN UNKNOWN weights UNKNOWN training UNKNOWN",
}


def _openness(row: Row) -> str:
    return (
        f"{row['openness']} {row['freedom']} {row['declared_freedom']} "
        f"weights {row['weights']} training {row['training']}"
    )


def test_the_world_holds_every_class_of_openness(world: Snapshot) -> None:
    """Class, effective and declared freedom, and the two statuses of the headline."""
    assert {row["id"].partition("/")[2]: _openness(row) for row in world.nodes["model"]} == MODELS


def test_a_component_that_does_not_apply_leaves_its_group_to_the_others(world: Snapshot) -> None:
    assert {row["id"]: row for row in world.nodes["model"]}["model/fern-voice"]["code"] == "OPEN"


def test_facts_that_do_not_decide_leave_several_classes(world: Snapshot) -> None:
    possible = {row["id"]: row["possible_openness"] for row in world.nodes["model"]}

    assert possible["model/ivy-1"] == ["OPEN_SOURCE", "OPEN_WEIGHTS", "RESTRICTED_WEIGHTS", "API_ONLY"]
    assert possible["model/yuki-1"] == [
        "OPEN_SOURCE",
        "OPEN_WEIGHTS",
        "RESTRICTED_WEIGHTS",
        "API_ONLY",
        "UNRELEASED",
    ]


def test_a_release_inventory_closes_what_it_covers_and_the_file_leaves_out(world: Snapshot) -> None:
    components = {
        row["target"]: (row["status"], row["basis"])
        for row in world.edges["HAS_PROPERTY"]
        if row["source"] == "model/briar-2"
    }

    assert components["openness_property/training-code"] == ("CLOSED", "ABSENT")
    assert components["openness_property/final-weights"] == ("OPEN", None)
    assert "openness_property/inference-code" not in components


LICENSES = {
    "aster-community-1.0": "CONDITIONAL",
    "aster-community-1.0-elan": "CONDITIONAL",
    "briar-noncommercial": "NONCOMMERCIAL",
    "cedar-research": "RESEARCH_ONLY",
    "dune-terms-of-service": "NONE",
    "elm-look-only": "NO_DERIVATIVES",
    "ivy-other": "UNKNOWN",
    "meadow-commons": "FREE",
    "meadow-permissive": "FREE",
}


def test_the_world_holds_a_licence_of_every_freedom(world: Snapshot) -> None:
    freedoms = {row["id"].partition("/")[2]: row["freedom"] for row in world.nodes["license"]}

    assert freedoms == LICENSES


def test_names_are_kept_as_they_are_written(world: Snapshot) -> None:
    names = {row["id"]: (row["name"], row["aliases"]) for row in world.nodes["organization"]}

    assert names["organization/on"] == ("On", ["No", "Yes"])
    assert names["organization/societe-elan"] == ("Société Élan", ["Elan"])
    assert names["organization/yuki-kenkyusho"][0] == "雪研究所"


def test_a_date_keeps_the_precision_of_its_source(world: Snapshot) -> None:
    released = {row["id"]: row["released"] for row in world.nodes["model"]}

    assert released["model/ivy-1"] == "2023"
    assert released["model/fern-voice"] == "2024-11"
    assert released["model/aster-7b"] == "2024-03-14"
    assert released["model/yuki-1"] is None
