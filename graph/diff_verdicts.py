"""Two versions of the graph -> what follows for models and has changed, with criteria and facts behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.schema.definition import OPENNESS_CLASS
from graph.schema.openness_property import component_id
from graph.snapshot import Row, Snapshot
from graph.unstated import unstated_in
from graph.values.node_id import NodeId, kind_of, slug
from graph.values.status import GROUPS

CLASSES = ("openness", "possible_openness")
FREEDOMS = ("freedom", "declared_freedom")
CLAIM, CONFLICTS = "claim_holds", "license_conflicts"
VERDICTS = (*CLASSES, *FREEDOMS, *GROUPS, CLAIM, CONFLICTS)
"""What follows for a model and is compared, beside the outcomes of definitions."""

_BEHIND_CLASSES = frozenset(
    {
        "openness_properties",
        "licensed_under",
        "reported_terms",
        "offered_by",
        "derived_from",
        "release_inventory",
        "never_offered",
    }
)
_NAMES = frozenset({"name", "aliases", "external_ids", "sources", "note", "family"})
"""Fields that say what a thing is called and where to read on."""

_BEHIND_FREEDOMS = frozenset({"licensed_under", "reported_terms", "derived_from", "openness_properties"})
_BEHIND_CLAIM = _BEHIND_CLASSES | {"claimed_openness"}
_BEHIND_GROUPS = frozenset({"offered_by", "release_inventory"})
"""Fields of a model that verdicts hang on; those of groups hang on their components too."""


@dataclass(frozen=True)
class FactChange:
    """A value that another version states otherwise; `None`: not there. No field: the thing as a whole."""

    id: NodeId
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, order=True)
class CriterionChange:
    """A criterion of a definition whose test reads otherwise, since what it looks at has changed."""

    criterion: str
    says: str
    subject: str
    before: str
    after: str


@dataclass(frozen=True)
class VerdictChange:
    """What follows for a model and has changed; criteria are given for the class and for definitions."""

    id: NodeId
    verdict: str
    before: str
    after: str
    criteria: tuple[CriterionChange, ...]
    facts: tuple[FactChange, ...]


def verdict_changes(
    before: Snapshot, after: Snapshot, facts: Sequence[FactChange]
) -> Iterator[VerdictChange]:
    """Verdicts that differ on models that both versions have; `facts`: all facts that differ."""
    old, new = _Indexed(before), _Indexed(after)
    by_id: dict[NodeId, list[FactChange]] = defaultdict(list)
    for fact in facts:
        by_id[fact.id].append(fact)
    for model in sorted(old.models.keys() & new.models.keys()):
        earlier, later = old.verdicts(model), new.verdicts(model)
        changed = [name for name in later if name in earlier and earlier[name] != later[name]]
        behind = [
            fact for node_id in (_behind(old, new, model) if changed else ()) for fact in by_id[node_id]
        ]
        for name in changed:
            definition = OPENNESS_CLASS if name in (*CLASSES, CLAIM) else NodeId(name)
            yield VerdictChange(
                model,
                name,
                earlier[name],
                later[name],
                tuple(sorted(set(_criterion_changes(definition, old, new, model)))),
                tuple(fact for fact in behind if _bears_on(name, fact, new)),
            )


class _Indexed:
    """A version with its models by id and its edges by where they start."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._edges: dict[str, dict[NodeId, list[Row]]] = {}

    @cached_property
    def models(self) -> Mapping[NodeId, Row]:
        return {row["id"]: row for row in self._snapshot.nodes.get("model", ())}

    @cached_property
    def criteria(self) -> Mapping[NodeId, Mapping[str, Any]]:
        """The criteria of each definition by id, as its file has them."""
        return {row["id"]: row["rules"]["criteria"] for row in self._snapshot.nodes.get("definition", ())}

    def verdicts(self, model: NodeId) -> dict[str, str]:
        """What follows for a model by the names of `VERDICTS`, and the outcome of each definition.

        Whether its claim holds is left out where it makes none.
        """
        row = self.models[model]
        found = {name: _shown(row[name]) for name in (*CLASSES, *FREEDOMS, *GROUPS)}
        if row[CLAIM]:
            found[CLAIM] = row[CLAIM]
        conflicts = {f"{it['verdict']} with {it['target']}" for it in self.edges("LICENSE_CONFLICT", model)}
        found[CONFLICTS] = _shown(sorted(conflicts)) or "none"
        for verdict in row["verdicts"]:
            definition, _, outcome = verdict.partition("=")
            found[f"definition/{definition}"] = outcome
        found.pop(OPENNESS_CLASS, None)
        return found

    @cached_property
    def rules(self) -> list[NodeId]:
        """What statuses of groups and verdicts are derived by."""
        kinds = ("definition", "openness_group", "openness_property")
        return [row["id"] for kind in kinds for row in self._snapshot.nodes.get(kind, ())]

    def edges(self, kind: str, source: NodeId) -> list[Row]:
        """Edges of a kind that start at a node."""
        if kind not in self._edges:
            found: dict[NodeId, list[Row]] = defaultdict(list)
            for row in self._snapshot.edges.get(kind, ()):
                found[row["source"]].append(row)
            self._edges[kind] = dict(found)
        return self._edges[kind].get(source, [])

    def subjects(self, model: NodeId) -> dict[tuple[str, str], str]:
        """What tests of the class look at: sort of test and subject -> value."""
        row = self.models[model]
        subjects = {("group", name): row[name] for name in GROUPS}
        for line in self.edges("HAS_PROPERTY", model):
            name = slug(line["target"])
            subjects["property", name] = line["status"]
            subjects["freedom", name] = line["freedom"]
        for component, freedom in unstated_in(row):
            subjects["freedom", slug(component)] = freedom
        subjects["freedom", "weights"] = row["freedom"]
        return subjects


def _behind(old: _Indexed, new: _Indexed, model: NodeId) -> list[NodeId]:
    """What a model's verdicts may hang on: itself, its ancestors, all their licences, and the rules."""
    reached, stack = {model}, [model]
    licenses: set[NodeId] = set()
    while stack:
        near = stack.pop()
        for version in (old, new):
            licenses |= {row["target"] for row in version.edges("LICENSED_UNDER", near)}
            for row in version.edges("DERIVED_FROM", near):
                if row["relation"] != "DISTILLATION" and row["target"] not in reached:
                    reached.add(row["target"])
                    stack.append(row["target"])
    return [model, *sorted(reached - {model}), *sorted(licenses), *new.rules]


def _bears_on(verdict: str, fact: FactChange, new: _Indexed) -> bool:
    """Whether a changed fact may have changed a verdict: by its field, and for groups by its component."""
    field, _, rest = fact.field.partition("/")
    kind = kind_of(fact.id)
    if kind == "license":
        return verdict not in GROUPS and field not in _NAMES
    if kind == "definition":
        return fact.id == (OPENNESS_CLASS if verdict in (*CLASSES, CLAIM) else verdict)
    if kind != "model":
        return verdict not in (*FREEDOMS, CONFLICTS)
    if verdict.startswith("definition/"):
        return field not in _NAMES
    if verdict in CLASSES:
        return field in _BEHIND_CLASSES
    if verdict == CLAIM:
        return field in _BEHIND_CLAIM
    if verdict in (*FREEDOMS, CONFLICTS):
        return field in _BEHIND_FREEDOMS
    if field == "openness_properties":
        component = component_id(rest.partition("/")[0])
        groups = {row["target"] for row in new.edges("IN_GROUP", component)}
        return f"openness_group/{verdict}" in groups
    return field in _BEHIND_GROUPS


def _criterion_changes(
    definition: NodeId, old: _Indexed, new: _Indexed, model: NodeId
) -> Iterator[CriterionChange]:
    """Criteria with a test that one of two values of its subject satisfies and the other does not."""
    criteria = new.criteria.get(definition, {})
    before, after = (old.subjects(model), new.subjects(model)) if criteria else ({}, {})
    for name, criterion in criteria.items():
        for sort, subject, wanted in _leaves(criterion["test"]):
            values = (before.get((sort, subject), "UNKNOWN"), after.get((sort, subject), "UNKNOWN"))
            if (values[0] in wanted) != (values[1] in wanted):
                yield CriterionChange(name, criterion["says"], f"{sort} {subject}", *values)


def _leaves(test: Mapping[str, Any]) -> Iterator[tuple[str, str, Sequence[str]]]:
    """The innermost tests: what they look at, and the values that satisfy them."""
    for key, value in test.items():
        if key in ("all", "any"):
            for inner in value:
                yield from _leaves(inner)
        elif key == "not":
            yield from _leaves(value)
        elif key in ("property", "group", "freedom"):
            yield key, value, test["is"]


def _shown(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
