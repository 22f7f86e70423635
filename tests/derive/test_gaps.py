from functools import cache

from graph.derive.gaps import Gap, component_gaps, possible_groups
from graph.derive.licensing import license_freedom
from graph.derive.openness import Openness, Release, Rules, derive_openness
from graph.releases import openness_rules
from graph.schema.license import License
from graph.schema.offer import OfferMode
from graph.values.node_id import NodeId
from graph.values.status import Status
from tests.real import real_facts

MODEL = NodeId("model/aster")
KNOWN = {
    "final-weights": Status.CLOSED,
    "inference-code": Status.CLOSED,
    "architecture": Status.CLOSED,
    "training-code": Status.CLOSED,
    "training-data": Status.CLOSED,
    "model-card": Status.OPEN,
    "technical-report": Status.OPEN,
}


@cache
def rules() -> Rules:
    facts = real_facts()
    freedoms = {
        entity.id: license_freedom(item, facts.freedom_rules).freedom for entity, item in facts.nodes(License)
    }
    return openness_rules(facts, freedoms)


def derived(**changed: Status | None) -> tuple[Release, Openness]:
    names = {name.replace("_", "-"): status for name, status in changed.items()}
    written = {name: status for name, status in (KNOWN | names).items() if status is not None}
    release = Release(MODEL, written, offers=frozenset({OfferMode.API}))
    return release, derive_openness({MODEL: release}, rules())[MODEL]


def gaps(**changed: Status | None) -> list[Gap]:
    release, found = derived(**changed)
    return component_gaps({MODEL: release}, rules(), {MODEL: found})


def test_where_every_verdict_is_known_nothing_is_missing() -> None:
    assert gaps() == []


def test_a_status_that_decides_a_group_is_missing() -> None:
    assert gaps(training_code=None) == [Gap(MODEL, "training-code", ("training",))]


def test_weights_decide_class_and_group() -> None:
    (gap,) = (gap for gap in gaps(final_weights=None) if gap.component == "final-weights")

    assert "weights" in gap.verdicts
    assert "openness" in gap.verdicts


def test_a_status_that_cannot_settle_anything_is_not_listed() -> None:
    assert [gap.component for gap in gaps(training_code=None, optimizer_state=None)] == ["training-code"]


def test_a_group_may_have_what_completions_give_and_no_more() -> None:
    """One member is open, so that the group can no longer be closed."""
    _, found = derived(inference_code=Status.OPEN, architecture=None)

    assert possible_groups(rules(), {MODEL: found})[MODEL] == {"code": (Status.OPEN, Status.PARTIAL)}
