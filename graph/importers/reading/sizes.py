"""Numbers of parameters as upstream sets write them: `7B`, `1_1B`, `70 b`, `7e+10`, `671000000000.0`."""

from __future__ import annotations

import re

_UNITS = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
_SIZE = re.compile(r"(?<![a-z0-9.])(\d+(?:[._]\d+)?)\s?([kmbt])(?![a-z0-9])", re.IGNORECASE)
_NUMBER = re.compile(r"^\d+(?:\.\d+)?(?:e\+?\d+)?$", re.IGNORECASE)


def sizes_in(text: str) -> frozenset[int]:
    """Every size that a name mentions: `Mixtral-8x7B` none, `Qwen3-30B-A3B` the 30 billion."""
    return frozenset(_count(number, unit) for number, unit in _SIZE.findall(text))


def parameter_count(text: str) -> int | None:
    """The whole number that a field states, or `None` where it states none or nought."""
    text = text.strip()
    if _NUMBER.match(text):
        return round(float(text)) or None
    whole = _SIZE.fullmatch(text)
    return (_count(*whole.groups()) or None) if whole else None


def with_size(name: str, version: str) -> str:
    """A name completed by the size that stands in a field of its own: `Amber` and `7B` give `Amber 7B`."""
    size = version.strip().replace("_", ".")
    return f"{name} {size}" if _SIZE.fullmatch(size) and not sizes_in(name) else name


def _count(number: str, unit: str) -> int:
    return round(float(number.replace("_", ".")) * _UNITS[unit.lower()])
