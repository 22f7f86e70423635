"""What is wrong with text that is not YAML, in plain words."""

from __future__ import annotations

import yaml

_AT_START = {
    "could not find expected ':'": "is not `key: value`; write a colon and a blank after the key",
    "did not find expected ',' or ']'": "opens a list with [ that is not closed, or lacks a comma",
    "did not find expected ',' or '}'": "opens an entry with { that is not closed, or lacks a comma",
    "found unexpected end of stream": "opens a quote that is not closed",
    "did not find expected comment or line break": "has a value that begins with > or |; put it in quotes",
}
"""Faults that are best mended where the broken thing begins."""

_AT_END = {
    "mapping values are not allowed in this context": (
        "has a second `: `, or is indented too far; put the value in quotes, or mend the indent"
    ),
    "did not find expected key": (
        "does not fit the lines around it; mend its indent, or the quotes and brackets before it"
    ),
    "did not find expected '-' indicator": "mixes list entries and keys; give each its own indent",
    "block sequence entries are not allowed in this context": (
        "begins a list on the line of its key; write it in brackets, or begin it on the next line"
    ),
    "found unknown escape character": "has a backslash in double quotes; use single quotes",
}
"""Faults that are best mended where reading stopped."""


def syntax_fault(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    """Line and sentence for an error of the YAML library."""
    if isinstance(error, yaml.reader.ReaderError):
        before = text.encode()[: error.position].decode(errors="ignore")
        return before.count("\n") + 1, "holds a control character that nobody can see; remove it"
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return 1, f"is not valid YAML: {error}"
    if error.problem in _AT_START and error.context_mark is not None:
        return error.context_mark.line + 1, _AT_START[error.problem]
    line = error.problem_mark.line + 1
    if error.problem == "found character that cannot start any token":
        return line, _bad_start(text[error.problem_mark.index])
    otherwise = f"is not valid YAML: {error.problem}; check quotes and indents"
    return line, _AT_END.get(str(error.problem), otherwise)


def _bad_start(character: str) -> str:
    if character == "\t":
        return "holds a tab; indent with blanks"
    return f"has a value that begins with {character}; put it in quotes"
