"""The edge from what is released to the terms it is released under."""

from __future__ import annotations

from typing import ClassVar

from graph.schema.kind import DatedClaim, LicenseId
from graph.schema.license import Scope


class LicenseGrant(DatedClaim):
    """Terms that a release, or a part of it, is under."""

    far: ClassVar[str] = "license"

    license: LicenseId
    """The licence."""
    scope: Scope | None = None
    """The part of the release that it covers; left out: the whole release."""
