"""Organizations: whoever develops, holds, controls, supplies or hosts."""

from __future__ import annotations

from typing import Annotated, ClassVar

from graph.schema.commitment import Commitment
from graph.schema.kind import Claim, DatedClaim, Edge, Flag, Holder, JurisdictionId
from graph.schema.relations import Founding, Holding, Membership, Supply
from graph.values.day import Day
from graph.values.term import Term


class OrganizationKind(Term):
    """What sort of body an organization is."""

    COMPANY = "COMPANY", "A company, listed or not."
    FUND = "FUND", "An investment fund or asset manager."
    NONPROFIT = "NONPROFIT", "A nonprofit corporation or association."
    FOUNDATION = "FOUNDATION", "A foundation."
    TRUST = "TRUST", "A trust."
    PARTNERSHIP = "PARTNERSHIP", "A partnership."
    UNIVERSITY = "UNIVERSITY", "A university."
    RESEARCH_INSTITUTE = "RESEARCH_INSTITUTE", "A research institute."
    GOVERNMENT = "GOVERNMENT", "A state or its government."
    GOVERNMENT_BODY = "GOVERNMENT_BODY", "An agency, ministry or other public body."
    CONSORTIUM = "CONSORTIUM", "Several organizations that work together under an agreement."
    COMMUNITY = "COMMUNITY", "People who work together without a legal body of their own."
    GROUP = "GROUP", "Holders that act together."
    DISPERSED = "DISPERSED", "Many holders who do not act together, such as the public or the employees."


class Listing(DatedClaim):
    """A time during which the shares were traded on a stock exchange."""


class ShareClasses(DatedClaim):
    """A statement that shares carry different votes, so that equity does not tell votes."""


class DispersedOwnership(Claim):
    """A statement that no holder reaches the threshold of a significant holding."""

    needs_own_source: ClassVar[bool] = True

    as_of: Day | None = None
    """The day that the statement is of."""


class SelfGovernance(Claim):
    """A statement that nobody owns or controls the body from outside."""

    needs_own_source: ClassVar[bool] = True


class Organization(Holder):
    """A company, fund, foundation, university, government body, community or other body."""

    folder: ClassVar[str] = "organization"
    plural: ClassVar[str] = "organizations"

    kind: OrganizationKind
    """What sort of body it is."""
    country: Annotated[
        JurisdictionId | None,
        Edge(
            "BASED_IN",
            field="country",
            reverse="organizations",
            filter="country",
            reverse_filter="organization",
        ),
    ] = None
    """Where it is based."""
    public: Flag | None = None
    """Whether a university or institute is a public one."""
    listed: tuple[Listing, ...] = ()
    """Times during which its shares were traded on a stock exchange."""
    share_classes: tuple[ShareClasses, ...] = ()
    """Statements that its shares carry different votes."""
    dispersed: tuple[DispersedOwnership, ...] = ()
    """Statements that no holder reaches the threshold of a significant holding."""
    self_governed: tuple[SelfGovernance, ...] = ()
    """Statements that nobody owns or controls it from outside."""
    commitments: tuple[Commitment, ...] = ()
    """Duties of the AI Act that it met or refused for its models in general."""
    held_by: Annotated[
        tuple[Holding, ...],
        Edge(
            "HOLDS",
            field="heldBy",
            near="target",
            reverse="holdings",
            inbound=True,
            filter="holder",
            reverse_filter="holds",
            edge_filter="holding",
        ),
    ] = ()
    """Who holds shares, votes, board powers or other influence in it."""
    supplied_by: Annotated[
        tuple[Supply, ...],
        Edge(
            "SUPPLIES",
            field="suppliedBy",
            near="customer",
            reverse="supplies",
            inbound=True,
            filter="supplier",
            reverse_filter="supplies",
            edge_filter="supply",
        ),
    ] = ()
    """Who supplies it with compute, cloud, data, funding or licensed technology."""
    founded_by: Annotated[
        tuple[Founding, ...],
        Edge(
            "FOUNDED",
            field="foundedBy",
            near="founded",
            reverse="founded",
            inbound=True,
            filter="founder",
            reverse_filter="founded",
            edge_filter="founding",
        ),
    ] = ()
    """Who founded it."""
    members: Annotated[
        tuple[Membership, ...],
        Edge(
            "MEMBER_OF",
            field="members",
            near="group",
            reverse="memberships",
            inbound=True,
            filter="member",
            reverse_filter="memberOf",
            edge_filter="membership",
        ),
    ] = ()
    """Who takes part in it, hosts it or acts together through it."""
