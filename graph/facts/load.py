"""A folder of fact files -> facts: every file read, validated against its kind, sources made nodes.

A file's path is its id: `model/aster-7b.yaml` is `model/aster-7b`. Every problem of every file is collected;
nothing is half-loaded.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graph.errors import FactErrors, Problem
from graph.facts.explain import problems_of
from graph.facts.read import Document, KeyPath, read_yaml
from graph.facts.walk import Place, claims_in, fields_of, items_of
from graph.schema import KIND_BY_FOLDER
from graph.schema.kind import Claim, Kind, Node, SourceFacts
from graph.schema.license_freedom import FreedomRules
from graph.schema.license_inheritance import InheritanceRules
from graph.schema.rules import RULES
from graph.schema.source import Source
from graph.schema.use_rules import UseRules
from graph.schema.vocabulary import VocabularyFile
from graph.values.nearest import nearest
from graph.values.node_id import NodeId, is_node_id

FOLDERS_ASIDE = ("json_schema", "review")
"""Folders that hold no facts: what is generated, and what awaits review."""


@dataclass(frozen=True)
class Entity:
    """A node as its file states it, with the places of its values.

    at: where it stands in the file; not at the top only for sources that are written in place.
    """

    id: NodeId
    node: Node
    document: Document
    at: KeyPath = ()

    @cached_property
    def fields(self) -> tuple[Place, ...]:
        """Every field of the node, however deep, with its path; taken apart once for all checks."""
        return tuple(fields_of(self.node))

    @cached_property
    def claims(self) -> tuple[tuple[KeyPath, Claim], ...]:
        """Every claim inside the node, with its path."""
        return tuple(claims_in(self.fields))

    def problem(self, path: KeyPath, what: str) -> Problem:
        """A problem at the place of one of its values."""
        return self.document.problem((*self.at, *path), what)


@dataclass
class Facts:
    """All facts of a folder, checked one by one but not yet against each other."""

    entities: dict[NodeId, Entity] = field(default_factory=dict)
    vocabularies: dict[str, VocabularyFile] = field(default_factory=dict)
    freedom_rules: FreedomRules = field(default_factory=lambda: FreedomRules(rules=()))
    inheritance_rules: InheritanceRules = field(default_factory=lambda: InheritanceRules(rules=()))
    use_rules: UseRules = field(default_factory=lambda: UseRules(rules=()))
    rules: list[tuple[Kind, Document]] = field(default_factory=list)
    """Every file of rules with the places of its values."""

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
    for path in sorted(path for path in folder.rglob("*") if _is_fact_file(path, folder)):
        parts = path.relative_to(folder).parts
        problems += _load_file(facts, path, parts, f"{folder.name}/{path.relative_to(folder)}")
    if not facts.entities and not problems:
        problems.append(Problem(str(folder), 1, "holds no fact files; is it the right folder?"))
    if problems:
        raise FactErrors(problems)
    _add_inline_sources(facts)
    facts.entities = dict(sorted(facts.entities.items()))
    return facts


def _is_fact_file(path: Path, folder: Path) -> bool:
    """Whether a file is one of facts; what editors leave behind and texts for people are not."""
    parts = path.relative_to(folder).parts
    is_aside = parts[0] in FOLDERS_ASIDE or path.name.endswith("~") or any(part[0] == "." for part in parts)
    is_text = len(parts) == 1 and path.suffix not in (".yaml", ".yml")
    return not (is_aside or is_text or path.is_dir())


def _load_file(facts: Facts, path: Path, parts: tuple[str, ...], shown_as: str) -> list[Problem]:
    misplaced = _misplaced(path, parts)
    if misplaced:
        return [Problem(shown_as, 1, misplaced)]
    document, problems = read_yaml(path, shown_as)
    if document is None:
        return problems
    folder, name = parts[0], path.stem
    beside: dict[str, dict[str, type[Kind]]] = {"vocabulary": {name: VocabularyFile}, "rules": RULES}
    kind = beside[folder][name] if folder in beside else KIND_BY_FOLDER[folder]
    try:
        value = kind.model_validate(document.values)
    except ValidationError as error:
        return problems_of(error, document, kind)
    if isinstance(value, VocabularyFile):
        facts.vocabularies[name] = value
    elif folder == "rules":
        _add_rules(facts, value, document)
    elif isinstance(value, Node):
        node_id = NodeId(f"{folder}/{name}")
        facts.entities[node_id] = Entity(node_id, value, document)
    return []


def _add_rules(facts: Facts, value: Kind, document: Document) -> None:
    facts.rules.append((value, document))
    match value:
        case FreedomRules():
            facts.freedom_rules = value
        case InheritanceRules():
            facts.inheritance_rules = value
        case UseRules():
            facts.use_rules = value


def _misplaced(path: Path, parts: tuple[str, ...]) -> str:
    """What is wrong with the place or name of a file; empty: nothing."""
    kinds = ", ".join(KIND_BY_FOLDER)
    if len(parts) == 1:
        return f"lies outside the folders; move it into the folder of its kind: {kinds}"
    folder = parts[0]
    if folder not in KIND_BY_FOLDER and folder not in ("vocabulary", "rules"):
        return f"{folder}/ is no kind of fact{nearest(folder, KIND_BY_FOLDER)}; kinds are {kinds}"
    if len(parts) > 2:
        return f"lies too deep; move it to {folder}/{parts[-1]}, since the path is the id"
    if path.suffix != ".yaml":
        return f"ends in {path.suffix or 'no suffix'}; rename it to .yaml, or move it out of {folder}/"
    if folder == "rules" and path.stem not in RULES:
        files = ", ".join(f"rules/{name}.yaml" for name in RULES)
        return f"is no rule that is read here; the files of rules are {files}"
    if folder in KIND_BY_FOLDER and not is_node_id(f"{folder}/{path.stem}"):
        plain = unicodedata.normalize("NFKD", path.stem.lower()).encode("ascii", "ignore").decode()
        slug = re.sub(r"[^a-z0-9.+]+", "-", plain).strip("-.+")
        rename = f"rename it to {slug}.yaml" if slug else "rename it"
        return f"{path.stem!r} cannot be part of an id: lower-case letters, digits, and - between; {rename}"
    return ""


def _add_inline_sources(facts: Facts) -> None:
    for entity in list(facts.entities.values()):
        for path, source in inline_sources(entity):
            node_id = source_id(source)
            if node_id not in facts.entities:
                node = Source.model_validate(source.model_dump(exclude_none=True))
                facts.entities[node_id] = Entity(node_id, node, entity.document, path)


def inline_sources(entity: Entity) -> Iterator[tuple[KeyPath, SourceFacts]]:
    """Every source that is written in place somewhere in an entity, with its path in the file."""
    for path, _, value in entity.fields:
        if isinstance(value, tuple) and any(isinstance(item, SourceFacts) for item in value):
            yield from (
                (place, item) for place, item in items_of(value, path) if isinstance(item, SourceFacts)
            )
