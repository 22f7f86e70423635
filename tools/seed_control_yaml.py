"""YAML as the fact files have it: quotes only where the reader of facts would not see text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

WIDTH = 110


class Flow(dict[str, Any]):
    """A mapping that is written on one line."""


class FlowList(list[Any]):
    """A list that is written on one line."""


class FactDumper(yaml.SafeDumper):
    """Writes what `graph.facts.read` reads back as the same values."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (the library's own name and type)

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists below their key."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        """Write values out; the reader of facts refuses YAML aliases."""
        return True


FactDumper.add_representer(
    Flow, lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value, True)
)
FactDumper.add_representer(
    FlowList, lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, True)
)
for tag, form, first in (
    ("int", r"^[-+]?\d+$", list("-+0123456789")),
    ("float", r"^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$", list("-+0123456789")),
    ("bool", r"^(true|false)$", ["t", "f"]),
    ("null", r"^(null|~|)$", ["n", "~", ""]),
):
    FactDumper.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(form), first)


class FactLoader(yaml.SafeLoader):
    """Reads a fact file so that `dump` writes the same text: dates stay text, and one line stays one line."""

    yaml_implicit_resolvers = FactDumper.yaml_implicit_resolvers


def _mapping(loader: FactLoader, node: yaml.MappingNode) -> dict[str, Any]:
    value = {str(key): entry for key, entry in loader.construct_mapping(node, deep=True).items()}
    return Flow(value) if node.flow_style else value


def _sequence(loader: FactLoader, node: yaml.SequenceNode) -> list[Any]:
    value = loader.construct_sequence(node, deep=True)
    return FlowList(value) if node.flow_style else value


FactLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
FactLoader.add_constructor("tag:yaml.org,2002:seq", _sequence)


def load(text: str) -> dict[str, Any]:
    """A file's content."""
    content: dict[str, Any] = yaml.load(text, FactLoader)
    return content


def dump(entries: Mapping[str, Any]) -> str:
    """A file's text."""
    text: str = yaml.dump(
        dict(entries),
        Dumper=FactDumper,
        sort_keys=False,
        allow_unicode=True,
        width=WIDTH,
        default_flow_style=False,
    )
    return text
