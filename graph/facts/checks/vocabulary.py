"""Words of closed vocabularies stand in their vocabulary's file."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import Problem
from graph.facts.load import Facts
from graph.facts.walk import items_of
from graph.values.nearest import nearest

RULE_WORDS = {
    "any_restriction": "license_restriction",
    "restrictions_within": "license_restriction",
    "conditions_within": "license_condition",
    "lacks_permission": "license_permission",
}
"""Keys of the rules of freedom, with the vocabulary that their words stand in."""


def check(facts: Facts) -> Iterator[Problem]:
    """A word that its vocabulary does not know, with the nearest that it does."""
    yield from _in_rules(facts)
    for entity in facts.entities.values():
        for path, field, value in entity.fields:
            if field.vocabulary is not None:
                for place, word in items_of(value, path):
                    for what in _unknown(facts, field.vocabulary.name, word):
                        yield entity.problem(place, what)


def _in_rules(facts: Facts) -> Iterator[Problem]:
    document = facts.freedom_rules_document
    if document is None:
        return
    for number, rule in enumerate(facts.freedom_rules.rules):
        for key, vocabulary in RULE_WORDS.items():
            for at, word in enumerate(getattr(rule, key) or ()):
                for what in _unknown(facts, vocabulary, word):
                    yield document.problem(("rules", number, key, at), what)


def _unknown(facts: Facts, vocabulary: str, word: str) -> Iterator[str]:
    file = facts.vocabularies.get(vocabulary)
    terms = file.terms if file else {}
    if word not in terms:
        yield f"{word!r} is not in vocabulary/{vocabulary}.yaml{nearest(word, terms)}"
