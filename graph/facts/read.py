"""YAML files, read safely, as values that remember the line they stand on.

Scalars follow our own rules instead of YAML 1.1's, which reads `NO` as a boolean and `12:30` as a number:
`true` and `false` are booleans, `null` and `~` are absent, decimal numbers are numbers, all else is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from graph.errors import Problem

KeyPath = tuple[str | int, ...]

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


@dataclass
class _Walk:
    file: str
    lines: dict[KeyPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, path: KeyPath) -> Any:
        if id(node) in self.seen:
            self.complain(node, "is repeated by a YAML alias; write the values out")
            return None
        self.seen.add(id(node))
        self.lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, at)) for at, item in enumerate(node.value)]
        return self.scalar(node)

    def mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in result:
                self.complain(key_node, f"the key {key!r} stands twice here; keep one of them")
            value = self.value(value_node, (*path, key))
            self.lines[(*path, key)] = key_node.start_mark.line + 1
            result[key] = value
        return result

    def scalar(self, node: yaml.Node) -> Any:
        text = str(node.value)
        if not node.tag.startswith("tag:yaml.org,2002:"):
            self.complain(node, f"the tag {node.tag} is not allowed; write plain values")
        if getattr(node, "style", None):
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _NUMBER.match(text):
            return float(text) if any(mark in text for mark in ".eE") else int(text)
        return text

    def complain(self, node: yaml.Node, what: str) -> None:
        self.problems.append(Problem(self.file, node.start_mark.line + 1, what))


def read_yaml(path: Path, shown_as: str) -> tuple[Document | None, list[Problem]]:
    """Read one file; `shown_as` is how messages name it.

    Returns the document, or `None` with the problems that keep it from being read.
    """
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=_LOADER)
    except UnicodeDecodeError as error:
        return None, [Problem(shown_as, 1, f"is not UTF-8 text (byte {error.start}); save it as UTF-8")]
    except RecursionError:
        return None, [Problem(shown_as, 1, "is nested too deeply; a fact file has a few levels")]
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return None, [
            Problem(shown_as, line, f"is not valid YAML: {error.problem}; check quotes and indents")
        ]
    except yaml.YAMLError as error:
        return None, [Problem(shown_as, 1, f"is not valid YAML: {error}")]
    if not isinstance(root, yaml.MappingNode):
        return None, [Problem(shown_as, 1, "holds no mapping; a fact file is a list of `key: value` lines")]
    walk = _Walk(shown_as)
    values = walk.value(root, ())
    if walk.problems:
        return None, walk.problems
    return Document(shown_as, values, walk.lines), []
