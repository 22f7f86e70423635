"""The definitions of one version of the graph, ready to judge, and what they ask about a model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from api.known import chosen_ids
from graph.dated_releases import UNCERTAIN
from graph.derive.assessor import UNDECIDED, Assessor
from graph.derive.criteria import Licenses, Subjects
from graph.derive.openness import Grant, Rules, Terms, component_licenses
from graph.derive.testable import testable_facts
from graph.errors import BadValue
from graph.query import Find, Found
from graph.schema.definition import OPENNESS_CLASS, Definition
from graph.snapshot import Row
from graph.stated_releases import DECIDING, rules_of
from graph.stores.port import Answer, Store, then, together
from graph.values.freedom import Freedom, freest_possible
from graph.values.nearest import nearest
from graph.values.node_id import NodeId
from graph.values.status import GROUPS, Status
from graph.values.truth import Truth


@dataclass(frozen=True)
class Definitions:
    """Definitions by id, with the licences and components that their tests are about.

    rules: what openness is derived by: components by name, groups, and what each licence grants.
    """

    assessors: Mapping[NodeId, Assessor]
    rules: Rules

    @classmethod
    def load(cls, store: Store) -> Answer[Definitions]:
        """Ask a store for everything that the verdicts hang on beside the models."""
        nodes = store.find([Find(kind) for kind in ("definition", "license", "openness_property")])
        return then(together([nodes, store.edges(DECIDING)]), lambda found: cls._of(found[0], found[1]))

    @classmethod
    def _of(cls, nodes: list[Found[Row]], deciding: list[tuple[str, Row]]) -> Definitions:
        definitions, licenses, components = nodes
        assessors = {row["id"]: Assessor(Definition.model_validate(row["rules"])) for row in definitions.rows}
        rules = rules_of(components.rows, licenses.rows, deciding, assessors[OPENNESS_CLASS])
        return cls(assessors, replace(rules, terms={**rules.terms, UNCERTAIN: Terms(Freedom.UNKNOWN)}))

    def known(self, ids: Iterable[str] | None, argument: str) -> list[NodeId]:
        """Ids of definitions, all where none are given; raises `UnknownId` naming the argument."""
        return chosen_ids(ids, self.assessors, argument, "definition")

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
        terms = self.rules.terms
        licenses = {name: tuple(terms[item].license for item in ids) for name, ids in covering.items() if ids}
        upstream = tuple(terms[item].license for item in model["upstream_license_ids"])
        reaching = (terms[item.id].freedom for item in upstream if item is not None)
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

    def covering(self, components: Mapping[str, Row], grants: Sequence[Grant]) -> dict[str, list[NodeId]]:
        """The licences of each component of a model, by the order in which they are looked up."""
        own = {name: NodeId(view["license"]) for name, view in components.items() if view["license"]}
        return {
            name: component_licenses(component, own, grants)
            for name, component in self.rules.components.items()
        }
