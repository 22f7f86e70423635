"""Upstream data sets read as facts in our own format: one set a module, found by its name.

A module has a docstring (what the set is, its format and odd values), `SOURCE` and
`read(path) -> Iterator[Imported | Refused]`. Names stay the upstream's (`Named`); matching them comes later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Named:
    """A thing by the name that an upstream set gives it, to be matched to an id.

    kind: the folder of its kind, such as `organization`. identifiers: what identifies it elsewhere, with the
    keys of `external_ids`.
    """

    kind: str
    name: str
    identifiers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Imported:
    """One upstream record as a fact file in our own format.

    values: the keys of the declared kind; any id may be a `Named`. record: where it stands upstream.
    """

    kind: str
    name: str
    identifiers: Mapping[str, str]
    values: Mapping[str, Any]
    record: str


@dataclass(frozen=True)
class Refused:
    """An upstream record that gives no fact, with the reason in words that a person understands."""

    record: str
    reason: str
