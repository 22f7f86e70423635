"""What the terms of a licence let people do, and which of two is the less free."""

from __future__ import annotations

from collections.abc import Iterable

from graph.values.term import Term


class Freedom(Term):
    """What terms grant, in order from the most to the least free, UNKNOWN last."""

    FREE = "FREE", "Use, change and sharing for any purpose, with at most notices and share-alike duties."
    CONDITIONAL = (
        "CONDITIONAL",
        "Commercial use, change and sharing allowed under conditions such as a use policy.",
    )
    NO_DERIVATIVES = "NO_DERIVATIVES", "Use allowed, but changed or redistributed versions are not."
    NONCOMMERCIAL = "NONCOMMERCIAL", "No commercial use without a further licence."
    RESEARCH_ONLY = "RESEARCH_ONLY", "Research or evaluation only."
    NONE = "NONE", "No usable grant: service terms or all rights reserved."
    UNKNOWN = "UNKNOWN", "The terms are not known."


_ORDER = list(Freedom)


def least_free(freedoms: Iterable[Freedom]) -> Freedom:
    """The least free of several; unknown terms leave it UNKNOWN unless another already grants NONE."""
    seen = set(freedoms)
    if Freedom.NONE in seen:
        return Freedom.NONE
    return max(seen, key=_ORDER.index, default=Freedom.UNKNOWN)


def freest_possible(freedoms: Iterable[Freedom]) -> Freedom:
    """The freest that several can be together, whatever the unknown ones turn out to be."""
    known = set(freedoms) - {Freedom.UNKNOWN}
    return max(known, key=_ORDER.index, default=Freedom.FREE)


def no_freer_than(freest: Freedom) -> list[Freedom]:
    """The known freedoms from one downwards."""
    return _ORDER[_ORDER.index(freest) : _ORDER.index(Freedom.UNKNOWN)]
