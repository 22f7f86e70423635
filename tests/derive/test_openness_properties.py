"""What holds of openness in every family of models, each made from some of those before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.derive.assessor import Assessor
from graph.derive.gaps import component_gaps
from graph.derive.openness import (
    Openness,
    Release,
    Rules,
    carries_weights,
    derive_openness,
    with_status,
)
from graph.schema.model import DerivationRelation
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId
from graph.values.status import Status
from tests.derive.openness_rows import CLASSES, TERMS, WORKS, derive, one, release

TESTED = ("final-weights", "inference-code", "training-code", "training-data", "data-sources")
DEVELOPERS = (("lab",), ("lab", "friend"), ("friend",), ())


@st.composite
def families(draw: st.DrawFn) -> list[Release]:
    members: list[Release] = []
    for at in range(draw(st.integers(1, 4))):
        relations = st.sampled_from([str(item) for item in DerivationRelation])
        bases = draw(
            st.lists(st.tuples(st.integers(0, at - 1).map(lambda n: f"m{n}"), relations), max_size=2)
            if at
            else st.just([])
        )
        members.append(
            release(
                f"m{at}",
                draw(
                    st.fixed_dictionaries({name: st.sampled_from(list(map(str, Status))) for name in TESTED})
                ),
                draw(st.sampled_from(sorted(TERMS))),
                bases=bases,
                offers=draw(st.sampled_from([[], ["API"]])),
                developers=draw(st.sampled_from(DEVELOPERS)),
            )
        )
    return members


@given(family=families())
def test_a_model_is_no_more_open_than_a_base_whose_weights_it_carries(
    rules: Rules, family: list[Release]
) -> None:
    found = derive(rules, *family)

    for member in family:
        for base in member.bases:
            if carries_weights(base.relation):
                mine, theirs = found[member.id].possible, found[base.model].possible
                assert CLASSES.index(mine[0]) >= CLASSES.index(theirs[0])
                assert CLASSES.index(mine[-1]) >= CLASSES.index(theirs[-1])


@given(family=families())
def test_effective_freedom_is_never_freer_than_the_declared_one(rules: Rules, family: list[Release]) -> None:
    order = list(Freedom)

    for found in derive(rules, *family).values():
        assert order.index(found.freedom) >= order.index(found.declared_freedom) or found.freedom == "NONE"


@given(family=families())
def test_the_class_is_one_of_the_possible_ones_and_known_where_there_is_one(
    rules: Rules, family: list[Release]
) -> None:
    for found in derive(rules, *family).values():
        assert found.possible
        assert found.openness == (found.possible[0] if len(found.possible) == 1 else "UNKNOWN")


@given(family=families())
def test_the_order_in_which_models_are_given_makes_no_difference(rules: Rules, family: list[Release]) -> None:
    assert derive(rules, *family) == derive(rules, *reversed(family))


@given(family=families(), data=st.data())
def test_to_learn_a_status_only_narrows_the_possible_classes_of_a_whole_family(
    rules: Rules, family: list[Release], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(family) - 1))
    known = st.sampled_from([Status.OPEN, Status.PARTIAL, Status.CLOSED])
    learned = {
        name: data.draw(known) if status is Status.UNKNOWN else status
        for name, status in family[at].written.items()
    }
    after = [*family[:at], replace(family[at], written=learned), *family[at + 1 :]]

    before_found, after_found = derive(rules, *family), derive(rules, *after)

    for name, found in after_found.items():
        assert set(found.possible) <= set(before_found[name].possible)


@given(family=families(), data=st.data())
def test_to_learn_the_terms_of_one_only_narrows_the_possible_classes_of_a_whole_family(
    rules: Rules, family: list[Release], data: st.DataObject
) -> None:
    known = data.draw(st.sampled_from([name for name in sorted(TERMS) if name != "unclear"]))
    terms = {**rules.terms, NodeId("license/unclear"): replace(TERMS[known], reaches=WORKS)}

    before, after = derive(rules, *family), derive(replace(rules, terms=terms), *family)

    for name, found in after.items():
        assert set(found.possible) <= set(before[name].possible)


@given(
    written=st.fixed_dictionaries({name: st.sampled_from(["OPEN", "CLOSED", "UNKNOWN"]) for name in TESTED})
)
def test_what_does_not_apply_reads_as_if_the_component_did_not_exist(
    rules: Rules, written: dict[str, str]
) -> None:
    """Without training data, only an account of the sources can be asked for."""
    apart = one(rules, {**written, "training-data": "NOT_APPLICABLE"}, "free")
    without = Assessor(_without(rules.classes.definition, "training-data"))
    without_data = replace(rules, classes=without, components=dict(rules.components))

    assert apart.possible == one(without_data, written, "free").possible


def _without(definition: Any, name: str) -> Any:
    """The definition with a component struck out of every test."""
    criteria = {
        key: criterion.model_copy(update={"test": _struck(criterion.test, name)})
        for key, criterion in definition.criteria.items()
    }
    return definition.model_copy(update={"criteria": criteria})


def _struck(test: Any, name: str) -> Any:
    for around in ("all", "any"):
        parts = getattr(test, around)
        if parts is not None:
            left = tuple(_struck(part, name) for part in parts if part.property != name)
            return test.model_copy(update={around: left})
    return test


@settings(max_examples=30)
@given(family=families())
def test_gaps_are_what_deriving_anew_with_each_status_settles(rules: Rules, family: list[Release]) -> None:
    releases = {member.id: member for member in family}
    found = derive_openness(releases, rules)

    expected = {
        (member.id, name)
        for member in family
        for name, component in rules.components.items()
        if found[member.id].statuses[name] is Status.UNKNOWN and not component.is_derived
        if any(
            unsettled(found, member)
            - unsettled(
                derive_openness(releases | {member.id: with_status(member, name, status)}, rules), member
            )
            for status in (Status.OPEN, Status.PARTIAL, Status.CLOSED)
        )
    }
    assert {(gap.model, gap.component) for gap in component_gaps(releases, rules, found)} == expected


def unsettled(found: Mapping[NodeId, Openness], member: Release) -> set[str]:
    openness = found[member.id]
    groups = {name for name, status in openness.groups.items() if status is Status.UNKNOWN}
    return groups | ({"openness"} if len(openness.possible) > 1 else set())
