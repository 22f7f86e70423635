"""Licence names as upstream sets write them, kept as they are; words that name no licence are left out."""

from __future__ import annotations

from collections.abc import Iterable

from graph.importers import Named

NO_STATEMENT = frozenset(
    {
        "-", "???", "n/a", "none", "null", "no license", "license", "other license", "custom license",
        "unknown", "undisclosed", "unspecified", "not specified", "to be determined",
        "custom", "unknkown", "multiple", "unclear", "various", "mixed", "purposely left ambiguous",
    }
)  # fmt: skip
"""What says nothing about terms: `none` is written for a search without result as often as for no licence."""


def license_named(text: str | None) -> Named | None:
    """The licence that a field names, or `None` where it names none."""
    name = " ".join((text or "").split())
    return None if not name or name.lower() in NO_STATEMENT else Named("license", name)


def grants(texts: Iterable[str | None], scope: str | None = None) -> list[dict[str, object]]:
    """`licensed_under` of the licences that fields name, each once."""
    found = {named.name: named for named in map(license_named, texts) if named}
    return [{"license": named} | ({"scope": scope} if scope else {}) for named in found.values()]
