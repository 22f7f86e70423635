"""Where models stand in each dimension that they can be counted by, on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from api.control import ControlByDay
from graph.dated_releases import UNCERTAIN, grants_on
from graph.derive.base_models import base_models
from graph.derive.control.facts import ControlStatus, Degree
from graph.derive.control.map import model_controllers
from graph.derive.grouping import Place, Strand
from graph.schema.license import Scope
from graph.schema.model import DerivationRelation, OpennessClass
from graph.snapshot import Row
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId
from graph.values.status import GROUPS, Status
from graph.values.term import Term


class ModelDimension(Term):
    """What models can be counted by."""

    OPENNESS = "OPENNESS", "The openness class."
    FREEDOM = "FREEDOM", "What its terms, upstream ones included, let people do."
    WEIGHTS = "WEIGHTS", "The status of the group `weights`."
    CODE = "CODE", "The status of the group `code`."
    TRAINING = "TRAINING", "The status of the group `training`."
    DATA = "DATA", "The status of the group `data`."
    DOCUMENTATION = "DOCUMENTATION", "The status of the group `documentation`."
    ACCESS = "ACCESS", "The status of the group `access`."
    YEAR = "YEAR", "The year of release."
    DEVELOPER = "DEVELOPER", "Who developed it."
    COUNTRY = "COUNTRY", "Where its developers are based."
    CONTROLLER = (
        "CONTROLLER",
        "Who ultimately controls its developers on the day; people who control jointly as their group.",
    )
    CONTROL_STATUS = "CONTROL_STATUS", "How its developers stand towards control on the day."
    LICENSE = "LICENSE", "The licence of its weights on the day; NONE where the weights are closed."
    BASE_MODEL_FAMILY = (
        "BASE_MODEL_FAMILY",
        "The family of the model that its weights go back to; of its own where it was made from no other.",
    )
    MODALITY = "MODALITY", "What goes in and comes out."


NODES = frozenset(
    {ModelDimension.DEVELOPER, ModelDimension.COUNTRY, ModelDimension.CONTROLLER, ModelDimension.LICENSE}
)
"""Dimensions whose values are ids of nodes, save `NOTHING_LICENSED`."""

NOTHING_LICENSED = "NONE"
"""Stands for the licence of weights that are closed."""

_DEVELOPERS = ("DEVELOPED_BY",)
EDGE_KINDS: Mapping[ModelDimension, tuple[str, ...]] = {
    ModelDimension.DEVELOPER: _DEVELOPERS,
    ModelDimension.COUNTRY: (*_DEVELOPERS, "BASED_IN"),
    ModelDimension.CONTROLLER: _DEVELOPERS,
    ModelDimension.CONTROL_STATUS: _DEVELOPERS,
    ModelDimension.LICENSE: ("LICENSED_UNDER",),
    ModelDimension.BASE_MODEL_FAMILY: ("DERIVED_FROM",),
}
"""Edges that a dimension hangs on."""

UNSETTLED_CONTROL = frozenset({ControlStatus.UNDISCLOSED, ControlStatus.UNKNOWN})
"""Statuses of organizations of which it is not known who controls them, or whether anybody does."""

_PlaceOf = Callable[[Row, NodeId], Place]
"""A model and one of its developers -> where they stand."""


def node_of(dimension: ModelDimension, value: str | None) -> str | None:
    """The id of the node that a value of a dimension is; `None` where it is none."""
    return value if dimension in NODES and value != NOTHING_LICENSED else None


def terms_of(dimension: ModelDimension, models: Iterable[Row]) -> Sequence[str] | None:
    """The values of a dimension in their order; `None` where they have none, as developers."""
    match dimension:
        case ModelDimension.OPENNESS:
            return list(OpennessClass)
        case ModelDimension.FREEDOM:
            return list(Freedom)
        case ModelDimension.CONTROL_STATUS:
            return list(ControlStatus)
        case ModelDimension.YEAR:
            return sorted({row["released"][:4] for row in models if row["released"]})
    return list(Status) if dimension.lower() in GROUPS else None


@dataclass(frozen=True)
class Ties:
    """What the dimensions of models hang on beside the models, whatever the day.

    developers, grants, bases, families: by model. countries: by organization.
    bases: the models whose weights it carries on.
    """

    developers: Mapping[NodeId, Sequence[NodeId]]
    countries: Mapping[NodeId, Sequence[NodeId]]
    grants: Mapping[NodeId, Sequence[Row]]
    bases: Mapping[NodeId, Sequence[NodeId]]
    families: Mapping[NodeId, str | None]

    @classmethod
    def of(cls, edges: Iterable[tuple[str, Row]], models: Iterable[Row]) -> Ties:
        """edges: those of `EDGE_KINDS` that the dimensions asked for hang on, each with its kind."""
        rows: dict[str, list[Row]] = defaultdict(list)
        for kind, row in edges:
            rows[kind].append(row)
        carried = (row for row in rows["DERIVED_FROM"] if row["relation"] != DerivationRelation.DISTILLATION)
        return cls(
            developers=_targets(rows["DEVELOPED_BY"]),
            countries=_targets(rows["BASED_IN"]),
            grants=_by_source(rows["LICENSED_UNDER"]),
            bases=_targets(carried),
            families={row["id"]: row["family"] for row in models},
        )


class Dimensions:
    """Where models stand on one day."""

    def __init__(self, day: date, control: ControlByDay, ties: Ties) -> None:
        self._day = day
        self._control = partial(control.on, day)
        self._ties = ties
        self._controllers = cache(self._controllers_of)
        self._place = cache(self._place_in)

    def strands(self, model: Row, dimensions: Sequence[ModelDimension]) -> frozenset[Strand]:
        """Where a model stands, for each of its developers."""
        wanted = [self._place(dimension) for dimension in dimensions]
        developers = self._ties.developers.get(model["id"]) or [NodeId("")]
        return frozenset(tuple(place(model, developer) for place in wanted) for developer in developers)

    def places(self, model: Row, dimension: ModelDimension) -> list[Place]:
        """Where a model stands in one dimension, for each of its developers."""
        return sorted((strand[0] for strand in self.strands(model, [dimension])), key=repr)

    def _place_in(self, dimension: ModelDimension) -> _PlaceOf:
        if dimension.lower() in GROUPS:
            return lambda model, _: _status(model, dimension.lower())
        own: Mapping[ModelDimension, _PlaceOf] = {
            ModelDimension.OPENNESS: lambda model, _: _openness(model),
            ModelDimension.FREEDOM: lambda model, _: _freedom(model),
            ModelDimension.YEAR: lambda model, _: _year(model),
            ModelDimension.MODALITY: lambda model, _: _values(model["modalities"], model["id"]),
            ModelDimension.LICENSE: lambda model, _: self._license(model),
            ModelDimension.BASE_MODEL_FAMILY: lambda model, _: self._family(model["id"]),
            ModelDimension.DEVELOPER: lambda _, developer: Place((developer,)),
            ModelDimension.COUNTRY: lambda _, developer: _values(
                self._ties.countries.get(developer, ()), developer
            ),
            ModelDimension.CONTROLLER: lambda _, developer: self._controllers(developer),
            ModelDimension.CONTROL_STATUS: lambda _, developer: self._control_status(developer),
        }
        return own[dimension]

    def _controllers_of(self, developer: NodeId) -> Place:
        """Who controls a developer; where that is not known, whoever may."""
        found = model_controllers([developer], self._control())
        sure = dict.fromkeys(
            item.control.counted_as for item in found if item.control.degree is not Degree.POSSIBLE
        )
        maybe = {item.control.counted_as for item in found if item.control.degree is Degree.POSSIBLE}
        stands_alone = any(item.control.degree is Degree.NONE_ABOVE for item in found)
        if stands_alone and self._control().status(developer) in UNSETTLED_CONTROL:
            return Place(possible=frozenset(maybe), unknown=(developer,))
        return Place(tuple(sure), frozenset(maybe - sure.keys()))

    def _control_status(self, developer: NodeId) -> Place:
        status = self._control().status(developer)
        return Place(unknown=(developer,)) if status is ControlStatus.UNKNOWN else Place((status,))

    def _license(self, model: Row) -> Place:
        """What covers the weights: the licences of that scope, else those of the whole release."""
        grants = grants_on(self._ties.grants.get(model["id"], ()), self._day)
        of_weights = [grant.license for grant in grants if grant.scope is Scope.WEIGHTS]
        covering = of_weights or [grant.license for grant in grants if grant.scope is None]
        if not covering and model["weights"] == Status.CLOSED:
            return Place((NOTHING_LICENSED,))
        known = tuple(dict.fromkeys(item for item in covering if item != UNCERTAIN))
        return Place(known, unknown=() if known else (model["id"],))

    def _family(self, model: NodeId) -> Place:
        bases = base_models(model, self._ties.bases)
        families = {base: self._ties.families[base] for base in bases}
        known = dict.fromkeys(family for family in families.values() if family)
        return Place(tuple(known), unknown=tuple(base for base, family in families.items() if not family))


def _targets(rows: Iterable[Row]) -> dict[NodeId, list[NodeId]]:
    return {
        source: list(dict.fromkeys(row["target"] for row in found))
        for source, found in _by_source(rows).items()
    }


def _by_source(rows: Iterable[Row]) -> dict[NodeId, list[Row]]:
    found: dict[NodeId, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["source"]].append(row)
    return found


def _values(values: Iterable[str], name: str) -> Place:
    found = tuple(values)
    return Place(found) if found else Place(unknown=(name,))


def _openness(model: Row) -> Place:
    if model["openness"] != OpennessClass.UNKNOWN:
        return Place((model["openness"],))
    return Place(possible=frozenset(model["possible_openness"]))


def _freedom(model: Row) -> Place:
    return _values([model["freedom"]] if model["freedom"] != Freedom.UNKNOWN else [], model["id"])


def _status(model: Row, group: str) -> Place:
    if model[group] != Status.UNKNOWN:
        return Place((model[group],))
    (possible,) = (item["possible"] for item in model["unsettled_groups"] if item["group"] == group)
    return Place(possible=frozenset(possible))


def _year(model: Row) -> Place:
    return _values([model["released"][:4]] if model["released"] else [], model["id"])
