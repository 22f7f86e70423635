"""What definitions and trade-offs test exists, and is tested for values that it can have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from graph.derive.criteria import leaf_of, leaf_tests
from graph.derive.duties import duty_name
from graph.derive.testable import TESTABLE, answers_for
from graph.derive.trade_offs import FACTS as TRADE_OFF_FACTS
from graph.errors import Problem
from graph.facts.load import Facts
from graph.facts.read import KeyPath
from graph.schema.definition import Definition, Test
from graph.schema.openness_property import OpennessGroup, OpennessProperty
from graph.schema.trade_off import TradeOff
from graph.values.freedom import Freedom
from graph.values.nearest import nearest
from graph.values.node_id import slug
from graph.values.status import Status


def check(facts: Facts) -> Iterator[Problem]:
    """A test of what no file declares, for a value of another sort, or for terms that have no name here."""
    properties = {slug(entity.id) for entity, _ in facts.nodes(OpennessProperty)}
    groups = {slug(entity.id) for entity, _ in facts.nodes(OpennessGroup)}
    licensed = {"weights", *properties}
    known = {
        "property": properties,
        "group": groups,
        "freedom": licensed,
        "license": licensed,
        "fact": {*TESTABLE, *_duties(facts)},
    }
    for entity, definition in facts.nodes(Definition):
        for path, part in _tests_of(definition):
            for test in leaf_tests(part):
                for what in _faults(test, known, definition.license_terms, answers_for):
                    yield entity.problem(path, what)
    known["fact"] = {*TESTABLE, *TRADE_OFF_FACTS}
    for entity, trade_off in facts.nodes(TradeOff):
        for path, part in _tests_weighed(trade_off):
            for test in leaf_tests(part):
                for what in _faults(test, known, trade_off.license_terms, _answers_weighed):
                    yield entity.problem(path, what)


def _tests_of(definition: Definition) -> Iterator[tuple[KeyPath, Test]]:
    for name, criterion in definition.criteria.items():
        yield ("criteria", name, "test"), criterion.test
        if criterion.partly:
            yield ("criteria", name, "partly"), criterion.partly


def _tests_weighed(trade_off: TradeOff) -> Iterator[tuple[KeyPath, Test]]:
    for place, step in enumerate(trade_off.steps):
        if step.test:
            yield ("steps", place, "test"), step.test
    for place, test in enumerate(trade_off.shows):
        yield ("shows", place), test


def _answers_weighed(name: str) -> tuple[str, ...]:
    """Keys of a test that suit a fact of a trade-off: one of its own, or a plain property of models."""
    return TRADE_OFF_FACTS[name] if name in TRADE_OFF_FACTS else answers_for(name)


def _faults(
    test: Test,
    known: Mapping[str, Iterable[str]],
    license_terms: Iterable[str],
    answers: Callable[[str], tuple[str, ...]],
) -> Iterator[str]:
    leaf = leaf_of(test)
    if leaf.sort not in known:
        return
    if leaf.name not in known[leaf.sort]:
        yield f"{leaf.name!r} is no {leaf.sort} that can be tested{nearest(leaf.name, known[leaf.sort])}"
    elif leaf.sort == "fact":
        yield from _fact_faults(test, leaf.name, answers(leaf.name))
    terms = test.every or test.some
    if terms is not None and terms not in license_terms:
        yield f"{terms!r} is not among `license_terms` here{nearest(terms, license_terms)}"
    values: Iterable[str] = Freedom if leaf.sort == "freedom" else Status
    allowed = list(map(str, values))
    for wanted in map(str, test.is_ or ()):
        if wanted not in allowed:
            yield f"{wanted} is nothing that a {leaf.sort} can be; write one of {', '.join(allowed)}"


def _duties(facts: Facts) -> Iterator[str]:
    """The names by which definitions test duties."""
    file = facts.vocabularies.get("duty")
    return map(duty_name, file.terms if file else ())


def _fact_faults(test: Test, name: str, suited: Iterable[str]) -> Iterator[str]:
    if all(getattr(test, key) is None for key in suited):
        yield f"{name!r} is tested with {' or '.join(f'`{key}`' for key in suited)}"
