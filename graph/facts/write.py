"""Fact files as people write them: keys in the order of the declaration, one statement a line where it fits.

Imported layers have one thing a line instead. What is written here is read back as the same values, by
`graph.facts.read` and `graph.facts.lines`, and equal values give equal bytes.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import orjson

from graph.facts.statements import RECORD
from graph.schema import KIND_BY_FOLDER
from graph.schema.kind import Kind, SourceFacts
from graph.schema.shape import shape_of
from graph.values.day import Day
from graph.values.node_id import NodeId, kind_of

WIDTH = 110
"""Columns of a line."""

_DATE = re.compile(r"^\d{4}(-\d{2}){0,2}$")
_PLAIN_INSIDE = re.compile(r"^[^\W_][^\n#:,\[\]{}'\"]*$")
_PLAIN = re.compile(r"^[^\W_](?!.*(?:: | #|:$))[^\n]*$")


def fact_text(kind: type[Kind], values: Mapping[str, Any], comment: str = "") -> str:
    """A file's text; values that are absent or empty are left out.

    comment: a line that stands first. Source declarations and dates may stand as their own values.
    """
    lines = [f"# {comment}"] if comment else []
    for key, value in in_order(kind, plain(values)).items():
        lines += _entry(key, value, "")
    return "\n".join(lines) + "\n"


def layer_text(things: Mapping[NodeId, Mapping[str, Any]]) -> str:
    """The text of a layer's file on things of one kind, by their ids; absent and empty values left out."""
    lines = (
        {"id": node_id, **in_order(KIND_BY_FOLDER[kind_of(node_id)], plain(values))}
        for node_id, values in sorted(things.items())
    )
    return "".join(f"{orjson.dumps(line).decode()}\n" for line in lines)


def in_order(kind: type[Kind], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by their keys in the order of the declaration, where the record stands first."""
    order = {RECORD: -1, **{name: at for at, name in enumerate(kind.model_fields)}}
    return dict(sorted(values.items(), key=lambda item: order.get(item[0], len(order))))


def plain(value: Any) -> Any:
    """A value as text, numbers, lists and mappings; absent and empty parts left out."""
    if isinstance(value, SourceFacts):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        pairs = ((str(key), plain(item)) for key, item in value.items())
        return {key: item for key, item in pairs if item not in (None, "", [], {})}
    if isinstance(value, (list, tuple)):
        return [item for item in map(plain, value) if item not in (None, "", [], {})]
    if isinstance(value, Day):
        return str(value)
    if isinstance(value, str):
        return " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value


def _entry(key: str, value: Any, indent: str) -> Iterator[str]:
    """A key with its value, on one line where it fits."""
    line = f"{indent}{key}: {_flow(value, key)}"
    if len(line) <= WIDTH:
        yield line
    elif isinstance(value, dict):
        yield f"{indent}{key}:"
        for inner, item in value.items():
            yield from _entry(inner, item, f"{indent}  ")
    elif isinstance(value, list):
        yield f"{indent}{key}:"
        for item in value:
            yield from _item(item, key, indent)
    elif isinstance(value, str) and " " in value:
        yield f"{indent}{key}: >-"
        yield from textwrap.wrap(
            value,
            WIDTH,
            initial_indent=f"{indent}  ",
            subsequent_indent=f"{indent}  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    else:
        yield line


def _item(value: Any, key: str, indent: str) -> Iterator[str]:
    line = f"{indent}- {_flow(value, key)}"
    if len(line) <= WIDTH or not isinstance(value, dict):
        yield line
        return
    inner = [line for name, item in value.items() for line in _entry(name, item, f"{indent}  ")]
    yield f"{indent}- {inner[0].strip()}"
    yield from inner[1:]


def _flow(value: Any, key: str, inside: bool = False) -> str:
    """A value on one line; `inside` brackets more signs need quotes."""
    if isinstance(value, dict):
        return "{" + _joined(f"{name}: {_flow(item, name, True)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + _joined(_flow(item, key, True) for item in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _scalar(value, key, inside)
    return str(value).replace("e+", "e")


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(parts)


def _scalar(text: str, key: str, inside: bool) -> str:
    """Text, in quotes where the reader would see something else."""
    is_date = key in _date_keys() and bool(_DATE.match(text))
    is_plain = bool((_PLAIN_INSIDE if inside else _PLAIN).match(text))
    if is_date or (is_plain and not _reads_as_other(text)):
        return text
    return "'" + text.replace("'", "''") + "'"


def _reads_as_other(text: str) -> bool:
    """Whether the reader takes bare text for a number or a word such as `true`."""
    return bool(re.match(r"^[-+]?(\d+|\d+\.\d+)([eE][-+]?\d+)?$", text)) or text in (
        "true",
        "false",
        "null",
        "~",
    )


@cache
def _date_keys() -> frozenset[str]:
    """Keys whose values are dates, in whichever kind."""
    kinds, found = [Kind], set[str]()
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        found |= {name for name, field in kind.model_fields.items() if shape_of(name, field).type is Day}
    return frozenset(found)
