"""What a developer's word for a release must stand up to, as data."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from graph.schema.definition import CriterionId
from graph.schema.kind import Kind, SourceId, Text
from graph.schema.model import ClaimedWord, OpennessClass


class WordRule(Kind):
    """What one word needs: everything that is given must hold."""

    word: ClaimedWord
    """The word that a developer uses."""
    needs: Text
    """What the word needs, in plain words."""
    reason: Text
    """Why it is held to that."""
    sources: tuple[SourceId, ...] = ()
    """What the reason rests on."""
    classes: tuple[OpennessClass, ...] = ()
    """The openness class is one of these; left out: any."""
    criteria: Annotated[tuple[CriterionId, ...], Field(min_length=1)]
    """Criteria of the openness class that must be met, by their names there."""


class OpenWashingRules(Kind):
    """The rules, one for each word that claims openness."""

    words: tuple[WordRule, ...]
    """The words, each once."""

    @model_validator(mode="after")
    def _each_once(self) -> OpenWashingRules:
        given = [rule.word for rule in self.words]
        if ClaimedWord.NONE in given:
            raise ValueError("NONE claims nothing, so it needs nothing; take its rule out")
        if len(set(given)) < len(given):
            raise ValueError("two rules are about one word; make them one")
        return self
