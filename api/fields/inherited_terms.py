"""Terms that come down a lineage: what a derivative owes upstream, and where its own licence conflicts."""

from __future__ import annotations

from typing import Any

from api.execution.fields import Lists
from api.schema.comparisons import plain
from api.schema.connections import PAGE_ARGUMENTS, declare_connection, node_connection, page_from
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec, many, maybe
from api.schema.types import AS_OF, referenced, sources_of
from api.schema.values import enum_of
from graph.pages import page_of
from graph.query import And, Direction, Expand, Filter, Find, Ids, Via
from graph.schema.kind import Confidence
from graph.schema.license_inheritance import InheritanceRelation, LicenseVerdict
from graph.schema.model import Model
from graph.snapshot import Row
from graph.stores.port import then
from graph.values.node_id import NodeId

INHERITED = Expand(Via("INHERITS_TERMS", Direction.OUT))
CONFLICTS = Expand(Via("LICENSE_CONFLICT", Direction.OUT))


def add(registry: Registry, filters: Filters) -> None:
    """Add `Model.inheritedTerms`, `Model.licenseConflicts` and `licenseConflicts`."""
    _declare_step(registry)
    _declare_inherited(registry)
    _declare_conflict(registry)
    inherited, conflicts = many(registry.type("InheritedTerms")), many(registry.type("LicenseConflict"))
    says = "Upstream terms that reach it, each with the path and what it owes for them."
    registry.add_field(FieldSpec("Model", "inheritedTerms", inherited, says, _edges(INHERITED)))
    says = "Upstream terms that the licence it declares does not fit, or may not."
    registry.add_field(FieldSpec("Model", "licenseConflicts", conflicts, says, _edges(CONFLICTS)))
    verdicts = Argument(
        "verdicts", maybe(many(enum_of(LicenseVerdict))), "Only these; all if not said.", None
    )
    where = filters.arguments(Model)[0]
    arguments = (where, verdicts, *PAGE_ARGUMENTS, AS_OF)
    page = registry.type("LicenseConflictConnection")
    says = "Published derivatives whose declared licence does not fit upstream terms, the gravest first."
    registry.add_field(
        FieldSpec("Query", "licenseConflicts", page, says, _all_conflicts(filters), arguments, ("asOf",))
    )


def _declare_step(registry: Registry) -> None:
    name = "LineageStep"
    registry.declare(name, "One link of a lineage, from what was made to what it was made from.")
    node, relation = registry.type("Node"), enum_of(InheritanceRelation)
    registry.add_field(FieldSpec(name, "source", node, "What was made.", referenced("source")))
    registry.add_field(FieldSpec(name, "target", node, "What it was made from.", referenced("target")))
    registry.add_property(name, "relation", "relation", relation, "How it came from it.")
    registry.add_property(name, "edgeId", "edge", str, "Id of the edge that states it.")
    sources = many(registry.type("Source"))
    registry.add_field(FieldSpec(name, "sources", sources, "What the link rests on.", sources_of))


def _declare_shared(registry: Registry, name: str) -> None:
    """What both types say of the upstream terms, the path to them and the rule."""
    steps = many(registry.type("LineageStep"))
    for field, key, type_, says in (
        (
            "relation",
            "relation",
            enum_of(InheritanceRelation),
            "The relation to the upstream work that decides.",
        ),
        ("path", "path", steps, "The links from the model up to the upstream work."),
        ("rule", "rule", str | None, "Name of the rule; null where no rule covers the terms."),
        ("clause", "clause", str | None, "Sections of the upstream licence that the rule rests on."),
        ("locator", "locator", str | None, "Place in the source where the licence was read."),
        ("note", "note", str | None, "The rule in plain words."),
        ("confidence", "confidence", enum_of(Confidence) | None, "How far the source supports the rule."),
    ):
        registry.add_property(name, field, key, type_, says)
    upstream = registry.type("Node")
    says = "The model, or the data set, that the terms come from."
    registry.add_field(FieldSpec(name, "upstream", upstream, says, referenced("upstream")))
    sources = many(registry.type("Source"))
    registry.add_field(FieldSpec(name, "sources", sources, "What the rule rests on.", sources_of))


def _declare_inherited(registry: Registry) -> None:
    registry.declare("InheritedObligation", "Something that a derivative must do for upstream terms.")
    registry.add_property("InheritedObligation", "term", "term", str, "The condition of the licence.")
    registry.add_property(
        "InheritedObligation", "text", "text", str | None, "Set words that have to be used."
    )
    name = "InheritedTerms"
    registry.declare(name, "An upstream licence that reaches a model along its lineage.")
    _declare_shared(registry, name)
    license_type, duties = registry.type("License"), many(registry.type("InheritedObligation"))
    registry.add_field(
        FieldSpec(name, "license", license_type, "The upstream licence.", referenced("license"))
    )
    for field, type_, says in (
        ("whole", bool, "Whether the whole licence follows, or only the obligations and restrictions here."),
        ("obligations", duties, "What the derivative must do."),
        ("restrictions", list[str], "Limits that stay on it."),
    ):
        registry.add_property(name, field, field, type_, says)


def _declare_conflict(registry: Registry) -> None:
    name = "LicenseConflict"
    registry.declare(name, "A declared licence that does not fit upstream terms, or may not.")
    _declare_shared(registry, name)
    model, licenses = registry.type("Model"), registry.type("License")
    says = "The upstream licence; null where its terms are not known."
    registry.add_field(FieldSpec(name, "model", model, "The derivative.", referenced("source")))
    registry.add_field(FieldSpec(name, "upstreamLicense", maybe(licenses), says, referenced("license")))
    says = "What the derivative declares for its weights."
    registry.add_field(FieldSpec(name, "declaredLicenses", many(licenses), says, _declared))
    for field, type_, says in (
        ("verdict", enum_of(LicenseVerdict), "How the declared licence stands to the upstream terms."),
        ("broken", list[str], "Duties that the name of the derivative visibly drops."),
        ("says", str, "Why, in plain words."),
    ):
        registry.add_property(name, field, field, type_, says)
    declare_connection(registry, "LicenseConflictConnection", name, "licence conflicts")


def _edges(question: Expand) -> Any:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        found = call.context.store.expand([row["id"] for row in rows], question)
        return then(found, lambda lists: Lists(lists.flat, lists.ends))

    return batch


def _declared(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    ids = sorted({license_id for row in rows for license_id in row["declared"]})

    def placed(found: list[Row | None]) -> list[list[Row | None]]:
        by_id = dict(zip(ids, found, strict=True))
        known = [[by_id[item] for item in row["declared"]] for row in rows]
        return [[item for item in items if item is not None] for items in known]

    return then(call.context.store.nodes(ids), placed)


def _all_conflicts(filters: Filters) -> Any:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        page = page_from(arguments)
        wanted = {plain(item) for item in arguments.get("verdicts") or LicenseVerdict}
        conflicts = [row for row in call.context.licensing.conflicts if row["verdict"] in wanted]

        def asked(where: Filter | None) -> Any:
            if where is None:
                return shown(conflicts)
            models = Ids(frozenset(row["source"] for row in conflicts))
            found = call.context.store.find([Find("model", And((models, where)))])
            return then(found, lambda pages: among({row["id"] for row in pages[0].rows}))

        def among(models: set[NodeId]) -> list[Row]:
            return shown([row for row in conflicts if row["source"] in models])

        def shown(fitting: list[Row]) -> list[Row]:
            return [node_connection(page_of(sorted(fitting, key=_gravest_first), page), call.selected)]

        return then(filters.where(Model, arguments, call), asked)

    return batch


_GRAVEST = list(LicenseVerdict)


def _gravest_first(row: Row) -> tuple[int, str, str]:
    return _GRAVEST.index(LicenseVerdict(row["verdict"])), row["source"], row["id"]
