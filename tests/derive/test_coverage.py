"""How much is known, how recently it was seen, and on what it rests."""

from __future__ import annotations

from graph.derive.control.facts import ControlStatus
from graph.derive.coverage import (
    CoveredModel,
    Developers,
    Ground,
    Part,
    control_coverage,
    fact_coverage,
    model_coverage,
)
from graph.schema.kind import SourceKind
from graph.schema.model import OpennessClass
from graph.values.day import Day
from graph.values.node_id import NodeId
from graph.values.status import Status

PRIMARY, SECONDARY, INDEX = SourceKind
CODE, DATA = NodeId("openness_property/code"), NodeId("openness_property/data")
ASTER, BELL = NodeId("organization/aster"), NodeId("organization/bell")


def model(
    stated: dict[NodeId, Status], developers: tuple[NodeId, ...] = (), fields: frozenset[str] = frozenset()
) -> CoveredModel:
    return CoveredModel(OpennessClass.API_ONLY, stated, frozenset(stated), fields, developers, ())


def test_a_fact_counts_by_the_nearest_kind_among_its_sources() -> None:
    found = fact_coverage(
        [Ground((INDEX, PRIMARY)), Ground((SECONDARY, INDEX)), Ground((INDEX,)), Ground(())]
    )

    assert found.count == 4
    assert found.source_kinds == (
        Part("PRIMARY", 1, 0.25),
        Part("SECONDARY", 1, 0.25),
        Part("INDEX", 1, 0.25),
    )


def test_a_fact_rests_on_a_single_secondary_source_only_where_there_is_no_other() -> None:
    found = fact_coverage([Ground((SECONDARY,)), Ground((SECONDARY, SECONDARY)), Ground((PRIMARY,))])

    assert found.single_secondary.count == 1


def test_facts_count_by_the_year_in_which_they_were_seen_and_half_of_them_since_the_median() -> None:
    days = ["2023-05-01", "2025", "2025-02-03", "2026-01"]
    found = fact_coverage([*(Ground((PRIMARY,), Day.parse(day)) for day in days), Ground((PRIMARY,))])

    assert [(part.value, part.count) for part in found.seen] == [("2023", 1), ("2025", 2), ("2026", 1)]
    assert found.undated == Part("undated", 1, 0.2)
    assert str(found.median_seen) == "2025-02-03"


def test_without_facts_nothing_is_dated_and_every_share_is_0() -> None:
    found = fact_coverage([])

    assert found.median_seen is None
    assert found.source_kinds == (Part("PRIMARY", 0, 0.0), Part("SECONDARY", 0, 0.0), Part("INDEX", 0, 0.0))


def test_a_component_is_unknown_for_models_that_say_nothing_and_stated_where_a_search_found_nothing() -> None:
    models = [model({CODE: Status.OPEN}), model({CODE: Status.UNKNOWN}), model({})]
    (code,) = model_coverage(models, [CODE], []).components

    assert code.stated == Part("stated", 2, 2 / 3)
    assert {part.value: part.count for part in code.statuses} == {
        "OPEN": 1,
        "PARTIAL": 0,
        "CLOSED": 0,
        "UNKNOWN": 2,
        "NOT_APPLICABLE": 0,
    }


def test_a_model_is_described_in_depth_from_twelve_stated_components_on() -> None:
    names = [NodeId(f"openness_property/c{at}") for at in range(12)]
    deep, shallow = (
        model(dict.fromkeys(names, Status.CLOSED)),
        model(dict.fromkeys(names[:11], Status.CLOSED)),
    )

    assert model_coverage([deep, shallow], names, []).well_described.count == 1


def test_a_value_that_no_model_gives_is_counted_too() -> None:
    found = model_coverage([model({}, fields=frozenset({"family"}))], [], ["family", "parameters"])

    assert found.fields == (Part("family", 1, 1.0), Part("parameters", 0, 0.0))


def test_control_of_a_model_is_known_when_it_is_of_all_its_developers() -> None:
    developed = model_coverage([model({}, (ASTER,)), model({}, (ASTER, BELL)), model({})], [], []).developed
    statuses = {ASTER: ControlStatus.UNDISCLOSED, BELL: ControlStatus.UNKNOWN}

    found = control_coverage(developed, statuses.__getitem__)

    assert developed == (Developers((), 1), Developers((ASTER,), 1), Developers((ASTER, BELL), 1))
    assert found.known == Part("known", 1, 1 / 3)
    assert {part.value: part.count for part in found.statuses if part.count} == {
        "UNDISCLOSED": 1,
        "UNKNOWN": 1,
    }
