"""Several statements of one value -> the chosen one and the others kept, each with the reason.

Pure: which statements there are, and of what, is for those who read files. The order of the steps is data
(`seed_data/rules/claim-choice.yaml`); the choice hangs on the statements, never on the order they come in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from graph.schema.claim_choice import ChoiceReason, ChoiceStep, ClaimRules
from graph.schema.kind import SourceKind
from graph.values.day import Day
from graph.values.node_id import NodeId
from graph.values.status import Status

CURATED = ""
"""The layer of facts that were checked by hand; the other layers are named by their upstream set."""

DEFAULT_RULES = ClaimRules(
    order=(
        ChoiceStep(by=ChoiceReason.CURATED, says="Facts that were checked by hand come first."),
        ChoiceStep(by=ChoiceReason.ID, says="Then the order of names."),
    )
)
"""What holds where no file of rules says more."""


@dataclass(frozen=True)
class Statement:
    """What one layer says of one value.

    value: comparable with those of other layers; a mapping of parts where parts may be left out.
    kind: the nearest kind among its sources. published: of the newest among the sources of that kind.
    record: where it stands in the upstream set.
    """

    layer: str
    value: Any
    sources: tuple[NodeId, ...] = ()
    kind: SourceKind | None = None
    published: Day | None = None
    record: str | None = None


@dataclass(frozen=True)
class Choice:
    """Statements of one value, the chosen one first, then by rank.

    reasons: what put the chosen one before the next, then what put it before each of the others.
    disagree: whether some statement contradicts the chosen one.
    """

    statements: tuple[Statement, ...]
    reasons: tuple[ChoiceReason, ...]
    disagree: bool

    @property
    def chosen(self) -> Statement:
        """The statement that holds."""
        return self.statements[0]


def choose(
    statements: Iterable[Statement], rules: ClaimRules, within: float = 0, may_lack: bool = False
) -> Choice:
    """Choose one of several statements of a value; equal statements of one layer count once.

    within, may_lack: how values agree, as in `agree`.
    Raises `ValueError` where there is no statement.
    """
    ranked = sorted(
        {_identity(item): item for item in statements}.values(), key=lambda item: rank(item, rules)
    )
    if not ranked:
        raise ValueError("there is no statement to choose from")
    first, others = ranked[0], ranked[1:]
    against = [_told_apart(first, other, rules) for other in others]
    return Choice(
        statements=tuple(ranked),
        reasons=(against[0] if against else ChoiceReason.ONLY, *against),
        disagree=not all(agree(first.value, other.value, within, may_lack) for other in others),
    )


def rank(statement: Statement, rules: ClaimRules) -> tuple[Any, ...]:
    """Sort key of a statement: smaller comes first."""
    return tuple(_MEASURES[step.by](statement, rules) for step in rules.order)


def agree(one: Any, other: Any, within: float = 0, may_lack: bool = False) -> bool:
    """Whether two values say the same: dates as far as precise, lists in any order; UNKNOWN with all.

    within: the part of the larger figure by which two figures may differ.
    may_lack: whether a list agrees with a longer one that has all of its items.
    """
    if Status.UNKNOWN in (one, other):
        return True
    if isinstance(one, Day) and isinstance(other, Day):
        return one.first <= other.last and other.first <= one.last
    if isinstance(one, dict) and isinstance(other, dict):
        return all(agree(one[key], other[key], within) for key in one.keys() & other.keys())
    if isinstance(one, dict) and isinstance(other, (list, tuple)):
        return any(agree(one, item, within) for item in other)
    if isinstance(other, dict) and isinstance(one, (list, tuple)):
        return agree(other, one, within)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        items, others = set(map(str, one)), set(map(str, other))
        return items == others or (may_lack and (items < others or others < items))
    if _is_figure(one) and _is_figure(other):
        return bool(abs(one - other) <= within * max(abs(one), abs(other)))
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold() == other.casefold()
    return bool(one == other)


def _is_figure(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _told_apart(one: Statement, other: Statement, rules: ClaimRules) -> ChoiceReason:
    for step in rules.order:
        if _MEASURES[step.by](one, rules) != _MEASURES[step.by](other, rules):
            return step.by
    return ChoiceReason.ID


def _identity(statement: Statement) -> tuple[str, ...]:
    about = (statement.record or "", str(statement.kind), str(statement.published))
    return (statement.layer, str(statement.value), *about, *statement.sources)


def _by_source_kind(statement: Statement, rules: ClaimRules) -> int:
    kinds = rules.source_kinds
    return kinds.index(statement.kind) if statement.kind in kinds else len(kinds)


def _by_date(statement: Statement, rules: ClaimRules) -> int:
    """Newest first, taken at the earliest day that an imprecise date may be; unknown dates last."""
    return -statement.published.first.toordinal() if statement.published else 1


def _by_set(statement: Statement, rules: ClaimRules) -> int:
    return rules.sets.index(statement.layer) if statement.layer in rules.sets else len(rules.sets)


_MEASURES: dict[ChoiceReason, Callable[[Statement, ClaimRules], Any]] = {
    ChoiceReason.CURATED: lambda statement, rules: statement.layer != CURATED,
    ChoiceReason.SOURCE_KIND: _by_source_kind,
    ChoiceReason.NEWEST: _by_date,
    ChoiceReason.SET_ORDER: _by_set,
    ChoiceReason.ID: lambda statement, rules: _identity(statement),
}
