"""A scenario: hypothetical facts that are laid over a graph, each as frozen values and as a sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.schema.license import Scope, ThresholdEffect
from graph.values.node_id import NodeId, slug
from graph.values.share import Share
from graph.values.status import Status

TERMS = ("permissions", "conditions", "restrictions")
"""The lists of terms of a licence, by their property."""


@dataclass(frozen=True)
class StatusChange:
    """A component of a model has another status; `license`: and these terms of its own."""

    model: NodeId
    component: NodeId
    status: Status
    license: NodeId | None = None

    def __str__(self) -> str:
        under = f" under {self.license}" if self.license else ""
        return f"{slug(self.component)} of {self.model} is {self.status}{under}"


@dataclass(frozen=True)
class LicenseChange:
    """A model, or a part of its release, is under another licence; `scope` None: the whole release."""

    model: NodeId
    license: NodeId
    scope: Scope | None = None

    def __str__(self) -> str:
        part = f"{self.scope} of {self.model}" if self.scope else f"the whole release of {self.model}"
        return f"{part} is under {self.license}"


@dataclass(frozen=True)
class SupposedThreshold:
    """A figure above which the terms of a licence change."""

    measure: str
    limit: int
    effect: ThresholdEffect


@dataclass(frozen=True)
class TermsChange:
    """A licence gains or loses terms.

    gains, loses: for each of `TERMS`, the words. thresholds, without: figures that it gains, and the measures
    of those that it loses.
    """

    license: NodeId
    gains: tuple[tuple[str, ...], ...] = ((), (), ())
    loses: tuple[tuple[str, ...], ...] = ((), (), ())
    thresholds: tuple[SupposedThreshold, ...] = ()
    without: tuple[str, ...] = ()

    def __str__(self) -> str:
        gained = [word for words in self.gains for word in words]
        gained += [f"{item.measure} above {item.limit}: {item.effect}" for item in self.thresholds]
        lost = [word for words in self.loses for word in words]
        lost += [f"threshold of {measure}" for measure in self.without]
        parts = [f"gains {', '.join(gained)}"] * bool(gained) + [f"loses {', '.join(lost)}"] * bool(lost)
        return f"{self.license} {' and '.join(parts)}"


@dataclass(frozen=True)
class SupposedHolding:
    """Somebody holds a part of an organization from a day on; the figures replace its earlier ones."""

    holder: NodeId
    organization: NodeId
    since: date
    until: date | None = None
    votes: Share | None = None
    equity: Share | None = None
    board_majority: bool = False

    def __str__(self) -> str:
        what = [f"{self.votes} % of the votes"] * bool(self.votes)
        what += [f"{self.equity} % of the capital"] * bool(self.equity)
        what += ["the right to appoint the majority of the board"] * self.board_majority
        until = f" until {self.until}" if self.until else ""
        return f"{self.holder} has {', '.join(what)} of {self.organization} from {self.since}{until}"


@dataclass(frozen=True)
class HoldingEnd:
    """Everything that a holder has in an organization ends; `on` is the first day without it."""

    holder: NodeId
    organization: NodeId
    on: date

    def __str__(self) -> str:
        return f"{self.holder} has nothing of {self.organization} from {self.on}"


@dataclass(frozen=True)
class Scenario:
    """Hypothetical facts that hold together."""

    statuses: tuple[StatusChange, ...] = ()
    licenses: tuple[LicenseChange, ...] = ()
    terms: tuple[TermsChange, ...] = ()
    holdings: tuple[SupposedHolding, ...] = ()
    ends: tuple[HoldingEnd, ...] = ()

    def sentences(self) -> Iterator[str]:
        """What is supposed, in plain words, one sentence for each fact."""
        for changes in (self.statuses, self.licenses, self.terms, self.holdings, self.ends):
            yield from map(str, changes)

    @property
    def mark(self) -> str:
        """A short name that equal scenarios share."""
        return hashlib.sha256("\n".join(self.sentences()).encode()).hexdigest()[:8]
