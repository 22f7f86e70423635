"""What definitions test exists, and is tested for values that it can have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.derive.criteria import leaf_of, leaf_tests
from graph.errors import Problem
from graph.facts.load import Facts
from graph.schema.definition import Definition, Test
from graph.schema.openness_property import OpennessGroup, OpennessProperty
from graph.values.freedom import Freedom
from graph.values.nearest import nearest
from graph.values.status import Status


def check(facts: Facts) -> Iterator[Problem]:
    """A test of a component or group that no file declares, or for a value of another sort."""
    properties = {entity.id.partition("/")[2] for entity, _ in facts.nodes(OpennessProperty)}
    groups = {entity.id.partition("/")[2] for entity, _ in facts.nodes(OpennessGroup)}
    known = {"property": properties, "group": groups, "freedom": {"weights", *properties}}
    for entity, definition in facts.nodes(Definition):
        for name, criterion in definition.criteria.items():
            for test in leaf_tests(criterion.test):
                for what in _faults(test, known):
                    yield entity.problem(("criteria", name, "test"), what)


def _faults(test: Test, known: dict[str, set[str]]) -> Iterator[str]:
    leaf = leaf_of(test)
    if leaf.sort not in known:
        return
    if leaf.name not in known[leaf.sort]:
        yield f"{leaf.name!r} is no {leaf.sort} that can be tested{nearest(leaf.name, known[leaf.sort])}"
    values: Iterable[str] = Freedom if leaf.sort == "freedom" else Status
    allowed = list(map(str, values))
    for wanted in map(str, test.is_):
        if wanted not in allowed:
            yield f"{wanted} is nothing that a {leaf.sort} can be; write one of {', '.join(allowed)}"
