"""The facts that control rests on, and the words its answers are given in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from graph.values.day import Day
from graph.values.node_id import NodeId
from graph.values.share import Share
from graph.values.term import Term
from graph.values.truth import Truth


class Degree(Term):
    """How far a controller controls."""

    SOLE = "SOLE", "Controls alone."
    JOINT = "JOINT", "Controls only together with others."
    POSSIBLE = "POSSIBLE", "May control: a range of votes, or a date, leaves it open."
    NONE_ABOVE = "NONE_ABOVE", "Nobody is known to control it; it stands for itself."


class Basis(Term):
    """What control rests on, at the step nearest to the controller."""

    VOTES = "VOTES", "More than half of the votes, together with what the holder already controls."
    EQUITY_FOR_VOTES = "EQUITY_FOR_VOTES", "More than half of the capital, where no votes are published."
    BOARD = "BOARD", "The right to appoint the majority of the board."
    RECORDED = "RECORDED", "A source records it as controlling, without a figure."
    GROUP_MEMBER = "GROUP_MEMBER", "Member of a group that acts together."


class ControlStatus(Term):
    """How an organization stands towards control, in the order in which the statuses are tried."""

    JOINTLY_CONTROLLED = "JOINTLY_CONTROLLED", "Those at the top control it only together."
    STATE = "STATE", "A public body, or controlled by public bodies alone."
    CONTROLLED = "CONTROLLED", "Somebody at the top controls it."
    SELF_GOVERNED = "SELF_GOVERNED", "A body without owners that nobody controls from outside."
    DISPERSED = "DISPERSED", "Listed, and a source shows that no holder reaches the threshold."
    UNDISCLOSED = "UNDISCLOSED", "Holders are known, their votes are not published."
    UNKNOWN = "UNKNOWN", "Nothing is known here about its holders."


@dataclass(frozen=True, slots=True)
class Holding:
    """One observation of what a holder holds in an organization.

    interests: codes of the Beneficial Ownership Data Standard 0.4, such as `shareholding`.
    controls: recorded as controlling, whatever the figures. board_majority: whether the right to appoint
    reaches the majority of the board; `None`: not stated. valid_to: the first day on which it has ended.
    """

    id: str
    holder: NodeId
    target: NodeId
    interests: frozenset[str] = frozenset()
    equity: Share | None = None
    votes: Share | None = None
    controls: bool = False
    board_majority: bool | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    as_of: Day | None = None
    sources: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A time: from `since` until the day before `until`; an end left out is open."""

    since: Day | None = None
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class Dispersal:
    """A statement that no holder reaches the threshold of a significant holding."""

    as_of: Day | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """What the rules need to know about an organization or person.

    kind: the organization's kind, such as `COMPANY`; empty for a person. listed: times on a stock exchange.
    public: a public university or institute. share_classes: times for which a source says that shares carry
    different votes. self_governed: sources that say nobody owns or controls it from outside.
    """

    id: NodeId
    is_person: bool = False
    kind: str = ""
    public: bool = False
    listed: tuple[Span, ...] = ()
    share_classes: tuple[Span, ...] = ()
    dispersed: tuple[Dispersal, ...] = ()
    self_governed: tuple[str, ...] = ()
    founders: tuple[NodeId, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """Part in a body; members of a `GROUP` hold and act together."""

    member: NodeId
    group: NodeId
    role: str = "MEMBER"
    since: Day | None = None
    until: Day | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One link of the path by which control runs, from holder to target.

    since, until: the unbroken time around the day asked for which the observations of this link say the same.
    """

    holder: NodeId
    target: NodeId
    basis: Basis
    votes: Share | None = None
    equity: Share | None = None
    as_of: Day | None = None
    since: Day | None = None
    until: Day | None = None
    holding_ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Control:
    """Somebody controls, may control, or (NONE_ABOVE) stands for itself.

    basis: what the first step of the path rests on; `None` with NONE_ABOVE. votes: the weakest voting share
    along the path (equity where it stands in), `None` where no step has a figure.
    counted_as: who stands for it in counts: its group, where it controls as member of one; else itself.
    since, until: when it began and ends, where every step of the path tells.
    Source of the weakest link as the measure of control along a chain: S. Claessens, S. Djankov, L. Lang,
    The separation of ownership and control in East Asian Corporations (2000).
    """

    holder: NodeId
    degree: Degree
    basis: Basis | None
    votes: Share | None
    path: tuple[Step, ...]
    counted_as: NodeId
    since: Day | None = None
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Control status of an organization, with day and sources of the statement where it rests on one."""

    status: ControlStatus
    as_of: Day | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownHolder:
    """Somebody with a known interest in an organization: influence, if not control.

    certain: whether the interest surely lasts on that day. founder: founded the organization.
    golden_share: whether it has rights by the articles, such as vetoes, whatever its part of the votes.
    """

    holder: NodeId
    interests: frozenset[str] = frozenset()
    votes: Share | None = None
    equity: Share | None = None
    board_majority: bool | None = None
    founder: bool = False
    golden_share: Truth = Truth.NOT_MET
    certain: bool = True
    as_of: Day | None = None
    holding_ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldenShare:
    """Somebody has rights by the articles of an organization, such as vetoes, whatever its part of the votes.

    truth: MET, or UNKNOWN where a date leaves it open. since, until: the unbroken time that sources tell of.
    """

    holder: NodeId
    truth: Truth
    votes: Share | None = None
    equity: Share | None = None
    since: Day | None = None
    until: Day | None = None
    note: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Excess:
    """Named holders of one organization have more than the whole on some day: a data error.

    measure: `votes` or `equity`. total: what they have at least, in percent.
    """

    target: NodeId
    measure: str
    total: Decimal
    holding_ids: tuple[str, ...]
