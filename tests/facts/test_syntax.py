"""Text that is not YAML, or more of YAML than facts need."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.facts.read import read_yaml
from tests.facts.conftest import Spoil

MODEL = "model/aster-7b.yaml"
SYNTAX_FAULTS = {
    "a key without a colon": (
        "family: Aster",
        "family Aster",
        "6: is not `key: value`; write a colon and a blank after the key",
    ),
    "a colon without a blank": (
        "family: Aster",
        "family:Aster",
        "6: is not `key: value`; write a colon and a blank after the key",
    ),
    "a colon inside the value": (
        "family: Aster",
        "family: Aster: the first",
        "6: has a second `: `, or is indented too far; put the value in quotes, or mend the indent",
    ),
    "a list that is not closed": (
        "[TEXT, CODE]",
        "[TEXT, CODE",
        "8: opens a list with [ that is not closed, or lacks a comma",
    ),
    "an entry that is not closed": (
        "{hugging_face: aster-labs/aster-7b}",
        "{hugging_face: aster-labs/aster-7b",
        "4: opens an entry with { that is not closed, or lacks a comma",
    ),
    "a tab as indent": ("  final-weights", "\tfinal-weights", "18: holds a tab; indent with blanks"),
    "a line that is indented too far": (
        "  final-weights",
        "    final-weights",
        "19: does not fit the lines around it; mend its indent, or the quotes and brackets before it",
    ),
    "text after a quote": (
        "family: Aster",
        "family: 'Aster' family",
        "6: does not fit the lines around it; mend its indent, or the quotes and brackets before it",
    ),
    "an at sign first": (
        "family: Aster",
        "family: @aster",
        "6: has a value that begins with @; put it in quotes",
    ),
    "a share that begins with > without quotes": (
        "family: Aster",
        "family: >50",
        "6: has a value that begins with > or |; put it in quotes",
    ),
    "a percent sign first": (
        "family: Aster",
        "family: %50",
        "6: has a value that begins with %; put it in quotes",
    ),
    "a list on the line of its key": (
        "family: Aster",
        "family: - Aster",
        "6: begins a list on the line of its key; write it in brackets, or begin it on the next line",
    ),
    "a backslash in double quotes": (
        "family: Aster",
        'family: "As\\ter\\q"',
        "6: has a backslash in double quotes; use single quotes",
    ),
    "a fault without a sentence of its own": (
        "family: Aster",
        "family: ?",
        "6: is not valid YAML: mapping keys are not allowed in this context; check quotes and indents",
    ),
    "an alias": (
        "family: Aster",
        "family: *x",
        "6: is a YAML alias; write the values out, text with * before it in quotes",
    ),
    "an anchor": (
        "family: Aster",
        "family: &x Aster",
        "6: has the YAML anchor &x; remove it, or put the value in quotes",
    ),
    "a tag": (
        "family: Aster",
        "family: !x Aster",
        "6: has the YAML tag !x; remove it, or put the value in quotes",
    ),
    "a second document": (
        "family: Aster",
        "---\nfamily: Aster",
        "6: begins a second document; a file states one thing, without `---` inside",
    ),
    "a key that stands twice": (
        "family: Aster",
        "family: Aster\nfamily: Aster",
        "7: the key 'family' stands twice here; keep one of them",
    ),
    "a key that stands twice in an entry": (
        "architecture: {status: OPEN,",
        "architecture: {status: OPEN, status: OPEN,",
        "20: the key 'status' stands twice here; keep one of them",
    ),
    "a list as a key": (
        "family: Aster",
        "[family]: Aster",
        "6: has brackets where a key belongs; put text that begins with [ or { in quotes",
    ),
}


@pytest.mark.parametrize("fault", SYNTAX_FAULTS)
def test_a_fault_of_the_text_is_told_with_its_line_and_remedy(misread: Spoil, fault: str) -> None:
    right, wrong, message = SYNTAX_FAULTS[fault]

    assert misread(MODEL, right, wrong) == [f"facts/{MODEL}:{message}"]


FILE_FAULTS = {
    "a file in another encoding": (b"name: Soci\xe9t\xe9", "is not UTF-8 text (byte 10); save it as UTF-8"),
    "an empty file": (b"", "is empty; a fact file is a list of `key: value` lines"),
    "nothing but remarks": (b"# to do\n", "is empty; a fact file is a list of `key: value` lines"),
    "a list": (b"- name: A\n", "holds no mapping; a fact file is a list of `key: value` lines"),
    "a single word": (b"Aster\n", "holds no mapping; a fact file is a list of `key: value` lines"),
    "an unclosed quote": (b"name: 'Aster\nkind: A\n", "opens a quote that is not closed"),
    "a hidden character": (b"name: A\x07\n", "holds a control character that nobody can see; remove it"),
    "brackets without end": (
        b"name: " + b"[" * 300_000,
        "is nested too deeply; a fact file has a few levels",
    ),
}


@pytest.mark.parametrize("fault", FILE_FAULTS)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, fault: str) -> None:
    content, message = FILE_FAULTS[fault]
    path = tmp_path / "aster.yaml"
    path.write_bytes(content)

    document, problems = read_yaml(path, "organization/aster.yaml")

    assert document is None
    assert list(map(str, problems)) == [f"organization/aster.yaml:1: {message}"]


def test_the_line_of_a_hidden_character_is_counted_in_lines_not_in_bytes(tmp_path: Path) -> None:
    path = tmp_path / "aster.yaml"
    path.write_text("name: 雪研究所\nnote: é\x07\n", encoding="utf-8")

    _, problems = read_yaml(path, "x.yaml")

    assert [problem.line for problem in problems] == [2]


def test_a_file_that_is_away_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    _, problems = read_yaml(tmp_path / "gone.yaml", "gone.yaml")

    assert list(map(str, problems)) == [
        "gone.yaml:1: cannot be read (No such file or directory); mend or remove it"
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("True", "True"),
        ("12", 12),
        ("-3", -3),
        ("0.5", 0.5),
        ("8.4e22", 8.4e22),
        ("7e9", 7e9),
        ("'12'", "12"),
        ('"true"', "true"),
        ("12:30", "12:30"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        (".5", ".5"),
        ("2024-03-14", "2024-03-14"),
        ("30..50", "30..50"),
        ("雪研究所", "雪研究所"),
    ],
)
def test_plain_values_are_read_by_few_rules(tmp_path: Path, text: str, value: object) -> None:
    path = tmp_path / "aster.yaml"
    path.write_text(f"key: {text}\n", encoding="utf-8")

    document, problems = read_yaml(path, "aster.yaml")

    assert problems == []
    assert document is not None
    assert document.values == {"key": value}
    assert type(document.values["key"]) is type(value)


def test_keys_are_text_whatever_they_look_like(tmp_path: Path) -> None:
    path = tmp_path / "aster.yaml"
    path.write_text("no: 1\n5: 2\nnull: 3\n", encoding="utf-8")

    document, _ = read_yaml(path, "aster.yaml")

    assert document is not None
    assert document.values == {"no": 1, "5": 2, "null": 3}


def test_a_mark_of_the_byte_order_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "aster.yaml"
    path.write_bytes(b"\xef\xbb\xbfname: Aster\n")

    document, _ = read_yaml(path, "aster.yaml")

    assert document is not None
    assert document.values == {"name": "Aster"}


def test_every_value_remembers_its_line(tmp_path: Path) -> None:
    path = tmp_path / "aster.yaml"
    path.write_text("name: Aster\nheld_by:\n- holder: a\n  votes: 5\n- {holder: b,\n   votes: 6}\n")

    document, _ = read_yaml(path, "aster.yaml")

    assert document is not None
    assert document.line(("name",)) == 1
    assert document.line(("held_by", 0, "votes")) == 4
    assert document.line(("held_by", 1)) == 5
    assert document.line(("held_by", 1, "votes")) == 6
    assert document.line(("held_by", 1, "equity")) == 5
    assert document.line(("missing",)) == 1
