"""Who controls an organization or a model on a day, and what somebody controls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.control import share_row
from api.execution.fields import Lists
from api.request import Request, day_of, then
from api.schema.connections import PAGE_ARGUMENTS, connection, page_from
from api.schema.filters import Asked, Filters, order_from
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec
from api.schema.types import AS_OF, referenced, sources_of
from api.schema.values import PartialDate, SharePercent, enum_of
from graph.derive.control_facts import Basis, ControlStatus, Degree, KnownHolder
from graph.errors import BadValue
from graph.query import And, Direction, Expand, Filter, Find, Ids, Related, Via
from graph.schema.model import Model
from graph.schema.organization import Organization
from graph.schema.relations import Interest
from graph.snapshot import Row
from graph.values.node_id import NodeId
from graph.values.truth import Truth

DEVELOPED_BY = Via("DEVELOPED_BY", Direction.OUT)

THRESHOLD = Argument("threshold", int, "Percent of votes or capital from which a holding is significant.", 25)


def add(registry: Registry, filters: Filters) -> None:
    """Add control to the schema."""
    _declare_types(registry)
    controls = list[registry.type("Control")]  # type: ignore[misc]
    model_controls = list[registry.type("ModelControl")]  # type: ignore[misc]
    known = list[registry.type("KnownHolder")]  # type: ignore[misc]
    for spec in (
        FieldSpec(
            "Organization",
            "controlStatus",
            enum_of(ControlStatus),
            "How it stands towards control on that day.",
            _control_status,
            (AS_OF,),
            ("asOf",),
        ),
        FieldSpec(
            "Organization",
            "controllers",
            controls,
            "Its ultimate controllers: those whom nobody controls in turn, with the path that shows it.",
            _controllers,
            (AS_OF,),
            ("asOf",),
        ),
        FieldSpec(
            "Organization",
            "significantHolders",
            known,
            "Holders whose votes or capital reach the threshold, or may reach it.",
            _significant_holders,
            (THRESHOLD, AS_OF),
            ("asOf",),
        ),
        FieldSpec(
            "Organization",
            "knownHolders",
            known,
            "Everybody with a known interest in it on that day, and its founders: influence, if not control.",
            _known_holders,
            (AS_OF,),
            ("asOf",),
        ),
        FieldSpec(
            "Model",
            "controllers",
            model_controls,
            "The ultimate controllers of each of its developers; a developer that nobody controls stands for itself.",
            _model_controllers,
            (AS_OF,),
            ("asOf",),
        ),
        FieldSpec(
            "Holder",
            "controlledOrganizations",
            registry.type("OrganizationConnection"),
            "Organizations of which it is an ultimate controller, surely or possibly.",
            _controlled_organizations(filters),
            (*filters.arguments(Organization), *PAGE_ARGUMENTS, AS_OF),
            ("asOf",),
        ),
        FieldSpec(
            "Holder",
            "controlledModels",
            registry.type("ModelConnection"),
            "Models of developers of which it is an ultimate controller, and of itself.",
            _controlled_models(filters),
            (*filters.arguments(Model), *PAGE_ARGUMENTS, AS_OF),
            ("asOf",),
        ),
    ):
        registry.add_field(spec)


def add_filters(filters: Filters) -> None:
    """Add filters by control."""
    statuses = filters.values_input("ControlStatus", enum_of(ControlStatus), ("eq", "in"))
    controller = filters.values_input("Id", str, ("eq", "in"))
    for kind, name, type_, says, compile_ in (
        ("Organization", "controlStatus", statuses, "How it stands towards control.", _by_status),
        ("Organization", "controlledBy", controller, "Id of one of its ultimate controllers.", _by_controller),
        ("Model", "controlledBy", controller, "Id of a controller of a developer, or of a developer.", _made_under),
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
    return {str(getattr(item, "value", item)) for item in items}


def _declare_types(registry: Registry) -> None:
    holder: Any = registry.type("Holder")
    registry.declare("ControlStep", "One link of the path by which control runs, from holder to target.")
    registry.declare("Control", "Somebody controls an organization, or may control it.")
    registry.declare("ModelControl", "Somebody stands behind a model, through one of its developers.")
    registry.declare("KnownHolder", "Somebody with a known interest in an organization.")
    registry.add_field(FieldSpec("ControlStep", "holder", holder, "Who controls at this step.", referenced("holder")))
    registry.add_field(FieldSpec("ControlStep", "target", holder, "Who is controlled at this step.", referenced("target")))
    _add(registry, "ControlStep", "basis", "basis", enum_of(Basis), "What the step rests on.")
    _add_share(registry, "ControlStep", "votingShare", "voting_share", "Votes that the holder has at this step.")
    _add_share(registry, "ControlStep", "equityShare", "equity_share", "Capital that the holder has at this step.")
    _add(registry, "ControlStep", "asOf", "as_of", PartialDate | None, "The day that the figures are of.")
    _add(registry, "ControlStep", "since", "since", PartialDate | None, "Since when, where it is known.")
    _add(registry, "ControlStep", "until", "until", PartialDate | None, "The first day on which it had ended.")
    _add_sources(registry, "ControlStep")
    for name in ("Control", "ModelControl"):
        registry.add_field(FieldSpec(name, "holder", holder, "Who controls.", referenced("holder")))
        _add(registry, name, "degree", "degree", enum_of(Degree), "How far.")
        _add(registry, name, "basis", "basis", enum_of(Basis) | None, "What it rests on, at the step next to the controller.")
        _add_share(registry, name, "votingShare", "voting_share", "The weakest voting share along the path.")
        _add(registry, name, "since", "since", PartialDate | None, "Since when, where every step tells.")
        _add(registry, name, "until", "until", PartialDate | None, "The first day on which it had ended.")
        steps: Any = list[registry.type("ControlStep")]  # type: ignore[misc]
        _add(registry, name, "path", "path", steps, "The links from the controller down to the organization.")
    registry.add_field(
        FieldSpec("ModelControl", "developer", registry.type("Organization"), "The developer.", referenced("developer"))
    )
    says = "How that developer stands towards control."
    _add(registry, "ModelControl", "developerStatus", "developer_status", enum_of(ControlStatus), says)
    registry.add_field(FieldSpec("KnownHolder", "holder", holder, "Who has the interest.", referenced("holder")))
    _add(registry, "KnownHolder", "interests", "interests", list[enum_of(Interest)], "What it consists of.")  # type: ignore[misc]
    _add_share(registry, "KnownHolder", "votingShare", "voting_share", "Votes.")
    _add_share(registry, "KnownHolder", "equityShare", "equity_share", "Capital.")
    _add(registry, "KnownHolder", "founder", "founder", bool, "Whether it founded the organization.")
    _add(registry, "KnownHolder", "certain", "certain", enum_of(Truth), "Whether it surely reaches what was asked.")
    _add(registry, "KnownHolder", "asOf", "as_of", PartialDate | None, "The day that the figures are of.")
    _add_sources(registry, "KnownHolder")


def _add(registry: Registry, on: str, name: str, key: str, type_: Any, says: str) -> None:
    registry.add_property(on, name, key, type_, says)


def _add_share(registry: Registry, on: str, name: str, key: str, says: str) -> None:
    registry.add_property(on, name, key, SharePercent | None, says)
    registry.add_property(on, f"{name}Min", f"{key}_min", float | None, f"The lowest that `{name}` may be, in percent.")
    registry.add_property(on, f"{name}Max", f"{key}_max", float | None, f"The highest that `{name}` may be, in percent.")


def _add_sources(registry: Registry, on: str) -> None:
    sources = list[registry.type("Source")]  # type: ignore[misc]
    registry.add_field(FieldSpec(on, "sources", sources, "What it rests on.", sources_of))


def _control_status(rows: list[Row], arguments: dict[str, Any], call: Any) -> list[str]:
    control_map = call.context.control.on(day_of(call))
    return [str(control_map.status(row["id"])) for row in rows]


def _controllers(rows: list[Row], arguments: dict[str, Any], call: Any) -> Lists:
    day = day_of(call)
    return _lists([call.context.control.rows(row["id"], day) for row in rows])


def _model_controllers(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    request: Request = call.context
    day = day_of(call)

    def derived(found: Any) -> Lists:
        starts = [0, *found.ends[:-1]]
        developers = [
            tuple(view["target"] for view in found.flat[start:end])
            for start, end in zip(starts, found.ends, strict=True)
        ]
        return _lists([request.control.model_rows(ids, day) for ids in developers])

    return then(request.store.expand([row["id"] for row in rows], Expand(DEVELOPED_BY)), derived)


def _significant_holders(rows: list[Row], arguments: dict[str, Any], call: Any) -> Lists:
    threshold = arguments["threshold"]
    if not 0 < threshold <= 100:
        raise BadValue(f"`threshold` is {threshold}; give a percentage from 1 to 100")
    control_map = call.context.control.on(day_of(call), threshold)
    return _lists(
        [
            tuple(_holder_row(holder, str(reached)) for holder, reached in control_map.significant_holders(row["id"]))
            for row in rows
        ]
    )


def _known_holders(rows: list[Row], arguments: dict[str, Any], call: Any) -> Lists:
    control_map = call.context.control.on(day_of(call))
    return _lists(
        [
            tuple(
                _holder_row(holder, str(Truth.of(True if holder.certain else None)))
                for holder in control_map.known_holders(row["id"])
            )
            for row in rows
        ]
    )


def _holder_row(holder: KnownHolder, certain: str) -> Row:
    return {
        "holder": holder.holder,
        "interests": sorted(holder.interests),
        **share_row("voting_share", holder.votes),
        **share_row("equity_share", holder.equity),
        "founder": holder.founder,
        "certain": certain,
        "as_of": None if holder.as_of is None else str(holder.as_of),
        "source_ids": list(holder.sources),
    }


def _controlled_organizations(filters: Filters) -> Any:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        return _connections(Organization, "organization", _controlled_ids(rows, call), filters, arguments, call)

    return batch


def _controlled_models(filters: Filters) -> Any:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        by_developer: list[Filter] = [
            Related(DEVELOPED_BY, Ids(ids.ids | {row["id"]}))
            for row, ids in zip(rows, _controlled_ids(rows, call), strict=True)
        ]
        return _connections(Model, "model", by_developer, filters, arguments, call)

    return batch


def _controlled_ids(rows: list[Row], call: Any) -> list[Ids]:
    control_map = call.context.control.on(day_of(call))
    return [
        Ids(frozenset(organization for organization, _ in control_map.controlled_by(row["id"]))) for row in rows
    ]


def _connections(
    kind: type[Any], folder: str, wanted: Any, filters: Filters, arguments: dict[str, Any], call: Any
) -> Any:
    where = filters.where(kind, arguments, call)
    questions = [
        Find(
            folder,
            item if where is None else And((item, where)),
            order_from(arguments),
            page_from(arguments),
        )
        for item in wanted
    ]
    answers = call.context.store.find(questions)
    return then(answers, lambda pages: [connection(page, lambda _: {}, lambda row: row) for page in pages])


def _lists(items: list[tuple[Row, ...]]) -> Lists:
    flat: list[Row] = []
    ends: list[int] = []
    for rows in items:
        flat.extend(rows)
        ends.append(len(flat))
    return Lists(flat, ends)
