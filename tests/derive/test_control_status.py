"""Control status in the stated order, significant holders, and known influence."""

import pytest

from graph.derive.control.facts import Dispersal, Party, Span
from graph.values.day import Day
from graph.values.truth import Truth
from tests.derive.control_rows import control, holds, member, org, party

SEEN = Dispersal(Day.parse("2021-12"), ("source/list-of-holders",))


def listed(slug: str, *dispersed: Dispersal) -> Party:
    return Party(org(slug), kind="COMPANY", listed=(Span(Day.parse("2000")),), dispersed=dispersed)


def test_control_by_a_group_is_joint_control() -> None:
    result = control(
        holds("pair", "aster", 51), parties=[party("pair", "GROUP")], members=[member("ann", "pair")]
    )

    assert result.status(org("aster")) == "JOINTLY_CONTROLLED"


def test_control_by_a_government_through_a_council_is_state_control() -> None:
    result = control(
        holds("emirate", "council", board=True),
        holds("council", "institute", controls=True),
        parties=[party("emirate", "GOVERNMENT"), party("institute", "RESEARCH_INSTITUTE")],
    )

    assert result.status(org("institute")) == "STATE"
    assert result.status(org("emirate")) == "STATE"


@pytest.mark.parametrize(("public", "status"), [(True, "STATE"), (False, "UNKNOWN")])
def test_a_public_university_is_state(public: bool, status: str) -> None:
    university = Party(org("uni"), kind="UNIVERSITY", public=public)

    assert control(parties=[university]).status(org("uni")) == status


def test_a_person_at_the_top_is_control() -> None:
    assert control(holds("ann", "aster", 61)).status(org("aster")) == "CONTROLLED"


@pytest.mark.parametrize(
    "kind", ["NONPROFIT", "FOUNDATION", "TRUST", "PARTNERSHIP", "COMMUNITY", "CONSORTIUM"]
)
def test_a_body_without_owners_governs_itself(kind: str) -> None:
    assert control(parties=[party("body", kind)]).status(org("body")) == "SELF_GOVERNED"


def test_a_trust_that_appoints_the_board_controls_and_governs_itself() -> None:
    result = control(holds("trust", "aster", board=True), parties=[party("trust", "TRUST")])

    assert result.status(org("aster")) == "CONTROLLED"
    assert result.status(org("trust")) == "SELF_GOVERNED"


def test_a_nonprofit_that_somebody_controls_is_controlled() -> None:
    result = control(holds("ann", "body", board=True), parties=[party("body", "NONPROFIT")])

    assert result.status(org("body")) == "CONTROLLED"


def test_a_source_that_nobody_owns_it_makes_an_institute_self_governed() -> None:
    institute = Party(org("lab"), kind="RESEARCH_INSTITUTE", self_governed=("source/lab",))

    standing = control(parties=[institute]).standing(org("lab"))
    assert (standing.status, standing.sources) == ("SELF_GOVERNED", ("source/lab",))


def test_dispersed_ownership_is_shown_with_the_day_of_its_evidence() -> None:
    result = control(holds("fund", "aster", 8.2), parties=[listed("aster", SEEN)])

    standing = result.standing(org("aster"))
    assert (standing.status, str(standing.as_of), standing.sources) == (
        "DISPERSED",
        "2021-12",
        ("source/list-of-holders",),
    )


def test_small_known_holders_alone_do_not_show_that_ownership_is_dispersed() -> None:
    result = control(holds("fund", "aster", 8.2), parties=[listed("aster")])

    assert result.status(org("aster")) == "UNDISCLOSED"


def test_evidence_of_a_later_day_does_not_count() -> None:
    result = control(holds("fund", "aster", 8.2), parties=[listed("aster", SEEN)], on="2015-01-01")

    assert result.status(org("aster")) == "UNDISCLOSED"


def test_a_known_significant_holder_outweighs_evidence_of_dispersed_ownership() -> None:
    result = control(holds("fund", "aster", 30), parties=[listed("aster", SEEN)])

    assert result.status(org("aster")) == "UNDISCLOSED"


@pytest.mark.parametrize(("share", "status"), [(81, "DISPERSED"), (62, "UNDISCLOSED")])
def test_a_crowd_that_leaves_less_than_the_threshold_shows_dispersed_ownership(
    share: int, status: str
) -> None:
    result = control(
        holds("crowd", "aster", equity=share), parties=[listed("aster"), party("crowd", "DISPERSED")]
    )

    assert result.status(org("aster")) == status


def test_an_unlisted_company_is_not_dispersed() -> None:
    company = Party(org("aster"), kind="COMPANY", dispersed=(SEEN,))

    assert control(parties=[company]).status(org("aster")) == "UNKNOWN"


def test_known_holders_without_published_votes_are_undisclosed_control() -> None:
    assert control(holds("fund", "aster", equity=11)).status(org("aster")) == "UNDISCLOSED"


def test_a_company_of_which_nothing_is_known_is_unknown() -> None:
    assert control(parties=[party("aster")]).status(org("aster")) == "UNKNOWN"


def test_somebody_who_may_control_a_nonprofit_leaves_its_status_open() -> None:
    result = control(
        holds("ann", "body", controls=True, since=None, as_of="2025"), parties=[party("body", "NONPROFIT")]
    )

    assert result.status(org("body")) == "UNKNOWN"


def test_holders_are_significant_from_the_threshold_by_votes_or_equity() -> None:
    result = control(
        holds("a", "aster", 25),
        holds("b", "aster", 0, equity=27),
        holds("c", "aster", "20..30"),
        holds("d", "aster", 24.9),
    )

    assert [(holder.holder, truth) for holder, truth in result.significant_holders(org("aster"))] == [
        ("a", Truth.MET),
        ("b", Truth.MET),
        ("c", Truth.UNKNOWN),
    ]


def test_influence_lists_holders_board_powers_and_founders() -> None:
    company = Party(org("aster"), kind="COMPANY", founders=(org("ann"), org("eve")))
    result = control(
        holds("ann", "aster", equity=9),
        holds("trust", "aster", board=False, interests=["appointmentOfBoard"]),
        parties=[company],
    )

    ann, eve, trust = result.known_holders(org("aster"))
    assert (ann.holder, str(ann.equity), ann.founder) == ("ann", "9", True)
    assert (eve.holder, eve.interests, eve.founder) == ("eve", frozenset(), True)
    assert (trust.interests, trust.board_majority) == (frozenset({"appointmentOfBoard"}), False)
