"""The schema: every element is explained, and what is committed is what is generated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    parse,
    validate,
)

from api.client import Client
from api.schema.build import build_schema
from tests.real import real_facts
from tools.generate import generated

ROOT = Path(__file__).resolve().parents[1]
STANDARD = {"Boolean", "Float", "ID", "Int", "String", "Date"}


@pytest.fixture(scope="module")
def schema() -> Any:
    vocabularies = real_facts().vocabularies
    return build_schema({name: file.terms for name, file in vocabularies.items()})._schema


def described(schema: Any) -> Iterator[tuple[str, str | None]]:
    """Every type, field, argument, input field and enum value with its description."""
    for name, type_ in schema.type_map.items():
        if name.startswith("__") or name in STANDARD:
            continue
        yield name, type_.description
        if isinstance(type_, GraphQLEnumType):
            yield from ((f"{name}.{value}", item.description) for value, item in type_.values.items())
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for field_name, field in type_.fields.items():
                yield f"{name}.{field_name}", field.description
                for argument, item in getattr(field, "args", {}).items():
                    yield f"{name}.{field_name}({argument})", item.description


def test_every_element_is_described_in_plain_words(schema: Any) -> None:
    bare = [element for element, says in described(schema) if not says or len(says.split()) < 2]

    assert bare == []


def test_no_description_only_repeats_the_name(schema: Any) -> None:
    def letters(text: str) -> str:
        return re.sub(r"[^a-z]", "", text.lower())

    repeating = [
        element
        for element, says in described(schema)
        if letters(says or "")
        in {letters(re.split(r"[.(]", element)[-1]), f"the{letters(element.split('.')[-1])}"}
    ]

    assert repeating == []


def test_generated_files_are_fresh() -> None:
    stale = [
        str(path.relative_to(ROOT))
        for path, text in generated().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]

    assert stale == [], "run `make generate`"


@pytest.mark.parametrize(
    "path", sorted((ROOT / "web" / "queries").glob("*.graphql")), ids=lambda path: path.stem
)
def test_an_example_query_is_valid_and_answers_without_errors(schema: Any, path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert validate(schema, parse(text)) == []
    assert text.startswith("# ")


def test_the_queries_of_the_readme_answer(tmp_path: Path) -> None:
    client = Client()
    queries = re.findall(r"```graphql\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)

    answers = [client.execute(query) for query in queries]

    assert len(answers) >= 2
    assert not [answer["errors"] for answer in answers if "errors" in answer]
