"""Dates as upstream sets write them, kept as precise as they are."""

from __future__ import annotations

import re

from graph.values.day import Day

_FORM = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?$")


def day(text: str | None) -> str | None:
    """`2025`, `2025-03`, `2025-03-14` or a time on such a day as our date; `None` where it is no date."""
    found = _FORM.match((text or "").strip())
    if not found:
        return None
    parts = [found[1], *(part.zfill(2) for part in found.groups()[1:] if part)]
    try:
        return str(Day.parse("-".join(parts)))
    except ValueError:
        return None
