"""The use that is asked about, described or named: places with the blocs they belong to, figures in range."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import strawberry

from api.known import known_ids
from api.licensing import Licensing, Place
from api.request import Request
from api.schema.spec import Argument, camel, maybe
from api.schema.values import BigInt
from graph.derive.thresholds import Figures
from graph.derive.usability import Use
from graph.errors import BadValue
from graph.schema.shape import properties_of
from graph.schema.use_case import UseCase
from graph.schema.use_effect import Activity
from graph.snapshot import Row
from graph.stores.port import Answer, then
from graph.values.node_id import NodeId, kind_of

ACTIVITIES = {
    "commercial": Activity.COMMERCIAL,
    "modify": Activity.MODIFY,
    "redistribute": Activity.REDISTRIBUTE,
    "serve": Activity.SERVE,
    "trainOtherModels": Activity.TRAIN_OTHER_MODELS,
}
"""Fields of the input that are activities."""

FIGURES = {
    "monthlyUsers": "monthly_users",
    "monthlyUsersAtRelease": "monthly_users_at_release",
    "annualRevenueUsd": "annual_revenue_usd",
}
"""Fields of the input that are figures."""


def _flag(says: str) -> Any:
    return strawberry.field(description=says, default=False)


def _figure(name: str, says: str) -> Any:
    return strawberry.field(name=name, description=says, default=None)


@strawberry.input(
    name="UseInput",
    description="A purpose that a model may be used for; what is left out is not done, or not said.",
)
class UseInput:
    """A purpose that a model may be used for."""

    commercial: bool = _flag("In the course of business.")
    modify: bool = _flag("The model is changed, fine-tuning included.")
    redistribute: bool = _flag("The model, or one made from it, is passed on to others.")
    serve: bool = _flag("Others use it, as a service or inside a product.")
    train_other_models: bool = _flag("Other models are trained on its outputs.")
    jurisdiction: str | None = strawberry.field(
        description="Where the use takes place: ISO 3166-1 code such as DE, or EU.", default=None
    )
    monthly_users: BigInt | None = _figure(
        "monthlyUsers", "Users in a month, of the user and its affiliates."
    )
    monthly_users_at_release: BigInt | None = _figure(
        "monthlyUsersAtRelease",
        "Users in the month before the model was released, where terms count them then; `monthlyUsers` if "
        "not said.",
    )
    annual_revenue_usd: BigInt | None = _figure(
        "annualRevenueUsd", "Revenue in a year in US dollars, of the user and its affiliates."
    )
    in_house: bool = _flag(
        "Data must stay in house, so the model has to run on machines of one's own choice."
    )
    auditable_data: bool = _flag("The training data must be open to inspection.")


USE = (
    Argument("use", maybe(UseInput), "The purpose, where it is none of `useCases`.", None),
    Argument(
        "useCase", strawberry.ID | None, "Id of one of `useCases`, for example `use_case/hospital`.", None
    ),
)
"""Arguments of which exactly one must be given."""


def asked_use(arguments: Mapping[str, Any], call: Any) -> Answer[Use]:
    """The use that the arguments describe or name; raises `RequestError` that says what is wrong."""
    request: Request = call.context
    described, named = arguments.get("use"), arguments.get("useCase")
    if (described is None) == (named is None):
        which = "neither `use` nor" if named is None else "both `use` and"
        raise BadValue(f"{which} `useCase` is given; describe a use, or name one of `useCases`")
    if named is None:
        return use_of(described or {}, request.licensing)
    if kind_of(NodeId(named)) != UseCase.folder:
        raise BadValue(f"`useCase` is {named[:80]!r}, which is no use case; find their ids with `useCases`")
    found = known_ids([NodeId(named)], request.store)
    return then(found, lambda rows: _use_of_case(rows[0], request.licensing))


def use_of(value: Mapping[str, Any], licensing: Licensing) -> Use:
    """The coerced input as a use; raises `BadValue` naming the field that is wrong, and the remedy."""
    code = value.get("jurisdiction")
    return _use(value, None if code is None else _known(code, licensing))


def _use_of_case(row: Row, licensing: Licensing) -> Use:
    values = {camel(shape.name): row[shape.name] for shape in properties_of(UseCase)}
    place = row["jurisdiction"]
    return _use(values, None if place is None else licensing.place_of(place))


def _use(value: Mapping[str, Any], place: Place | None) -> Use:
    return Use(
        activities=frozenset(term for name, term in ACTIVITIES.items() if value.get(name)),
        places=place.within if place else None,
        parts=place.members if place else frozenset(),
        figures=Figures(**{key: _checked(name, value.get(name)) for name, key in FIGURES.items()}),
        in_house=bool(value.get("inHouse")),
        auditable_data=bool(value.get("auditableData")),
    )


def _checked(name: str, figure: int | None) -> int | None:
    if figure is not None and figure < 0:
        raise BadValue(f"`use.{name}` is {figure}; give a number from 0, or leave it out if it is not known")
    return figure


def _known(code: str, licensing: Licensing) -> Place:
    place = licensing.place(code)
    if place is None:
        near = licensing.nearest_place(code)
        hint = f"did you mean {near}?" if near else "find codes with `jurisdictions`"
        raise BadValue(f"`use.jurisdiction` is {code[:40]!r}, which no jurisdiction has as its code; {hint}")
    return place
