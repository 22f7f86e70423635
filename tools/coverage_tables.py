"""The tables of docs/data.md: what the data hold, how fresh it is and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from api.coverage_report import Figures


def coverage_tables(graph: Figures, day: str) -> str:
    """What the data hold, as Markdown: all models beside the curated ones, and the facts on holders.

    day: that the figures on control are of.
    """
    return "\n".join(_lines(graph, day))


def _lines(graph: Figures, day: str) -> Iterator[str]:
    found = graph["coverage"]
    counts = {item["kind"]: item["count"] for item in (*graph["nodeCounts"], *graph["edgeCounts"])}
    models, curated, holders = found["models"], found["curatedModels"], found["holders"]
    yield (
        f"{models['count']:,} models, {curated['count']:,} of them curated; {counts['organization']:,} "
        f"organizations and {counts['person']:,} persons with {counts['HOLDS']:,} lines on holdings; "
        f"{counts['license']:,} licences; {counts['dataset']:,} data sets; {counts['source']:,} sources. "
        f"Sources contradict each other on {found['disagreements']:,} values. Control as of {day}."
    )
    yield from ("", "| models | all | curated |", "| --- | ---: | ---: |")
    for one, other in zip(models["classes"], curated["classes"], strict=True):
        yield f"| class {one['value']} | {_part(one)} | {_part(other)} |"
    for label, key in (
        ("12 or more components stated", "wellDescribed"),
        ("control of every developer known", "controlKnown"),
    ):
        yield f"| {label} | {_part(models[key])} | {_part(curated[key])} |"
    uses = (part for found in (models, curated) for part in found["fields"] if part["value"] == "adoption")
    yield f"| a figure of use | {' | '.join(map(_part, uses))} |"
    yield from ("", "| facts | on all models | on curated models | on organizations and persons |")
    yield "| --- | ---: | ---: | ---: |"
    facts = (models["facts"], curated["facts"], holders)
    yield f"| in all | {' | '.join(format(item['count'], ',') for item in facts)} |"
    for kinds in zip(*(item["sourceKinds"] for item in facts), strict=True):
        yield f"| nearest source {kinds[0]['value']} | {' | '.join(map(_part, kinds))} |"
    for label, key in (("one secondary source only", "singleSecondary"), ("no date known", "undated")):
        yield f"| {label} | {' | '.join(_part(item[key]) for item in facts)} |"
    yield f"| median day seen | {' | '.join(str(item['medianSeen']) for item in facts)} |"


def _part(part: Figures) -> str:
    return f"{part['count']:,} ({part['share']:.0%})"
