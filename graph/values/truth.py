"""Kleene's strong three-valued logic: what holds, what does not, what the facts leave open."""

from __future__ import annotations

from collections.abc import Iterable

from graph.values.term import Term


class Truth(Term):
    """Whether a statement is met by the facts.

    Source: S. C. Kleene, Introduction to Metamathematics (1952), section 64.
    """

    MET = "MET", "The facts show that it holds."
    NOT_MET = "NOT_MET", "The facts show that it does not hold."
    UNKNOWN = "UNKNOWN", "The facts do not decide."

    @classmethod
    def of(cls, value: bool | None) -> Truth:
        """`None` is UNKNOWN."""
        if value is None:
            return cls.UNKNOWN
        return cls.MET if value else cls.NOT_MET

    def __and__(self, other: Truth) -> Truth:
        if Truth.NOT_MET in (self, other):
            return Truth.NOT_MET
        return Truth.UNKNOWN if Truth.UNKNOWN in (self, other) else Truth.MET

    def __or__(self, other: Truth) -> Truth:
        return ~(~self & ~other)

    def __invert__(self) -> Truth:
        match self:
            case Truth.MET:
                return Truth.NOT_MET
            case Truth.NOT_MET:
                return Truth.MET
            case _:
                return Truth.UNKNOWN

    def __bool__(self) -> bool:
        raise TypeError("a Truth has three values; compare it with Truth.MET instead of using it as a bool")


def all_of(truths: Iterable[Truth]) -> Truth:
    """Conjunction; of nothing: MET."""
    result = Truth.MET
    for truth in truths:
        result &= truth
    return result


def any_of(truths: Iterable[Truth]) -> Truth:
    """Disjunction; of nothing: NOT_MET."""
    result = Truth.NOT_MET
    for truth in truths:
        result |= truth
    return result
