"""What a verdict on a use hangs on, from the rows of a store."""

from __future__ import annotations

from graph.derive.usability import Bound
from graph.uses import candidate_of
from graph.values.node_id import NodeId

MODEL = {
    "weights": "OPEN",
    "freedom": "FREE",
    "declared_freedom": "FREE",
    "modalities": [],
    "ever_offered": "MET",
}


def test_terms_of_the_weights_that_end_later_count_beside_lasting_ones_of_the_code() -> None:
    grants = [
        {"target": "license/own", "scope": "WEIGHTS", "valid_from": None, "valid_to": "2024-01-01"},
        {"target": "license/mit", "scope": "CODE", "valid_from": None, "valid_to": None},
    ]
    bounds = {NodeId(name): Bound(NodeId(name)) for name in ("license/own", "license/mit")}

    candidate = candidate_of(MODEL, grants, [], {}, [], bounds)

    assert [bound.license for bound in candidate.weight_terms] == ["license/own"]
