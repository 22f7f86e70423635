"""Upstream files, read as plain text values; a file that is not what it should be says where it breaks."""

from __future__ import annotations

import csv
import json
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from graph.errors import FactErrors, Problem

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


def wrong_format(path: Path, expected: str, found: str, line: int = 1) -> FactErrors:
    """The error of a file that is not of the format: what was expected, what was found, and where."""
    return FactErrors([Problem(path.name, line, f"expected {expected}, found {found}")])


def read_text(path: Path, expected: str) -> str:
    """A file's text without byte order mark; `FactErrors` where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise wrong_format(path, expected, "no such file") from None
    except IsADirectoryError:
        raise wrong_format(path, expected, "a folder") from None
    except UnicodeDecodeError as error:
        raise wrong_format(path, expected, f"bytes that are not UTF-8 text (byte {error.start})") from error
    except OSError as error:
        raise wrong_format(path, expected, f"a file that cannot be read ({error.strerror})") from error


def files_below(folder: Path, patterns: Sequence[str], expected: str) -> list[Path]:
    """Files below a folder that match a pattern, ordered by path; `FactErrors` where there are none."""
    if not folder.is_dir():
        raise wrong_format(folder, expected, "a file" if folder.exists() else "no such folder")
    found = sorted({path for pattern in patterns for path in folder.rglob(pattern)})
    if not found:
        raise wrong_format(folder, expected, f"no file that matches {' or '.join(patterns)}")
    return found


def read_yaml(path: Path, expected: str) -> Any:
    """A YAML file with every scalar as text, so that no date, number or `no` is read as something else."""
    try:
        return yaml.load(read_text(path, expected), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise wrong_format(path, expected, f"text that is not YAML: {error.problem}", line) from error
    except yaml.YAMLError as error:
        raise wrong_format(path, expected, f"text that is not YAML: {error}") from error


def read_json(path: Path, expected: str) -> Any:
    """A JSON file."""
    return _parsed_json(path, read_text(path, expected), expected, 1)


def read_json_lines(path: Path, expected: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with one JSON object a line, with the number of the line."""
    empty = True
    for line, text in enumerate(read_text(path, expected).split("\n"), start=1):
        if not text.strip():
            continue
        value = _parsed_json(path, text, expected, line)
        if not isinstance(value, dict):
            raise wrong_format(path, expected, f"a {type(value).__name__} instead of an object", line)
        empty = False
        yield line, value
    if empty:
        raise wrong_format(path, expected, "an empty file")


def read_csv(path: Path, columns: Sequence[str], expected: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file, each with its number; `columns` must be among those of its header."""
    reader = csv.reader(read_text(path, expected).splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        missing = [column for column in columns if column not in header]
        if missing:
            raise wrong_format(path, expected, f"no column {missing[0]!r}")
        for number, row in enumerate(reader, start=1):
            if len(row) != len(header):
                found = f"{len(row)} fields instead of {len(header)} in row {number}"
                raise wrong_format(path, expected, found, reader.line_num)
            yield number, dict(zip(header, row, strict=True))
    except csv.Error as error:
        raise wrong_format(path, expected, f"text that is not CSV: {error}", reader.line_num) from error


def read_toml(path: Path, expected: str) -> dict[str, Any]:
    """A TOML file."""
    try:
        return tomllib.loads(read_text(path, expected))
    except tomllib.TOMLDecodeError as error:
        raise wrong_format(path, expected, f"text that is not TOML: {error}") from error


def _parsed_json(path: Path, text: str, expected: str, first_line: int) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line = first_line + error.lineno - 1
        raise wrong_format(path, expected, f"text that is not JSON: {error.msg}", line) from error
