"""The rules by which a licence's terms read as a freedom, as data."""

from __future__ import annotations

from graph.schema.kind import Kind, Text
from graph.schema.license_terms import LicenseTest
from graph.values.freedom import Freedom


class FreedomRule(LicenseTest):
    """One rule: every condition that is given must hold."""

    freedom: Freedom
    """What a licence that the rule fits grants."""
    says: Text
    """The rule in plain words."""


class FreedomRules(Kind):
    """The rules in the order in which they are tried; the first that fits decides."""

    rules: tuple[FreedomRule, ...]
    """What is tried, in the order of the file, until something fits."""
