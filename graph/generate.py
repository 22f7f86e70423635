"""Synthetic graphs of a realistic shape, of any size, from a seed: for measuring, never to be shown as facts.

Models are drawn from those of a real graph and get names, days and edges of their own. Licences, properties
of recipes, sources and jurisdictions stay as few as they are, so that they become what they are in a hub of
models: nodes with a great many edges. A few developers have most of the models, and descent has long tails.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from random import Random
from typing import Any

from graph.snapshot import Row, Snapshot

PROPERTIES_EACH = 6
"""Components of the recipe that a hub knows of a model, of the 26 that a researched model has."""

MODELS_OF_A_DEVELOPER = 20
DESCENDS = 0.6
"""Part of the models that were made from another one."""

FIRST_DAY, DAYS = date(2019, 1, 1), 2600
_KEPT = ("DEVELOPED_BY", "LICENSED_UNDER", "HAS_PROPERTY", "RESTS_ON", "TRAINED_ON", "OFFERED_BY")


def synthetic(template: Snapshot, models: int, seed: int = 1) -> Snapshot:
    """A graph with so many models, those of the template among them, always the same for the same seed."""
    return _Writer(template, seed).written(models)


class _Writer:
    def __init__(self, template: Snapshot, seed: int) -> None:
        self._random = Random(seed)
        self._vocabularies = template.vocabularies
        self._nodes = {kind: list(rows) for kind, rows in template.nodes.items()}
        self._edges = {kind: list(rows) for kind, rows in template.edges.items()}
        self._templates = list(template.nodes["model"])
        self._leaving: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for kind in (*_KEPT, "BASED_IN"):
            for row in template.edges.get(kind, ()):
                if not (kind == "HAS_PROPERTY" and row["status"] == "UNKNOWN"):
                    self._leaving[(kind, row["source"])].append(row)
        self._descents = list(template.edges["DERIVED_FROM"])

    def written(self, models: int) -> Snapshot:
        more = max(0, models - len(self._templates))
        for at in range(more // MODELS_OF_A_DEVELOPER):
            self._write_developer(at)
        developers = [row["id"] for row in self._nodes["organization"]]
        for at in range(more):
            self._write_model(at, developers)
        return Snapshot.of(self._nodes, self._edges, self._vocabularies)

    def _write_developer(self, at: int) -> None:
        template = self._random.choice(self._nodes["organization"])
        row = {**template, "id": f"organization/synthetic-{at}", "name": f"Lab {at}", "external_ids": []}
        self._nodes["organization"].append({**row, "aliases": [f"Laboratory {at}"]})
        for edge in self._leaving[("BASED_IN", template["id"])]:
            self._write_edge("BASED_IN", edge, at, source=row["id"])

    def _write_model(self, at: int, developers: list[str]) -> None:
        template = self._random.choice(self._templates)
        node_id = f"model/synthetic-{at}"
        released = FIRST_DAY + timedelta(days=self._random.randrange(DAYS))
        size = self._random.choice((1, 3, 7, 8, 13, 32, 70, 400))
        row = {
            **template,
            "id": node_id,
            "name": f"{template['family'] or 'Model'} {size}B {at}",
            "aliases": [],
            "released": released.isoformat(),
            "parameters": size * 1_000_000_000 + self._random.randrange(10**9),
            "external_ids": [{"scheme": "HUGGING_FACE", "value": f"lab/synthetic-{at}"}],
        }
        self._nodes["model"].append(row)
        for kind in _KEPT:
            leaving = self._leaving[(kind, template["id"])][:PROPERTIES_EACH]
            for edge in leaving[:1] if kind == "DEVELOPED_BY" else leaving:
                other = {"target": self._prominent(developers)} if kind == "DEVELOPED_BY" else {}
                self._write_edge(kind, edge, at, source=node_id, **other)
        if self._random.random() < DESCENDS:
            base = self._prominent(self._nodes["model"], but_last=1)["id"]
            edge = self._random.choice(self._descents)
            self._write_edge("DERIVED_FROM", edge, at, source=node_id, target=base)

    def _write_edge(self, kind: str, template: Row, at: int, **ends: str) -> None:
        self._edges[kind].append({**template, "id": f"{template['id']}-{at}", **ends})

    def _prominent(self, among: list[Any], *, but_last: int = 0) -> Any:
        """One of many, the first ones far more often, as fame goes."""
        return among[int((len(among) - but_last) * self._random.random() ** 3)]
