"""The argument `scenario` of every question: its input types, and how those of an operation are read.

It holds for the field and all below it, so that one operation can set an answer of the facts beside one under
a scenario.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import strawberry
from graphql import FieldNode, GraphQLError

from api.execution.executor import Prepared
from api.execution.plan import EdgePlan, frozen
from api.schema.comparisons import make_input, plain
from api.schema.registry import Registry
from api.schema.spec import Argument, many, maybe
from api.schema.values import BigInt, SharePercent, enum_of
from graph.errors import BadValue, RequestError
from graph.scenarios.scenario import (
    HoldingEnd,
    LicenseChange,
    Scenario,
    StatusChange,
    SupposedHolding,
    SupposedThreshold,
    TermsChange,
)
from graph.schema.license import Scope, ThresholdEffect
from graph.values.node_id import NodeId
from graph.values.share import Share
from graph.values.status import Status

NAME = "scenario"
SAYS = "What is supposed, here and in everything below; the facts hold if not said."
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """A scenario that a field of an operation is asked under.

    key: equal for equal values of the argument. field: the key of the field in the response.
    """

    key: Hashable
    field: str
    nodes: Sequence[FieldNode]
    scenario: Scenario

    def refused(self, error: RequestError) -> GraphQLError:
        """Why the scenario cannot be supposed, at its place in the operation."""
        return _at(self.nodes, self.field, error)


def add_scenarios(registry: Registry, vocabulary_enum: Callable[[str], Any]) -> None:
    """Give every question the argument; one whose answer is about the scenario cannot do without it."""
    input_ = _scenario_input(vocabulary_enum)
    fields = registry.types["Query"].fields
    for name, field in fields.items():
        required = name == "scenarioChanges"
        argument = Argument(NAME, input_, SAYS) if required else Argument(NAME, maybe(input_), SAYS, None)
        fields[name] = replace(
            field, arguments=(*field.arguments, argument), inherits=(*field.inherits, NAME)
        )


def _input(name: str, says: str, fields: Mapping[str, tuple[Any, str]]) -> Any:
    return make_input(type(name, (), {}), name, says, fields)


def _scenario_input(vocabulary_enum: Callable[[str], Any]) -> Any:
    fields = {
        "statuses": (_status_input(), "Components whose availability is supposed otherwise."),
        "licenses": (_license_input(), "Models that are supposed to be under another licence."),
        "terms": (_terms_input(vocabulary_enum), "Licences whose terms are supposed otherwise."),
        "holdings": (_holding_input(), "Parts of organizations that somebody is supposed to hold."),
        "ends": (_end_input(), "Holdings that are supposed to end."),
    }
    several = {name: (maybe(many(type_)), says) for name, (type_, says) in fields.items()}
    return _input("ScenarioInput", "Hypothetical facts that hold together.", several)


def _status_input() -> Any:
    fields = {
        "model": (strawberry.ID, "Id of the model."),
        "component": (strawberry.ID, "Id of the component, such as `openness_property/training-data`."),
        "status": (enum_of(Status), "The status that it is supposed to have."),
        "license": (strawberry.ID | None, "Id of terms of its own; those that cover it now if not said."),
    }
    return _input("SupposedStatus", "A component of a model is supposed to have another status.", fields)


def _license_input() -> Any:
    fields = {
        "model": (strawberry.ID, "Id of the model."),
        "license": (strawberry.ID, "Id of the licence that it is supposed to be under."),
        "scope": (maybe(enum_of(Scope)), "The part of the release; the whole release if not said."),
    }
    return _input("SupposedLicense", "A model is supposed to be under a licence, and no other.", fields)


def _terms_input(vocabulary_enum: Callable[[str], Any]) -> Any:
    permission, condition, restriction = (
        maybe(many(vocabulary_enum(f"license_{name}"))) for name in ("permission", "condition", "restriction")
    )
    threshold = {
        "measure": (str, "What is counted, such as `monthly_active_users`."),
        "limit": (BigInt, "The figure above which the terms change."),
        "effect": (
            maybe(enum_of(ThresholdEffect)),
            "What happens above it; FURTHER_LICENSE_NEEDED if not said.",
        ),
    }
    thresholds = _input("SupposedThreshold", "A figure above which terms are supposed to change.", threshold)
    lost = "Measures of thresholds that it loses; the term that states one is named beside it."
    fields = {
        "license": (strawberry.ID, "Id of the licence."),
        "gainPermissions": (permission, "What it grants in addition."),
        "losePermissions": (permission, "What it no longer grants."),
        "gainConditions": (condition, "What it asks in addition."),
        "loseConditions": (condition, "What it no longer asks."),
        "gainRestrictions": (restriction, "What it withholds in addition."),
        "loseRestrictions": (restriction, "What it no longer withholds."),
        "gainThresholds": (maybe(many(thresholds)), "Thresholds that it gains."),
        "loseThresholds": (list[str] | None, lost),
    }
    return _input("SupposedTerms", "A licence is supposed to gain or to lose terms.", fields)


def _holding_input() -> Any:
    fields = {
        "holder": (strawberry.ID, "Id of the person or organization that holds."),
        "organization": (strawberry.ID, "Id of the organization that is held."),
        "votes": (SharePercent | None, "Its part of the votes, exact or as a range such as `>50`."),
        "equity": (SharePercent | None, "Its part of the capital, written in the same way."),
        "boardMajority": (bool | None, "Whether it may appoint the majority of the board."),
        "from": (date | None, "The first day; today if not said."),
        "until": (date | None, "The first day on which it had ended."),
    }
    says = "Somebody is supposed to hold a part; the figures replace its earlier ones."
    return _input("SupposedHolding", says, fields)


def _end_input() -> Any:
    fields = {
        "holder": (strawberry.ID, "Id of the person or organization that holds now."),
        "organization": (strawberry.ID, "Id of the organization that is held."),
        "on": (date | None, "The first day without it; today if not said."),
    }
    return _input("SupposedEnd", "All that a holder has in an organization is supposed to end.", fields)


def asked_scenarios(
    prepared: Prepared, variables: Values | None, operation_name: str | None, today: date
) -> list[Asked]:
    """The scenarios of an operation; none where it cannot be run anyway.

    Raises `GraphQLError` where a scenario is wrong by itself.
    """
    found = []
    for field, value in _given(prepared, variables, operation_name):
        try:
            scenario = scenario_of(value, today)
        except BadValue as error:
            raise _at(field.nodes, field.key, error) from error
        found.append(Asked(frozen(value), field.key, field.nodes, scenario))
    return found


def marks(asked: Sequence[Asked]) -> dict[str, dict[str, list[str]]]:
    """What an answer says of scenarios in its extensions: what is supposed, by the field of the response."""
    return {NAME: {item.field: list(item.scenario.sentences()) for item in asked}} if asked else {}


def _given(
    prepared: Prepared, variables: Values | None, operation_name: str | None
) -> Iterator[tuple[EdgePlan, Values]]:
    """The fields that are asked under a scenario, with its coerced value."""
    plans = prepared.plans(operation_name)
    if isinstance(plans, GraphQLError):
        return
    values = plans.operation.variables(variables or {})
    if isinstance(values, list):
        return
    try:
        fields = plans.plan(values).root.edges
    except GraphQLError:
        return
    for field in fields:
        arguments, _ = field.arguments(values)
        if not isinstance(arguments, GraphQLError) and arguments.get(NAME) is not None:
            yield field, arguments[NAME]


def _at(nodes: Sequence[FieldNode], field: str, error: RequestError) -> GraphQLError:
    return GraphQLError(str(error), nodes, path=[field], original_error=error)


def scenario_of(value: Values, today: date) -> Scenario:
    """The coerced input as a scenario; days that are not said are today."""
    return Scenario(
        statuses=tuple(map(_status, _items(value, "statuses"))),
        licenses=tuple(map(_license, _items(value, "licenses"))),
        terms=tuple(map(_terms, _items(value, "terms"))),
        holdings=tuple(_holding(at, item, today) for at, item in enumerate(_items(value, "holdings"))),
        ends=tuple(
            HoldingEnd(NodeId(item["holder"]), NodeId(item["organization"]), item.get("on") or today)
            for item in _items(value, "ends")
        ),
    )


def _items(value: Values, name: str) -> Sequence[Any]:
    return value.get(name) or ()


def _status(value: Values) -> StatusChange:
    return StatusChange(
        NodeId(value["model"]),
        NodeId(value["component"]),
        Status(plain(value["status"])),
        NodeId(value["license"]) if value.get("license") else None,
    )


def _license(value: Values) -> LicenseChange:
    scope = plain(value.get("scope"))
    return LicenseChange(NodeId(value["model"]), NodeId(value["license"]), Scope(scope) if scope else None)


def _terms(value: Values) -> TermsChange:
    gains, loses = (
        tuple(
            tuple(map(plain, _items(value, f"{way}{name}")))
            for name in ("Permissions", "Conditions", "Restrictions")
        )
        for way in ("gain", "lose")
    )
    thresholds = (
        SupposedThreshold(
            item["measure"],
            item["limit"],
            ThresholdEffect(plain(item.get("effect")) or ThresholdEffect.FURTHER_LICENSE_NEEDED),
        )
        for item in _items(value, "gainThresholds")
    )
    lost = tuple(_items(value, "loseThresholds"))
    return TermsChange(NodeId(value["license"]), gains, loses, tuple(thresholds), lost)


def _holding(at: int, value: Values, today: date) -> SupposedHolding:
    return SupposedHolding(
        NodeId(value["holder"]),
        NodeId(value["organization"]),
        since=value.get("from") or today,
        until=value.get("until"),
        votes=_share(f"scenario.holdings[{at}].votes", value.get("votes")),
        equity=_share(f"scenario.holdings[{at}].equity", value.get("equity")),
        board_majority=bool(value.get("boardMajority")),
    )


def _share(place: str, text: str | None) -> Share | None:
    try:
        return None if text is None else Share.parse(text)
    except ValueError as error:
        raise BadValue(f"`{place}`: {error}") from None
