"""A graph as bytes that are quick to read: every value of rows written once, and rows as tables of places.

Most models look alike, so that a few values serve thousands of rows; rows that are read share them, lists and
mappings as well as texts. Equal graphs give equal bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import orjson

Row: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = Mapping[str, Sequence[Row]]
Words: TypeAlias = Mapping[str, Mapping[str, str]]


def packed(nodes: Rows, edges: Rows, vocabularies: Words, claims: Sequence[Row], coverage: Row) -> bytes:
    """The content of a graph as bytes; rows by ascending id."""
    values = _Values()
    return orjson.dumps(
        {
            "nodes": {kind: values.tables(rows) for kind, rows in nodes.items()},
            "edges": {kind: values.tables(rows) for kind, rows in edges.items()},
            "vocabularies": {name: list(terms.items()) for name, terms in sorted(vocabularies.items())},
            "claims": values.tables(claims),
            "coverage": coverage,
            "values": values.written,
        }
    )


def unpacked(body: bytes) -> tuple[Rows, Rows, Words, Sequence[Row], Row]:
    """The content of a graph from its bytes; errors of any kind where they are of another format."""
    content = orjson.loads(body)
    values = _values(content.pop("values"))

    def rows(tables: Sequence[Mapping[str, Sequence[int]]]) -> list[Row]:
        found = [row for table in tables for row in _rows(table, values)]
        return sorted(found, key=lambda row: row["id"]) if len(tables) > 1 else found

    return (
        {kind: rows(tables) for kind, tables in content["nodes"].items()},
        {kind: rows(tables) for kind, tables in content["edges"].items()},
        {name: dict(terms) for name, terms in content["vocabularies"].items()},
        rows(content["claims"]),
        content["coverage"],
    )


class _Values:
    """Every distinct value that rows hold, by its place; what a list or mapping holds stands before it."""

    def __init__(self) -> None:
        self.written: list[Any] = []
        """A text, number, boolean or null as it is; a list or mapping with places in place of its values."""
        self._places: dict[str | bytes, int] = {}

    def tables(self, rows: Sequence[Row]) -> list[dict[str, list[int]]]:
        """Rows as tables, one for all that have the same keys: key -> place of the value of each row."""
        by_keys: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in rows:
            by_keys[tuple(sorted(row))].append(row)
        return [
            {key: [self._place(row[key]) for row in alike] for key in keys}
            for keys, alike in sorted(by_keys.items())
        ]

    def _place(self, value: Any) -> int:
        known_by = value if isinstance(value, str) else orjson.dumps(value)
        if known_by not in self._places:
            if isinstance(value, (list, tuple)):
                value = [self._place(item) for item in value]
            elif isinstance(value, dict):
                value = {key: self._place(item) for key, item in value.items()}
            self._places[known_by] = len(self.written)
            self.written.append(value)
        return self._places[known_by]


def _values(written: Iterable[Any]) -> list[Any]:
    values: list[Any] = []
    for value in written:
        if type(value) is list:
            value = [values[place] for place in value]
        elif type(value) is dict:
            value = {key: values[place] for key, place in value.items()}
        values.append(value)
    return values


def _rows(table: Mapping[str, Sequence[int]], values: Sequence[Any]) -> Iterable[Row]:
    columns = [map(values.__getitem__, places) for places in table.values()]
    for row in zip(*columns, strict=True):
        yield dict(zip(table, row, strict=True))
