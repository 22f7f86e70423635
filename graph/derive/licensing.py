"""What the terms of a licence let people do, and which tests they pass, by rules that are data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.schema.license import License, LicenseCategory
from graph.schema.license_freedom import FreedomRule, FreedomRules
from graph.schema.license_terms import LicenseTerms, LicenseTest
from graph.values.freedom import Freedom
from graph.values.node_id import NodeId
from graph.values.truth import Truth

UNKNOWN_TERMS = "UNKNOWN_TERMS"
"""The restriction of a label that stands for several licences, so that its terms cannot be told."""
ALL_RIGHTS_RESERVED = "ALL_RIGHTS_RESERVED"
"""The restriction of a release that declares no licence: nothing is granted."""


@dataclass(frozen=True)
class LicenseFreedom:
    """How a licence reads as a freedom, and why.

    rule: the rule that decided; `None` where none fits, and the freedom is UNKNOWN.
    is_free_without_osi_approval: it reads as FREE though the Open Source Initiative has not approved it, so
        that definitions which ask for that approval still fail it.
    """

    freedom: Freedom
    rule: FreedomRule | None
    is_free_without_osi_approval: bool


@dataclass(frozen=True)
class Grounds:
    """What tests ask about a licence; what a file leaves out of a list of approvals is not approved."""

    id: NodeId
    name: str
    category: LicenseCategory
    permissions: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    restrictions: frozenset[str] = frozenset()
    osi_approved: bool = False
    fsf_free: bool = False

    def __hash__(self) -> int:
        return hash(self.id)

    @classmethod
    def of(cls, license_id: NodeId, values: Mapping[str, Any]) -> Grounds:
        """From the properties of a licence, as declared or as a row has them."""
        return cls(
            id=license_id,
            name=values["name"],
            category=LicenseCategory(values["category"]),
            permissions=frozenset(values["permissions"]),
            conditions=frozenset(values["conditions"]),
            restrictions=frozenset(values["restrictions"]),
            osi_approved=values["osi_approved"] is True,
            fsf_free=values["fsf_free"] is True,
        )


def license_freedom(terms: License, rules: FreedomRules) -> LicenseFreedom:
    """What a licence's terms grant: the freedom of the first rule that fits them.

    Source: `rules/license-freedom.yaml`, in the order of the file; the sense of FREE is that of the four
    freedoms of the Open Source AI Definition 1.0: use, study, modify, share, for any purpose.
    """
    grounds = Grounds.of(NodeId(""), dict(terms))
    rule = next((rule for rule in rules.rules if fits(rule, grounds)), None)
    freedom = rule.freedom if rule else Freedom.UNKNOWN
    return LicenseFreedom(freedom, rule, freedom is Freedom.FREE and terms.osi_approved is not True)


def is_among(terms: LicenseTerms, license_: Grounds | None) -> Truth:
    """Whether a licence is one of those that a definition speaks of; `None`: a licence that is not known."""
    if license_ is None or UNKNOWN_TERMS in license_.restrictions:
        return Truth.UNKNOWN
    return Truth.of(any(fits(test, license_) for test in terms.any_of))


def fits(test: LicenseTest, license_: Grounds) -> bool:
    """Whether everything that a test gives holds; a test that gives nothing fits all."""
    permissions, conditions = license_.permissions, license_.conditions
    restrictions = license_.restrictions
    is_approved = license_.osi_approved or license_.fsf_free
    return (
        (test.category is None or license_.category in test.category)
        and (test.any_restriction is None or not restrictions.isdisjoint(test.any_restriction))
        and (test.any_condition is None or not conditions.isdisjoint(test.any_condition))
        and (test.lacks_permission is None or not permissions.issuperset(test.lacks_permission))
        and (test.lacks_condition is None or not conditions.issuperset(test.lacks_condition))
        and (test.approved is None or test.approved is is_approved)
        and (test.osi_approved is None or test.osi_approved is license_.osi_approved)
        and (test.fsf_free is None or test.fsf_free is license_.fsf_free)
        and (test.one_of is None or license_.id in test.one_of)
        and (test.restrictions_within is None or restrictions.issubset(test.restrictions_within))
        and (test.conditions_within is None or conditions.issubset(test.conditions_within))
    )
