"""What definitions test exists, and is tested for values that it can have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.derive.criteria import leaf_of, leaf_tests
from graph.derive.testable import TESTABLE, answers_for
from graph.errors import Problem
from graph.facts.load import Facts
from graph.schema.definition import Definition, Test
from graph.schema.openness_property import OpennessGroup, OpennessProperty
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
        "fact": TESTABLE,
    }
    for entity, definition in facts.nodes(Definition):
        for name, criterion in definition.criteria.items():
            for key in ("test", "partly"):
                part = getattr(criterion, key)
                for test in leaf_tests(part) if part else ():
                    for what in _faults(test, known, definition):
                        yield entity.problem(("criteria", name, key), what)


def _faults(test: Test, known: Mapping[str, Iterable[str]], definition: Definition) -> Iterator[str]:
    leaf = leaf_of(test)
    if leaf.sort not in known:
        return
    if leaf.name not in known[leaf.sort]:
        yield f"{leaf.name!r} is no {leaf.sort} that can be tested{nearest(leaf.name, known[leaf.sort])}"
    elif leaf.sort == "fact":
        yield from _fact_faults(test, leaf.name)
    terms = test.every or test.some
    if terms is not None and terms not in definition.license_terms:
        yield f"{terms!r} is not among `license_terms` here{nearest(terms, definition.license_terms)}"
    values: Iterable[str] = Freedom if leaf.sort == "freedom" else Status
    allowed = list(map(str, values))
    for wanted in map(str, test.is_ or ()):
        if wanted not in allowed:
            yield f"{wanted} is nothing that a {leaf.sort} can be; write one of {', '.join(allowed)}"


def _fact_faults(test: Test, name: str) -> Iterator[str]:
    suited = answers_for(name)
    if all(getattr(test, key) is None for key in suited):
        yield f"{name!r} is tested with {' or '.join(f'`{key}`' for key in suited)}"
