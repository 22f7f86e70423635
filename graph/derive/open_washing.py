"""A developer's word for a release against what the facts make of it.

A claim holds where all that its word needs is met, fails where something is surely not, and stays UNKNOWN
where the facts do not decide; so that learning a fact never turns one of the first two into the other.
Source: what each word needs, and why, is `rules/open-washing.yaml`; S. C. Kleene's strong conjunction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.schema.model import OpennessClass
from graph.schema.open_washing import WordRule
from graph.values.truth import Truth, all_of


@dataclass(frozen=True)
class ClaimCheck:
    """Whether a claim holds, and the criteria that its word needs and that are not surely met.

    criteria: those that fail first, then those that the facts leave open, each in the order of the rule.
    """

    holds: Truth
    criteria: tuple[str, ...]


def check_claim(
    rule: WordRule, possible: Sequence[OpennessClass], criteria: Mapping[str, Truth]
) -> ClaimCheck:
    """Set a claim against the facts.

    possible: every class that some completion of the facts gives, ancestors included.
    criteria: whether the model meets each criterion of the openness class by its own facts.
    """
    needed = {name: criteria[name] for name in rule.criteria}
    lacking = [
        name for truth in (Truth.NOT_MET, Truth.UNKNOWN) for name, met in needed.items() if met is truth
    ]
    return ClaimCheck(_is_among(possible, rule.classes) & all_of(needed.values()), tuple(lacking))


def _is_among(possible: Sequence[OpennessClass], classes: Sequence[OpennessClass]) -> Truth:
    """Whether the class is one of those wanted; none wanted: any will do."""
    among = {item in classes for item in possible}
    if not classes or among == {True}:
        return Truth.MET
    return Truth.UNKNOWN if True in among else Truth.NOT_MET
