"""Words of closed vocabularies stand in their vocabulary's file."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import Problem
from graph.facts.load import Facts
from graph.facts.walk import fields_of, items_of
from graph.values.nearest import nearest


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
    for rules, document in facts.rules:
        for path, field, value in fields_of(rules):
            if field.vocabulary is not None:
                for place, word in items_of(value, path):
                    for what in _unknown(facts, field.vocabulary.name, word):
                        yield document.problem(place, what)


def _unknown(facts: Facts, vocabulary: str, word: str) -> Iterator[str]:
    file = facts.vocabularies.get(vocabulary)
    terms = file.terms if file else {}
    if word not in terms:
        yield f"{word!r} is not in vocabulary/{vocabulary}.yaml{nearest(word, terms)}"
