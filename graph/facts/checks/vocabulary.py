"""Words of closed vocabularies stand in their vocabulary's file."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import Problem
from graph.facts.load import Facts
from graph.facts.walk import fields_of
from graph.schema.kind import Vocabulary, marks
from graph.values.nearest import nearest


def check(facts: Facts) -> Iterator[Problem]:
    """A word that its vocabulary does not know, with the nearest that it does."""
    for entity in facts.entities.values():
        for path, field, value in fields_of(entity.node):
            vocabulary = marks(field, Vocabulary)
            if vocabulary is None or value is None:
                continue
            file = facts.vocabularies.get(vocabulary.name)
            terms = file.terms if file else {}
            for at, word in enumerate(value if isinstance(value, tuple) else (value,)):
                if word not in terms:
                    place = (*path, at) if isinstance(value, tuple) else path
                    where = f"vocabulary/{vocabulary.name}.yaml"
                    yield entity.problem(place, f"{word!r} is not in {where}{nearest(word, terms)}")
