"""Several names in one field, separated by commas that also occur inside names."""

from __future__ import annotations

import re

_COMMA = re.compile(r",(?![^(]*\))")
_LEGAL_FORM = re.compile(r"^(inc|ltd|llc|llp|co|corp|gmbh|plc|limited|s\.a)\b", re.IGNORECASE)
_SECOND_HALVES = ("technology and research", "speech and signal processing")
"""What follows a comma inside a name: of the Agency for Science, Technology and Research, for instance."""


def names_in(text: str) -> list[str]:
    """The names of a comma-separated field, each once and in order.

    A comma in brackets does not separate, nor one before a company's legal form (`Aster Labs, Inc.`).
    """
    parts: list[str] = []
    for part in _COMMA.split(text):
        word = re.sub(r"^and\s+", "", part.strip())
        if parts and (_LEGAL_FORM.match(word) or word.lower() in _SECOND_HALVES):
            parts[-1] += f", {word}"
        elif word:
            parts.append(word)
    return list(dict.fromkeys(parts))
