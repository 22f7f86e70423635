"""Open-washing: words for releases that the facts do not bear out, by model, developer and year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from api.assessing import Evidence, criterion_row, evidence_of
from api.fields.assessments import carries_on
from api.schema.comparisons import plain
from api.schema.connections import PAGE_ARGUMENTS, declare_connection, node_connection, page_from
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec, many, maybe
from api.schema.types import referenced, referenced_lists, sources_of
from api.schema.values import described_enum, enum_of
from graph.claimed_words import CLAIM_CHECK, CLAIM_HOLDS
from graph.derive.assessments import CriterionResult, assess
from graph.pages import page_of
from graph.query import And, Compare, Direction, Expand, Filter, Find, Found, Not, Operator, Via
from graph.query import Lists as StoredLists
from graph.schema.definition import OPENNESS_CLASS
from graph.schema.model import ClaimedWord, Model, OpennessClass
from graph.snapshot import Row
from graph.stores.port import then
from graph.values.truth import Truth

OF_MODEL = (
    "Its developer's word for it where the facts do not bear it out, or leave it open; null where no word of "
    "openness is known to be used, or where it holds. Like the class, whatever the day."
)
STATISTICS = (
    "How many releases are called open, and of how many the word does not hold, by developer or by year of "
    "release. A release of two developers counts for both."
)
BY_DEVELOPER, BY_YEAR = "DEVELOPER", "YEAR"
DIMENSION: Any = described_enum(
    "OpenWashingDimension",
    {
        BY_DEVELOPER: "By developer: most words that do not hold first.",
        BY_YEAR: "By year of release: earliest first, releases without a known year last.",
    },
    "What claims of openness are counted by.",
)
BY = Argument("by", DIMENSION, "What to count by.")

_CLAIMED = Not(Compare(CLAIM_HOLDS, Operator.MISSING, True))
_DEVELOPERS = Expand(Via("DEVELOPED_BY", Direction.OUT))


def add(registry: Registry, filters: Filters) -> None:
    """Add `Model.openWashing` and `openWashingStatistics`."""
    _declare_open_washing(registry)
    washing = maybe(registry.type("OpenWashing"))
    registry.add_field(FieldSpec("Model", "openWashing", washing, OF_MODEL, _open_washing))
    _declare_claim_count(registry)
    page = registry.type("ClaimCountConnection")
    arguments = (BY, filters.arguments(Model)[0], *PAGE_ARGUMENTS)
    batch = _statistics(filters)
    registry.add_field(FieldSpec("Query", "openWashingStatistics", page, STATISTICS, batch, arguments))


def _declare_open_washing(registry: Registry) -> None:
    name = "OpenWashing"
    registry.declare(name, "A developer's word for a release, against what the facts make of it.")
    criterion = registry.type("CriterionResult")
    for field_name, key, type_, says in (
        ("claimed", "claimed", enum_of(ClaimedWord), "What the developer calls the release."),
        (
            "holds",
            "holds",
            enum_of(Truth),
            "NOT_MET: the word does not hold; UNKNOWN: the facts do not decide.",
        ),
        ("needs", "needs", str, "What the word needs, in plain words."),
        ("reason", "reason", str, "Why the word is held to that."),
        ("found", "openness", enum_of(OpennessClass), "The openness class of the release."),
        ("possible", "possible_openness", many(enum_of(OpennessClass)), "Every class that it may have."),
        (
            "criterion",
            "criterion",
            maybe(criterion),
            "The first criterion of the openness class that the word needs and that fails, or else is not "
            "decided; null where only a model whose weights it carries on stands in the way.",
        ),
        ("criteria", "criteria", many(criterion), "All of these, those that fail first."),
        ("explanation", "explanation", str, "The same in a sentence or two."),
        ("note", "note", maybe(str), "How the developer puts it, in a few words of ours."),
        ("locator", "locator", maybe(str), "Where in the source the word stands."),
    ):
        registry.add_property(name, field_name, key, type_, says)
    sources, says = many(registry.type("Source")), "Where the developer uses the word."
    registry.add_field(FieldSpec(name, "sources", sources, says, sources_of))
    says = "What the reason rests on; empty where it is this graph's own reading."
    rests_on = referenced_lists("reason_source_ids")
    registry.add_field(FieldSpec(name, "reasonSources", sources, says, rests_on))
    says = "Models whose weights it carries on, and than which its class is no better."
    registry.add_field(FieldSpec(name, "carriesOn", many(registry.type("Model")), says, carries_on))


def _declare_claim_count(registry: Registry) -> None:
    name = "ClaimCount"
    registry.declare(name, "How many releases are called open, and of how many the word does not hold.")
    developer = maybe(registry.type("Organization"))
    says = "The developer; null where it is counted by year."
    registry.add_field(FieldSpec(name, "developer", developer, says, referenced("developer")))
    counts = registry.type("CountRange")
    for field_name, type_, says in (
        ("year", maybe(str), "The year of release; null where it is counted by developer, or not known."),
        ("claims", int, "How many are called open, open source or open weights."),
        ("failing", counts, "Of how many the word does not hold, surely and at most."),
        ("leastShare", float, "Part of the claims that surely do not hold, 0 to 1."),
        ("mostShare", float, "Part of the claims that do not hold or may not, 0 to 1."),
    ):
        registry.add_property(name, field_name, field_name, type_, says)
    declare_connection(registry, "ClaimCountConnection", name, "counts of claims")


def _open_washing(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    """Evidence is looked up once, for the models whose word does not hold or may not."""
    doubtful = [row for row in rows if row.get(CLAIM_CHECK) and row[CLAIM_HOLDS] != Truth.MET]
    if not doubtful:
        return [None] * len(rows)
    definitions = call.context.definitions

    def explained(evidence: Sequence[Evidence]) -> list[Row | None]:
        assessor = definitions.assessors[OPENNESS_CLASS]
        found: dict[str, Row] = {}
        for row, facts in zip(doubtful, evidence, strict=True):
            results = {item.id: item for item in assess(assessor, facts.subjects).criteria}
            wanted = [results[name] for name in row[CLAIM_CHECK]["criteria"]]
            criteria = [criterion_row(item, assessor, facts) for item in wanted]
            found[row["id"]] = _row(row, wanted, criteria)
        return [found.get(row["id"]) for row in rows]

    evidence = evidence_of(doubtful, [OPENNESS_CLASS], definitions, call.context.store)
    return then(evidence, explained)


def _row(model: Row, results: Sequence[CriterionResult], criteria: list[Row]) -> Row:
    claimed, check = model["claimed_openness"], model[CLAIM_CHECK]
    return {
        "id": model["id"],
        "bases_count": True,
        "claimed": claimed["word"],
        "holds": model[CLAIM_HOLDS],
        "needs": check["needs"],
        "reason": check["reason"],
        "openness": model["openness"],
        "possible_openness": model["possible_openness"],
        "criterion": criteria[0] if criteria else None,
        "criteria": criteria,
        "explanation": _explanation(model, results, criteria),
        "note": claimed["note"],
        "locator": claimed["locator"],
        "source_ids": claimed["source_ids"],
        "reason_source_ids": check["reason_source_ids"],
    }


_SAID = {Truth.NOT_MET: "Against it", Truth.UNKNOWN: "Not known"}


def _explanation(model: Row, results: Sequence[CriterionResult], criteria: Sequence[Row]) -> str:
    word = model["claimed_openness"]["word"].replace("_", " ").lower()
    parts = [f"It is called {word}, which needs {model[CLAIM_CHECK]['needs']}."]
    for truth, says in _SAID.items():
        lacking = [row for result, row in zip(results, criteria, strict=True) if result.truth is truth]
        found = dict.fromkeys(_found(item) for row in lacking for item in row["missing"])
        if found:
            parts.append(f"{says}: {'; '.join(found)}.")
    if not results:
        parts.append("A model whose weights it carries on falls short of that.")
    return " ".join(parts)


def _found(finding: Row) -> str:
    sort, _, name = finding["subject"].partition(" ")
    return f"terms of {name} are {finding['found']}" if sort == "freedom" else f"{name} is {finding['found']}"


@dataclass
class _Count:
    """Claims of one developer or year, and of how many the word does not hold, surely or perhaps."""

    claims: int = 0
    least: int = 0
    undecided: int = 0

    def add(self, holds: str) -> None:
        """Count one claim."""
        self.claims += 1
        self.least += holds == Truth.NOT_MET
        self.undecided += holds == Truth.UNKNOWN


def _statistics(filters: Filters) -> Any:
    def batch(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
        page, by = page_from(arguments), plain(arguments["by"])

        def counted(keys: Iterable[tuple[str | None, Row]]) -> list[Row]:
            counts: dict[str | None, _Count] = {}
            for key, model in keys:
                counts.setdefault(key, _Count()).add(model[CLAIM_HOLDS])
            listed = [_count_row(by, key, count) for key, count in counts.items()]
            listed.sort(key=_order_of(by))
            return [node_connection(page_of(listed, page), call.selected)]

        def grouped(found: list[Found[Row]]) -> Any:
            models = found[0].rows
            if by == BY_YEAR:
                return counted((model["released"] and model["released"][:4], model) for model in models)
            developed = call.context.store.expand([model["id"] for model in models], _DEVELOPERS)
            return then(developed, lambda lists: counted(_by_developer(models, lists)))

        def asked(where: Filter | None) -> Any:
            claimed: Filter = _CLAIMED if where is None else And((_CLAIMED, where))
            return then(call.context.store.find([Find("model", claimed)]), grouped)

        return then(filters.where(Model, arguments, call), asked)

    return batch


def _by_developer(models: Sequence[Row], lists: StoredLists) -> Iterator[tuple[str, Row]]:
    for model, views in zip(models, lists.each(), strict=True):
        for developer in dict.fromkeys(view["target"] for view in views):
            yield developer, model


def _count_row(by: str, key: str | None, count: _Count) -> Row:
    most = count.least + count.undecided
    return {
        "id": key if by == BY_DEVELOPER else f"year/{key or 'unknown'}",
        "developer": key if by == BY_DEVELOPER else None,
        "year": key if by == BY_YEAR else None,
        "claims": count.claims,
        "failing": {"least": count.least, "most": most},
        "leastShare": count.least / count.claims,
        "mostShare": most / count.claims,
    }


def _order_of(by: str) -> Any:
    if by == BY_YEAR:
        return lambda row: row["id"]
    return lambda row: (-row["failing"]["least"], -row["failing"]["most"], -row["claims"], row["id"])
