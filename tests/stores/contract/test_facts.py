"""Question: what is true of the whole graph?"""

from __future__ import annotations

from graph.snapshot import Snapshot
from tests.stores.contract.conftest import AskedStore


def test_the_version_is_that_of_the_graph(store: AskedStore, world: Snapshot) -> None:
    assert store.facts().version == world.version


def test_nodes_are_counted_by_kind(store: AskedStore) -> None:
    counts = store.facts().node_counts

    assert (counts["model"], counts["person"], counts["jurisdiction"]) == (14, 8, 6)


def test_edges_are_counted_by_kind(store: AskedStore) -> None:
    counts = store.facts().edge_counts

    assert (counts["DERIVED_FROM"], counts["MEMBER_OF"], counts["GENERATED_BY"]) == (5, 4, 1)


def test_vocabularies_come_with_the_sentence_of_each_term(store: AskedStore) -> None:
    assert store.facts().vocabularies["modality"]["TEXT"] == "Written language."


def test_the_coverage_is_that_of_the_graph(store: AskedStore, world: Snapshot) -> None:
    coverage = store.facts().coverage

    assert coverage == world.coverage
    assert (coverage["models"]["count"], coverage["curated_models"]["count"]) == (14, 14)
