"""How the terms of a licence read as a freedom."""

from __future__ import annotations

from typing import Any

from graph.derive.licensing import license_freedom
from graph.schema.license import License
from graph.schema.license_freedom import FreedomRules
from graph.values.freedom import Freedom

ALL = ["COMMERCIAL_USE", "MODIFY"]


def a_license(**terms: Any) -> License:
    return License.model_validate({"name": "Aster License", "category": "PERMISSIVE"} | terms)


def rules(*rules: dict[str, Any]) -> FreedomRules:
    return FreedomRules.model_validate({"rules": [{"says": "because", **rule} for rule in rules]})


def test_the_first_rule_that_fits_decides_and_is_named() -> None:
    ordered = rules(
        {"freedom": "RESEARCH_ONLY", "any_restriction": ["RESEARCH_ONLY"], "says": "for research"},
        {"freedom": "NONCOMMERCIAL", "any_restriction": ["NONCOMMERCIAL"], "says": "not for business"},
    )

    reading = license_freedom(a_license(restrictions=["NONCOMMERCIAL", "RESEARCH_ONLY"]), ordered)

    assert reading.freedom is Freedom.RESEARCH_ONLY
    assert reading.rule is not None
    assert reading.rule.says == "for research"


def test_a_rule_without_conditions_fits_every_license() -> None:
    assert license_freedom(a_license(), rules({"freedom": "CONDITIONAL"})).freedom is Freedom.CONDITIONAL


def test_a_license_that_no_rule_fits_is_unknown() -> None:
    only_services = rules({"freedom": "NONE", "category": ["PROPRIETARY"]})

    reading = license_freedom(a_license(), only_services)

    assert reading.freedom is Freedom.UNKNOWN
    assert reading.rule is None


def test_one_missing_permission_is_enough_to_lack_permissions() -> None:
    asks_both = rules({"freedom": "NO_DERIVATIVES", "lacks_permission": ["COMMERCIAL_USE", "MODIFY"]})

    assert license_freedom(a_license(permissions=["COMMERCIAL_USE"]), asks_both).rule is not None
    assert license_freedom(a_license(permissions=ALL), asks_both).rule is None


def test_one_of_several_restrictions_is_enough() -> None:
    either = rules({"freedom": "NONE", "any_restriction": ["NO_RESALE", "REVOCABLE"]})

    assert license_freedom(a_license(restrictions=["REVOCABLE", "NON_PRODUCTION"]), either).rule is not None
    assert license_freedom(a_license(restrictions=["NON_PRODUCTION"]), either).rule is None


def test_a_restriction_outside_those_allowed_does_not_fit() -> None:
    patents_only = rules({"freedom": "FREE", "restrictions_within": ["PATENT_RETALIATION"]})

    assert license_freedom(a_license(restrictions=["PATENT_RETALIATION"]), patents_only).rule is not None
    assert license_freedom(a_license(restrictions=["FIELD_OF_USE"]), patents_only).rule is None


def test_every_condition_of_a_rule_must_hold() -> None:
    plain = rules(
        {"freedom": "FREE", "restrictions_within": [], "conditions_within": ["ATTRIBUTION"]},
    )

    assert license_freedom(a_license(conditions=["ATTRIBUTION"]), plain).rule is not None
    assert license_freedom(a_license(conditions=["NAMING_PREFIX"]), plain).rule is None


def test_approval_by_either_body_counts_and_no_statement_is_no_approval() -> None:
    approved = rules({"freedom": "FREE", "approved": True})

    assert license_freedom(a_license(osi_approved=True), approved).freedom is Freedom.FREE
    assert license_freedom(a_license(osi_approved=False, fsf_free=True), approved).freedom is Freedom.FREE
    assert license_freedom(a_license(), approved).freedom is Freedom.UNKNOWN


def test_a_free_license_says_when_the_open_source_initiative_has_not_approved_it() -> None:
    free = rules({"freedom": "FREE"})

    assert license_freedom(a_license(osi_approved=False), free).is_free_without_osi_approval
    assert license_freedom(a_license(), free).is_free_without_osi_approval
    assert not license_freedom(a_license(osi_approved=True), free).is_free_without_osi_approval


def test_a_license_that_is_not_free_needs_no_remark_on_approval() -> None:
    reading = license_freedom(a_license(osi_approved=False), rules({"freedom": "CONDITIONAL"}))

    assert not reading.is_free_without_osi_approval
