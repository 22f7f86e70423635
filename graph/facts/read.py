"""YAML files, read safely, as values that remember the line they stand on.

Scalars follow our own rules instead of YAML 1.1's, which reads `NO` as a boolean and `12:30` as a number:
`true` and `false` are booleans, `null` and `~` are absent, decimal numbers are numbers, all else is text.
Anchors, aliases, tags and further documents are refused, and so is nesting that no fact needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from graph.errors import Problem
from graph.facts.syntax import syntax_fault

KeyPath = tuple[str | int, ...]

MAX_DEPTH = 40
"""Levels of lists and entries in one another; a fact file has a few, a definition's tests some more."""
TOO_DEEP = "is nested too deeply; a fact file has a few levels"

_NUMBER = re.compile(r"^[-+]?(\d+|\d+\.\d+)([eE][-+]?\d+)?$")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """A file's values and the line of each: `lines[("licensed_under", 0, "license")] == 7`."""

    file: str
    values: Any
    lines: dict[KeyPath, int]

    def line(self, path: KeyPath) -> int:
        """Line of a value, or of the nearest thing around it that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: KeyPath, what: str) -> Problem:
        """A problem at the place of a value."""
        return Problem(self.file, self.line(path), what)


def read_yaml(path: Path, shown_as: str) -> tuple[Document | None, list[Problem]]:
    """Read one file; `shown_as` is how messages name it.

    Returns the document, or `None` with the problems that keep it from being read.
    """
    try:
        return parse_yaml(path.read_text(encoding="utf-8"), shown_as)
    except UnicodeDecodeError as error:
        return None, [Problem(shown_as, 1, f"is not UTF-8 text (byte {error.start}); save it as UTF-8")]
    except OSError as error:
        return None, [unreadable(shown_as, error)]


def unreadable(shown_as: str, error: OSError) -> Problem:
    """The problem of a file that is there and cannot be read."""
    return Problem(shown_as, 1, f"cannot be read ({error.strerror}); mend or remove it")


def parse_yaml(text: str, shown_as: str) -> tuple[Document | None, list[Problem]]:
    """Read the text of one file, as `read_yaml` does."""
    walk = _Walk(shown_as, yaml.parse(text, Loader=_LOADER))
    try:
        values = walk.document()
    except yaml.YAMLError as error:
        return None, [*walk.problems, Problem(shown_as, *syntax_fault(error, text))]
    except _TooDeep as error:
        return None, [Problem(shown_as, error.line, TOO_DEEP)]
    if not isinstance(values, dict) and not walk.problems:
        fault = "is empty" if values is None else "holds no mapping"
        return None, [Problem(shown_as, 1, f"{fault}; a fact file is a list of `key: value` lines")]
    return (None, walk.problems) if walk.problems else (Document(shown_as, values, walk.lines), [])


class _TooDeep(Exception):
    """A value lies deeper than any fact needs."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass
class _Walk:
    """Builds the values of one file from the events of the YAML parser."""

    file: str
    events: Iterator[Any]
    lines: dict[KeyPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def document(self) -> Any:
        """The values of the first document, which must be the only one; `None` where there is none."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        values = self.value(next(self.events), ())
        next(self.events)
        if not isinstance(after := next(self.events), yaml.StreamEndEvent):
            self.complain(after, "begins a second document; a file states one thing, without `---` inside")
        return values

    def value(self, event: Any, path: KeyPath) -> Any:
        self.lines[path] = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            self.complain(event, "is a YAML alias; write the values out, text with * before it in quotes")
            return None
        self.refuse_marks(event)
        if len(path) > MAX_DEPTH:
            raise _TooDeep(event.start_mark.line + 1)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return _scalar(event)

    def mapping(self, path: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, path)
            if key in result:
                self.complain(event, f"the key {key!r} stands twice here; keep one of them")
            result[key] = self.value(next(self.events), (*path, key))
            self.lines[(*path, key)] = event.start_mark.line + 1
        return result

    def key(self, event: Any, path: KeyPath) -> str:
        if isinstance(event, yaml.ScalarEvent):
            self.refuse_marks(event)
            return str(event.value)
        self.complain(event, "has brackets where a key belongs; put text that begins with [ or { in quotes")
        self.value(event, (*path, ""))
        return ""

    def sequence(self, path: KeyPath) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            result.append(self.value(event, (*path, len(result))))
        return result

    def refuse_marks(self, event: Any) -> None:
        if event.anchor is None and event.tag is None:
            return
        for sign, mark in (("anchor &", event.anchor), ("tag ", event.tag)):
            if mark is not None:
                self.complain(event, f"has the YAML {sign}{mark}; remove it, or put the value in quotes")

    def complain(self, event: Any, what: str) -> None:
        self.problems.append(Problem(self.file, event.start_mark.line + 1, what))


def _scalar(event: Any) -> Any:
    text = str(event.value)
    if event.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.match(text):
        return float(text) if any(mark in text for mark in ".eE") else int(text)
    return text
