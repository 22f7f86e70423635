"""What each holder holds on one day, from observations made on other days.

Rows of one holder and one organization are observations of one holding. For each number the observation with
the latest date not after the day decides, else the earliest one; a row without the number confirms and never
erases. Dates known to the month or year, and a start that is not known, leave the answer open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from graph.derive.control.facts import Holding, Span
from graph.values.day import Day
from graph.values.node_id import NodeId
from graph.values.share import Share
from graph.values.truth import Truth

BY_THE_ARTICLES = "controlViaCompanyRulesOrArticles"
"""The interest by which golden shares are recorded.

Source: Beneficial Ownership Data Standard, Representing state-owned enterprises, scenario 4.
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """A share on a day: what the deciding observations leave room for, and whether it surely applies."""

    share: Share
    certain: bool
    rows: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Power:
    """A power to control on a day: `truth` says whether the holder has it."""

    truth: Truth
    rows: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Stake:
    """All that one holder holds in one organization on one day.

    golden: rights by the articles, such as vetoes.
    unpublished_votes: an observation speaks of votes without saying how many, so equity does not tell them.
    history: every observation of the pair, those not in force on the day included.
    """

    holder: NodeId
    target: NodeId
    certain: bool
    votes: Figure | None
    equity: Figure | None
    board: Power | None
    recorded: Power | None
    golden: Power | None
    unpublished_votes: bool
    in_force: tuple[Holding, ...]
    history: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    holding: Holding
    begun: Truth
    ended: Truth
    observed: tuple[int, int] | None
    """Sort key of the latest date of the row that is not after the day; `None`: all its dates are later."""

    @property
    def surely(self) -> bool:
        return self.begun is Truth.MET and self.ended is Truth.NOT_MET


def stakes_on(on: date, holdings: Iterable[Holding]) -> list[Stake]:
    """One stake per pair of holder and organization with anything in force on the day; ordered by ids."""
    pairs: dict[tuple[NodeId, NodeId], list[Holding]] = {}
    for holding in holdings:
        pairs.setdefault((holding.target, holding.holder), []).append(holding)
    stakes = (_stake(on, pairs[pair]) for pair in sorted(pairs))
    return [stake for stake in stakes if stake]


def during(spans: Iterable[Span], on: date) -> Truth:
    """Whether the day lies in any of the spans."""
    result = Truth.NOT_MET
    for span in spans:
        result |= _begun(span.since, on) & ~_ended(span.until, on)
    return result


def unbroken(rows: Iterable[Holding], chosen: Iterable[Holding]) -> Span:
    """The unbroken time that `rows` cover around the `chosen` ones.

    A figure that a later one replaces ends where the later one begins, so rows that touch are one time.
    """
    chosen = list(chosen)
    others = [row for row in rows if row not in chosen]
    since, until = _earliest(chosen), _latest(chosen)
    while touching := [row for row in others if _touches(row, since, until)]:
        others = [row for row in others if row not in touching]
        since = _earliest([*touching, *chosen])
        until = _latest([*touching, *chosen])
        chosen += touching
    return Span(since, until)


def _earliest(rows: Sequence[Holding]) -> Day | None:
    """The first known start; `None` where a row was seen before it without one of its own."""
    starts = [row.valid_from for row in rows if row.valid_from]
    first = min(starts, key=lambda day: (day.last, day.first), default=None)
    without = [row.as_of for row in rows if not row.valid_from]
    return first if first and all(seen and seen.first >= first.first for seen in without) else None


def _latest(rows: Sequence[Holding]) -> Day | None:
    ends = [row.valid_to for row in rows if row.valid_to]
    return max(ends, key=lambda day: (day.first, day.last)) if len(ends) == len(rows) else None


def _touches(row: Holding, since: Day | None, until: Day | None) -> bool:
    ends_before = row.valid_to and since and row.valid_to.last < since.first
    begins_after = row.valid_from and until and row.valid_from.first > until.last
    return not ends_before and not begins_after


def _stake(on: date, history: list[Holding]) -> Stake | None:
    rows = [row for row in (_read(holding, on) for holding in history) if row]
    if not rows:
        return None
    return Stake(
        holder=history[0].holder,
        target=history[0].target,
        certain=_is_certain(rows),
        votes=_figure(rows, lambda holding: holding.votes),
        equity=_figure(rows, lambda holding: holding.equity),
        board=_power(rows, lambda holding: holding.board_majority),
        recorded=_power(rows, lambda holding: holding.controls or None),
        golden=_power(rows, lambda holding: BY_THE_ARTICLES in holding.interests or None),
        unpublished_votes=any(
            "votingRights" in row.holding.interests and row.holding.votes is None for row in rows
        ),
        in_force=tuple(row.holding for row in rows),
        history=tuple(history),
    )


def _read(holding: Holding, on: date) -> _Row | None:
    ended = _ended(holding.valid_to, on)
    begun = _begun_as_observed(holding, on)
    if ended is Truth.MET or begun is Truth.NOT_MET:
        return None
    return _Row(holding, begun, ended, _observed(holding, on))


def _begun(since: Day | None, on: date) -> Truth:
    return since.reached(on) if since else Truth.MET


def _ended(until: Day | None, on: date) -> Truth:
    return until.reached(on) if until else Truth.NOT_MET


def _begun_as_observed(holding: Holding, on: date) -> Truth:
    """Whether the holding has begun; an observation since its start shows that it has."""
    start, seen = holding.valid_from, holding.as_of
    begun = start.reached(on) if start else Truth.UNKNOWN
    if begun is Truth.UNKNOWN and seen and (not start or seen.first >= start.first):
        return begun | Truth.of(seen.last <= on or None)
    return begun


def _observed(holding: Holding, on: date) -> tuple[int, int] | None:
    dates = [day.first for day in (holding.valid_from, holding.as_of) if day and day.first <= on]
    if not dates:
        return None
    later = holding.as_of.first.toordinal() if holding.as_of and holding.as_of.first > on else 0
    return max(dates).toordinal(), -later


def _deciding(rows: Sequence[_Row]) -> list[_Row]:
    """The rows that may decide: the latest and any of its day, then earlier ones while none is certain."""
    seen = sorted((row for row in rows if row.observed), key=lambda row: row.observed or (), reverse=True)
    if not seen:
        return [min(rows, key=lambda row: row.holding.as_of.first if row.holding.as_of else date.max)]
    deciding: list[_Row] = []
    for row in seen:
        if deciding and row.observed != deciding[-1].observed and _is_certain(deciding):
            break
        deciding.append(row)
    return deciding


def _is_certain(rows: Sequence[_Row]) -> bool:
    """Whether the rows together surely cover the day: one does, or one ends where the next begins."""
    if any(row.surely for row in rows):
        return True
    ending = any(row.begun is Truth.MET for row in rows)
    beginning = any(row.observed and row.ended is Truth.NOT_MET for row in rows)
    return ending and beginning


def _figure(rows: Sequence[_Row], share_of: Callable[[Holding], Share | None]) -> Figure | None:
    given = [row for row in rows if share_of(row.holding) is not None]
    if not given:
        return None
    deciding = _deciding(given)
    shares = [share for row in deciding if (share := share_of(row.holding)) is not None]
    return Figure(
        share=reduce(Share.hull, shares),
        certain=_is_certain(deciding),
        rows=tuple(row.holding for row in deciding),
    )


def _power(rows: Sequence[_Row], stated: Callable[[Holding], bool | None]) -> Power | None:
    given = [row for row in rows if stated(row.holding) is not None]
    if not given:
        return None
    deciding = _deciding(given)
    answers = {stated(row.holding) for row in deciding}
    if answers == {False}:
        truth = Truth.NOT_MET
    else:
        truth = Truth.MET if answers == {True} and _is_certain(deciding) else Truth.UNKNOWN
    return Power(truth, tuple(row.holding for row in deciding))
