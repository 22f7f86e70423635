"""What a claimed word needs are criteria that the openness class has, and sources that exist."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import Problem
from graph.facts.load import Facts
from graph.schema.definition import OPENNESS_CLASS, Definition
from graph.schema.open_washing import OpenWashingRules
from graph.values.nearest import nearest


def check(facts: Facts) -> Iterator[Problem]:
    """A criterion that the definition of the class lacks; a source that nothing has."""
    entity = facts.entities.get(OPENNESS_CLASS)
    if entity is None or not isinstance(entity.node, Definition):
        return  # the build says that the classes rest on it
    criteria = entity.node.criteria
    for rules, document in facts.rules:
        if not isinstance(rules, OpenWashingRules):
            continue
        for number, rule in enumerate(rules.words):
            for at, name in enumerate(rule.criteria):
                if name not in criteria:
                    what = f"{name!r} is no criterion of {OPENNESS_CLASS}{nearest(name, criteria)}"
                    yield document.problem(("words", number, "criteria", at), what)
            for at, source in enumerate(rule.sources):
                if source not in facts.entities:
                    ids = [known for known in facts.entities if known.startswith("source/")]
                    what = f"{source} is not known{nearest(source, ids)}"
                    yield document.problem(("words", number, "sources", at), what)
