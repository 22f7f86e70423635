"""Licences and what binds models to them: read once for a version of the graph, asked many times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from graph.derive.usability import Candidate
from graph.query import Find
from graph.schema.openness_property import component_id
from graph.snapshot import Row, is_valid
from graph.stores.port import Answer, Store, then, together
from graph.unstated import EVIDENCE, line, unstated_in
from graph.uses import COMPONENTS, bounds_of, candidate_of
from graph.values.nearest import nearest_of
from graph.values.node_id import NodeId, slug

EDGE_KINDS = (
    "EXCLUDES",
    "HAS_MEMBER",
    "HAS_PROPERTY",
    "INHERITS_TERMS",
    "LICENSED_UNDER",
    "LICENSE_CONFLICT",
    "OFFERED_BY",
    "RESTS_ON",
)
"""Edges that the use of a model hangs on, and those that show what its licences rest on."""

KINDS = ("license", "jurisdiction", "model")

_COMPONENTS = frozenset(map(component_id, COMPONENTS))


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a verdict on one model hangs on, and the evidence of its components by their names."""

    candidate: Candidate
    components: Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Place:
    """A jurisdiction: itself and the blocs it belongs to, and the members that it has."""

    within: frozenset[NodeId]
    members: frozenset[NodeId]


class Licensing:
    """Answers about terms from one version of the graph.

    conflicts: every licence conflict, by ascending id.
    """

    def __init__(self, nodes: Mapping[str, Sequence[Row]], edges: Mapping[str, Sequence[Row]]) -> None:
        self.conflicts = edges["LICENSE_CONFLICT"]
        self._models = {row["id"]: row for row in nodes["model"]}
        self._licenses = {row["id"]: row for row in nodes["license"]}
        self._bounds = bounds_of(self._licenses.values(), edges["EXCLUDES"])
        self._grants = _by_source(edges["LICENSED_UNDER"])
        self._inherited = _by_source(edges["INHERITS_TERMS"])
        self._offers = _by_source(edges["OFFERED_BY"])
        self._components = _by_source(row for row in edges["HAS_PROPERTY"] if row["target"] in _COMPONENTS)
        self._sources = _by_source(row for row in edges["RESTS_ON"] if row["source"] in self._licenses)
        self._jurisdictions = {row["code"]: row for row in nodes["jurisdiction"]}
        self._members = _by_source(edges["HAS_MEMBER"])
        self.gathered = lru_cache(maxsize=65536)(self._gathered)

    @classmethod
    def load(cls, store: Store) -> Answer[Licensing]:
        """Ask a store for everything that terms hang on."""

        def loaded(found: list[Any]) -> Licensing:
            edges: dict[str, list[Row]] = {kind: [] for kind in EDGE_KINDS}
            for kind, row in found[0]:
                edges[kind].append(row)
            return cls({kind: page.rows for kind, page in zip(KINDS, found[1], strict=True)}, edges)

        return then(together([store.edges(EDGE_KINDS), store.find([Find(kind) for kind in KINDS])]), loaded)

    def _gathered(self, model: NodeId, day: date) -> Gathered:
        """What a verdict on a model hangs on, as of a day."""
        on = day.isoformat()
        components = {slug(row["target"]): row for row in self._components.get(model, ())}
        row = self._models[model]
        for component, freedom in unstated_in(row):
            if component in _COMPONENTS:
                components[slug(component)] = line(freedom, row[EVIDENCE])
        offers = [{**offer, "now": is_valid(offer, on)} for offer in self._offers.get(model, ())]
        candidate = candidate_of(
            row,
            [grant for grant in self._grants.get(model, ()) if is_valid(grant, on)],
            self._inherited.get(model, ()),
            components,
            offers,
            self._bounds,
        )
        return Gathered(candidate, components)

    @property
    def models(self) -> Iterable[NodeId]:
        """Ids of all models."""
        return self._models

    def sources(self, license_id: NodeId) -> list[NodeId]:
        """Documents that the terms of a licence were read in."""
        return sorted(row["target"] for row in self._sources.get(license_id, ()))

    def read_in(self, license_id: NodeId) -> str | None:
        """Place in its source where a licence was read."""
        place: str | None = self._licenses[license_id]["read_in"]
        return place

    def place(self, code: str) -> Place | None:
        """A jurisdiction by its code; `None`: there is none."""
        row = self._jurisdictions.get(code.upper())
        return None if row is None else self.place_of(row["id"])

    def place_of(self, jurisdiction: NodeId) -> Place:
        """A jurisdiction by its id."""
        blocs = (
            bloc
            for bloc, rows in self._members.items()
            if any(item["target"] == jurisdiction for item in rows)
        )
        members = (item["target"] for item in self._members.get(jurisdiction, ()))
        return Place(frozenset([jurisdiction, *blocs]), frozenset(members))

    def nearest_place(self, code: str) -> str | None:
        """The code and name of the jurisdiction that somebody most likely meant."""
        rows = self._jurisdictions.values()
        names = {name: row for row in rows for name in (row["code"], row["name"], *row["aliases"])}
        found = nearest_of(code, names)
        return f"{names[found]['code']} ({names[found]['name']})" if found else None


def _by_source(rows: Iterable[Row]) -> dict[NodeId, list[Row]]:
    found: dict[NodeId, list[Row]] = {}
    for row in rows:
        found.setdefault(row["source"], []).append(row)
    return found
