"""What a version is made of, as the loader saw it: the compiler of questions and `facts` rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from graph.snapshot import Row, Snapshot
from graph.stores.port import GraphFacts
from graph.values.node_id import kind_of


@dataclass(frozen=True)
class Catalog:
    """Counts, vocabularies, coverage, and which properties and ends kinds have.

    scalars, lists: kind -> properties that hold one value, or several.
    sources, targets: edge kind -> kinds of node at that end.
    """

    version: str
    node_counts: Mapping[str, int]
    edge_counts: Mapping[str, int]
    vocabularies: Mapping[str, Mapping[str, str]]
    coverage: Row
    scalars: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, tuple[str, ...]]
    targets: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, graph: Snapshot) -> Catalog:
        """The catalog of a graph."""
        return cls(
            version=graph.version,
            node_counts={kind: len(rows) for kind, rows in graph.nodes.items()},
            edge_counts={kind: len(rows) for kind, rows in graph.edges.items()},
            vocabularies=graph.vocabularies,
            coverage=graph.coverage,
            scalars={kind: _names(rows, (str, int, float)) for kind, rows in graph.nodes.items()},
            lists={kind: _names(rows, (list, tuple)) for kind, rows in graph.nodes.items()},
            sources={kind: _kinds(row["source"] for row in rows) for kind, rows in graph.edges.items()},
            targets={kind: _kinds(row["target"] for row in rows) for kind, rows in graph.edges.items()},
        )

    def facts(self) -> GraphFacts:
        """What is true of the whole graph."""
        counts = (self.node_counts, self.edge_counts)
        return GraphFacts(self.version, *counts, self.vocabularies, self.coverage)

    def to_json(self) -> str:
        """As the database keeps it."""
        return orjson.dumps(asdict(self)).decode()

    @classmethod
    def from_json(cls, text: str) -> Catalog:
        """As the database kept it."""
        values: dict[str, Any] = orjson.loads(text)
        return cls(**values)


def _names(rows: Iterable[Row], types: tuple[type[Any], ...]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(name for row in rows for name, value in row.items() if isinstance(value, types))
    )


def _kinds(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({kind_of(node_id) for node_id in ids}))
