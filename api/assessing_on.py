"""What definitions ask about models, on one day: derived anew from the statements that hold on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from api.assessing import Evidence, edge_kinds
from api.definitions import Definitions
from graph.dated_releases import components_on, grants_on, release_on
from graph.derive.assessments import possible_outcomes
from graph.derive.duties import DUTIES
from graph.derive.openness import Openness, derive_openness
from graph.query import Direction, Expand, Lists, Reached, Via, Walk
from graph.snapshot import Row
from graph.stated_releases import EDGE_KINDS
from graph.stores.port import Answer, Store, then, together
from graph.values.node_id import NodeId, slug
from graph.verdicts import carried_on

LINEAGE = Walk(Via("DERIVED_FROM", Direction.OUT))

Edges = Mapping[str, Sequence[Row]]
"""Views of the edges of one model, by kind."""


def evidence_on(
    day: date, models: Sequence[Row], wanted: Sequence[NodeId], definitions: Definitions, store: Store
) -> Answer[list[Evidence]]:
    """What definitions ask about many models on a day: one call for ancestors, one for each kind of edge.

    Ancestors are judged too, since a model is no more open than those whose weights it carries on, and no
    freer than their terms that reach it.
    """
    kinds = sorted({*EDGE_KINDS, *edge_kinds(wanted, definitions)})

    def with_ancestors(walks: list[list[Reached]]) -> Answer[list[Evidence]]:
        rows = {row["id"]: row for row in models}
        rows |= {reached.row["id"]: reached.row for walk in walks for reached in walk}
        asked = [store.expand(list(rows), Expand(Via(kind, Direction.OUT))) for kind in kinds]
        return then(together(asked), lambda found: judged(rows, found))

    def judged(rows: Mapping[NodeId, Row], found: list[Lists]) -> list[Evidence]:
        of_each = zip(*(lists.each() for lists in found), strict=True)
        edges: dict[NodeId, Edges] = {
            model: dict(zip(kinds, views, strict=True)) for model, views in zip(rows, of_each, strict=True)
        }
        return _evidence(day, models, rows, edges, wanted, definitions)

    return then(store.walk([row["id"] for row in models], LINEAGE), with_ancestors)


def _evidence(
    day: date,
    models: Iterable[Row],
    rows: Mapping[NodeId, Row],
    edges: Mapping[NodeId, Edges],
    wanted: Sequence[NodeId],
    definitions: Definitions,
) -> list[Evidence]:
    releases = {model: release_on(row, edges[model], day) for model, row in rows.items()}
    found = derive_openness(releases, definitions.rules)
    subjects = {model: openness.subjects for model, openness in found.items()}
    carries_on = {model: carried_on(release) for model, release in releases.items()}
    possible = {
        definition: possible_outcomes(definitions.assessors[definition], subjects, carries_on)
        for definition in wanted
    }
    return [
        _of_model(
            row,
            edges[row["id"]],
            found[row["id"]],
            {definition: of_all[row["id"]] for definition, of_all in possible.items()},
            definitions,
            day,
        )
        for row in models
    ]


def _of_model(
    model: Row,
    edges: Edges,
    openness: Openness,
    possible: Mapping[NodeId, Sequence[str]],
    definitions: Definitions,
    day: date,
) -> Evidence:
    stated = components_on(edges["HAS_PROPERTY"], day)
    components = {slug(view["target"]): view for view in stated}
    covering = definitions.covering(components, grants_on(edges["LICENSED_UNDER"], day))
    return Evidence(edges, components, covering, openness.subjects, possible, model.get(DUTIES, ()))
