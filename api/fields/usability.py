"""May we use it: verdicts on a model, or on all models, for a use, with reasons, obligations and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from api.fields.use_case import USE, asked_use
from api.licensing import Gathered, Licensing
from api.request import day_of
from api.schema.comparisons import order_from, plain
from api.schema.connections import PAGE_ARGUMENTS, declare_connection, node_connection, page_from
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec, many, maybe
from api.schema.types import AS_OF, referenced, sources_of
from api.schema.values import enum_of
from graph.derive.usability import About, Reason, Route, Usability, UsabilityVerdict, Use, usability
from graph.query import And, Filter, Find, Found, Ids
from graph.schema.model import Model
from graph.schema.openness_property import component_id
from graph.schema.use_effect import Effect
from graph.snapshot import Row
from graph.stores.port import then
from graph.values.node_id import NodeId

USABLE = (UsabilityVerdict.YES, UsabilityVerdict.YES_WITH_OBLIGATIONS)


def add(registry: Registry, filters: Filters) -> None:
    """Add `Model.usability` and `usableModels`."""
    _declare_reason(registry)
    _declare_usability(registry)
    _declare_connection(registry)
    says = "Whether it may be used for a purpose, and why."
    verdict = registry.type("Usability")
    registry.add_field(FieldSpec("Model", "usability", verdict, says, _usability, (*USE, AS_OF), ("asOf",)))
    verdicts = maybe(many(enum_of(UsabilityVerdict)))
    wanted = "Which verdicts to list; YES and YES_WITH_OBLIGATIONS if not said."
    arguments = (
        *USE,
        Argument("verdicts", verdicts, wanted, None),
        *filters.arguments(Model),
        *PAGE_ARGUMENTS,
        AS_OF,
    )
    page = registry.type("UsabilityConnection")
    says = "The models that may be used for a purpose, with what has to be done for it."
    batch = _usable_models(filters)
    registry.add_field(FieldSpec("Query", "usableModels", page, says, batch, arguments, ("asOf",)))


def _declare_reason(registry: Registry) -> None:
    name = "UsabilityReason"
    registry.declare(name, "Something that speaks for or against a use, and what it rests on.")
    for field, key, type_, says in (
        ("effect", "effect", enum_of(Effect), "What it does to the use."),
        ("about", "about", enum_of(About), "What it is about."),
        ("says", "says", str, "The same in plain words."),
        ("terms", "terms", list[str], "The terms of the licence that it comes from."),
        ("clause", "clause", str | None, "Section of the licence, where it was read."),
        ("text", "text", str | None, "Set words that have to be used."),
        ("readIn", "read_in", str | None, "Place in the source where the licence was read."),
    ):
        registry.add_property(name, field, key, type_, says)
    for field, to, says in (
        ("license", "License", "The licence, where it is about terms."),
        ("through", "Model", "The upstream model whose terms these are; null where they are its own."),
        ("component", "OpennessProperty", "The component whose availability it rests on."),
    ):
        registry.add_field(FieldSpec(name, field, maybe(registry.type(to)), says, referenced(field)))
    sources = many(registry.type("Source"))
    registry.add_field(FieldSpec(name, "sources", sources, "What it rests on.", sources_of))


def _declare_usability(registry: Registry) -> None:
    reasons = many(registry.type("UsabilityReason"))
    registry.declare("Usability", "Whether a model may be used for a purpose, and why.")
    for name, type_, says in (
        ("verdict", enum_of(UsabilityVerdict), "The answer."),
        ("route", enum_of(Route), "The way to use it that the answer is about, the better of two."),
        ("reasons", reasons, "Everything that was weighed, what decides first."),
        ("obligations", reasons, "What has to be done or kept to."),
    ):
        registry.add_property("Usability", name, name, type_, says)


def _declare_connection(registry: Registry) -> None:
    registry.declare("VerdictCount", "How many models have a verdict.")
    registry.add_property(
        "VerdictCount", "verdict", "verdict", enum_of(UsabilityVerdict), "The answer that they share."
    )
    registry.add_property("VerdictCount", "count", "count", int, "How many models have it.")
    page = "UsabilityConnection"
    declare_connection(registry, page, "Model", "models that may be used for a purpose")
    verdict, says = registry.type("Usability"), "Whether it may be used, and why."
    registry.add_property("UsabilityEdge", "usability", "usability", verdict, says)
    counts = many(registry.type("VerdictCount"))
    says = "How many of all models that `where` takes have each verdict."
    registry.add_property(page, "counts", "counts", counts, says)


def _usability(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    licensing, day = call.context.licensing, day_of(call)

    def judged(use: Use) -> list[Row]:
        gathered = (licensing.gathered(row["id"], day) for row in rows)
        return [_row(usability(use, item.candidate), item, licensing) for item in gathered]

    return then(asked_use(arguments, call), judged)


def _usable_models(filters: Filters) -> Any:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        def with_use(use: Use) -> Any:
            return _usable_for(use, filters, arguments, call)

        return then(asked_use(arguments, call), with_use)

    return batch


def _usable_for(use: Use, filters: Filters, arguments: dict[str, Any], call: Any) -> Any:
    """A page of the models that may be used for a use, and the counts of all verdicts."""
    licensing, day, store = call.context.licensing, day_of(call), call.context.store
    wanted = {plain(item) for item in arguments.get("verdicts") or USABLE}
    order, page = order_from(arguments), page_from(arguments)
    gathered = {model: licensing.gathered(model, day) for model in licensing.models}
    found = {model: usability(use, item.candidate) for model, item in gathered.items()}
    fitting = Ids(frozenset(model for model, usable in found.items() if usable.verdict in wanted))

    def asked(where: Filter | None) -> Any:
        both = fitting if where is None else And((fitting, where))
        pages = store.find([Find("model", both, order, page), Find("model", where)])
        return then(pages, shown)

    def shown(pages: list[Found[Row]]) -> list[Row]:
        counts = Counter(found[row["id"]].verdict for row in pages[1].rows)
        verdicts = {
            row["id"]: _row(found[row["id"]], gathered[row["id"]], licensing)
            for row in (pages[0].rows if "edges" in call.selected else ())
        }
        return [_connection(pages[0], counts, verdicts, call.selected)]

    return then(filters.where(Model, arguments, call), asked)


def _connection(
    page: Found[Row],
    counts: Mapping[UsabilityVerdict, int],
    verdicts: Mapping[NodeId, Row],
    selected: frozenset[str],
) -> Row:
    row = node_connection(page, selected, lambda node: {"usability": verdicts[node["id"]]})
    row["counts"] = [{"verdict": str(item), "count": counts.get(item, 0)} for item in UsabilityVerdict]
    return row


_DECIDING = list(reversed(Effect))


def _row(found: Usability, item: Gathered, licensing: Licensing) -> Row:
    ordered = sorted(found.reasons, key=lambda reason: _DECIDING.index(reason.effect))
    reasons = [_reason(reason, item, licensing) for reason in ordered]
    return {
        "verdict": str(found.verdict),
        "route": str(found.route),
        "reasons": reasons,
        "obligations": [reason for reason in reasons if reason["effect"] == Effect.OBLIGES],
    }


def _reason(reason: Reason, item: Gathered, licensing: Licensing) -> Row:
    """A reason with its evidence: the documents of its licence, or of the status that it rests on."""
    evidence = item.components.get(reason.component or "", {"source_ids": ()})["source_ids"]
    return {
        "effect": str(reason.effect),
        "about": str(reason.about),
        "says": reason.says,
        "terms": list(reason.terms),
        "clause": reason.clause,
        "text": reason.text,
        "read_in": licensing.read_in(reason.license) if reason.license else None,
        "license": reason.license,
        "through": reason.through,
        "component": component_id(reason.component) if reason.component else None,
        "source_ids": licensing.sources(reason.license) if reason.license else list(evidence),
    }
