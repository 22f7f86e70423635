"""What follows under a scenario is what would follow if the files of facts said so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.build import snapshot_of
from graph.diff_verdicts import VERDICTS
from graph.facts.load import Facts
from graph.scenarios.rederive import derivation_rules, read_license, rederived
from graph.scenarios.rows import Rows
from graph.scenarios.scenario import LicenseChange, Scenario, StatusChange, TermsChange
from graph.scenarios.supposed import suppose
from graph.schema.grant import LicenseGrant
from graph.schema.license import License, Scope
from graph.schema.model import ComponentStatus, Model
from graph.snapshot import Snapshot
from graph.values.node_id import NodeId
from graph.values.status import Status

COMPONENTS = ("final-weights", "training-code", "training-data", "inference-code", "model-card")


@pytest.mark.parametrize("name", ["world", "real_graph"])
def test_deriving_everything_anew_from_the_rows_gives_the_graph_that_was_built(
    name: str, request: pytest.FixtureRequest
) -> None:
    built: Snapshot = request.getfixturevalue(name)
    rows = Rows.of(built)

    anew = rederived(rows, [*rows.nodes["model"], *rows.nodes["dataset"]]).snapshot(built.version)

    assert anew == built
    rules = derivation_rules(rows)
    assert all(read_license(row, rules) == row for row in built.nodes["license"])


def with_node(facts: Facts, node_id: str, **changes: Any) -> Facts:
    """Facts whose file on a thing says otherwise."""
    entity = facts.entities[NodeId(node_id)]
    changed = replace(entity, node=entity.node.model_copy(update=changes))
    return replace(facts, entities={**facts.entities, entity.id: changed})


def verdicts(graph: Snapshot) -> dict[str, Any]:
    """All that follows for models and licences, and how terms come down the lineage."""
    keys = (*VERDICTS, "verdicts", "possible_verdicts", "gaps", "unstated", "upstream_license_ids")
    models = {row["id"]: {key: row.get(key) for key in keys} for row in graph.nodes["model"]}
    lines = {
        row["id"]: (row["status"], row["freedom"], row["stated"], row["basis"])
        for row in graph.edges["HAS_PROPERTY"]
    }
    licenses = {row["id"]: (row["freedom"], row["use_effects"]) for row in graph.nodes["license"]}
    lineage = {row["id"] for kind in ("INHERITS_TERMS", "LICENSE_CONFLICT") for row in graph.edges[kind]}
    return {"models": models, "lines": lines, "licenses": licenses, "lineage": lineage}


def test_supposed_statuses_give_what_stated_ones_give(world: Snapshot, world_facts: Facts) -> None:
    rows, models = Rows.of(world), [entity.id for entity, _ in world_facts.nodes(Model)]

    @settings(max_examples=12)
    @given(st.sampled_from(models), st.sampled_from(COMPONENTS), st.sampled_from(["OPEN", "CLOSED"]))
    def check(model: NodeId, component: str, status: str) -> None:
        change = StatusChange(model, NodeId(f"openness_property/{component}"), Status(status))
        node = world_facts.entities[model].node
        assert isinstance(node, Model)
        basis = {"basis": "STATED"} if status == "CLOSED" else {}
        known = node.openness_properties.get(component)
        stated = ComponentStatus(status=status, license=known.license if known else None, **basis)
        stating = with_node(
            world_facts, model, openness_properties={**node.openness_properties, component: stated}
        )

        assert verdicts(suppose(Scenario(statuses=(change,)), rows).after) == verdicts(snapshot_of(stating))

    check()


def test_supposed_licences_give_what_stated_ones_give(world: Snapshot, world_facts: Facts) -> None:
    rows, models = Rows.of(world), [entity.id for entity, _ in world_facts.nodes(Model)]
    licenses = [entity.id for entity, _ in world_facts.nodes(License)]

    @settings(max_examples=12)
    @given(st.sampled_from(models), st.sampled_from(licenses))
    def check(model: NodeId, license_id: NodeId) -> None:
        node = world_facts.entities[model].node
        assert isinstance(node, Model)
        components = {
            name: item.model_copy(update={"license": None}) for name, item in node.openness_properties.items()
        }
        stating = with_node(
            world_facts,
            model,
            licensed_under=(LicenseGrant(license=license_id),),
            openness_properties=components,
        )
        supposed = suppose(Scenario(licenses=(LicenseChange(model, license_id),)), rows)

        assert verdicts(supposed.after) == verdicts(snapshot_of(stating))

    check()


def test_supposed_terms_reach_every_model_under_the_licence_and_those_made_from_it(
    world: Snapshot, world_facts: Facts
) -> None:
    license_id = NodeId("license/aster-community-1.0")
    terms = world_facts.entities[license_id].node
    assert isinstance(terms, License)
    change = TermsChange(license_id, gains=((), (), ("NONCOMMERCIAL",)), loses=(("COMMERCIAL_USE",), (), ()))
    stating = with_node(
        world_facts,
        license_id,
        restrictions=(*terms.restrictions, "NONCOMMERCIAL"),
        permissions=tuple(word for word in terms.permissions if word != "COMMERCIAL_USE"),
    )

    supposed = suppose(Scenario(terms=(change,)), Rows.of(world))

    assert verdicts(supposed.after) == verdicts(snapshot_of(stating))
    freedoms = {row["id"]: row["freedom"] for row in supposed.after.nodes["model"]}
    assert freedoms["model/aster-7b"] == freedoms["model/aster-7b-instruct-elan"] == "NONCOMMERCIAL"


def test_terms_that_become_narrower_are_no_longer_those_that_were_approved(real_graph: Snapshot) -> None:
    change = TermsChange(NodeId("license/apache-2.0"), gains=((), (), ("FIELD_OF_USE",)))

    after = suppose(Scenario(terms=(change,)), Rows.of(real_graph)).after

    freedoms = {row["id"]: row["freedom"] for row in after.nodes["license"]}
    assert freedoms["license/apache-2.0"] == "CONDITIONAL"


def test_a_licence_for_a_part_replaces_those_of_that_part_alone(world: Snapshot) -> None:
    model = NodeId("model/aster-7b")
    change = LicenseChange(model, NodeId("license/meadow-permissive"), Scope.CODE)

    before, after = Rows.of(world), Rows.of(suppose(Scenario(licenses=(change,)), Rows.of(world)).after)

    def grants(rows: Rows) -> set[tuple[str | None, str]]:
        return {(row["scope"], row["target"]) for row in rows.from_("LICENSED_UNDER", model)}

    kept = {item for item in grants(before) if item[0] != "CODE"}
    assert grants(after) == kept | {("CODE", "license/meadow-permissive")}


def test_a_scenario_leaves_the_graph_that_it_is_laid_over_as_it_was(world_facts: Facts) -> None:
    built = snapshot_of(world_facts)
    change = StatusChange(NodeId("model/aster-7b"), NodeId("openness_property/training-code"), Status.OPEN)

    suppose(Scenario(statuses=(change,)), Rows.of(built))

    assert built == snapshot_of(world_facts)
