"""Edges between organizations and people; each stands in the file of the organization it points to."""

from __future__ import annotations

from typing import ClassVar

from graph.schema.kind import DatedClaim, Flag, HolderId
from graph.values.day import Day
from graph.values.share import Share
from graph.values.term import Term


class Interest(Term):
    """What a holding consists of: the codes of the Beneficial Ownership Data Standard 0.4, verbatim."""

    SHAREHOLDING = "shareholding", "Shares in the capital."
    VOTING_RIGHTS = "votingRights", "Votes at the general meeting."
    APPOINTMENT_OF_BOARD = "appointmentOfBoard", "The right to appoint or remove members of the board."
    OTHER_INFLUENCE_OR_CONTROL = "otherInfluenceOrControl", "Influence or control by other means."
    SENIOR_MANAGING_OFFICIAL = "seniorManagingOfficial", "A leading position in the management."
    SETTLOR = "settlor", "Settlor of a trust."
    TRUSTEE = "trustee", "Trustee of a trust."
    PROTECTOR = "protector", "Protector of a trust."
    BENEFICIARY_OF_LEGAL_ARRANGEMENT = "beneficiaryOfLegalArrangement", "Beneficiary of a trust or the like."
    RIGHTS_TO_SURPLUS_ASSETS_ON_DISSOLUTION = (
        "rightsToSurplusAssetsOnDissolution",
        "A claim on what remains when the body is dissolved.",
    )
    RIGHTS_TO_PROFIT_OR_INCOME = "rightsToProfitOrIncome", "A claim on profit or income."
    RIGHTS_GRANTED_BY_CONTRACT = "rightsGrantedByContract", "Rights that a contract grants."
    CONDITIONAL_RIGHTS_GRANTED_BY_CONTRACT = (
        "conditionalRightsGrantedByContract",
        "Rights that a contract grants under a condition.",
    )
    CONTROL_VIA_COMPANY_RULES_OR_ARTICLES = (
        "controlViaCompanyRulesOrArticles",
        "Rights by the articles of the company, such as a golden share with vetoes.",
    )
    CONTROL_BY_LEGAL_FRAMEWORK = "controlByLegalFramework", "Control by law."
    BOARD_MEMBER = "boardMember", "A seat on the board."
    BOARD_CHAIR = "boardChair", "The chair of the board."
    UNKNOWN_INTEREST = "unknownInterest", "An interest whose nature is not known."
    UNPUBLISHED_INTEREST = "unpublishedInterest", "An interest that is known but not published."
    ENJOYMENT_AND_USE_OF_ASSETS = "enjoymentAndUseOfAssets", "Enjoyment and use of the assets."
    RIGHT_TO_PROFIT_OR_INCOME_FROM_ASSETS = (
        "rightToProfitOrIncomeFromAssets",
        "A claim on profit or income from assets.",
    )
    NOMINEE = "nominee", "Holds for somebody else."
    NOMINATOR = "nominator", "Somebody else holds for it."


class Holding(DatedClaim):
    """An observation of what somebody holds in an organization."""

    far: ClassVar[str] = "holder"
    needs_own_source: ClassVar[bool] = True

    holder: HolderId
    """Who holds."""
    interests: tuple[Interest, ...]
    """What the holding consists of."""
    equity: Share | None = None
    """Part of the capital in percent: exact `27.5`, strict `'>50'`, open `'>=25'` or a range `'30..50'`."""
    votes: Share | None = None
    """Part of the votes in percent, written in the same way."""
    controls: Flag | None = None
    """The source records it as controlling, whatever the figures."""
    board_majority: Flag | None = None
    """Whether the right to appoint reaches the majority of the board."""
    as_of: Day | None = None
    """The day that the figures are of."""


class SupplyKind(Term):
    """What one organization supplies to another."""

    COMPUTE = "COMPUTE", "Chips or computing capacity."
    CLOUD = "CLOUD", "Cloud services, hosting included."
    DATA = "DATA", "Data to train on."
    FUNDING = "FUNDING", "Money without shares: grants, gifts, public programmes, convertible debt."
    LICENSE_AND_HIRE = "LICENSE_AND_HIRE", "Technology under licence together with the people who made it."


class Supply(DatedClaim):
    """What one organization gives another, on which that one may come to depend."""

    far: ClassVar[str] = "supplier"
    needs_own_source: ClassVar[bool] = True

    supplier: HolderId
    """Who supplies."""
    supply: SupplyKind
    """What is supplied."""


class Founding(DatedClaim):
    """Who founded an organization; `valid_to` is when the founder left."""

    far: ClassVar[str] = "founder"
    needs_own_source: ClassVar[bool] = True

    founder: HolderId
    """Who founded it."""


class MembershipRole(Term):
    """In which role somebody takes part."""

    MEMBER = "MEMBER", "Takes part, or holds together with the others."
    FOUNDER = "FOUNDER", "Set the project up."
    HOST = "HOST", "Houses the project, legally or in practice."
    COORDINATOR = "COORDINATOR", "Leads the common work."


class Membership(DatedClaim):
    """Part in a consortium, a joint project, or a group that holds together."""

    far: ClassVar[str] = "member"
    needs_own_source: ClassVar[bool] = True

    member: HolderId
    """Who takes part."""
    role: MembershipRole = MembershipRole.MEMBER
    """In which role."""
