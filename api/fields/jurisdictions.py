"""Filters by the code of a jurisdiction, which must be one of those that there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.schema.comparisons import comparison
from api.schema.filters import Asked, Filters
from graph.errors import BadValue
from graph.query import Filter


def add_filters(filters: Filters) -> None:
    """Check the codes that filters name."""
    type_, says, _ = filters.inputs["JurisdictionFilter"].fields["code"]
    filters.add("Jurisdiction", "code", type_, says, _by_code)


def _by_code(value: Mapping[str, Any], asked: Asked) -> Filter:
    named = (*(value.get("in") or ()), *([value["eq"]] if value.get("eq") else ()))
    for code in named:
        if code != code.upper() or asked.licensing.place(code) is None:
            near = asked.licensing.nearest_place(code)
            hint = f"did you mean {near}?" if near else "find codes with `jurisdictions`"
            raise BadValue(f"`code` is {code[:40]!r}, which no jurisdiction has; {hint}")
    return comparison("code")(value)
