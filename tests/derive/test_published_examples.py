"""Worked examples of control and of integrated ownership, with the figures that their publications give.

Only the numbers are theirs. Figures are compared to one hundredth of a percent, to which they are published.
"""

from __future__ import annotations

from datetime import date

import pytest

from graph.derive.control.map import ControlMap
from graph.derive.ownership import Ownership
from tests.derive.control_rows import control, holds, org, party, who

Parts = dict[str, dict[str, float]]
"""Holder -> company -> part of its capital in percent."""


def owned(parts: Parts, holder: str) -> dict[str, float]:
    """What a holder owns of each company through all chains, in percent."""
    rows = [holds(one, other, equity=share) for one, held in parts.items() for other, share in held.items()]
    ownership = Ownership(date(2024, 6, 15), rows)
    companies = sorted({company for held in parts.values() for company in held} - {holder})
    shares = {company: ownership.owners(org(company)).get(org(holder)) for company in companies}
    return {company: float(share.low) for company, share in shares.items() if share}


def voting(parts: Parts) -> ControlMap:
    """Control where every part of the capital votes."""
    return control(
        *(holds(one, other, share) for one, held in parts.items() for other, share in held.items())
    )


def controlled(result: ControlMap, holder: str, companies: str) -> str:
    """Those of some companies that a holder controls, in their order."""
    found = (name for name in companies.split() if result.control_between(org(holder), org(name)))
    return " ".join(found)


def hundredths(**figures: float) -> object:
    return pytest.approx(figures, abs=0.01)


def test_a_group_with_cross_holdings_in_a_manual_of_consolidation() -> None:
    """Groupe Revue Fiduciaire, Manuel de consolidation, page 117: X = B (I - A)^-1 on a group of four.

    https://rfedition.grouperf.com/fichiers/manuel_consolidation/files/assets/basic-html/page-117.html
    """
    parts: Parts = {
        "mother": {"f1": 60, "f2": 65},
        "f1": {"f2": 10},
        "f2": {"f1": 20, "f3": 60},
        "f3": {"f1": 10},
        "outside": {"f1": 10, "f2": 25, "f3": 40},
    }

    assert owned(parts, "mother") == hundredths(f1=78.95, f2=72.89, f3=43.73)
    assert owned(parts, "outside") == hundredths(f1=21.05, f2=27.11, f3=56.27)


def test_control_and_interest_part_in_a_manual_of_consolidation() -> None:
    """Groupe Revue Fiduciaire, Manuel de consolidation, page 647: 65 % of the votes, 53 % of the interest.

    https://rfedition.grouperf.com/fichiers/manuel_consolidation/files/assets/basic-html/page-647.html
    """
    parts: Parts = {"m": {"f1": 70, "f2": 25}, "f1": {"f2": 40}}

    found = voting(parts).control_between(org("m"), org("f2"))

    assert found is not None
    assert (found.degree, str(found.votes)) == ("SOLE", "65")
    assert owned(parts, "m") == hundredths(f1=70, f2=53)


def test_a_pyramid_without_cross_holdings() -> None:
    """A. White, When matrix theory explains consolidation: the four paths from S0 to S3 add up to 56.4 %.

    https://www.sigmaconso.com/en/blog/when-matrix-theory-explains-consolidation
    """
    parts: Parts = {"s0": {"s1": 80, "s2": 60, "s3": 10}, "s2": {"s1": 10, "s3": 20}, "s1": {"s3": 40}}

    assert owned(parts, "s0")["s3"] == pytest.approx(56.4)


def test_two_companies_that_own_half_of_each_other() -> None:
    """M. Elliott, B. Golub, M. O. Jackson, Financial Networks and Contagion, American Economic Review 104
    (2014), 3115-3153: two thirds of each company go to its own shareholders, one third to the other's.

    Figures as in the notes on https://liujing.neocities.org (Social and Economic Networks, 5.9).
    """
    parts: Parts = {"x": {"one": 50}, "y": {"two": 50}, "one": {"two": 50}, "two": {"one": 50}}

    assert owned(parts, "x") == hundredths(one=66.67, two=33.33)


def test_a_circle_that_doubles_what_an_owner_has() -> None:
    """T-rank, Beneficial Owner Configuration Guide, integrated ownership: 28 %, 27 %, and 32 % of a company
    that owns half of itself through a second holding.

    https://docs.trank.no/beneficial_owner_configuration_guide/
    """
    parts: Parts = {
        "bo": {"h1": 40, "customer2": 15},
        "h1": {"customer1": 70, "customer2": 30, "customer3": 40},
        "customer3": {"h2": 100},
        "h2": {"customer3": 50},
    }

    found = owned(parts, "bo")

    assert [found[f"customer{number}"] for number in (1, 2, 3)] == pytest.approx([28, 27, 32])


def test_the_company_control_program_on_a_graph_of_nine() -> None:
    """The company control program (S. Ceri, G. Gottlob, L. Tanca) in Vadalog, with its facts and all answers.

    Facts and answers: repository prometheuxresearch/docs, docs/examples/finance/company-control.md.
    """
    parts: Parts = {
        "1": {"2": 90, "6": 90, "10": 90},
        "2": {"3": 100},
        "3": {"2": 10, "4": 90},
        "4": {"5": 100},
        "5": {"1": 10, "10": 90},
        "6": {"5": 100},
        "10": {"20": 100, "19": 50},
        "19": {"5": 100},
        "20": {"1": 50},
    }
    companies = "1 2 3 4 5 6 10 19 20"

    result = voting(parts)

    assert {holder: controlled(result, holder, companies) for holder in companies.split()} == {
        "1": "2 3 4 5 6 10 20",
        "2": "1 3 4 5 6 10 20",
        "3": "1 2 4 5 6 10 20",
        "4": "1 2 3 5 6 10 20",
        "5": "1 2 3 4 6 10 20",
        "6": "1 2 3 4 5 10 20",
        "10": "20",
        "19": "1 2 3 4 5 6 10 20",
        "20": "",
    }


def test_votes_are_added_over_all_that_a_holder_controls() -> None:
    """Prometheux, Banking supervision: Initech and Goldward Bank fall to Alpha Treasury by sums of 60 %.

    https://docs.prometheux.ai/examples/finance/banking-supervision
    Its list also gives Acme to Initech, which has 40 % of it: not control by the rule that it states.
    """
    parts: Parts = {
        "alpha": {"phoenix": 70, "initech": 40},
        "phoenix": {"initech": 10, "royal": 60},
        "royal": {"initech": 10, "goldward": 30},
        "goldleaf": {"acme": 40},
        "initech": {"acme": 40, "soylent": 99},
        "soylent": {"goldward": 30},
    }
    companies = "phoenix royal initech soylent goldward acme"

    result = voting(parts)

    assert controlled(result, "alpha", companies) == "phoenix royal initech soylent goldward"
    assert controlled(result, "phoenix", companies) == "royal"
    assert controlled(result, "initech", companies) == "soylent"


def test_shares_without_votes_give_no_control() -> None:
    """HM Revenue and Customs, Corporate Finance Manual, CFM35120: 2,200 of 3,000 shares, 200 of 1,000 votes.

    https://gov.uk/hmrc-internal-manuals/corporate-finance-manual/cfm35120
    """
    result = control(
        holds("kb", "mk", 80, equity=round(800 / 30, 2)), holds("jr", "mk", 20, equity=round(2200 / 30, 2))
    )

    assert who(result, "mk") == ["kb SOLE VOTES"]


def test_the_articles_that_give_the_majority_of_the_board_give_control() -> None:
    """HM Revenue and Customs, Corporate Finance Manual, CFM35120: 40 % and more than half of the directors.

    https://gov.uk/hmrc-internal-manuals/corporate-finance-manual/cfm35120
    """
    result = control(holds("av", "bk", 40), holds("av", "bk", board=True, as_of="2020-01-01"))

    assert who(result, "bk") == ["av SOLE BOARD"]


def test_a_state_holds_the_whole_of_its_enterprise_through_a_ministry_and_a_company() -> None:
    """Beneficial Ownership Data Standard 0.4, examples, `bods-package-fi-soe.json`: Gasgrid Finland Oy.

    The package states the whole as the indirect share of the ministry's side.
    """
    parts: Parts = {"ministry": {"kaasuverkko": 100, "gasgrid": 23.5}, "kaasuverkko": {"gasgrid": 76.5}}
    rows = [holds("finland", "ministry", controls=True)]
    rows += [holds(one, other, equity=share) for one, held in parts.items() for other, share in held.items()]

    result = control(*rows, parties=[party("finland", "GOVERNMENT"), party("gasgrid")])

    assert owned(parts, "ministry") == hundredths(kaasuverkko=100, gasgrid=100)
    assert who(result, "gasgrid") == ["finland SOLE RECORDED"]
    assert result.status(org("gasgrid")) == "STATE"


def test_two_owners_of_a_joint_shareholding_control_together() -> None:
    """Beneficial Ownership Data Standard 0.4, examples, `joint-ownership.json`: 50 and 50 of the whole."""
    result = control(
        holds("joint", "chrinon", 100), holds("coleman", "joint", 50), holds("lopez", "joint", 50)
    )

    assert who(result, "chrinon") == ["coleman JOINT VOTES", "lopez JOINT VOTES"]
