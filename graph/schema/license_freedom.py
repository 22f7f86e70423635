"""The rules by which a licence's terms read as a freedom, as data."""

from __future__ import annotations

from graph.schema.kind import Kind, Text
from graph.schema.license import LicenseCategory
from graph.values.freedom import Freedom


class FreedomRule(Kind):
    """One rule: every condition that is given must hold."""

    freedom: Freedom
    """What a licence that the rule fits grants."""
    says: Text
    """The rule in plain words."""
    category: tuple[LicenseCategory, ...] | None = None
    """The licence's category is one of these."""
    any_restriction: tuple[str, ...] | None = None
    """It has at least one of these restrictions."""
    lacks_permission: tuple[str, ...] | None = None
    """It lacks at least one of these permissions."""
    approved: bool | None = None
    """The Open Source Initiative approved it, or the Free Software Foundation lists it as free."""
    restrictions_within: tuple[str, ...] | None = None
    """It has no restriction but these."""
    conditions_within: tuple[str, ...] | None = None
    """It has no condition but these."""


class FreedomRules(Kind):
    """The rules in the order in which they are tried; the first that fits decides."""

    rules: tuple[FreedomRule, ...]
    """What is tried, in the order of the file, until something fits."""
