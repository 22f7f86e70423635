"""What validation found wrong with a file, in plain words with a remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import ValidationError

from graph.errors import Problem
from graph.facts.read import Document, KeyPath
from graph.schema.kind import ID, IN_PLACE, Kind, SourceFacts
from graph.schema.shape import shape_of
from graph.values.nearest import nearest

FORMS = {
    "wikidata": "write Q and digits, as in Q42",
    "lei": "write 20 capital letters and digits",
    "ror": "write 0 and eight letters and digits, as in 05a28rw58",
    "doi": "write it without the address before it, as in 10.1234/example",
    "iso_3166": "write two capital letters, as in FR",
    "code": "write two capital letters, as in FR",
    "terms": "write terms in capitals, as in COMMERCIAL_USE",
    "outcome": "write it in capitals, as in OPEN_SOURCE",
}
"""The expected form of values that have a pattern, by their key."""

_HOW_TO_NAME_A_SOURCE = "write its id, as in source/name, or {url: …, title: …, source_kind: …}"

_LISTED_KEYS = 8
"""Up to so many keys a message lists them all."""


def problems_of(
    error: ValidationError, document: Document, kind: type[Kind], may_lack: bool = False
) -> list[Problem]:
    """Every problem that validation found in a file of one kind, at its line.

    may_lack: keys of the file itself may be missing, since other files on the same thing may have them.
    """
    return [document.problem(path, what) for path, what in _explained(error, kind, may_lack)]


def _explained(error: ValidationError, kind: type[Kind], may_lack: bool) -> Iterator[tuple[KeyPath, str]]:
    words: dict[KeyPath, list[Any]] = {}
    for item in error.errors():
        if may_lack and item["type"] == "missing" and len(item["loc"]) == 1:
            continue
        path = tuple(part for part in item["loc"] if _is_in_file(part))
        if item["type"] == "enum":
            words.setdefault(path, []).append(item)
        else:
            yield path, _sentence(item, path, kind)
    for path, items in words.items():
        expected = ", ".join(item["ctx"]["expected"] for item in items).replace("'", "").replace(" or ", ", ")
        wrong = _shown(items[0]["input"])
        guess = nearest(wrong, expected.split(", ")) or f"; write one of {expected}"
        yield path, f"{wrong!r} is not allowed for {_name(path)}{guess}"


def _sentence(error: Any, path: KeyPath, kind: type[Kind]) -> str:
    value, name = error["input"], _name(path)
    match error["type"]:
        case "extra_forbidden":
            other = _other_key(str(path[-1]), _keys(_kind_at(kind, path[:-1])))
            return f"{path[-1]!r} is not a key here{other}"
        case "missing":
            return f"{path[-1]!r} is missing; every entry here needs it"
        case "string_pattern_mismatch":
            return _wrong_form(_shown(value), path, error["ctx"]["pattern"])
        case "value_error":
            message = error["msg"].removeprefix("Value error, ").replace(str(value), _shown(value), 1)
            return f"{name}: {message}" if path else message
        case _ if value is None:
            return f"{name} has no value; write one, or leave the line out"
        case "string_type" if isinstance(value, (int, float)):
            return f"{name} must be text; write it in quotes: '{_shown(value)}'"
        case "string_type":
            return f"{name} takes one text, not a list or an entry of its own; write it on one line"
        case "string_too_short":
            return f"{name} is empty; write a value, or leave the line out"
        case "bool_type":
            return f"{name} is {_shown(value)!r}; write true or false, without quotes"
        case "int_type":
            return f"{name} is {_shown(value)!r}, not a whole number; write all its digits, without quotes"
        case "float_type":
            return f"{name} is {_shown(value)!r}, not a number; write it as 0.5 or 8.4e22, without quotes"
        case "greater_than_equal":
            return f"{name} is below zero; write 0 or more"
        case "finite_number":
            return f"{name} is no number that can be right; mend its exponent"
        case "tuple_type":
            return f"{name} takes a list; put what belongs together between [ and ]"
        case "model_type" | "dict_type":
            return f"{name} {_needs_entry(error, value)}"
        case _:
            return f"{name}: {error['msg']}"


def _name(path: KeyPath) -> str:
    """A value as messages call it: by its key, in lists with its number."""
    if path and isinstance(path[-1], int):
        return f"entry {path[-1] + 1} of {path[-2]!r}"
    return repr(path[-1]) if path else "the file"


def _shown(value: Any) -> str:
    """A value as it may stand in the file."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"[{', '.join(map(_shown, value))}]" if isinstance(value, list) else str(value)


def _wrong_form(value: str, path: KeyPath, pattern: str) -> str:
    key = path[-1] if path and isinstance(path[-1], str) else path[-2]
    kinds = re.match(r"\^\(([a-z_|]+)\)/", pattern)
    if kinds and key in ("source", "sources"):
        return f"{value!r} is no source; {_HOW_TO_NAME_A_SOURCE}"
    if kinds:
        written_as = " or ".join(f"{kind}/name" for kind in kinds[1].split("|"))
        return f"{value!r} is no id for {_name(path)}; write {written_as}, in lower case"
    if pattern.startswith("^https?"):
        return f"{value!r} is no address; {_name(path)} begins with https:// or http:// and holds no blanks"
    if pattern.startswith(r"^\S"):
        return f"{_name(path)} begins with a blank; remove it"
    remedy = next((FORMS[str(part)] for part in reversed(path) if part in FORMS), f"its pattern is {pattern}")
    return f"{value!r} does not have the form of {'a key here' if value == key else _name(path)}; {remedy}"


def _needs_entry(error: Any, value: Any) -> str:
    """What to write where an entry with keys is expected and something else stands."""
    named = error.get("ctx", {}).get("class_name")
    kind = _kinds().get(named)
    if kind is SourceFacts:
        return f"is {_shown(value)!r}; {_HOW_TO_NAME_A_SOURCE}"
    needed = [name for name, field in kind.model_fields.items() if field.is_required()] if kind else []
    example = ", ".join(f"{name}: …" for name in needed or ["source"])
    return f"is {_shown(value)!r}; write an entry with keys instead: {{{example}}}"


def _other_key(wrong: str, keys: tuple[str, ...]) -> str:
    """The nearest key, else all of them where they are few."""
    guess = nearest(wrong, keys)
    return guess or (f"; keys are {', '.join(keys)}" if len(keys) <= _LISTED_KEYS else "")


def _keys(kind: type[Kind]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in kind.model_fields.items())


def _kind_at(kind: type[Kind], path: KeyPath) -> type[Kind]:
    """The declared kind of the entry at a place; keys of mappings and numbers of lists lead nowhere else."""
    for part in path:
        if part in ("source", "sources"):
            return SourceFacts
        for name, field in kind.model_fields.items():
            inner = shape_of(name, field).type
            if (field.alias or name) == part and issubclass(inner, Kind):
                kind = inner
                break
    return kind


@cache
def _kinds() -> dict[str, type[Kind]]:
    """Every declared kind by the name of its class."""
    found, stack = {}, [Kind]
    while stack:
        kind = stack.pop()
        found[kind.__name__] = kind
        stack += kind.__subclasses__()
    return found


def _is_in_file(part: str | int) -> bool:
    """Whether part of an error's place stands in the file; the marks of unions and of keys do not."""
    return not (part in (ID, IN_PLACE, "[key]") or str(part).startswith("str-enum["))
