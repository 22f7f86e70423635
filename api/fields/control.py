"""Who controls an organization or a model on a day, and what somebody controls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import strawberry

from api.execution.fields import Lists
from api.request import Request, day_of
from api.schema.comparisons import order_from, plain
from api.schema.connections import PAGE_ARGUMENTS, node_connection, page_from
from api.schema.filters import Asked, Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec, many, maybe
from api.schema.types import AS_OF, referenced, sources_of
from api.schema.values import PartialDate, SharePercent, enum_of
from graph.derive.control.facts import Basis, ControlStatus, Degree, KnownHolder
from graph.errors import BadValue
from graph.query import And, Direction, Expand, Filter, Find, Ids, Related, Via
from graph.query import Lists as StoredLists
from graph.schema.kind import Node
from graph.schema.model import Model
from graph.schema.organization import Organization
from graph.schema.relations import Interest
from graph.snapshot import Row
from graph.stores.port import then
from graph.values.node_id import NodeId
from graph.values.share import share_row
from graph.values.truth import Truth

DEVELOPED_BY = Via("DEVELOPED_BY", Direction.OUT)

STATUS = "How it stands towards control on that day."
CONTROLLERS = "Its ultimate controllers: those whom nobody controls in turn, with the path that shows it."
SIGNIFICANT = "Holders whose votes or capital reach the threshold, or may reach it."
KNOWN = "Everybody with a known interest in it on that day, and its founders: influence, if not control."
MODEL_CONTROLLERS = "Ultimate controllers of its developers; one that nobody controls stands for itself."
CONTROLLED = "Organizations of which it is an ultimate controller, surely or possibly."
CONTROLLED_MODELS = "Models of developers of which it is an ultimate controller, and of itself."

THRESHOLD = Argument("threshold", int, "Percent of votes or capital from which a holding is significant.", 25)


def add(registry: Registry, filters: Filters) -> None:
    """Add control to the schema."""
    _declare_types(registry)
    controls, model_controls = many(registry.type("Control")), many(registry.type("ModelControl"))
    known, status = many(registry.type("KnownHolder")), enum_of(ControlStatus)
    organizations, models = registry.type("OrganizationConnection"), registry.type("ModelConnection")
    of_organizations = (*filters.arguments(Organization), *PAGE_ARGUMENTS, AS_OF)
    of_models = (*filters.arguments(Model), *PAGE_ARGUMENTS, AS_OF)
    owned, made = _controlled_organizations(filters), _controlled_models(filters)
    for on, name, type_, says, batch, arguments in (
        ("Organization", "controlStatus", status, STATUS, _control_status, (AS_OF,)),
        ("Organization", "controllers", controls, CONTROLLERS, _controllers, (AS_OF,)),
        ("Organization", "significantHolders", known, SIGNIFICANT, _significant, (THRESHOLD, AS_OF)),
        ("Organization", "knownHolders", known, KNOWN, _known_holders, (AS_OF,)),
        ("Model", "controllers", model_controls, MODEL_CONTROLLERS, _model_controllers, (AS_OF,)),
        ("Holder", "controlledOrganizations", organizations, CONTROLLED, owned, of_organizations),
        ("Holder", "controlledModels", models, CONTROLLED_MODELS, made, of_models),
    ):
        registry.add_field(FieldSpec(on, name, type_, says, batch, arguments, ("asOf",)))


def add_filters(filters: Filters) -> None:
    """Add filters by control."""
    statuses = filters.comparisons.of_type("ControlStatus", enum_of(ControlStatus), ("eq", "in"))
    controller = filters.comparisons.of_type("Id", strawberry.ID, ("eq", "in"))
    for kind, name, type_, says, compile_ in (
        ("Organization", "controlStatus", statuses, "How it stands towards control.", _by_status),
        (
            "Organization",
            "controlledBy",
            controller,
            "Id of one of its ultimate controllers.",
            _by_controller,
        ),
        (
            "Model",
            "controlledBy",
            controller,
            "Id of a controller of a developer, or of a developer.",
            _made_under,
        ),
    ):
        filters.add(kind, name, type_, says, compile_)


def _by_status(value: Mapping[str, Any], asked: Asked) -> Filter:
    wanted = _wanted("controlStatus", value)
    control_map = asked.control.on(asked.on)
    return Ids(frozenset(item for item in control_map.organizations if control_map.status(item) in wanted))


def _by_controller(value: Mapping[str, Any], asked: Asked) -> Ids:
    control_map = asked.control.on(asked.on)
    controlled = (control_map.controlled_by(NodeId(holder)) for holder in _wanted("controlledBy", value))
    return Ids(frozenset(organization for found in controlled for organization, _ in found))


def _made_under(value: Mapping[str, Any], asked: Asked) -> Filter:
    themselves = map(NodeId, _wanted("controlledBy", value))
    return Related(DEVELOPED_BY, Ids(_by_controller(value, asked).ids.union(themselves)))


def _wanted(name: str, value: Mapping[str, Any]) -> set[str]:
    items = value.get("in") or [value["eq"]] if value.get("eq") or value.get("in") else []
    if not items:
        raise BadValue(f"the filter on `{name}` compares with nothing; give `eq` or `in`")
    return {str(plain(item)) for item in items}


def _declare_types(registry: Registry) -> None:
    registry.declare("ControlStep", "One link of the path by which control runs, from holder to target.")
    registry.declare("Control", "Somebody controls an organization, or may control it.")
    registry.declare("ModelControl", "Somebody stands behind a model, through one of its developers.")
    registry.declare("KnownHolder", "Somebody with a known interest in an organization.")
    _declare_step(registry)
    for name in ("Control", "ModelControl"):
        _declare_control(registry, name)
    through = "The developer through which it stands behind the model."
    _reference(registry, "ModelControl", "developer", "Organization", through)
    standing = enum_of(ControlStatus)
    registry.add_property("ModelControl", "developerStatus", "developer_status", standing, STATUS)
    _declare_known_holder(registry)


def _declare_step(registry: Registry) -> None:
    name = "ControlStep"
    _reference(registry, name, "holder", "Holder", "Who controls at this step.")
    _reference(registry, name, "target", "Holder", "Who is controlled at this step.")
    registry.add_property(name, "basis", "basis", enum_of(Basis), "What the step rests on.")
    _add_share(registry, name, "votingShare", "voting_share", "Votes that the holder has at this step.")
    _add_share(registry, name, "equityShare", "equity_share", "Capital that the holder has at this step.")
    registry.add_property(name, "asOf", "as_of", PartialDate | None, "The day that the figures are of.")
    _add_duration(registry, name)
    _add_sources(registry, name)


def _declare_control(registry: Registry, name: str) -> None:
    _reference(registry, name, "holder", "Holder", "Who controls.")
    registry.add_property(name, "degree", "degree", enum_of(Degree), "How far.")
    basis = "What it rests on, at the step next to the controller."
    registry.add_property(name, "basis", "basis", maybe(enum_of(Basis)), basis)
    _add_share(registry, name, "votingShare", "voting_share", "The weakest voting share along the path.")
    _add_duration(registry, name)
    steps = many(registry.type("ControlStep"))
    registry.add_property(
        name, "path", "path", steps, "The links from the controller down to the organization."
    )


def _declare_known_holder(registry: Registry) -> None:
    name, certain = "KnownHolder", "Whether it surely reaches what was asked."
    _reference(registry, name, "holder", "Holder", "Who has the interest.")
    registry.add_property(name, "interests", "interests", many(enum_of(Interest)), "What it consists of.")
    _add_share(registry, name, "votingShare", "voting_share", "Votes that it has.")
    _add_share(registry, name, "equityShare", "equity_share", "Capital that it has.")
    registry.add_property(name, "founder", "founder", bool, "Whether it founded the organization.")
    golden = (
        "Whether it has a golden share: rights by the articles, such as vetoes, whatever its part of the "
        "votes. That is influence, and no control unless a source records control."
    )
    registry.add_property(name, "goldenShare", "golden_share", enum_of(Truth), golden)
    registry.add_property(name, "certain", "certain", enum_of(Truth), certain)
    registry.add_property(name, "asOf", "as_of", PartialDate | None, "The day that the figures are of.")
    _add_sources(registry, name)


def _reference(registry: Registry, on: str, name: str, to: str, says: str) -> None:
    registry.add_field(FieldSpec(on, name, registry.type(to), says, referenced(name)))


def _add_duration(registry: Registry, on: str) -> None:
    registry.add_property(on, "since", "since", PartialDate | None, "Since when, where it is known.")
    registry.add_property(on, "until", "until", PartialDate | None, "The first day on which it had ended.")


def _add_share(registry: Registry, on: str, name: str, key: str, says: str) -> None:
    registry.add_property(on, name, key, SharePercent | None, says)
    for end, word in (("min", "lowest"), ("max", "highest")):
        bound = f"The {word} that `{name}` may be, in percent."
        registry.add_property(on, f"{name}{end.capitalize()}", f"{key}_{end}", float | None, bound)


def _add_sources(registry: Registry, on: str) -> None:
    sources = many(registry.type("Source"))
    registry.add_field(FieldSpec(on, "sources", sources, "What it rests on.", sources_of))


def _control_status(rows: list[Row], arguments: dict[str, Any], call: Any) -> list[str]:
    control, day = call.context.control, day_of(call)
    return [control.status(row["id"], day) for row in rows]


def _controllers(rows: list[Row], arguments: dict[str, Any], call: Any) -> Lists:
    day = day_of(call)
    return Lists.of([call.context.control.rows(row["id"], day) for row in rows])


def _model_controllers(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    request: Request = call.context
    day = day_of(call)

    def derived(found: StoredLists) -> Lists:
        developers = (tuple(view["target"] for view in views) for views in found.each())
        return Lists.of(request.control.model_rows(ids, day) for ids in developers)

    return then(request.store.expand([row["id"] for row in rows], Expand(DEVELOPED_BY)), derived)


def _significant(rows: list[Row], arguments: dict[str, Any], call: Any) -> Lists:
    threshold = arguments["threshold"]
    if not 0 < threshold <= 100:
        raise BadValue(f"`threshold` is {threshold}; give a percentage from 1 to 100")
    control_map = call.context.control.on(day_of(call), threshold)
    holders = (control_map.significant_holders(row["id"]) for row in rows)
    return Lists.of([tuple(_holder_row(holder, str(truth)) for holder, truth in found) for found in holders])


def _known_holders(rows: list[Row], arguments: dict[str, Any], call: Any) -> Lists:
    control_map = call.context.control.on(day_of(call))
    holders = (control_map.known_holders(row["id"]) for row in rows)
    return Lists.of([tuple(_holder_row(holder, _certainty(holder)) for holder in found) for found in holders])


def _certainty(holder: KnownHolder) -> str:
    return str(Truth.MET if holder.certain else Truth.UNKNOWN)


def _holder_row(holder: KnownHolder, certain: str) -> Row:
    return {
        "holder": holder.holder,
        "interests": sorted(holder.interests),
        **share_row("voting_share", holder.votes),
        **share_row("equity_share", holder.equity),
        "founder": holder.founder,
        "golden_share": str(holder.golden_share),
        "certain": certain,
        "as_of": None if holder.as_of is None else str(holder.as_of),
        "source_ids": list(holder.sources),
    }


def _controlled_organizations(filters: Filters) -> Any:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        return _connections(Organization, _controlled_ids(rows, call), filters, arguments, call)

    return batch


def _controlled_models(filters: Filters) -> Any:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        by_developer: list[Filter] = [
            Related(DEVELOPED_BY, Ids(ids.ids | {row["id"]}))
            for row, ids in zip(rows, _controlled_ids(rows, call), strict=True)
        ]
        return _connections(Model, by_developer, filters, arguments, call)

    return batch


def _controlled_ids(rows: list[Row], call: Any) -> list[Ids]:
    control_map = call.context.control.on(day_of(call))
    controlled = (control_map.controlled_by(row["id"]) for row in rows)
    return [Ids(frozenset(organization for organization, _ in found)) for found in controlled]


def _connections(
    kind: type[Node],
    wanted: Sequence[Filter],
    filters: Filters,
    arguments: dict[str, Any],
    call: Any,
) -> Any:
    order, page = order_from(arguments), page_from(arguments)

    def found(where: Filter | None) -> Any:
        narrowed = [item if where is None else And((item, where)) for item in wanted]
        pages = call.context.store.find([Find(kind.folder, item, order, page) for item in narrowed])
        return then(pages, lambda pages: [node_connection(page, call.selected) for page in pages])

    return then(filters.where(kind, arguments, call), found)
