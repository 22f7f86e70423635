"""What an index says about a component of a recipe, as a statement in our own words."""

from __future__ import annotations

import re
from typing import Any

from graph.importers.reading.links import evidence
from graph.schema.kind import SourceFacts

_NEEDS_LOCATION = ("training-code", "training-data")
_KINDS = (
    ("", r"gated|con?sent|sign(ing|ed|s)?\b|log.?in|request|register|user information|agree"),
    ("RECONSTRUCTIBLE", r"delta|\bdiff\b|reconstruct|reproduc"),
    ("DESCRIBED_ONLY", r"described|description|mention|named|listed|outlin|sketch|no specific|not provided"),
    (
        "SAMPLE",
        r"\bsome\b|\bonly\b|\bpart|sample|subset|not all|sparse|limited|minimal|\bfew\b|\bmost\b|\bmany\b|"
        r"smaller|however|except|incomplete|lack|missing|scarce|varying|but (no|not)\b|no (pre|data|link)",
    ),
)
"""Words by which a remark tells how something is partly available, in order; a gate tells no kind of ours,
since it does not say whether approval is at discretion."""


def partial_kind(remark: str | None) -> str | None:
    """In which way something is partly available, as far as an index's remark tells; else `None`."""
    text = (remark or "").lower()
    return next((kind for kind, words in _KINDS if re.search(words, text)), "") or None


def verdict(
    component: str, word: str, index: SourceFacts, *, location: str | None = None, remark: str | None = None
) -> dict[str, Any] | None:
    """An index's `open`, `partial` or `closed` about a component.

    `None` where it decides nothing in our vocabulary: partial in a way that cannot be told, training code
    or data called open without a place where they are, or another word.
    """
    source = evidence(index, location)
    match word.strip().lower():
        case "open" if location or component not in _NEEDS_LOCATION:
            return {"status": "OPEN"} | ({"location": location} if location else {}) | {"source": source}
        case "partial" if kind := partial_kind(remark):
            place = {"location": location} if location else {}
            return {"status": "PARTIAL", "partial": kind} | place | {"source": source}
        case "closed":
            return {"status": "CLOSED", "basis": "REPORTED", "source": [index]}
    return None
