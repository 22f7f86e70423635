"""Question: all edges of some kinds, as control is derived from them?"""

from __future__ import annotations

from graph.snapshot import Snapshot
from tests.stores.contract.conftest import AskedStore


def test_all_edges_of_a_kind_come_as_they_were_built(store: AskedStore, world: Snapshot) -> None:
    assert store.edges("HOLDS") == [("HOLDS", row) for row in world.edges["HOLDS"]]


def test_edges_come_by_ascending_id_whatever_the_order_of_the_kinds(store: AskedStore) -> None:
    edges = store.edges("MEMBER_OF", "FOUNDED", "HOLDS")

    assert [row["id"] for _, row in edges] == sorted(row["id"] for _, row in edges)
    assert [kind for kind, _ in edges] == ["FOUNDED"] * 3 + ["HOLDS"] * 28 + ["MEMBER_OF"] * 4


def test_an_edge_comes_without_the_rows_of_its_ends(store: AskedStore) -> None:
    _, row = store.edges("GENERATED_BY")[0]

    assert (row["source"], row["target"]) == ("dataset/aster-outputs", "model/aster-7b")
    assert "source_node" not in row


def test_shares_and_days_come_as_text_with_their_bounds(store: AskedStore) -> None:
    rows = {row["target"]: row for _, row in store.edges("HOLDS")}
    range_of_votes = rows["organization/harbor-ai"]

    assert (range_of_votes["votes"], range_of_votes["votes_min"], range_of_votes["votes_max"]) == (
        "45..55",
        45.0,
        55.0,
    )
    assert range_of_votes["as_of"] == "2023-01-01"
    assert range_of_votes["earliest"] == "2020-01-01"
    assert range_of_votes["latest"] is None


def test_a_kind_without_edges_gives_none(store: AskedStore) -> None:
    assert store.edges("NO_SUCH_EDGE") == []
    assert store.edges() == []
