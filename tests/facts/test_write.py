"""Facts that programs write look like those that people write, and are read back as the same values."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.facts.read import Document, parse_yaml, read_yaml
from graph.facts.write import fact_text, plain
from graph.schema import KIND_BY_FOLDER
from graph.schema.kind import SourceFacts, SourceKind
from graph.schema.model import Model
from graph.values.day import Day
from tests.world.layout import HERE, SEED_DATA

texts = st.text(st.characters(codec="utf-8"), max_size=130) | st.sampled_from(
    [
        "true",
        "null",
        "~",
        "7",
        "-3.5",
        "1e5",
        "no",
        "a: b",
        "a #b",
        "'quoted'",
        "- x",
        "2024",
        "{x}",
        "@x",
        "a:",
    ]
)
numbers = st.integers(-(10**18), 10**18) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
values = st.recursive(
    texts | numbers,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), inner, max_size=4)
    ),
    max_leaves=12,
)


def document_of(text: str, shown_as: str) -> Document:
    document, problems = parse_yaml(text, shown_as)
    assert document is not None, problems
    return document


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,12}", fullmatch=True), values, max_size=5))
def test_what_is_written_is_read_back(content: dict[str, Any]) -> None:
    text = fact_text(Model, content)

    assert (document_of(text, "x").values if plain(content) else {}) == plain(content)
    assert fact_text(Model, plain(content)) == text


def test_keys_stand_in_the_order_of_the_declaration_and_statements_on_a_line_each() -> None:
    content = {
        "openness_properties": {
            "training-code": {"status": "CLOSED", "basis": "REPORTED"},
            "final-weights": {"status": "OPEN", "location": "https://example.org/" + "x" * 90},
        },
        "developed_by": [{"organization": "organization/aster-labs"}],
        "family": None,
        "aliases": [],
        "released": Day.parse("2024-03"),
        "parameters": 7_000_000_000,
        "training_compute_flop": 3.8e25,
        "note": "It's a note, and " + "a long one, " * 9 + "at that.",
        "name": "7",
        "record": "row 3",
        "sources": [
            SourceFacts(url="https://example.org", title="A: B", source_kind=SourceKind.INDEX),
            "source/aster-card",
        ],
    }

    text = fact_text(Model, content, "Made up.")

    assert (
        text
        == f"""\
# Made up.
record: row 3
name: '7'
sources: [{{url: 'https://example.org', title: 'A: B', source_kind: INDEX}}, source/aster-card]
note: >-
  It's a note, and a long one, a long one, a long one, a long one, a long one, a long one, a long one, a long
  one, a long one, at that.
released: 2024-03
parameters: 7000000000
training_compute_flop: 3.8e25
developed_by: [{{organization: organization/aster-labs}}]
openness_properties:
  training-code: {{status: CLOSED, basis: REPORTED}}
  final-weights:
    status: OPEN
    location: https://example.org/{"x" * 90}
"""
    )


@pytest.mark.parametrize("folder", [HERE, SEED_DATA], ids=["world", "seed_data"])
def test_every_fact_file_survives_being_written_again(folder: Any) -> None:
    """Folded texts lose only what folding loses: line ends become blanks."""
    for path in sorted(folder.rglob("*.yaml")):
        document, _ = read_yaml(path, path.name)
        kind = KIND_BY_FOLDER.get(path.parent.name)
        if kind is not None and document is not None:
            again = document_of(fact_text(kind, document.values), path.name)
            assert again.values == plain(document.values), path
