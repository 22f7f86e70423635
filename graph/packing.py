"""A graph as bytes that are quick to read: rows as tables, and every list that rows hold written once.

Most models look alike, so that a few hundred lists of verdicts and components serve thousands of rows; rows
that are read share them, as they share equal texts. Equal graphs give equal bytes.
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
    lists = _Lists()
    return orjson.dumps(
        {
            "nodes": {kind: lists.tables(rows) for kind, rows in nodes.items()},
            "edges": {kind: lists.tables(rows) for kind, rows in edges.items()},
            "vocabularies": {name: list(terms.items()) for name, terms in sorted(vocabularies.items())},
            "claims": lists.tables(claims),
            "coverage": coverage,
            "lists": lists.values,
        }
    )


def unpacked(body: bytes) -> tuple[Rows, Rows, Words, Sequence[Row], Row]:
    """The content of a graph from its bytes; errors of any kind where they are of another format."""
    content = orjson.loads(body)
    lists: list[Any] = content["lists"]
    texts: dict[str, str] = {}

    def rows(tables: Sequence[Mapping[str, Any]]) -> list[Row]:
        found = [row for table in tables for row in _rows(table, lists, texts)]
        return sorted(found, key=lambda row: row["id"]) if len(tables) > 1 else found

    return (
        {kind: rows(tables) for kind, tables in content["nodes"].items()},
        {kind: rows(tables) for kind, tables in content["edges"].items()},
        {name: dict(terms) for name, terms in content["vocabularies"].items()},
        rows(content["claims"]),
        content["coverage"],
    )


class _Lists:
    """Every distinct list or mapping that rows hold, by its place."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._places: dict[bytes, int] = {}

    def tables(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """Rows as tables, one for all that have the same keys; `lists`: columns that hold places of lists."""
        by_keys: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in rows:
            by_keys[tuple(sorted(row))].append(row)
        return [self._table(keys, alike) for keys, alike in sorted(by_keys.items())]

    def _table(self, keys: tuple[str, ...], rows: Sequence[Row]) -> dict[str, Any]:
        columns: list[list[Any]] = []
        of_lists: list[int] = []
        for at, key in enumerate(keys):
            column = [row[key] for row in rows]
            if any(isinstance(value, (list, tuple, dict)) for value in column):
                of_lists.append(at)
                column = [None if value is None else self._place(value) for value in column]
            columns.append(column)
        return {"keys": keys, "lists": of_lists, "rows": list(zip(*columns, strict=True))}

    def _place(self, value: Any) -> int:
        written = orjson.dumps(value)
        if written not in self._places:
            self._places[written] = len(self.values)
            self.values.append(value)
        return self._places[written]


def _rows(table: Mapping[str, Any], lists: Sequence[Any], texts: dict[str, str]) -> Iterable[Row]:
    keys, of_lists = table["keys"], table["lists"]
    for values in table["rows"]:
        for at in of_lists:
            place = values[at]
            if place is not None:
                values[at] = lists[place]
        yield {
            key: texts.setdefault(value, value) if type(value) is str else value
            for key, value in zip(keys, values, strict=True)
        }
