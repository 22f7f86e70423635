"""Who holds, controls, founds and supplies: the real files, and what the rules of control make of them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import pytest

from graph.derive.control.excess import excess_shares
from graph.derive.control.facts import Party
from graph.derive.control.map import ControlMap, control_on
from graph.holdings import holdings_of, memberships_of, parties_of
from graph.rows import edge_rows, node_row
from graph.schema import organization as declared
from graph.schema import relations
from graph.schema.person import Person
from graph.snapshot import Row
from graph.values.day import Day
from graph.values.node_id import NodeId
from graph.values.share import Share
from tests.real import real_facts

TODAY = date(2026, 11, 24)


@cache
def organizations() -> dict[NodeId, declared.Organization]:
    return {entity.id: node for entity, node in real_facts().nodes(declared.Organization)}


def held_by(organization: str, holder: str) -> list[relations.Holding]:
    lines = organizations()[id_of(organization)].held_by
    return [line for line in lines if line.holder == holder]


@cache
def edges() -> list[tuple[str, Row]]:
    return [edge for entity in real_facts().entities.values() for edge in edge_rows(entity)]


@cache
def parties() -> list[Party]:
    bodies = [node_row(entity) for entity, _ in real_facts().nodes(declared.Organization)]
    people = [node_row(entity) for entity, _ in real_facts().nodes(Person)]
    return parties_of(bodies, people, edges())


@cache
def control(day: date) -> ControlMap:
    return control_on(day, holdings_of(edges()), parties(), memberships_of(edges()))


def path_to(organization: str, day: date) -> list[str]:
    """Degree and path of every ultimate controller: `SOLE elon-musk <- spacex`."""
    controls = control(day).controllers(id_of(organization))
    return [
        f"{item.degree} {' <- '.join(step.holder.partition('/')[2] for step in item.path)}"
        for item in controls
    ]


def id_of(slug: str) -> NodeId:
    return NodeId(f"organization/{slug}")


def test_the_researched_organizations_people_and_lines_are_all_there() -> None:
    counts = Counter(
        key
        for node in organizations().values()
        for key in ("held_by", "supplied_by", "founded_by", "members")
        for _ in getattr(node, key)
    )

    assert len(organizations()) >= 430
    assert len(list(real_facts().nodes(Person))) >= 130
    assert counts["held_by"] >= 595
    assert counts["supplied_by"] >= 60
    assert counts["founded_by"] >= 125
    assert counts["members"] >= 45


def test_every_line_names_its_own_source() -> None:
    without = [
        (id_, key)
        for id_, node in organizations().items()
        for key in ("self_governed", "dispersed", "held_by", "supplied_by", "founded_by", "members")
        for line in getattr(node, key)
        if not line.source
    ]

    assert without == []


def test_every_holding_without_a_figure_says_of_when_it_is_or_when_it_began() -> None:
    dateless = [
        (id_, line.holder)
        for id_, node in organizations().items()
        for line in node.held_by
        if line.as_of is None and line.valid_from is None
    ]

    assert dateless == []


def test_named_holders_never_have_more_than_the_whole() -> None:
    assert excess_shares(holdings_of(edges()), parties(), memberships_of(edges())) == []


def test_nobody_stands_for_the_absence_of_owners() -> None:
    assert id_of("no-owner") not in organizations()
    assert len(organizations()[id_of("eleutherai")].self_governed) == 1


def test_groups_that_hold_together_have_members() -> None:
    groups = {
        id_: {line.member for line in node.members}
        for id_, node in organizations().items()
        if node.kind is declared.OrganizationKind.GROUP
    }

    assert groups[id_of("page-and-brin")] == {"person/larry-page", "person/sergey-brin"}
    assert groups[id_of("saade-family")] == {
        "person/rodolphe-saade",
        "person/tanya-saade",
        "person/jacques-saade-junior",
    }


def test_zuckerberg_held_61_percent_of_the_votes_of_meta_on_13_percent_of_the_shares() -> None:
    first, *later = held_by("meta-platforms", "person/mark-zuckerberg")

    assert (first.votes, first.equity) == (Share.parse(61.1), Share.parse(13))
    assert (first.valid_from, first.valid_to) == (Day.parse("2012"), Day.parse("2025-05"))
    assert [str(line.votes) for line in later] == ["61", ">50"]


def test_microsoft_holds_27_percent_of_openai_since_the_recapitalization() -> None:
    figures = {
        str(line.valid_from): str(line.equity)
        for line in held_by("openai", "organization/microsoft")
        if line.equity is not None
    }

    assert figures == {"2025-10-28": "27", "None": "32.5"}


def test_amazon_and_google_have_no_votes_in_anthropic() -> None:
    votes = {
        str(line.votes)
        for holder in ("amazon", "google")
        for line in held_by("anthropic", f"organization/{holder}")
        if line.votes is not None
    }

    assert votes == {"0"}


def test_half_plus_one_share_is_more_than_half() -> None:
    line = held_by("sberbank", "organization/bank-of-russia")[0]

    assert str(line.equity) == ">50"


def test_a_chair_alone_appoints_nobody() -> None:
    line = held_by("humain", "person/mohammed-bin-salman")[0]

    assert line.interests == (relations.Interest.BOARD_CHAIR,)
    assert line.board_majority is None


def test_an_announced_deal_is_no_holding() -> None:
    assert held_by("aleph-alpha", "organization/cohere") == []
    assert held_by("axz", "organization/upstage") == []


def test_a_licence_and_hire_deal_runs_from_who_gives_to_who_gets() -> None:
    supplied = {
        (id_, line.supplier)
        for id_, node in organizations().items()
        for line in node.supplied_by
        if line.supply is relations.SupplyKind.LICENSE_AND_HIRE
    }

    assert supplied == {
        ("organization/amazon", "organization/adept"),
        ("organization/google", "organization/character-ai"),
        ("organization/google", "organization/windsurf"),
        ("organization/microsoft", "organization/inflection-ai"),
    }


def test_a_gift_to_a_nonprofit_is_funding_and_no_share() -> None:
    donors = organizations()[id_of("eleutherai")]

    assert donors.held_by == ()
    assert {line.supply for line in donors.supplied_by} == {relations.SupplyKind.FUNDING}


def test_keeping_files_on_a_hub_ties_no_bodies() -> None:
    arcee = organizations()[id_of("arcee-ai")]

    assert "organization/hugging-face" not in {line.member for line in arcee.members}


@pytest.mark.parametrize(
    ("developer", "day", "status"),
    [
        ("google-deepmind", TODAY, "JOINTLY_CONTROLLED"),
        ("meta-platforms", TODAY, "CONTROLLED"),
        ("openai", TODAY, "CONTROLLED"),
        ("openai-foundation", TODAY, "SELF_GOVERNED"),
        ("anthropic", date(2025, 6, 1), "UNDISCLOSED"),
        ("anthropic", date(2026, 4, 14), "CONTROLLED"),
        ("deepseek", TODAY, "CONTROLLED"),
        ("tii", TODAY, "STATE"),
        ("alibaba", TODAY, "CONTROLLED"),
        ("mistral-ai", TODAY, "UNDISCLOSED"),
        ("xai", date(2026, 2, 2), "CONTROLLED"),
        ("black-forest-labs", TODAY, "UNDISCLOSED"),
        ("microsoft", TODAY, "DISPERSED"),
        ("eth-zurich", TODAY, "STATE"),
        ("epfl", TODAY, "STATE"),
    ],
)
def test_the_status_of_a_well_known_developer(developer: str, day: date, status: str) -> None:
    assert control(day).status(id_of(developer)).value == status


@pytest.mark.parametrize(
    ("developer", "day", "paths"),
    [
        (
            "google-deepmind",
            date(2016, 6, 1),
            [
                "JOINT larry-page <- page-and-brin <- alphabet",
                "JOINT sergey-brin <- page-and-brin <- alphabet",
            ],
        ),
        (
            "google-deepmind",
            date(2024, 6, 1),
            [
                "JOINT larry-page <- page-and-brin <- alphabet <- google",
                "JOINT sergey-brin <- page-and-brin <- alphabet <- google",
            ],
        ),
        ("meta-platforms", TODAY, ["SOLE mark-zuckerberg"]),
        ("openai", TODAY, ["SOLE openai-foundation"]),
        ("anthropic", date(2026, 4, 13), []),
        ("anthropic", date(2026, 4, 14), ["SOLE anthropic-ltbt"]),
        ("deepseek", date(2026, 6, 15), ["SOLE liang-wenfeng"]),
        ("deepseek", date(2026, 6, 16), ["SOLE liang-wenfeng <- high-flyer"]),
        ("tii", TODAY, ["SOLE abu-dhabi-government <- atrc"]),
        ("alibaba", TODAY, ["SOLE alibaba-partnership"]),
        ("xai", date(2025, 1, 1), ["POSSIBLE elon-musk"]),
        ("xai", date(2025, 6, 1), ["SOLE elon-musk <- xai-holdings"]),
        ("xai", date(2026, 3, 1), ["SOLE elon-musk <- spacex"]),
        ("xai", TODAY, ["SOLE elon-musk <- spacex"]),
    ],
)
def test_the_path_by_which_a_developer_is_controlled(developer: str, day: date, paths: list[str]) -> None:
    assert path_to(developer, day) == paths


@pytest.mark.parametrize(("day", "basis"), [(date(2025, 10, 27), "RECORDED"), (date(2025, 10, 28), "BOARD")])
def test_the_foundation_controls_openai_by_its_board_since_the_recapitalization(
    day: date, basis: str
) -> None:
    (held,) = control(day).controllers(id_of("openai"))

    assert str(held.basis) == basis


def test_the_partnership_of_alibaba_nominates_subject_to_the_vote_of_the_shareholders() -> None:
    notes = [line.note or "" for line in held_by("alibaba", "organization/alibaba-partnership")]

    assert all("nominate" in note and "subject to" in note for note in notes)


def test_the_largest_known_holder_of_mistral_has_11_percent() -> None:
    figures = {
        holder.holder: str(holder.equity)
        for holder in control(TODAY).known_holders(id_of("mistral-ai"))
        if holder.equity
    }

    assert figures == {"organization/asml": "11"}


def test_the_evidence_that_microsoft_is_widely_held_says_how_old_it_is() -> None:
    assert control(TODAY).standing(id_of("microsoft")).as_of == Day.parse("2025")
