"""Tests of a licence's terms, as rules and definitions write them."""

from __future__ import annotations

from typing import Annotated

from graph.schema.kind import Flag, Kind, LicenseId, Text, Vocabulary
from graph.schema.license import LicenseCategory

Restrictions = tuple[Annotated[str, Vocabulary("license_restriction")], ...]
Conditions = tuple[Annotated[str, Vocabulary("license_condition")], ...]
Permissions = tuple[Annotated[str, Vocabulary("license_permission")], ...]


class LicenseTest(Kind):
    """A test of one licence: everything that is given must hold."""

    category: tuple[LicenseCategory, ...] | None = None
    """The licence's category is one of these."""
    any_restriction: Restrictions | None = None
    """It has at least one of these restrictions."""
    any_condition: Conditions | None = None
    """It has at least one of these conditions."""
    lacks_permission: Permissions | None = None
    """It lacks at least one of these permissions."""
    lacks_condition: Conditions | None = None
    """It lacks at least one of these conditions."""
    approved: Flag | None = None
    """The Open Source Initiative approved it, or the Free Software Foundation lists it as free."""
    osi_approved: Flag | None = None
    """The Open Source Initiative approved it."""
    fsf_free: Flag | None = None
    """The Free Software Foundation lists it as free."""
    one_of: tuple[LicenseId, ...] | None = None
    """It is one of these licences."""
    restrictions_within: Restrictions | None = None
    """It has no restriction but these."""
    conditions_within: Conditions | None = None
    """It has no condition but these."""


class LicenseTerms(Kind):
    """Terms that a definition speaks of, by what a licence must show to count among them."""

    says: Text
    """What these terms are, in plain words: it completes "a licence that is ..."."""
    any_of: tuple[LicenseTest, ...]
    """Tests, of which a licence must pass at least one."""
