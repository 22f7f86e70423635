"""The definitions of one version of the graph, ready to judge, and what they ask about a model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.derive.assessor import UNDECIDED, Assessor
from graph.derive.criteria import Licenses, Subjects
from graph.derive.licensing import Grounds
from graph.derive.openness import Component, Grant, component_licenses
from graph.derive.testable import testable_facts
from graph.errors import BadValue, UnknownId
from graph.query import Find, Found
from graph.schema.definition import Definition
from graph.schema.license import Scope
from graph.snapshot import Row
from graph.stores.port import Answer, Store, then
from graph.values.day import Day
from graph.values.freedom import Freedom, freest_possible
from graph.values.nearest import nearest
from graph.values.node_id import NodeId, slug
from graph.values.status import GROUPS, Status
from graph.values.truth import Truth


@dataclass(frozen=True)
class Definitions:
    """Definitions by id, with the licences and components that their tests are about.

    freedoms: what each licence grants. components: by name, each with the part of a release whose licence
        covers it.
    """

    assessors: Mapping[NodeId, Assessor]
    licenses: Mapping[NodeId, Grounds]
    freedoms: Mapping[NodeId, Freedom]
    components: Mapping[str, Component]

    @classmethod
    def load(cls, store: Store) -> Answer[Definitions]:
        """Ask a store for everything that the verdicts hang on beside the models."""
        questions = [Find("definition"), Find("license"), Find("openness_property")]
        return then(store.find(questions), lambda found: cls._of(*found))

    @classmethod
    def _of(cls, definitions: Found[Row], licenses: Found[Row], components: Found[Row]) -> Definitions:
        return cls(
            {row["id"]: Assessor(Definition.model_validate(row["rules"])) for row in definitions.rows},
            {row["id"]: Grounds.of(row["id"], row) for row in licenses.rows},
            {row["id"]: Freedom(row["freedom"]) for row in licenses.rows},
            {slug(row["id"]): _component(row) for row in components.rows},
        )

    def known(self, ids: Iterable[str] | None, argument: str) -> list[NodeId]:
        """Ids of definitions, all where none are given; raises `UnknownId` naming the argument."""
        wanted = list(map(NodeId, self.assessors if ids is None else ids))
        for node_id in wanted:
            if node_id not in self.assessors:
                hint = nearest(node_id, self.assessors) or f"; there are {', '.join(self.assessors)}"
                raise UnknownId(f"`{argument}`: {node_id} is no definition{hint}")
        return wanted

    def outcome(self, definition: NodeId, outcome: str, argument: str) -> str:
        """An outcome of a definition, UNKNOWN included; raises `BadValue` naming the argument."""
        rules = self.assessors[definition].definition
        names = [*(rule.outcome for rule in rules.outcomes), UNDECIDED]
        if outcome not in names:
            hint = nearest(outcome, names)
            raise BadValue(f"`{argument}`: {definition} has no {outcome}; it has {', '.join(names)}{hint}")
        return outcome

    def subjects(
        self, model: Row, components: Mapping[str, Row], covering: Mapping[str, Sequence[NodeId]]
    ) -> Subjects:
        """What tests ask about a model.

        components: its statements by component. covering: the licences of each component.
        """
        licenses = {name: tuple(self.licenses[item] for item in ids) for name, ids in covering.items() if ids}
        upstream = tuple(self.licenses.get(item) for item in model["upstream_license_ids"])
        reaching = (self.freedoms[item.id] for item in upstream if item is not None)
        freest = freest_possible([Freedom(model["declared_freedom"]), *reaching])
        weights: Licenses = licenses.get("final-weights", (None,))
        return Subjects(
            statuses={name: Status(view["status"]) for name, view in components.items()},
            groups={name: Status(model[name]) for name in GROUPS},
            freedoms={
                **{name: Freedom(view["freedom"]) for name, view in components.items()},
                "weights": Freedom(model["freedom"]),
            },
            ever_offered=Truth(model["ever_offered"]),
            licenses={**licenses, "weights": (*weights, *upstream)},
            facts=testable_facts(model),
            freest={"weights": freest},
        )

    def covering(self, components: Mapping[str, Row], grants: Sequence[Row]) -> dict[str, list[NodeId]]:
        """The licences of each component of a model, by the order in which they are looked up."""
        own = {name: NodeId(view["license"]) for name, view in components.items() if view["license"]}
        given = [_grant(view) for view in grants]
        return {
            name: component_licenses(component, own, given) for name, component in self.components.items()
        }


def _component(row: Row) -> Component:
    scope = row["license_scope"]
    return Component(slug(row["id"]), Scope(scope) if scope else None)


def _grant(view: Mapping[str, Any]) -> Grant:
    start, end, scope = view["valid_from"], view["valid_to"], view["scope"]
    return Grant(
        view["target"],
        Scope(scope) if scope else None,
        Day.parse(start) if start else None,
        Day.parse(end) if end else None,
    )
