"""Facts -> graph: read, check, derive, and name the result by its content."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from graph.build import build
from graph.errors import FactErrors
from graph.snapshot import Row, Snapshot
from graph.unstated import unstated_in
from tests.facts.conftest import spoil
from tests.world.layout import lay_out_world


@pytest.fixture
def own_world(world_folder: Path, tmp_path: Path) -> Path:
    """A copy of the fictional world that a test may change."""
    return Path(shutil.copytree(world_folder, tmp_path / "facts"))


def node(graph: Snapshot, node_id: str) -> Row:
    (row,) = (row for row in graph.nodes[node_id.partition("/")[0]] if row["id"] == node_id)
    return row


def edges(graph: Snapshot, kind: str, near: str) -> list[Row]:
    """Edges of a kind that begin or end at a node."""
    return [row for row in graph.edges[kind] if near in (row["source"], row["target"])]


def component(graph: Snapshot, model: str, name: str) -> Row:
    (row,) = (row for row in edges(graph, "HAS_PROPERTY", model) if row["target"].endswith(f"/{name}"))
    return row


def test_to_build_twice_gives_equal_bytes(world: Snapshot, tmp_path: Path) -> None:
    again = build(lay_out_world(tmp_path / "other name"))

    assert again.save(tmp_path / "a").read_bytes() == world.save(tmp_path / "b").read_bytes()


def test_the_order_of_lines_makes_no_difference(world: Snapshot, own_world: Path) -> None:
    spoil(
        own_world / "organization/moss-founders.yaml",
        "- {member: person/mia-moss, source: source/register}\n"
        "- {member: person/max-moss, source: source/register}",
        "- {source: source/register, member: person/max-moss}\n"
        "- {source: source/register, member: person/mia-moss}",
    )

    assert build(own_world).version == world.version


def test_a_remark_in_a_file_makes_no_difference(world: Snapshot, own_world: Path) -> None:
    spoil(own_world / "person/ada-example.yaml", "name: Ada Example", "# A founder.\nname: Ada Example")

    assert build(own_world).version == world.version


def test_one_changed_word_makes_another_version(world: Snapshot, own_world: Path) -> None:
    spoil(own_world / "model/dune-4.yaml", "Its files leaked in 2024.", "Its files leaked in 2025.")

    assert build(own_world).version != world.version


def test_a_changed_rule_makes_another_version(world: Snapshot, own_world: Path) -> None:
    spoil(
        own_world / "rules/license-freedom.yaml",
        "any_restriction: [NONCOMMERCIAL]",
        "category: [NONCOMMERCIAL]",
    )
    spoil(own_world / "license/briar-noncommercial.yaml", "category: NONCOMMERCIAL", "category: PERMISSIVE")
    spoil(own_world / "license/briar-noncommercial.yaml", "permissions: [", "permissions: [COMMERCIAL_USE, ")

    assert build(own_world).version != world.version


def test_facts_with_faults_give_no_graph_but_all_their_faults(own_world: Path) -> None:
    spoil(own_world / "model/dune-4.yaml", "withdrawn: 2025-06-30", "withdrawn: 2023")
    spoil(own_world / "person/ada-example.yaml", "[source/register]", "[source/registr]")

    with pytest.raises(FactErrors) as refused:
        build(own_world)

    assert [problem.file for problem in refused.value.problems] == [
        "facts/model/dune-4.yaml",
        "facts/person/ada-example.yaml",
    ]


def test_without_the_rules_of_the_classes_there_is_no_graph(own_world: Path) -> None:
    (own_world / "definition/openness-class.yaml").unlink()

    with pytest.raises(
        FactErrors, match=r"^definition/openness-class\.yaml:1: is missing; the classes rest on it$"
    ):
        build(own_world)


def test_every_component_is_an_edge_of_every_model_or_a_word_on_its_row(world: Snapshot) -> None:
    for row in world.nodes["model"]:
        lines = [line["target"] for line in edges(world, "HAS_PROPERTY", row["id"])]
        words = [component for component, _ in unstated_in(row)]

        assert sorted(lines + words) == [component["id"] for component in world.nodes["openness_property"]]


def test_a_component_says_whether_a_fact_states_it(world: Snapshot) -> None:
    stated = component(world, "model/aster-7b", "training-code")
    derived = component(world, "model/aster-7b", "cloud")

    assert (stated["status"], stated["basis"], stated["stated"]) == ("CLOSED", "STATED", True)
    assert (derived["status"], derived["reason"], derived["stated"]) == ("OPEN", None, False)
    assert "hyperparameters=CONDITIONAL" in node(world, "model/aster-7b")["unstated"]


def test_a_component_is_on_its_own_terms_or_on_those_of_its_part_of_the_release(world: Snapshot) -> None:
    own = component(world, "model/aster-7b", "inference-code")
    whole = component(world, "model/aster-7b", "final-weights")

    assert (own["license"], own["freedom"]) == ("license/meadow-permissive", "FREE")
    assert (whole["license"], whole["freedom"]) == (None, "CONDITIONAL")
    assert "inference-code=UNKNOWN" in node(world, "model/briar-2")["unstated"]


def test_a_line_without_a_source_rests_on_those_of_its_file(world: Snapshot) -> None:
    (inherited,) = edges(world, "TRAINED_ON", "model/aster-7b")
    own = component(world, "model/aster-7b", "training-code")

    assert inherited["source_ids"] == ["source/aster-card"]
    assert own["source_ids"] == ["source/aster-report"]


def test_a_source_in_place_becomes_a_node_that_several_lines_rest_on(world: Snapshot) -> None:
    (source,) = (row for row in world.nodes["source"] if row["title"] == "Élan Aster 7B Instruct")

    (rests_on,) = edges(world, "RESTS_ON", "model/aster-7b-instruct-elan")
    claimed = node(world, "model/aster-7b-instruct-elan")["claimed_openness"]
    assert rests_on["target"] == source["id"]
    assert claimed["source_ids"] == [source["id"]]
    assert (source["name"], source["url"]) == ("Élan Aster 7B Instruct", "https://example.org/elan/instruct")


def test_ownership_points_from_the_holder_to_the_one_in_whose_file_it_stands(world: Snapshot) -> None:
    (row,) = edges(world, "HOLDS", "person/hugo-haven")

    assert (row["source"], row["target"]) == ("person/hugo-haven", "organization/harbor-ai")


def test_a_dated_line_says_when_it_may_be_true(world: Snapshot) -> None:
    def span(kind: str, near: str) -> Any:
        return [(row["earliest"], row["latest"]) for row in edges(world, kind, near)]

    assert span("SUPPLIES", "organization/nordland") == [("2022-01-01", "2024-07-01")]
    assert span("LICENSED_UNDER", "license/elm-look-only") == [("2023-05-25", "2023-05-31")]
    assert span("OFFERED_BY", "model/ivy-1") == [(None, None)]


def test_an_edge_keeps_its_id_when_other_lines_change(world: Snapshot, own_world: Path) -> None:
    spoil(own_world / "organization/aster-labs.yaml", "equity: 12,", "equity: 13,")

    before, after = (edges(graph, "HOLDS", "organization/aster-labs") for graph in (world, build(own_world)))

    ids_before, ids_after = ({row["source"]: row["id"] for row in rows} for rows in (before, after))
    assert ids_before.pop("person/ada-example") != ids_after.pop("person/ada-example")
    assert ids_before == ids_after


def test_a_definition_keeps_its_rules_as_they_were_read(world: Snapshot) -> None:
    rules = node(world, "definition/runs-at-home")["rules"]

    assert rules["criteria"]["weights"]["test"] == {"property": "final-weights", "is": ["OPEN"]}
    assert [outcome["outcome"] for outcome in rules["outcomes"]] == ["MET", "PRIVATELY", "NOT_MET"]


def test_external_identifiers_are_a_list_of_scheme_and_value(world: Snapshot) -> None:
    assert node(world, "model/meadow-1")["external_ids"] == [
        {"scheme": "HUGGING_FACE", "value": "sage/meadow-1"},
        {"scheme": "DOI", "value": "10.1234/meadow-1"},
    ]
