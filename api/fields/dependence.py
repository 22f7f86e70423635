"""Dependence that is not control, and who owns how much of an organization through all chains."""

from __future__ import annotations

from typing import Any

from api.execution.fields import Lists
from api.request import Request, day_of
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec, many, maybe
from api.schema.types import AS_OF, referenced, sources_of
from api.schema.values import PartialDate, SharePercent, enum_of
from graph.derive.dependence import Dependence, DependenceKind
from graph.errors import BadValue
from graph.snapshot import Row
from graph.values.share import share_row
from graph.values.truth import Truth

LARGE = 10
THRESHOLD = Argument("threshold", int, "Percent of votes or capital from which a share is large.", LARGE)

OF_ORGANIZATION = (
    "Whoever it could not easily do without, control aside: suppliers, large holders, golden shares."
)
OF_MODEL = "What it was made from, and what its developers depend on, control aside."
OWNERS = (
    "Who owns how much of it through all chains and cycles of known shareholdings, the largest first: at "
    "least so much, since holdings without a published figure add nothing."
)


def add(registry: Registry, filters: Filters) -> None:
    """Add `dependencies` and `integratedOwners`."""
    _declare_dependence(registry)
    _declare_owner(registry)
    dependencies, owners = many(registry.type("Dependence")), many(registry.type("IntegratedOwner"))
    for on, name, type_, says, batch, arguments in (
        ("Organization", "dependencies", dependencies, OF_ORGANIZATION, _of_organization, (THRESHOLD, AS_OF)),
        ("Model", "dependencies", dependencies, OF_MODEL, _of_model, (THRESHOLD, AS_OF)),
        ("Organization", "integratedOwners", owners, OWNERS, _owners, (AS_OF,)),
    ):
        registry.add_field(FieldSpec(on, name, type_, says, batch, arguments, ("asOf",)))


def _declare_dependence(registry: Registry) -> None:
    name = "Dependence"
    registry.declare(name, "One thing that an organization or a model depends on.")
    node, organization = registry.type("Node"), maybe(registry.type("Organization"))
    through = "The developer whose dependence it is; null where it is its own."
    registry.add_field(FieldSpec(name, "on", node, "What it depends on.", referenced("on")))
    registry.add_field(FieldSpec(name, "through", organization, through, referenced("through")))
    certain = "Whether it is surely so large; UNKNOWN where only a range is known that reaches across."
    for field, type_, says in (
        ("kind", enum_of(DependenceKind), "In which way."),
        ("since", PartialDate | None, "Since when, where it is known."),
        ("until", PartialDate | None, "The first day on which it had ended."),
        ("certain", enum_of(Truth), certain),
        ("note", str | None, "What the source shows, in a few words."),
    ):
        registry.add_property(name, field, field, type_, says)
    _add_share(registry, name, "The larger of votes and capital, for holders.")
    sources = many(registry.type("Source"))
    registry.add_field(FieldSpec(name, "sources", sources, "What it rests on.", sources_of))


def _declare_owner(registry: Registry) -> None:
    name = "IntegratedOwner"
    registry.declare(name, "Somebody who owns a part of an organization, directly and through others.")
    holder = registry.type("Holder")
    registry.add_field(FieldSpec(name, "holder", holder, "Who owns.", referenced("holder")))
    _add_share(registry, name, "The part of the capital that is known to be theirs, at least.")


def _add_share(registry: Registry, on: str, says: str) -> None:
    registry.add_property(on, "share", "share", SharePercent | None, says)
    for end, word in (("min", "lowest"), ("max", "highest")):
        bound = f"The {word} that `share` may be, in percent."
        registry.add_property(on, f"share{end.capitalize()}", f"share_{end}", float | None, bound)


def _of_organization(rows: list[Row], arguments: dict[str, Any], call: Any) -> Lists:
    request, day, threshold = call.context, day_of(call), _threshold(arguments)
    found = request.dependence.of_organization
    return Lists.of(map(_row, found(row["id"], day, threshold, request.control)) for row in rows)


def _of_model(rows: list[Row], arguments: dict[str, Any], call: Any) -> Lists:
    request, day, threshold = call.context, day_of(call), _threshold(arguments)
    found = request.dependence.of_model
    return Lists.of(map(_row, found(row["id"], day, threshold, request.control)) for row in rows)


def _threshold(arguments: dict[str, Any]) -> int:
    threshold: int = arguments["threshold"]
    if not 0 < threshold <= 100:
        raise BadValue(f"`threshold` is {threshold}; give a percentage from 1 to 100")
    return threshold


def _row(item: Dependence) -> Row:
    return {
        "on": item.on,
        "kind": str(item.kind),
        "since": None if item.since is None else str(item.since),
        "until": None if item.until is None else str(item.until),
        "certain": str(item.certain),
        "note": item.note,
        **share_row("share", item.share),
        "through": item.through,
        "source_ids": list(item.sources),
    }


def _owners(rows: list[Row], arguments: dict[str, Any], call: Any) -> list[list[Row]]:
    request: Request = call.context
    ownership = request.control.ownership(day_of(call))
    found = (ownership.owners(row["id"]) for row in rows)
    ordered = (sorted(owners.items(), key=lambda item: (-item[1].low, item[0])) for owners in found)
    return [[{"holder": owner, **share_row("share", share)} for owner, share in owners] for owners in ordered]
