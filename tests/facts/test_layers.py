"""Files of several layers about one thing are merged, and nobody's statement is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.build import snapshot_of
from graph.errors import FactErrors
from graph.facts.check import check_facts
from graph.facts.load import Facts, load_facts
from graph.facts.read import parse_yaml
from graph.facts.write import layer_text
from graph.schema.model import Model
from graph.snapshot import Row
from graph.values.node_id import NodeId, kind_of
from tests.facts.conftest import problems_of

ASTER = NodeId("model/aster-7b")


def lay(folder: Path, layer: str, node_id: str, text: str) -> None:
    """Add a line to a layer, or replace it; its values are given as a curated file would have them."""
    file = folder / "imported" / layer / f"{kind_of(NodeId(node_id))}.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    document, _ = parse_yaml(text, "")
    assert document is not None
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines() if file.exists() else ())
    things = {line.pop("id"): line for line in lines} | {node_id: document.values}
    file.write_text(layer_text(things), encoding="utf-8")


def merged(folder: Path) -> Facts:
    facts = load_facts(folder)
    check_facts(facts)
    return facts


def model(facts: Facts, node_id: str = ASTER) -> Model:
    node = facts.entities[NodeId(node_id)].node
    assert isinstance(node, Model)
    return node


def claims_of(facts: Facts, field: str, node_id: str = ASTER) -> list[tuple[str, str, str]]:
    """Set, value and reason of every claim on a value."""
    row = claim_row(facts, field, node_id)
    return [(claim["set"] or "curated", claim["value"], claim["reason"]) for claim in row["claims"]]


def claim_row(facts: Facts, field: str, node_id: str = ASTER) -> Row:
    (row,) = [row for row in snapshot_of(facts).claims if (row["subject"], row["field"]) == (node_id, field)]
    return row


def fields_with_claims(facts: Facts) -> list[str]:
    return [row["field"] for row in snapshot_of(facts).claims if row["subject"] == ASTER]


def test_a_curated_value_holds_and_the_imported_one_is_kept_beside_it(own_world: Path) -> None:
    lay(
        own_world,
        "epoch",
        "model/aster-7b",
        "name: Aster-7B\nrecord: row 12\nsources: [source/openness-index]\nreleased: 2024-03-20\n",
    )

    facts = merged(own_world)

    assert str(model(facts).released) == "2024-03-14"
    assert claims_of(facts, "released") == [
        ("curated", "2024-03-14", "CURATED"),
        ("epoch", "2024-03-20", "CURATED"),
    ]
    row = claim_row(facts, "released")
    assert row["disagree"] is True
    assert [claim["chosen"] for claim in row["claims"]] == [True, False]
    assert row["claims"][1]["source_ids"] == ["source/openness-index"]
    assert row["claims"][1]["record"] == "row 12"


def test_an_imported_file_may_lack_what_the_curated_one_has(own_world: Path) -> None:
    lay(
        own_world,
        "epoch",
        "model/aster-7b",
        "sources: [source/openness-index]\nactive_parameters: 3000000000\n",
    )

    facts = merged(own_world)

    assert model(facts).active_parameters == 3000000000
    assert claims_of(facts, "active_parameters") == [("epoch", "3000000000", "ONLY")]
    assert NodeId("source/openness-index") in model(facts).sources


def test_lines_of_the_curated_file_rest_on_its_own_sources_alone(own_world: Path) -> None:
    lay(
        own_world,
        "epoch",
        "model/aster-7b",
        "sources: [source/openness-index]\nactive_parameters: 3000000000\n",
    )

    edges = snapshot_of(merged(own_world)).edges["DEVELOPED_BY"]

    (edge,) = [edge for edge in edges if edge["source"] == ASTER]
    assert edge["source_ids"] == ["source/aster-card"]


def test_a_thing_that_only_imported_files_know_is_put_together_from_them(own_world: Path) -> None:
    lay(own_world, "epoch", "model/new-1", "name: New 1\nsources: [source/openness-index]\nparameters: 9\n")
    developed = "developed_by: [{organization: organization/aster-labs}]\n"
    lay(own_world, "helm", "model/new-1", f"name: New-1\nsources: [source/chronicle]\n{developed}")

    facts = merged(own_world)

    new = model(facts, "model/new-1")
    assert (new.name, new.aliases, new.parameters) == ("New-1", ("New 1",), 9)
    assert new.developed_by[0].source == ("source/chronicle",)


def test_what_no_layer_gives_is_missed_at_the_place_of_a_layer(own_world: Path) -> None:
    lay(own_world, "epoch", "model/new-1", "name: New 1\nsources: [source/openness-index]\nparameters: 9\n")
    lay(own_world, "helm", "model/new-1", "name: New-1\nsources: [source/openness-index]\nfamily: New\n")

    assert problems_of(own_world) == [
        "facts/imported/epoch/model.jsonl:1: 'developed_by' is missing; every entry here needs it"
    ]


def test_a_fault_in_a_layer_is_told_with_the_place_in_its_file(own_world: Path) -> None:
    lay(
        own_world,
        "epoch",
        "model/aster-7b",
        "sources: [source/openness-index]\nreleased: 2024/03\n",
    )
    assert problems_of(own_world) == [
        "facts/imported/epoch/model.jsonl:1: 'released': 2024/03 is not a date; "
        "write YYYY, YYYY-MM or YYYY-MM-DD"
    ]

    lay(
        own_world,
        "epoch",
        "model/aster-7b",
        "sources: [source/openness-index]\noffered_by:\n- {provider: organization/nobody, mode: API}\n",
    )
    (problem,) = problems_of(own_world)
    assert problem.startswith("facts/imported/epoch/model.jsonl:1: organization/nobody is not known")


def test_components_are_chosen_from_one_by_one(own_world: Path) -> None:
    lay(
        own_world,
        "european_index",
        "model/aster-7b",
        "sources: [source/openness-index]\nopenness_properties:\n"
        "  model-card: {status: CLOSED, basis: REPORTED}\n"
        "  data-card: {status: CLOSED, basis: REPORTED}\n",
    )

    facts = merged(own_world)

    stated = model(facts).openness_properties
    assert (str(stated["model-card"].status), str(stated["data-card"].status)) == ("OPEN", "CLOSED")
    assert stated["data-card"].source == ("source/openness-index",)
    assert fields_with_claims(facts) == ["openness_properties/model-card"]
    assert claims_of(facts, "openness_properties/model-card") == [
        ("curated", "OPEN", "CURATED"),
        ("european_index", "CLOSED", "CURATED"),
    ]


def test_what_a_curated_inventory_covers_is_not_opened_by_an_index(own_world: Path) -> None:
    lay(
        own_world,
        "european_index",
        "model/briar-2",
        "sources: [source/openness-index]\nopenness_properties:\n"
        "  training-code: {status: OPEN, location: 'https://example.org/briar'}\n",
    )

    facts = merged(own_world)

    assert "training-code" not in model(facts, "model/briar-2").openness_properties
    assert claims_of(facts, "openness_properties/training-code", "model/briar-2") == [
        ("curated", "CLOSED", "CURATED"),
        ("european_index", "OPEN", "CURATED"),
    ]


def test_licences_are_compared_for_the_part_that_they_cover(own_world: Path) -> None:
    lay(
        own_world,
        "mteb",
        "model/aster-7b",
        "sources: [source/openness-index]\nlicensed_under:\n"
        "- {license: license/meadow-permissive, scope: WEIGHTS}\n"
        "- {license: license/meadow-permissive, scope: CODE}\n",
    )

    facts = merged(own_world)

    assert [grant.license for grant in model(facts).licensed_under] == ["license/aster-community-1.0"]
    assert claims_of(facts, "licensed_under/WEIGHTS") == [
        ("curated", "license/aster-community-1.0", "CURATED"),
        ("mteb", "license/meadow-permissive", "CURATED"),
    ]


def test_lines_of_one_layer_are_added_and_lines_with_one_far_end_are_chosen_from(own_world: Path) -> None:
    lay(
        own_world,
        "litellm",
        "model/aster-7b",
        "sources: [source/openness-index]\noffered_by:\n"
        "- {provider: organization/ginkgo-cloud, mode: CLOUD, price_input: 0.9}\n"
        "- {provider: organization/harbor-ai, mode: API, price_input: 0.4}\n",
    )

    facts = merged(own_world)

    offers = [(offer.provider, str(offer.mode), offer.price_input) for offer in model(facts).offered_by]
    assert offers == [
        ("organization/aster-labs", "DOWNLOAD", None),
        ("organization/ginkgo-cloud", "CLOUD", 0.2),
        ("organization/harbor-ai", "API", 0.4),
    ]
    assert claims_of(facts, "offered_by/organization/ginkgo-cloud/CLOUD") == [
        ("curated", "valid_from 2024-05, price_input 0.2, price_output 0.6", "CURATED"),
        ("litellm", "price_input 0.9", "CURATED"),
    ]
    assert claim_row(facts, "offered_by/organization/ginkgo-cloud/CLOUD")["disagree"] is True


def test_a_component_that_nobody_looked_for_yields_to_whoever_says_something(own_world: Path) -> None:
    aster = own_world / "model" / "aster-7b.yaml"
    text = aster.read_text(encoding="utf-8")
    unsearched = "  data-card: {status: UNKNOWN, reason: NOT_SEARCHED}\n  model-card:"
    aster.write_text(text.replace("  model-card:", unsearched), encoding="utf-8")
    lay(
        own_world,
        "european_index",
        "model/aster-7b",
        "sources: [source/openness-index]\nopenness_properties:\n"
        "  data-card: {status: CLOSED, basis: REPORTED}\n"
        "  research-paper: {status: CLOSED, basis: REPORTED}\n",
    )

    facts = merged(own_world)

    stated = model(facts).openness_properties
    assert str(stated["data-card"].status) == "CLOSED"
    assert str(stated["research-paper"].status) == "UNKNOWN"
    assert claim_row(facts, "openness_properties/research-paper")["disagree"] is False


def test_developers_are_one_statement_to_which_no_other_layer_adds(own_world: Path) -> None:
    lay(
        own_world,
        "helm",
        "model/aster-7b",
        "sources: [source/openness-index]\ndeveloped_by: [{organization: organization/harbor-ai}]\n",
    )

    facts = merged(own_world)

    assert [item.organization for item in model(facts).developed_by] == ["organization/aster-labs"]
    assert claims_of(facts, "developed_by") == [
        ("curated", "organization/aster-labs", "CURATED"),
        ("helm", "organization/harbor-ai", "CURATED"),
    ]


def test_an_import_gives_no_ancestor_and_no_terms_to_a_model_that_a_curated_file_accounts_for(
    own_world: Path,
) -> None:
    lay(
        own_world,
        "hub",
        "model/dune-4",
        "sources: [source/openness-index]\n"
        "licensed_under: [{license: license/meadow-permissive}]\n"
        "derived_from: [{model: model/briar-2, relation: FINE_TUNE}]\n",
    )
    curated = (own_world / "model" / "dune-4.yaml").read_text(encoding="utf-8")
    assert "derived_from" not in curated

    facts = merged(own_world)

    assert model(facts, "model/dune-4").derived_from == ()
    assert claims_of(facts, "derived_from", "model/dune-4") == [
        ("curated", "none", "CURATED"),
        ("hub", "model/briar-2", "CURATED"),
    ]
    assert "license/meadow-permissive" not in {
        grant.license for grant in model(facts, "model/dune-4").licensed_under
    }


def test_what_a_data_set_was_made_from_is_one_statement_too(own_world: Path) -> None:
    lay(
        own_world,
        "atlas",
        "dataset/meadow-corpus-clean",
        "sources: [source/openness-index]\nderived_from: [dataset/dune-crawl]\n",
    )

    found = claims_of(merged(own_world), "derived_from", "dataset/meadow-corpus-clean")

    assert found == [
        ("curated", "dataset/meadow-corpus", "CURATED"),
        ("atlas", "dataset/dune-crawl", "CURATED"),
    ]


def test_names_and_identifiers_of_all_layers_add_up(own_world: Path) -> None:
    lay(
        own_world,
        "helm",
        "model/aster-7b",
        "name: ASTER 7b base\naliases: [aster-7b-v1, Aster Seven]\n"
        "external_ids: {hugging_face: other/aster, wikidata: Q42}\nsources: [source/openness-index]\n",
    )

    node = model(merged(own_world))

    assert node.name == "Aster 7B"
    assert node.aliases == ("Aster-7B-v1", "Aster Seven", "ASTER 7b base")
    assert (node.external_ids.hugging_face, node.external_ids.wikidata) == ("aster-labs/aster-7b", "Q42")


def test_of_two_imported_layers_the_newer_source_wins(own_world: Path) -> None:
    old, new = "source/openness-index", "source/newer-index"
    lay(own_world, "helm", "source/newer-index", NEWER_INDEX)
    lay(own_world, "epoch", "model/aster-7b", f"sources: [{old}]\nactive_parameters: 3\n")
    lay(own_world, "helm", "model/aster-7b", f"sources: [{new}]\nactive_parameters: 4\n")

    facts = merged(own_world)

    assert model(facts).active_parameters == 4
    assert claims_of(facts, "active_parameters") == [("helm", "4", "NEWEST"), ("epoch", "3", "NEWEST")]


NEWER_INDEX = """\
url: https://example.org/newer
title: Newer index
published: 2026-01
source_kind: INDEX
"""


def test_the_number_of_disagreements_is_known(own_world: Path) -> None:
    before = merged(own_world).disagreements()
    lay(own_world, "epoch", "model/aster-7b", "sources: [source/openness-index]\nparameters: 70000000000\n")

    assert merged(own_world).disagreements() == before + 1


WHERE = "a layer is imported/<set>/<kind>.jsonl, one thing a line"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("epoch/modell.jsonl", f"modell is no kind of fact; did you mean model?; {WHERE}"),
        ("epoch/rules.jsonl", f"rules is no kind of fact; {WHERE}"),
        ("epoch/model/a.yaml", f"is no file of a layer; {WHERE}"),
        ("epoch/model.yaml", f"is no file of a layer; {WHERE}"),
        ("model.jsonl", f"is no file of a layer; {WHERE}"),
    ],
)
def test_an_imported_file_in_a_wrong_place_is_told_so(own_world: Path, path: str, said: str) -> None:
    file = own_world / "imported" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("name: A\n", encoding="utf-8")

    assert problems_of(own_world) == [f"facts/imported/{path}:1: {said}"]


def test_an_overlay_is_laid_over_the_facts(own_world: Path, tmp_path: Path) -> None:
    lay(
        tmp_path / "hub",
        "atlas",
        "model/aster-7b",
        "sources: [source/openness-index]\nactive_parameters: 3\n",
    )

    facts = load_facts(own_world, tmp_path / "hub")

    assert model(facts).active_parameters == 3
    assert model(load_facts(own_world)).active_parameters is None


def test_a_layer_of_an_overlay_takes_the_place_of_that_of_the_same_set(
    own_world: Path, tmp_path: Path
) -> None:
    lay(own_world, "atlas", "model/aster-7b", "sources: [source/openness-index]\nactive_parameters: 3\n")
    lay(own_world, "atlas", "model/dune-4", "sources: [source/openness-index]\nactive_parameters: 4\n")
    lay(
        tmp_path / "hub",
        "atlas",
        "model/aster-7b",
        "sources: [source/openness-index]\nactive_parameters: 5\n",
    )

    facts = load_facts(own_world, tmp_path / "hub")

    assert model(facts).active_parameters == 5
    assert model(facts, "model/dune-4").active_parameters is None


def test_a_fault_in_an_overlay_is_told_with_its_place(own_world: Path, tmp_path: Path) -> None:
    lay(tmp_path / "hub", "atlas", "model/aster-7b", "sources: [source/openness-index]\nreleased: 2024/03\n")

    with pytest.raises(
        FactErrors, match=r"^hub/imported/atlas/model\.jsonl:1: 'released': 2024/03 is not a date"
    ):
        load_facts(own_world, tmp_path / "hub")


def test_a_folder_without_layers_is_no_overlay(own_world: Path, tmp_path: Path) -> None:
    with pytest.raises(
        FactErrors, match=r"nothing:1: holds no layers; an overlay has imported/<set>/<kind>\.jsonl$"
    ):
        load_facts(own_world, tmp_path / "nothing")


def test_a_denial_does_not_hold_where_another_file_shows_it_otherwise(own_world: Path) -> None:
    rule = "order: [{by: ID, says: In order.}]\noutdone_by: {never_offered: offered_by}\n"
    (own_world / "rules" / "claim-choice.yaml").write_text(rule, encoding="utf-8")
    denial = "name: Aster 7B\nrecord: row 1\nnever_offered: {source: source/openness-index}\n"
    lay(own_world, "epoch", "model/aster-7b", denial)

    facts = merged(own_world)

    assert (model(facts).never_offered, bool(model(facts).offered_by)) == (None, True)
    assert [row["field"] for row in snapshot_of(facts).claims if row["field"] == "never_offered"]


def test_every_claim_names_sources_that_the_graph_has_also_where_another_was_chosen(own_world: Path) -> None:
    paper = "{url: https://example.org/paper, title: A paper, source_kind: PRIMARY}"
    closed = f"{{status: CLOSED, basis: REPORTED, source: [source/openness-index, {paper}]}}"
    text = f"name: Aster 7B\nrecord: row 1\nopenness_properties: {{final-weights: {closed}}}\n"
    lay(own_world, "epoch", "model/aster-7b", text)

    graph = snapshot_of(merged(own_world))

    named = {source for row in graph.claims for claim in row["claims"] for source in claim["source_ids"]}
    assert named <= {row["id"] for row in graph.nodes["source"]}
    assert any(source.startswith("source/a-paper-") for source in named)
