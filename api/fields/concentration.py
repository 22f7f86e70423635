"""How concentrated models are among parties: shares, index, largest and effective number, also by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from api.counted import RELEASED, Counted, counted
from api.dimensions import EDGE_KINDS, NOTHING_LICENSED, Dimensions, ModelDimension, node_of
from api.fields.party_shares import (
    declare_bounds,
    declare_figures,
    declare_models,
    declare_value,
    figures,
    row_id,
)
from api.schema.comparisons import plain
from api.schema.connections import declare_connection
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec, many
from api.schema.types import AS_OF
from api.schema.values import described_enum
from graph.derive.concentration import Distribution
from graph.derive.grouping import Place, shares, shown_parties
from graph.schema.model import Model
from graph.snapshot import Row
from graph.values.node_id import NodeId

DIMENSIONS = (
    ModelDimension.CONTROLLER,
    ModelDimension.DEVELOPER,
    ModelDimension.COUNTRY,
    ModelDimension.LICENSE,
    ModelDimension.BASE_MODEL_FAMILY,
)
BY: Any = described_enum(
    "ConcentrationDimension",
    {str(dimension): dimension.description for dimension in DIMENSIONS},
    "Parties among which models may be concentrated.",
)
SAYS = (
    "How concentrated models are among parties, as of a day. A model weighs 1 in all, or what the signal "
    "says, in equal parts for its parties: people who control jointly are one, as their group, and who only "
    f"may control does not count. {RELEASED}"
)
WEIGHED_BY = (
    "A measure of use to weigh models by: the latest figure of each that is not after the day; models "
    "without one are left out. If not said, each model weighs 1."
)


def add(registry: Registry, filters: Filters) -> None:
    """Add `concentration`."""
    declare_bounds(registry)
    _declare_share(registry)
    connection = "ConcentrationShareConnection"
    declare_connection(registry, connection, "ConcentrationShare", "shares of parties")
    by_year = "The models released in one year, with control and licences as of its last day."
    for name, says in (
        ("Concentration", "How concentrated models are among parties."),
        ("ConcentrationOfYear", by_year),
    ):
        registry.declare(name, says)
        registry.add_property(name, "modelCount", "modelCount", int, "How many models were counted.")
        declare_figures(registry, name, connection)
    registry.add_property("ConcentrationOfYear", "year", "year", int, "The year of release.")
    for field, type_, says in (
        ("leftOut", int, "How many fit but have no party or no figure to weigh by, or came after the day."),
        ("byYear", many(registry.type("ConcentrationOfYear")), "The same for each year of release."),
    ):
        registry.add_property("Concentration", field, field, type_, says)
    _, signal, _ = registry.types["Adoption"].properties["signal"]
    arguments = (
        Argument("by", BY, "Among which parties."),
        filters.arguments(Model)[0],
        AS_OF,
        Argument("weighedBy", signal | None, WEIGHED_BY, None),
    )
    type_, batch = registry.type("Concentration"), _concentration(filters)
    registry.add_field(FieldSpec("Query", "concentration", type_, SAYS, batch, arguments, ("asOf",)))


def _declare_share(registry: Registry) -> None:
    name = "ConcentrationShare"
    registry.declare(name, "What one party has of the whole.")
    declare_value(registry, name)
    for field, type_, says in (
        ("modelCount", int, "How many models it has a part in."),
        ("weight", float, "What its parts of them weigh together."),
        ("share", float, "The same as a part of the whole, 0 to 1."),
        ("mostShare", float, "Its share if all that is not known were its own."),
    ):
        registry.add_property(name, field, field, type_, says)
    declare_models(registry, name, "models", "The models that it has a part in.")


def _concentration(filters: Filters) -> Any:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        dimension, signal = ModelDimension(plain(arguments["by"])), plain(arguments.get("weighedBy"))

        def answer(found: Counted) -> list[Row]:
            measure = _Measure(found, dimension, signal)
            years = measure.by_year() if "byYear" in call.selected else []
            whole = measure.of(found.models, found.day)
            left_out = found.later + len(found.models) - whole["modelCount"]
            return [{**whole, "leftOut": left_out, "byYear": years}]

        return counted(filters, EDGE_KINDS[dimension], arguments, call, answer)

    return batch


@dataclass(frozen=True)
class _Measure:
    """One question about concentration; signal: what models are weighed by, `None`: each weighs 1."""

    found: Counted
    dimension: ModelDimension
    signal: str | None

    def of(self, models: Sequence[Row], day: date) -> Row:
        """The answer on some models, on a day."""
        stand = self.found.dimensions(day)
        weights = {row["id"]: self._weight(row, day) for row in models}
        placed = {row["id"]: self._places(row, stand) for row in models if weights[row["id"]]}
        there = {model: places for model, places in placed.items() if places}
        distribution = shares((places, weights[model]) for model, places in there.items())
        rows = _share_rows(self.dimension, distribution, there)
        return {"modelCount": len(there), **figures(distribution), "share_rows": rows}

    def by_year(self) -> list[Row]:
        """The answers on the models of each year, on its last day or on the day asked."""
        years: dict[int, list[Row]] = defaultdict(list)
        for row in self.found.models:
            if row["released"] is not None:
                years[int(row["released"][:4])].append(row)
        answers = (
            {"year": year, **self.of(models, min(date(year, 12, 31), self.found.day))}
            for year, models in sorted(years.items())
        )
        return [answer for answer in answers if answer["modelCount"]]

    def _places(self, model: Row, stand: Dimensions) -> list[Place]:
        """Where a model stands; `[]`: nowhere, since nothing of it is licensed."""
        places = stand.places(model, self.dimension)
        return [place for place in places if place.values != (NOTHING_LICENSED,)]

    def _weight(self, model: Row, day: date) -> Fraction:
        """What a model weighs on a day; 0 where it has no figure."""
        if self.signal is None:
            return Fraction(1)
        figures = [
            (item["date"], item["value"])
            for item in model["adoption"]
            if item["signal"] == self.signal and item["date"] <= day.isoformat()
        ]
        return Fraction(max(figures)[1]) if figures else Fraction()


def _share_rows(
    dimension: ModelDimension, distribution: Distribution, places: Mapping[NodeId, Sequence[Place]]
) -> list[Row]:
    """A row for each party, the largest first, and one for all that are not known."""
    members: dict[str | None, list[NodeId]] = defaultdict(list)
    for model, of_model in places.items():
        for party in shown_parties(of_model):
            members[party].append(model)
    return [
        {
            "id": row_id([party]),
            "value": party,
            "node": node_of(dimension, party),
            "modelCount": len(members[party]),
            "weight": float(weight),
            "share": distribution.share(weight),
            "mostShare": distribution.most_share(party),
            "model_ids": members[party],
        }
        for party, weight in distribution.ordered
    ]
