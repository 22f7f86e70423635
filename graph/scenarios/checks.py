"""What a scenario may not say: things that do not exist, and suppositions that contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations
from typing import TypeVar

from graph.derive.control.excess import excess_shares
from graph.errors import BadValue, LimitError, UnknownId
from graph.holdings import EDGE_KINDS, holdings_of, memberships_of, parties_of
from graph.scenarios.rows import Rows
from graph.scenarios.scenario import (
    TERMS,
    HoldingEnd,
    LicenseChange,
    Scenario,
    StatusChange,
    SupposedHolding,
    TermsChange,
)
from graph.snapshot import Row
from graph.values.day import Day
from graph.values.nearest import nearest
from graph.values.node_id import NodeId, kind_of, slug

MAX_SUPPOSITIONS = 50

HOLDERS = ("organization", "person")
T = TypeVar("T")


def check(scenario: Scenario, rows: Rows) -> None:
    """Raise `RequestError` naming the argument that does not fit the graph or the others, and the remedy."""
    count = len(list(scenario.sentences()))
    if not count:
        raise BadValue(
            "`scenario` supposes nothing; give `statuses`, `licenses`, `terms`, `holdings` or `ends`"
        )
    if count > MAX_SUPPOSITIONS:
        raise LimitError(f"`scenario` supposes {count} facts, the limit is {MAX_SUPPOSITIONS}; suppose fewer")
    for place, status in _places("statuses", scenario.statuses):
        _check_status(place, status, rows)
    for place, license_ in _places("licenses", scenario.licenses):
        _known(f"{place}.model", license_.model, rows, ("model",))
        _known(f"{place}.license", license_.license, rows, ("license",))
    for place, terms in _places("terms", scenario.terms):
        _check_terms(place, terms, rows)
    for place, holding in _places("holdings", scenario.holdings):
        _check_holding(place, holding, rows)
    for place, end in _places("ends", scenario.ends):
        _check_end(place, end, rows)
    _check_contradictions(scenario)


def check_shares(scenario: Scenario, rows: Rows) -> None:
    """Raise `BadValue` where holders together have more than the whole under a scenario.

    rows: the graph under it.
    """
    touched = {holding.organization for holding in scenario.holdings}
    edges = [(kind, row) for kind in EDGE_KINDS for row in rows.edges.get(kind, ())]
    held = [item for item in holdings_of(edges) if item.target in touched]
    parties = parties_of(rows.nodes["organization"].values(), rows.nodes["person"].values(), edges)
    for excess in excess_shares(held, parties, memberships_of(edges)):
        holders = sorted({item.holder for item in held if item.id in excess.holding_ids})
        raise BadValue(
            f"`scenario.holdings`: {', '.join(holders)} would together have {excess.total.normalize():f} % "
            f"of the {excess.measure} of {excess.target}; suppose smaller figures for those who sell, "
            "or name them in `ends`"
        )


def lasting(rows: Rows, end: HoldingEnd) -> list[Row]:
    """The observations of a holding that have not ended before it is supposed to end."""
    return [
        row
        for row in rows.to("HOLDS", end.organization)
        if row["source"] == end.holder and (row["latest"] is None or row["latest"] > end.on.isoformat())
    ]


def _places(name: str, changes: Iterable[T]) -> Iterator[tuple[str, T]]:
    return ((f"scenario.{name}[{at}]", change) for at, change in enumerate(changes))


def _known(place: str, node_id: NodeId, rows: Rows, kinds: tuple[str, ...]) -> None:
    if kind_of(node_id) in kinds and node_id in rows.nodes[kind_of(node_id)]:
        return
    word = node_id if "/" in node_id else f"{kinds[0]}/{node_id}"
    hint = nearest(word, (item for kind in kinds for item in rows.nodes[kind]))
    what = " or ".join(kind.replace("_", " ") for kind in kinds)
    raise UnknownId(f"`{place}`: {node_id[:80]!r} is no known {what}{hint or '; find ids with `search`'}")


def _check_status(place: str, change: StatusChange, rows: Rows) -> None:
    _known(f"{place}.model", change.model, rows, ("model",))
    _known(f"{place}.component", change.component, rows, ("openness_property",))
    if change.license is not None:
        _known(f"{place}.license", change.license, rows, ("license",))
    component = rows.node(change.component)
    if component["derived_from_weights"] or component["derived_from_offers"]:
        raise BadValue(
            f"`{place}.component`: the status of {slug(change.component)} follows from the weights or the "
            "offers; suppose that of openness_property/final-weights, or of another component"
        )


def _check_terms(place: str, change: TermsChange, rows: Rows) -> None:
    _known(f"{place}.license", change.license, rows, ("license",))
    row = rows.node(change.license)
    if not any((*change.gains, *change.loses, change.thresholds, change.without)):
        raise BadValue(f"`{place}` changes nothing of {change.license}; say what it gains or loses")
    for name, gained, lost in zip(TERMS, change.gains, change.loses, strict=True):
        for word in gained:
            if word in lost:
                raise BadValue(f"`{place}` both gains and loses {word}; keep one of them")
            if word in row[name]:
                raise BadValue(f"`{place}`: {change.license} has {word} already; leave it out")
        for word in lost:
            if word not in row[name]:
                has = ", ".join(row[name]) or "none"
                raise BadValue(f"`{place}`: {change.license} has no {word} to lose; its {name}: {has}")
    measures = {item["measure"] for item in row["thresholds"]}
    for measure in change.without:
        if measure not in measures:
            has = ", ".join(sorted(measures)) or "it has none"
            raise BadValue(f"`{place}.loseThresholds`: no threshold of {measure[:40]!r}; {has}")
    for item in change.thresholds:
        if item.measure in measures - set(change.without):
            raise BadValue(
                f"`{place}.gainThresholds`: {change.license} has a threshold of {item.measure} already; "
                "name it in `loseThresholds` to replace it"
            )


def _check_holding(place: str, change: SupposedHolding, rows: Rows) -> None:
    _known(f"{place}.holder", change.holder, rows, HOLDERS)
    _known(f"{place}.organization", change.organization, rows, ("organization",))
    if change.holder == change.organization:
        raise BadValue(f"`{place}`: {change.holder} would hold itself; name another `holder`")
    if change.votes is None and change.equity is None and not change.board_majority:
        raise BadValue(f"`{place}` says nothing of what is held; give `votes`, `equity` or `boardMajority`")
    if change.until is not None and change.until <= change.since:
        raise BadValue(
            f"`{place}.until` is {change.until}, not after `from`, {change.since}; give a later day"
        )


def _check_end(place: str, change: HoldingEnd, rows: Rows) -> None:
    _known(f"{place}.holder", change.holder, rows, HOLDERS)
    _known(f"{place}.organization", change.organization, rows, ("organization",))
    held = lasting(rows, change)
    if not held:
        raise BadValue(
            f"`{place}`: {change.holder} has no holding in {change.organization} that could end on "
            f"{change.on}; see `knownHolders` of the organization"
        )
    starts = [Day.parse(row["valid_from"]).first for row in held if row["valid_from"]]
    if starts and max(starts) >= change.on:
        raise BadValue(
            f"`{place}.on` is {change.on}, before the holding began, {max(starts)}; give a later day"
        )


def _check_contradictions(scenario: Scenario) -> None:
    _differ("statuses", scenario.statuses, _of_status, "two statuses for one component of a model")
    _differ("licenses", scenario.licenses, _of_license, "two licences for one part of a release")
    _differ("terms", scenario.terms, lambda change: change.license, "two changes of one licence")
    _differ("ends", scenario.ends, _of_holding, "two ends of one holding")
    for (at, one), (other_at, other) in combinations(enumerate(scenario.holdings), 2):
        if _of_holding(one) == _of_holding(other) and _overlap(one, other):
            raise _contradiction("holdings", at, other_at, "two figures of one holding at one time")
    ended = {_of_holding(end): at for at, end in enumerate(scenario.ends)}
    for at, holding in enumerate(scenario.holdings):
        if _of_holding(holding) in ended:
            raise BadValue(
                f"`scenario.holdings[{at}]` and `scenario.ends[{ended[_of_holding(holding)]}]` are about one "
                "holding; keep the new figures, which replace the earlier ones, or the end"
            )


def _of_status(change: StatusChange) -> Hashable:
    return change.model, change.component


def _of_license(change: LicenseChange) -> Hashable:
    return change.model, change.scope


def _of_holding(change: SupposedHolding | HoldingEnd) -> Hashable:
    return change.holder, change.organization


def _overlap(one: SupposedHolding, other: SupposedHolding) -> bool:
    first, second = sorted((one, other), key=lambda change: change.since)
    return first.until is None or first.until > second.since


def _differ(name: str, changes: Iterable[T], key: Callable[[T], Hashable], what: str) -> None:
    first: dict[Hashable, int] = {}
    for at, change in enumerate(changes):
        before = first.setdefault(key(change), at)
        if before != at:
            raise _contradiction(name, before, at, what)


def _contradiction(name: str, one: int, other: int, what: str) -> BadValue:
    return BadValue(
        f"`scenario.{name}[{one}]` and `[{other}]` contradict each other: {what}; keep one of them"
    )
