"""A folder of fact files -> facts: layers merged, everything validated against its kind, sources made nodes.

A file's path is its id: `model/aster-7b.yaml` is about `model/aster-7b`, and so may be a line of
`imported/epoch/model.jsonl`. Every problem of every file is collected; nothing is half-loaded.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graph.claims import CURATED, DEFAULT_RULES
from graph.errors import FactErrors, Problem
from graph.facts.explain import problems_of
from graph.facts.files import FactFiles, LayerFile, read_files
from graph.facts.merge import FieldChoice, merge
from graph.facts.read import Document, KeyPath
from graph.facts.statements import Stated, Weigh, Weights, stated, written
from graph.facts.walk import Place, claims_in, fields_of, items_of
from graph.schema import KIND_BY_FOLDER
from graph.schema.claim_choice import ClaimRules
from graph.schema.kind import Claim, Evidence, Kind, Node, SourceFacts
from graph.schema.license_freedom import FreedomRules
from graph.schema.license_inheritance import InheritanceRules
from graph.schema.open_washing import OpenWashingRules
from graph.schema.rules import RULES
from graph.schema.source import Source
from graph.schema.told_apart import ToldApart
from graph.schema.use_rules import UseRules
from graph.schema.vocabulary import VocabularyFile
from graph.values.node_id import NodeId, kind_of


@dataclass(frozen=True)
class Entity:
    """A node as its files state it, with the places of its values.

    at: where it stands in the file; not at the top only for sources that are written in place.
    evidence: sources on which its lines without their own rest; left out: its own.
    layers: the upstream sets that speak of it, `CURATED` for a file of its own.
    """

    id: NodeId
    node: Node
    document: Document
    at: KeyPath = ()
    evidence: Evidence | None = None
    layers: tuple[str, ...] = ()

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

    @property
    def inherited(self) -> Evidence:
        """Sources on which its lines without their own rest."""
        return self.node.sources if self.evidence is None else self.evidence

    @property
    def is_curated(self) -> bool:
        """Whether a file of its own is among those that speak of it, rather than imported lines only."""
        return CURATED in self.layers


@dataclass
class Facts:
    """All facts of a folder, checked one by one but not yet against each other.

    choices: what was chosen for the values of which several layers speak, by the thing.
    imported: what each upstream set states of a thing, whether it was chosen or not, by the thing.
    """

    entities: dict[NodeId, Entity] = field(default_factory=dict)
    vocabularies: dict[str, VocabularyFile] = field(default_factory=dict)
    freedom_rules: FreedomRules = field(default_factory=lambda: FreedomRules(rules=()))
    inheritance_rules: InheritanceRules = field(default_factory=lambda: InheritanceRules(rules=()))
    use_rules: UseRules = field(default_factory=lambda: UseRules(rules=()))
    open_washing_rules: OpenWashingRules = field(default_factory=lambda: OpenWashingRules(words=()))
    rules: list[tuple[Kind, Document]] = field(default_factory=list)
    """Every file of rules with the places of its values."""
    claim_rules: ClaimRules = DEFAULT_RULES
    told_apart: ToldApart = field(default_factory=ToldApart)
    choices: dict[NodeId, tuple[FieldChoice, ...]] = field(default_factory=dict)
    imported: dict[NodeId, tuple[Stated, ...]] = field(default_factory=dict)

    def nodes(self, kind: type[Any]) -> Iterator[tuple[Entity, Any]]:
        """Entities of one kind with their node, in the order of their ids."""
        return ((entity, entity.node) for entity in self.entities.values() if isinstance(entity.node, kind))

    def disagreements(self) -> int:
        """Number of values on which layers contradict each other."""
        return sum(item.choice.disagree for choices in self.choices.values() for item in choices)


def source_id(source: SourceFacts) -> NodeId:
    """The id of a source written in place: its title as a slug, with a short hash of its address."""
    return _source_id(source.title, source.url)


@lru_cache(maxsize=65536)
def _source_id(title: str, url: str) -> NodeId:
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:48].strip("-") or "untitled"
    return NodeId(f"source/{slug}-{hashlib.sha256(url.encode()).hexdigest()[:8]}")


def load_facts(folder: Path, overlay: Path | None = None) -> Facts:
    """Read every fact file below a folder, and the layers of an overlay.

    Raises `FactErrors` with all problems when a file is not valid by itself; `graph.facts.check` then
    looks at the facts together.
    """
    return assemble(read_files(folder, overlay=overlay))


def assemble(files: FactFiles) -> Facts:
    """Facts from files: validated, and merged where several layers speak of one thing."""
    facts, problems = Facts(), list(files.problems)
    for name, document in files.vocabularies.items():
        problems += _load_vocabulary(facts, document, name)
    for name, document in files.rules.items():
        problems += _load_rules(facts, document, RULES[name])
    weights = Weights(files.layers, source_id)
    for node_id in sorted(files.layers):
        problems += _load_entity(facts, files.layers[node_id], weights.of)
    if problems:
        raise FactErrors(problems)
    _add_inline_sources(facts)
    facts.entities = dict(sorted(facts.entities.items()))
    return facts


def _load_rules(facts: Facts, document: Document, kind: type[Kind]) -> list[Problem]:
    try:
        value = kind.model_validate(document.values)
    except ValidationError as error:
        return problems_of(error, document, kind)
    _add_rules(facts, value, document)
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
        case OpenWashingRules():
            facts.open_washing_rules = value
        case ClaimRules():
            facts.claim_rules = value
        case ToldApart():
            facts.told_apart = value


def _load_vocabulary(facts: Facts, document: Document, name: str) -> list[Problem]:
    try:
        facts.vocabularies[name] = VocabularyFile.model_validate(document.values)
    except ValidationError as error:
        return problems_of(error, document, VocabularyFile)
    return []


def _load_entity(facts: Facts, layers: list[LayerFile], weigh: Weigh) -> list[Problem]:
    node_id, kind = layers[0].id, KIND_BY_FOLDER[kind_of(layers[0].id)]
    if len(layers) == 1:
        file = layers[0]
        try:
            node = kind.model_validate(written(file, kind))
        except ValidationError as error:
            return problems_of(error, file.document, kind)
        facts.entities[node_id] = Entity(node_id, node, file.document, layers=(file.layer,))
        if file.layer != CURATED:
            facts.imported[node_id] = (Stated(file, file.document.values, dict(node)),)
        return []
    problems = [problem for file in layers for problem in _own_problems(file, kind)]
    if problems:
        return problems
    statements = [stated(file, kind) for file in layers]
    facts.imported[node_id] = tuple(item for item in statements if item.layer != CURATED)
    merged = merge(kind, statements, facts.claim_rules, weigh)
    try:
        node = kind.model_validate(merged.document.values)
    except ValidationError as error:
        return problems_of(error, merged.document, kind)
    spoken = tuple(file.layer for file in layers)
    facts.entities[node_id] = Entity(node_id, node, merged.document, evidence=merged.evidence, layers=spoken)
    if merged.choices:
        facts.choices[node_id] = merged.choices
    return []


def _own_problems(file: LayerFile, kind: type[Node]) -> Iterable[Problem]:
    """What is wrong with one of several files on a thing; what it lacks, another may give."""
    try:
        kind.model_validate(written(file, kind))
    except ValidationError as error:
        return problems_of(error, file.document, kind, may_lack=True)
    return ()


def _add_inline_sources(facts: Facts) -> None:
    """Make nodes of sources that are written in place, also where another statement was chosen."""
    for entity in list(facts.entities.values()):
        for path, source in inline_sources(entity):
            _add_source(facts, source, entity.document, path)
    for statements in facts.imported.values():
        for stated_by_set in statements:
            for path, source in stated_by_set.inline_sources():
                _add_source(facts, source, stated_by_set.file.document, path)


def _add_source(facts: Facts, source: SourceFacts, document: Document, path: KeyPath) -> None:
    node_id = source_id(source)
    if node_id not in facts.entities:
        node = Source.model_validate(source.model_dump(exclude_none=True))
        facts.entities[node_id] = Entity(node_id, node, document, path)


def inline_sources(entity: Entity) -> Iterator[tuple[KeyPath, SourceFacts]]:
    """Every source that is written in place somewhere in an entity, with its path in the file."""
    for path, _, value in entity.fields:
        if isinstance(value, tuple) and any(isinstance(item, SourceFacts) for item in value):
            yield from (
                (place, item) for place, item in items_of(value, path) if isinstance(item, SourceFacts)
            )
