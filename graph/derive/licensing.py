"""What the terms of a licence let people do, by rules that are data."""

from __future__ import annotations

from dataclasses import dataclass

from graph.schema.license import License
from graph.schema.license_freedom import FreedomRule, FreedomRules
from graph.values.freedom import Freedom


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


def license_freedom(terms: License, rules: FreedomRules) -> LicenseFreedom:
    """What a licence's terms grant: the freedom of the first rule that fits them.

    Source: `rules/license-freedom.yaml`, in the order of the file; the sense of FREE is that of the four
    freedoms of the Open Source AI Definition 1.0: use, study, modify, share, for any purpose.
    """
    rule = next((rule for rule in rules.rules if _fits(rule, terms)), None)
    freedom = rule.freedom if rule else Freedom.UNKNOWN
    return LicenseFreedom(freedom, rule, freedom is Freedom.FREE and terms.osi_approved is not True)


def _fits(rule: FreedomRule, terms: License) -> bool:
    """Whether every condition that the rule gives holds; a rule without conditions fits all."""
    permissions, conditions = set(terms.permissions), set(terms.conditions)
    restrictions = set(terms.restrictions)
    return (
        (rule.category is None or terms.category in rule.category)
        and (rule.any_restriction is None or not restrictions.isdisjoint(rule.any_restriction))
        and (rule.lacks_permission is None or not permissions.issuperset(rule.lacks_permission))
        and (rule.approved is None or rule.approved is _is_approved(terms))
        and (rule.restrictions_within is None or restrictions.issubset(rule.restrictions_within))
        and (rule.conditions_within is None or conditions.issubset(rule.conditions_within))
    )


def _is_approved(terms: License) -> bool:
    return terms.osi_approved is True or terms.fsf_free is True
