"""The nearest right word to a wrong one."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process


def nearest_of(word: str, choices: Iterable[str]) -> str | None:
    """The choice that a person most likely meant, whatever the case; `None` where none is near."""
    known = list(choices)
    found = process.extractOne(word, known, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=60)
    return found[0] if found else None


def nearest(word: str, choices: Iterable[str]) -> str:
    """`; did you mean aster-7b?`, or nothing where no choice is near."""
    found = nearest_of(word, choices)
    return f"; did you mean {found}?" if found else ""
