"""The coverage of the graph as text: what `graph { coverage }` answers, as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from api.client import Client

Figures: TypeAlias = Mapping[str, Any]

QUERY = """
fragment Facts on FactCoverage {
  count medianSeen undated { count share }
  sourceKinds { value count share }
  singleSecondary { count share }
  seen { value count share }
}
fragment Models on ModelCoverage {
  count disagreements
  classes { value count share }
  controlStatuses { value count share }
  controlKnown { count share }
  wellDescribed { count share }
  fields { value count share }
  components { component { name } stated { count share } statuses { value count share } }
  facts { ...Facts }
}
query Coverage($asOf: Date) {
  graph {
    version today
    nodeCounts { kind count }
    edgeCounts { kind count }
    coverage(asOf: $asOf) {
      disagreements
      models { ...Models }
      curatedModels { ...Models }
      holders { ...Facts }
    }
  }
}
"""

ALL, CURATED, HOLDERS = "all", "curated", "holders"
"""Heads of the columns."""


def coverage(client: Client, as_of: str | None = None) -> Figures:
    """The answer to `QUERY`; as_of: an ISO day, today if not said."""
    graph: Figures = client.data(QUERY, {"asOf": as_of})["graph"]
    return graph


def report(graph: Figures) -> str:
    """The figures of an answer as tables, for all models beside the curated ones."""
    return "\n".join(_lines(graph))


def _lines(graph: Figures) -> Iterator[str]:
    found = graph["coverage"]
    models, curated = found["models"], found["curatedModels"]
    both = {ALL: models, CURATED: curated}
    yield f"coverage of graph {graph['version']}, control as of {graph['today']}"
    yield "curated: models with a file of their own in model/, beside what was imported"
    yield from _table("models", both, [("models", _each(both, "count"))])
    yield from _table("openness class", both, _by_value(both, "classes"))
    yield from _table("control status of their developers", both, _by_value(both, "controlStatuses"))
    known = [("all developers known", _each(both, "controlKnown"))]
    yield from _table("control of models", both, known)
    yield from _table("values given", both, _by_value(both, "fields"))
    described = [("at least 12 stated", _each(both, "wellDescribed"))]
    yield from _table("components of the recipe, stated", both, [*_components(both), *described])
    yield from _statuses(models, "all models")
    yield from _statuses(curated, "curated models")
    facts = {ALL: models["facts"], CURATED: curated["facts"], HOLDERS: found["holders"]}
    yield from _facts(facts)
    disagreements = [("in models", [models["disagreements"], curated["disagreements"]])]
    yield from _table("open disagreements between sources", both, disagreements)
    yield f"  in the whole graph{found['disagreements']:>29,}"


def _facts(facts: Mapping[str, Figures]) -> Iterator[str]:
    """What facts rest on and how old they are, those on organizations and persons beside those of models."""
    rows = [("facts", _each(facts, "count")), *_by_value(facts, "sourceKinds")]
    rows.append(("one secondary source only", _each(facts, "singleSecondary")))
    yield from _table("facts by kind of source", facts, rows)
    seen = [*_by_year(facts), ("no date known", _each(facts, "undated"))]
    seen.append(("median", [str(item["medianSeen"] or "-") for item in facts.values()]))
    yield from _table("facts by when a source was last seen to say so", facts, seen)


def _table(title: str, columns: Iterable[str], rows: Iterable[tuple[str, Sequence[Any]]]) -> Iterator[str]:
    yield ""
    yield f"{title:<30}" + "".join(f"{column:>18}" for column in columns)
    for label, cells in rows:
        yield f"  {label:<28}" + "".join(f"{_cell(cell):>18}" for cell in cells)


def _cell(cell: Any) -> str:
    if isinstance(cell, Mapping):
        return f"{cell['count']:,} {cell['share']:>6.1%}"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _each(columns: Mapping[str, Figures], key: str) -> list[Any]:
    return [column[key] for column in columns.values()]


def _by_value(columns: Mapping[str, Figures], key: str) -> list[tuple[str, list[Any]]]:
    lists = _each(columns, key)
    return [(parts[0]["value"], list(parts)) for parts in zip(*lists, strict=True)]


def _by_year(columns: Mapping[str, Figures]) -> list[tuple[str, list[Any]]]:
    nothing = {"count": 0, "share": 0.0}
    counts = [{part["value"]: part for part in column["seen"]} for column in columns.values()]
    years = sorted({year for column in counts for year in column})
    return [(year, [column.get(year, nothing) for column in counts]) for year in years]


def _components(columns: Mapping[str, Figures]) -> list[tuple[str, list[Any]]]:
    lists = _each(columns, "components")
    return [
        (items[0]["component"]["name"], [item["stated"] for item in items])
        for items in zip(*lists, strict=True)
    ]


def _statuses(models: Figures, title: str) -> Iterator[str]:
    first = models["components"][:1]
    heads = [part["value"] for item in first for part in item["statuses"]]
    rows = [
        (item["component"]["name"], [part["count"] for part in item["statuses"]])
        for item in models["components"]
    ]
    yield from _table(f"status, {title}", heads, rows)
