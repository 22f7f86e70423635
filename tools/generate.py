"""Write again what is derived from the declarations: the GraphQL schema and the JSON Schemas of fact files."""

from __future__ import annotations

from pathlib import Path

from api.schema.build import build_schema
from api.settings import default_facts
from graph.facts.load import load_facts
from graph.json_schema import json_schemas

ROOT = Path(__file__).resolve().parent.parent
GRAPHQL_SCHEMA = ROOT / "tests" / "schema.graphql"
JSON_SCHEMAS = ROOT / "seed_data" / "json_schema"


def generated() -> dict[Path, str]:
    """Every generated file with its content."""
    vocabularies = {name: file.terms for name, file in load_facts(default_facts()).vocabularies.items()}
    files = {GRAPHQL_SCHEMA: build_schema(vocabularies).as_str() + "\n"}
    return files | {JSON_SCHEMAS / f"{name}.json": text for name, text in json_schemas().items()}


def main() -> None:
    """Write every generated file."""
    for path, text in generated().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
