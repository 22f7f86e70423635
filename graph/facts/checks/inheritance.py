"""The rules on inherited terms name licences, sources and keywords that exist, each rule by its own name."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import Problem
from graph.facts.load import Facts
from graph.schema.license_inheritance import InheritanceRules, Keyword
from graph.values.nearest import nearest


def check(facts: Facts) -> Iterator[Problem]:
    """A licence, keyword or source that nothing has; a name that two rules share."""
    for rules, document in facts.rules:
        if not isinstance(rules, InheritanceRules):
            continue
        names: set[str] = set()
        for number, rule in enumerate(rules.rules):
            if rule.id in names:
                yield document.problem(("rules", number, "id"), f"{rule.id!r} is the name of a rule above")
            names.add(rule.id)
            for key in ("upstream", "ok", "conflict", "incomplete", "over_restrictive"):
                for at, word in enumerate(getattr(rule, key)):
                    for what in _unknown(facts, word):
                        yield document.problem(("rules", number, key, at), what)
            for what in _unknown(facts, rule.source):
                yield document.problem(("rules", number, "source"), what)


def _unknown(facts: Facts, word: str) -> Iterator[str]:
    if "/" not in word:
        if word not in set(Keyword):
            yield f"{word} is no keyword here{nearest(word, Keyword)}"
    elif word not in facts.entities:
        kind = word.partition("/")[0]
        ids = [known for known in facts.entities if known.startswith(f"{kind}/")]
        yield f"{word} is not known{nearest(word, ids)}"
