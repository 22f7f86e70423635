"""JSON Schemas of the fact files, for editors: they complete keys, explain them and mark what does not fit.

A schema follows from the declaration of its kind and asks for what `graph.facts` asks of one file alone; it
does not know which ids and vocabulary terms exist.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from graph.schema import NODE_KINDS
from graph.schema.kind import Kind, as_tuple
from graph.schema.rules import RULES
from graph.schema.source import Source
from graph.schema.vocabulary import VocabularyFile
from graph.values.term import Term

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas() -> dict[str, str]:
    """The schema of the files of each folder, and of each file of rules, as indented JSON.

    Equal declarations give equal text.
    """
    kinds: dict[str, type[Kind]] = {kind.folder: kind for kind in NODE_KINDS}
    kinds |= {"vocabulary": VocabularyFile, **RULES}
    return {folder: _text(kind) for folder, kind in kinds.items()}


def _text(kind: type[Kind]) -> str:
    schema = kind.model_json_schema(schema_generator=_AsWritten)
    if kind is Source:
        schema["required"].remove("name")
        schema["properties"]["name"]["description"] = "The name it is known by; left out: its title."
    for vocabulary in Term.__subclasses__():
        if vocabulary.__name__ in schema.get("$defs", {}):
            schema["$defs"][vocabulary.__name__]["description"] = _sentences(vocabulary)
    return json.dumps({"$schema": DIALECT, **schema}, indent=1, ensure_ascii=False) + "\n"


def _sentences(vocabulary: type[Term]) -> str:
    """What the vocabulary is for, and each term with its sentence."""
    return "\n".join([str(vocabulary.__doc__), *(f"{term}: {term.description}" for term in vocabulary)])


class _AsWritten(GenerateJsonSchema):
    """Reads declarations as files are written: one source without a list, keys left out instead of null."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Titles of keys would only repeat the keys."""
        return False

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        """A key without a value is left out."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        """Defaults are what is understood where a key is left out; nobody writes them."""
        return self.generate_inner(schema["schema"])

    def function_before_schema(self, schema: Any) -> JsonSchemaValue:
        """What may be one or several is one, or a list."""
        inner = super().function_before_schema(schema)
        is_one_or_several = schema["function"]["function"] is as_tuple
        return {"anyOf": [inner["items"], inner]} if is_one_or_several else inner
