"""Imported layers: a file for each kind, `<kind>.jsonl`, one thing a line, as JSON.

The key `id` stands first, and lines are sorted by it. Programs write them, thousands of lines at a time; what
is wrong with a line is told with its number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from graph.errors import Problem
from graph.facts.read import MAX_DEPTH, TOO_DEEP, Document, unreadable
from graph.values.node_id import NodeId, is_node_id, kind_of

SUFFIX = ".jsonl"

_AGAIN = "import the set again, or mend the line"


class _Wrong(Exception):
    """What is wrong with a line."""


def read_lines(path: Path, shown_as: str) -> tuple[list[tuple[NodeId, Document]], list[Problem]]:
    """Read one file of a layer, as `parse_lines` does."""
    try:
        return parse_lines(path.read_bytes(), path.stem, shown_as)
    except OSError as error:
        return [], [unreadable(shown_as, error)]


def parse_lines(
    text: bytes, folder: str, shown_as: str
) -> tuple[list[tuple[NodeId, Document]], list[Problem]]:
    """What each line of a layer's file is about, and says; and the problems of the lines that cannot be read.

    folder: the kind that all lines are of. shown_as: how messages name the file.
    """
    found: list[tuple[NodeId, Document]] = []
    problems, before = [], ""
    for number, line in enumerate(text.removesuffix(b"\n").split(b"\n"), 1):
        try:
            node_id, values = _thing(line, folder)
            if node_id <= before:
                raise _Wrong(_out_of_order(node_id, before))
        except _Wrong as wrong:
            problems.append(Problem(shown_as, number, str(wrong)))
        else:
            before = node_id
            found.append((node_id, Document(shown_as, values, {(): number})))
    return found, problems


def _thing(line: bytes, folder: str) -> tuple[NodeId, dict[str, Any]]:
    values = _object(line)
    if next(iter(values), None) != "id":
        raise _Wrong(f'does not begin with the key \'id\'; write {{"id": "{folder}/…", …}}')
    node_id = values.pop("id")
    if not isinstance(node_id, str) or not is_node_id(node_id) or kind_of(NodeId(node_id)) != folder:
        raise _Wrong(f"{node_id!r} is no id of this file; write {folder}/ and lower-case letters, digits, -")
    return NodeId(node_id), values


def _object(line: bytes) -> dict[str, Any]:
    try:
        values = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        fault = "is empty" if not line.strip() else f"is not valid JSON: {error.msg} (column {error.colno})"
        raise _Wrong(f"{fault}; {_AGAIN}") from error
    if not isinstance(values, dict):
        raise _Wrong('holds no object; write {"id": …} with one thing a line')
    if orjson.dumps(values) != line:
        json.loads(line, object_pairs_hook=_without_twins)
    if line.count(b"[") + line.count(b"{") > MAX_DEPTH and _depth(values) > MAX_DEPTH:
        raise _Wrong(TOO_DEEP)
    if b"\\" in line and any(sign < " " and sign != "\n" for text in _texts(values) for sign in text):
        raise _Wrong("holds a control character that nobody can see; remove it")
    return values


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        keys = [key for key, _ in pairs]
        twin = next(key for key in keys if keys.count(key) > 1)
        raise _Wrong(f"the key {twin!r} stands twice here; keep one of them")
    return values


def _out_of_order(node_id: NodeId, before: str) -> str:
    if node_id == before:
        return f"is about {node_id} like the line before; keep one of them"
    return f"{node_id} stands after {before}; sort the lines by id"


def _depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, inner), default=0)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    inner: Iterable[Any] = ()
    if isinstance(value, dict):
        inner = [*value, *value.values()]
    elif isinstance(value, list):
        inner = value
    for item in inner:
        yield from _texts(item)
