"""A folder of fact files -> facts: every file read, validated against its kind, sources made nodes.

A file's path is its id: `model/aster-7b.yaml` is `model/aster-7b`. Every problem of every file is collected;
nothing is half-loaded.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graph.errors import FactErrors, Problem
from graph.facts.read import Document, KeyPath, read_yaml
from graph.schema import KIND_BY_FOLDER
from graph.schema.kind import ID, IN_PLACE, Kind, Node, SourceFacts
from graph.schema.license_freedom import FreedomRules
from graph.schema.source import Source
from graph.schema.vocabulary import VocabularyFile
from graph.values.nearest import nearest
from graph.values.node_id import NodeId, parse_node_id

OTHER_FOLDERS = ("vocabulary", "rules", "json_schema", "review")
"""Folders beside the kinds: closed lists, rules, and what is generated or awaits review."""


@dataclass(frozen=True)
class Entity:
    """A node as its file states it, with the places of its values."""

    id: NodeId
    node: Node
    document: Document

    def problem(self, path: KeyPath, what: str) -> Problem:
        """A problem at the place of one of its values."""
        return self.document.problem(path, what)


@dataclass
class Facts:
    """All facts of a folder, checked one by one but not yet against each other."""

    entities: dict[NodeId, Entity] = field(default_factory=dict)
    vocabularies: dict[str, VocabularyFile] = field(default_factory=dict)
    freedom_rules: FreedomRules = field(default_factory=lambda: FreedomRules(rules=()))

    def nodes(self, kind: type[Any]) -> Iterator[tuple[Entity, Any]]:
        """Entities of one kind with their node, in the order of their ids."""
        return ((entity, entity.node) for entity in self.entities.values() if isinstance(entity.node, kind))


def source_id(source: SourceFacts) -> NodeId:
    """The id of a source written in place: its title as a slug, with a short hash of its address."""
    slug = re.sub(r"[^a-z0-9]+", "-", source.title.lower()).strip("-")[:48].strip("-") or "untitled"
    return NodeId(f"source/{slug}-{hashlib.sha256(source.url.encode()).hexdigest()[:8]}")


def load_facts(folder: Path) -> Facts:
    """Read every fact file below a folder.

    Raises `FactErrors` with all problems when a file is not valid by itself; `graph.facts.check` then
    looks at the facts together.
    """
    if not folder.is_dir():
        raise FactErrors([Problem(str(folder), 1, "is no folder; name the one that holds the fact files")])
    facts, problems = Facts(), []
    for path in sorted(folder.rglob("*.yaml")):
        shown_as = f"{folder.name}/{path.relative_to(folder)}"
        problems += _load_file(facts, path, path.relative_to(folder).parts, shown_as)
    problems += [
        Problem(f"{folder.name}/{path.relative_to(folder)}", 1, "ends in .yml; rename it to .yaml")
        for path in sorted(folder.rglob("*.yml"))
    ]
    if not facts.entities and not problems:
        problems.append(Problem(str(folder), 1, "holds no fact files; is it the right folder?"))
    if problems:
        raise FactErrors(problems)
    _add_inline_sources(facts)
    facts.entities = dict(sorted(facts.entities.items()))
    return facts


def _load_file(facts: Facts, path: Path, parts: tuple[str, ...], shown_as: str) -> list[Problem]:
    document, problems = read_yaml(path, shown_as)
    if document is None:
        return problems
    folder, stem = parts[0], path.stem
    try:
        if folder == "vocabulary" and len(parts) == 2:
            facts.vocabularies[stem] = VocabularyFile.model_validate(document.values)
        elif parts == ("rules", "license-freedom.yaml"):
            facts.freedom_rules = FreedomRules.model_validate(document.values)
        elif folder in KIND_BY_FOLDER and len(parts) == 2:
            node_id = parse_node_id(f"{folder}/{stem}")
            node = KIND_BY_FOLDER[folder].model_validate(document.values)
            facts.entities[node_id] = Entity(node_id, node, document)
        else:
            return [Problem(shown_as, 1, _misplaced(folder))]
    except ValidationError as error:
        return [document.problem(*_explain(item, document)) for item in error.errors()]
    except ValueError as error:
        return [Problem(shown_as, 1, str(error))]
    return []


def _misplaced(folder: str) -> str:
    known = (*KIND_BY_FOLDER, *OTHER_FOLDERS)
    return f"{folder}/ is no kind of fact{nearest(folder, known)}; kinds are {', '.join(KIND_BY_FOLDER)}"


def _explain(error: Any, document: Document) -> tuple[KeyPath, str]:
    """A validation error of the library as place and sentence with a remedy."""
    path: KeyPath = tuple(part for part in error["loc"] if _in_file(part))
    key = path[-1] if path else ""
    match error["type"]:
        case "extra_forbidden":
            return path, f"{key!r} is not a key here{nearest(str(key), _declared_keys())}"
        case "missing":
            return path[:-1], f"{key!r} is missing; every entry here needs it"
        case "enum":
            expected = error["ctx"]["expected"].replace("'", "")
            return path, f"{error['input']!r} is not allowed for {key!r}; write one of {expected}"
        case "string_pattern_mismatch":
            return path, f"{error['input']!r} does not have the form of {key!r}: {error['ctx']['pattern']}"
        case "string_type" if isinstance(error["input"], (int, float)):
            return path, f"{key!r} must be text; write it in quotes: '{error['input']}'"
        case _:
            message = error["msg"].removeprefix("Value error, ")
            return path, f"{key!r}: {message}" if key != "" else message


def _in_file(part: str | int) -> bool:
    """Whether part of an error's place stands in the file; the tags of a union do not."""
    return part not in (ID, IN_PLACE)


@cache
def _declared_keys() -> frozenset[str]:
    kinds, keys = [Kind], set[str]()
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        keys |= kind.model_fields.keys()
    return frozenset(keys)


def _add_inline_sources(facts: Facts) -> None:
    for entity in list(facts.entities.values()):
        for source in inline_sources(entity.node):
            node_id = source_id(source)
            if node_id not in facts.entities:
                node = Source.model_validate(source.model_dump(exclude_none=True))
                facts.entities[node_id] = Entity(node_id, node, entity.document)


def inline_sources(value: Any) -> Iterator[SourceFacts]:
    """Every source that is written in place somewhere in a declared value."""
    if isinstance(value, SourceFacts) and not isinstance(value, Node):
        yield value
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from inline_sources(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from inline_sources(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from inline_sources(item)
