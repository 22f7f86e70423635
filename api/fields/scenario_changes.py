"""What a scenario changes: verdicts and controllers, before and after, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.request import Request, day_of
from api.schema.connections import PAGE_ARGUMENTS, declare_connection, node_connection, page_from
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec, camel, many
from api.schema.types import AS_OF, referenced
from graph.derive.control.map import ControlMap
from graph.diff_verdicts import VERDICTS
from graph.errors import BadValue
from graph.pages import page_of
from graph.scenarios.changes import (
    CONTROL_VERDICTS,
    Change,
    control_changed,
    transitions,
)
from graph.scenarios.supposed import Supposed
from graph.schema.definition import OPENNESS_CLASS
from graph.snapshot import Row
from graph.values.nearest import nearest

WANTED = Argument(
    "verdicts",
    list[str] | None,
    "The verdicts to list, such as `openness`, `controllers` or `definition/osaid-1.0`; all if not said.",
    None,
)
SAYS = (
    "What a scenario changes: verdicts on models, and then who controls organizations and models, each "
    "before and after with the reasons."
)


def add(registry: Registry, filters: Filters) -> None:
    """Add `scenarioChanges`."""
    _declare_change(registry)
    _declare_connection(registry)
    arguments = (WANTED, *PAGE_ARGUMENTS, AS_OF)
    page = registry.type("ScenarioChangeConnection")
    registry.add_field(FieldSpec("Query", "scenarioChanges", page, SAYS, _changes, arguments, ("asOf",)))


def _declare_change(registry: Registry) -> None:
    name = "ScenarioChange"
    registry.declare(name, "A verdict that is otherwise under the scenario.")
    node = registry.type("Node")
    registry.add_field(FieldSpec(name, "subject", node, "What it is a verdict on.", referenced("subject")))
    for field, type_, says in (
        ("verdict", str, "Name of the verdict: a field of the model or organization, or a definition's id."),
        ("before", str, "What it is as the facts have it."),
        ("after", str, "What it is under the scenario."),
        ("reasons", list[str], "Criteria, supposed facts and links of control that bring it about."),
    ):
        registry.add_property(name, field, field, type_, says)


def _declare_connection(registry: Registry) -> None:
    registry.declare("ScenarioTransition", "How many subjects go from one value of a verdict to another.")
    for field, type_, says in (
        ("verdict", str, "Name of the verdict."),
        ("before", str, "What it is as the facts have it."),
        ("after", str, "What it is under the scenario."),
        ("count", int, "How many models and organizations change so."),
    ):
        registry.add_property("ScenarioTransition", field, field, type_, says)
    page = "ScenarioChangeConnection"
    declare_connection(registry, page, "ScenarioChange", "changes under a scenario")
    registry.add_property(page, "supposed", "supposed", list[str], "What is supposed, one sentence each.")
    counts = many(registry.type("ScenarioTransition"))
    says = "The changes of all pages, counted by what they lead from and to."
    registry.add_property(page, "transitions", "transitions", counts, says)


def _changes(rows: list[Row], arguments: dict[str, Any], call: Any) -> list[Row]:
    request: Request = call.context
    assert request.what_if is not None
    page, wanted = page_from(arguments), arguments["verdicts"]
    supposed, day = request.what_if.supposed, day_of(call)
    before: ControlMap = request.what_if.control.on(day)
    found = [*request.what_if.changes, *control_changed(supposed, before, request.control.on(day))]
    if wanted is not None:
        names = _names(wanted, supposed)
        found = [change for change in found if change.verdict in names]
    shown = node_connection(page_of(list(map(_row, found)), page), call.selected)
    shown["supposed"] = list(supposed.scenario.sentences())
    shown["transitions"] = _transitions(found)
    return [shown]


def _shown(verdict: str) -> str:
    """A verdict by the name of its field, or by the id of its definition."""
    return verdict if verdict.startswith("definition/") else camel(verdict)


def _names(wanted: Sequence[str], supposed: Supposed) -> set[str]:
    """The verdicts that an argument names."""
    definitions = (row["id"] for row in supposed.after.nodes["definition"] if row["id"] != OPENNESS_CLASS)
    known = {_shown(name): name for name in (*CONTROL_VERDICTS, *VERDICTS, *definitions)}
    for word in wanted:
        if word not in known:
            hint = nearest(word, known) or f"; there are {', '.join(known)}"
            raise BadValue(f"`verdicts`: {word[:80]!r} is no verdict{hint}")
    return {known[word] for word in wanted}


def _row(change: Change) -> Mapping[str, Any]:
    place = f"{change.subject}.{change.verdict}".replace("/", ".")
    return {
        "id": f"change/{place}",
        "subject": change.subject,
        "verdict": _shown(change.verdict),
        "before": change.before,
        "after": change.after,
        "reasons": list(change.reasons),
    }


def _transitions(found: Sequence[Change]) -> list[Row]:
    return [
        {"verdict": _shown(verdict), "before": before, "after": after, "count": count}
        for (verdict, before, after), count in transitions(found).items()
    ]
