"""Jurisdictions: countries and blocs."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from graph.schema.kind import Edge, JurisdictionId, Node


class Jurisdiction(Node):
    """A country or a bloc of countries whose law applies."""

    folder: ClassVar[str] = "jurisdiction"
    plural: ClassVar[str] = "jurisdictions"

    code: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    """ISO 3166-1 alpha-2 code of a country; `EU` for the European Union."""
    members: Annotated[
        tuple[JurisdictionId, ...],
        Edge("HAS_MEMBER", field="members", reverse="memberOf", filter="member", reverse_filter="memberOf"),
    ] = ()
    """Countries that belong to the bloc."""
