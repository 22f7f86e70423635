"""Rows -> what Neo4j keeps of them: the whole row as JSON, and beside it what is asked by.

Neo4j has no maps or lists of maps as properties: those are kept as JSON text. Text that small letters alone
do not fold is kept folded too, and every single value with its rank among all values of its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from graph.snapshot import Row, Snapshot
from graph.stores.neo4j.indexes import TEXTS
from graph.stores.neo4j.names import ROW, degree, folded, rank
from graph.stores.neo4j.pages import ABSENT
from graph.values.node_id import kind_of

Properties = dict[str, Any]


class Ranks:
    """The place of every value among all values of a property, over all kinds of node."""

    def __init__(self, graph: Snapshot, scalars: Mapping[str, Iterable[str]]) -> None:
        self._scalars = {
            kind: tuple(name for name in names if name != "id") for kind, names in scalars.items()
        }
        values: dict[str, set[Any]] = {}
        for kind, names in self._scalars.items():
            for name in names:
                known = values.setdefault(name, set())
                known.update(key for row in graph.nodes[kind] if (key := _key(row.get(name))) is not None)
        self._places = {
            name: {key: place for place, key in enumerate(sorted(known))} for name, known in values.items()
        }

    def of(self, kind: str, row: Row) -> Properties:
        """The ranks of a row of a kind, upwards and downwards."""
        found: Properties = {}
        for name in self._scalars[kind]:
            places, key = self._places[name], _key(row.get(name))
            up, down = rank(name, descending=False), rank(name, descending=True)
            found[up] = ABSENT if key is None else places[key]
            found[down] = ABSENT if key is None else len(places) - 1 - places[key]
        return found


def degrees(graph: Snapshot) -> dict[str, Properties]:
    """Id of a node -> how many edges of each kind reach it, by the kind of node they come from."""
    found: dict[str, Properties] = {}
    for edge, rows in graph.edges.items():
        for row in rows:
            counts, name = found.setdefault(row["target"], {}), degree(edge, kind_of(row["source"]))
            counts[name] = counts.get(name, 0) + 1
    return found


def node_properties(kind: str, row: Row, ranks: Ranks) -> Properties:
    """What is kept of a node, its degrees aside."""
    return {**edge_properties(row), **ranks.of(kind, row)}


def edge_properties(row: Row) -> Properties:
    """What is kept of an edge."""
    texts = {
        folded(name): value.casefold()
        for name, value in row.items()
        if isinstance(value, str) and (name in TEXTS or not value.isascii())
    }
    return {**_plain(row), **texts, ROW: _json(row)}


def claim_properties(row: Row) -> Properties:
    """What is kept of a value of which several sources speak."""
    return {name: row[name] for name in ("id", "subject", "disagree")} | {ROW: _json(row)}


def _plain(row: Row) -> Properties:
    """Properties as Neo4j takes them; what is absent is left out."""
    return {name: _value(value) for name, value in row.items() if value is not None}


def _value(value: Any) -> Any:
    if isinstance(value, dict) or (isinstance(value, (list, tuple)) and not _is_plain(value)):
        return _json(value)
    return value


def _is_plain(values: Iterable[Any]) -> bool:
    types = set(map(type, values))
    return len(types) <= 1 and types <= {str, int, float, bool}


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _key(value: Any) -> tuple[int, Any] | None:
    """Values in the order that questions rest on: text without regard to case, numbers as numbers."""
    if isinstance(value, str):
        return 1, value.casefold()
    return (0, value) if isinstance(value, (int, float)) else None
