"""Imported layers have one thing a line; what is wrong with a line is told with its number."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.facts.lines import parse_lines
from graph.facts.write import layer_text, plain
from graph.values.node_id import NodeId
from tests.facts.test_write import values

ASTER = '{"id":"model/aster-7b","name":"Aster 7B"}'


def found(*lines: str) -> list[tuple[str, Any, int]]:
    """Id, values and line of everything in a file of models that has no fault."""
    things, problems = parse_lines("\n".join(lines).encode(), "model", "model.jsonl")
    assert problems == []
    return [(node_id, document.values, document.line(("name",))) for node_id, document in things]


def faults(*lines: str) -> list[str]:
    return list(map(str, parse_lines("\n".join(lines).encode(), "model", "model.jsonl")[1]))


def test_each_line_is_about_one_thing_and_remembers_its_number() -> None:
    assert found(ASTER, '{"id":"model/comet-3b","name":"Comet 3B"}') == [
        ("model/aster-7b", {"name": "Aster 7B"}, 1),
        ("model/comet-3b", {"name": "Comet 3B"}, 2),
    ]


def test_the_line_end_after_the_last_line_begins_no_other() -> None:
    assert len(found(ASTER, "")) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "is empty; import the set again, or mend the line"),
        (
            '{"id":"model/b",',
            "is not valid JSON: unexpected end of data (column 17); import the set again, or",
        ),
        ('["model/b"]', "holds no object"),
        ('{"name":"B","id":"model/b"}', 'does not begin with the key \'id\'; write {"id": "model/…", …}'),
        ('{"id":7}', "7 is no id of this file; write model/ and lower-case letters, digits, -"),
        ('{"id":"person/b"}', "'person/b' is no id of this file; write model/"),
        ('{"id":"model/B"}', "'model/B' is no id of this file"),
        ('{"id":"model/b","name":"A","name":"B"}', "the key 'name' stands twice here; keep one of them"),
        ('{"id":"model/b","a":{"x":1, "x":1}}', "the key 'x' stands twice here"),
        ('{"id":"model/b","name":"B\\u0007"}', "holds a control character that nobody can see; remove it"),
        ('{"id":"model/b","a":' + "[" * 60 + "]" * 60 + "}", "is nested too deeply"),
        ('{"id":"model/b","parameters":NaN}', "is not valid JSON"),
        ('{"id":"model/aster-7b"}', "is about model/aster-7b like the line before; keep one of them"),
        ('{"id":"model/aster"}', "model/aster stands after model/aster-7b; sort the lines by id"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_number_and_the_remedy(line: str, said: str) -> None:
    (fault,) = faults(ASTER, line, '{"id":"model/comet-3b"}')

    assert fault.startswith(f"model.jsonl:2: {said}")


def test_text_that_is_not_utf_8_is_told_with_its_line() -> None:
    _, problems = parse_lines(ASTER.encode() + b'\n{"id":"model/b","name":"\xe9"}', "model", "model.jsonl")

    assert [(problem.line, "not valid UTF-8" in problem.what) for problem in problems] == [(2, True)]


def test_lines_are_written_by_id_with_their_keys_in_the_order_of_the_declaration() -> None:
    text = layer_text(
        {
            NodeId("model/comet-3b"): {
                "parameters": 3,
                "record": "row 2",
                "name": "Comet 3B",
                "family": None,
            },
            NodeId("model/aster-7b"): {"name": "Aster 7B"},
        }
    )

    assert text == f'{ASTER}\n{{"id":"model/comet-3b","record":"row 2","name":"Comet 3B","parameters":3}}\n'


@given(st.dictionaries(st.from_regex(r"[a-z_]{3,12}", fullmatch=True), values, max_size=5))
def test_what_is_written_is_read_back(content: dict[str, Any]) -> None:
    text = layer_text({NodeId("model/aster-7b"): content})

    assert found(text) == [("model/aster-7b", plain(content), 1)]
