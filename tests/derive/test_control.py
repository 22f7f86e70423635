"""The answers expected for well-known laboratories, from the rows that are known about them."""

import pytest

from graph.derive.control.facts import Dispersal, Party, Span
from graph.derive.control.map import ControlMap
from graph.values.day import Day
from tests.derive.control_rows import control, holds, member, org, party, path, who

GOOGLE = [
    holds("page-and-brin", "alphabet", 51, since="2015", until="2019-06", as_of="2017-06-07"),
    holds("page-and-brin", "alphabet", "51.3", since="2015", until="2025", as_of="2019-06"),
    holds("page-and-brin", "alphabet", "51.4", since="2015", as_of="2025-11"),
    holds("larry-page", "alphabet", "26.3", equity="6.1", since="2015", as_of="2022-12"),
    holds("sergey-brin", "alphabet", "24.9", equity="5.7", since="2015", as_of="2022-12"),
    holds("alphabet", "google", since="2015", as_of="2025-12-31", controls=True),
    holds("alphabet", "deepmind", since="2015", until="2023-04-20", as_of="2023-04", controls=True),
    holds("google", "deepmind", since="2014", until="2015", as_of="2023-04", controls=True),
    holds("google", "deepmind", since="2023-04-20", as_of="2023-04", controls=True),
]


def google(on: str) -> ControlMap:
    members = [member("larry-page", "page-and-brin"), member("sergey-brin", "page-and-brin")]
    return control(*GOOGLE, on=on, parties=[party("page-and-brin", "GROUP")], members=members)


def test_the_founders_of_google_control_deepmind_jointly() -> None:
    result = google("2024-06-01")

    assert result.status(org("deepmind")) == "JOINTLY_CONTROLLED"
    assert who(result, "deepmind") == ["larry-page JOINT GROUP_MEMBER", "sergey-brin JOINT GROUP_MEMBER"]


@pytest.mark.parametrize(
    ("on", "below_alphabet"),
    [("2016-06-01", ["alphabet > deepmind"]), ("2024-06-01", ["alphabet > google", "google > deepmind"])],
)
def test_deepmind_stood_beside_google_until_2023_and_below_it_since(
    on: str, below_alphabet: list[str]
) -> None:
    page, _ = google(on).controllers(org("deepmind"))

    assert path(page) == ["larry-page > page-and-brin", "page-and-brin > alphabet", *below_alphabet]


def test_zuckerberg_controls_meta_by_votes_although_the_newest_row_has_no_figure() -> None:
    result = control(
        holds("zuckerberg", "meta", "61.1", equity=13, since="2012", until="2025-05", as_of="2023-05-31"),
        holds("zuckerberg", "meta", 61, since="2012", as_of="2025-05", interests=["votingRights"]),
        holds("zuckerberg", "meta", since="2012", as_of="2026", interests=["votingRights"]),
        on="2026-06-01",
    )

    (zuckerberg,) = result.controllers(org("meta"))
    assert who(result, "meta") == ["zuckerberg SOLE VOTES"]
    assert (str(zuckerberg.votes), str(zuckerberg.since)) == ("61", "2012")


OPENAI = [
    holds("foundation", "openai", since="2019", until="2025-10-28", as_of="2025-10-28", controls=True),
    holds("foundation", "openai", since="2025-10-28", as_of="2026", board=True),
    holds("foundation", "openai", equity=26, since="2025-10-28", as_of="2025-10-28"),
    holds("microsoft", "openai", equity=27, since="2025-10-28", as_of="2025-10-28"),
]


@pytest.mark.parametrize(
    ("on", "answer"),
    [("2025-10-27", ["foundation SOLE RECORDED"]), ("2025-10-28", ["foundation SOLE BOARD"])],
)
def test_the_foundation_controls_openai_on_another_basis_since_the_recapitalization(
    on: str, answer: list[str]
) -> None:
    result = control(*OPENAI, on=on, parties=[party("foundation", "FOUNDATION")])

    assert who(result, "openai") == answer
    assert result.status(org("foundation")) == "SELF_GOVERNED"


def test_microsoft_is_a_significant_holder_of_openai_and_no_controller() -> None:
    result = control(*OPENAI, on="2026-01-01")

    assert [holder.holder for holder, _ in result.significant_holders(org("openai"))] == [
        "foundation",
        "microsoft",
    ]


ANTHROPIC = [
    holds("ltbt", "anthropic", since="2023", as_of="2024-05-31", board=False),
    holds("ltbt", "anthropic", since="2025", as_of="2025"),
    holds("ltbt", "anthropic", since="2023-09-19", as_of="2026-03"),
    holds("ltbt", "anthropic", since="2026-04-14", as_of="2026-04-14", board=True),
    holds("ltbt", "anthropic", since="2026-04", as_of="2026-06-01", board=True),
    holds("google", "anthropic", 0, equity=14, since=None, as_of="2025-03-11"),
    holds("amazon", "anthropic", 0, equity=21, since=None, as_of="2025-09-30"),
]


@pytest.mark.parametrize(
    ("on", "status", "answer"),
    [
        ("2025-06-01", "UNDISCLOSED", []),
        ("2026-03-31", "UNDISCLOSED", []),
        ("2026-04-13", "UNDISCLOSED", ["ltbt POSSIBLE BOARD"]),
        ("2026-04-14", "CONTROLLED", ["ltbt SOLE BOARD"]),
        ("2026-11-24", "CONTROLLED", ["ltbt SOLE BOARD"]),
    ],
)
def test_the_trust_controls_anthropic_since_it_appoints_most_directors(
    on: str, status: str, answer: list[str]
) -> None:
    result = control(*ANTHROPIC, on=on, parties=[party("ltbt", "TRUST")])

    assert (result.status(org("anthropic")), who(result, "anthropic")) == (status, answer)


DEEPSEEK = [
    holds("high-flyer", "deepseek", since="2023", as_of="2025-03", controls=True),
    holds("liang", "high-flyer", equity=76, since=None, as_of="2025-11"),
    holds("liang", "deepseek", equity=84, since=None, until="2026-06-16", as_of="2025-11"),
    holds("liang", "deepseek", since="2026-06-16", as_of="2026", interests=["votingRights"]),
]


@pytest.mark.parametrize(
    ("on", "steps"),
    [
        ("2026-01-01", ["liang > deepseek"]),
        ("2026-07-01", ["liang > high-flyer", "high-flyer > deepseek"]),
    ],
)
def test_liang_controls_deepseek_directly_and_then_through_high_flyer(on: str, steps: list[str]) -> None:
    (liang,) = control(*DEEPSEEK, on=on).controllers(org("deepseek"))

    assert (liang.degree, path(liang)) == ("SOLE", steps)


def test_abu_dhabi_stands_behind_its_institute() -> None:
    result = control(
        holds("abu-dhabi", "atrc", since="2020-05-27", as_of="2020-05-27", board=True),
        holds("atrc", "tii", since="2020", as_of="2024-02", controls=True),
        parties=[party("abu-dhabi", "GOVERNMENT"), party("atrc", "GOVERNMENT_BODY")],
    )

    (emirate,) = result.controllers(org("tii"))
    assert result.status(org("tii")) == "STATE"
    assert path(emirate) == ["abu-dhabi > atrc", "atrc > tii"]


def test_a_partnership_controls_alibaba_by_the_board_and_governs_itself() -> None:
    result = control(
        holds("partnership", "alibaba", since="2014", as_of="2014-05", board=True),
        holds("jack-ma", "alibaba", equity=">=4.3", since="2023-12", as_of="2024-01-24"),
        parties=[party("partnership", "PARTNERSHIP")],
    )

    assert who(result, "alibaba") == ["partnership SOLE BOARD"]
    assert result.status(org("partnership")) == "SELF_GOVERNED"


def test_mistral_is_undisclosed_with_asml_as_the_largest_known_holder() -> None:
    result = control(
        holds("asml", "mistral", equity=11, since="2025-09-09", as_of="2025-09-09"),
        holds("a16z", "mistral", since=None, as_of="2025-09"),
        on="2026-01-01",
    )

    shares = [str(holder.equity) for holder in result.known_holders(org("mistral"))]
    assert (result.status(org("mistral")), shares) == ("UNDISCLOSED", ["None", "11"])


XAI = [
    holds("musk", "spacex", "82.4", since="2026-06-12", as_of="2026-06-13"),
    holds("musk", "spacex", 79, equity=42, since="2002", until="2026-06-12", as_of="2026-04-21"),
    holds("musk", "xai-holdings", since="2025-03-28", until="2026-02-02", as_of="2025-03", controls=True),
    holds("xai-holdings", "xai", since="2025-03-28", until="2026-02-02", as_of="2025-03-29", controls=True),
    holds("spacex", "xai", since="2026-02-02", as_of="2026-02-04", controls=True),
]


@pytest.mark.parametrize(
    ("on", "steps"),
    [
        ("2025-06-15", ["musk > xai-holdings", "xai-holdings > xai"]),
        ("2026-03-15", ["musk > spacex", "spacex > xai"]),
    ],
)
def test_musk_controls_xai_through_one_holding_company_after_the_other(on: str, steps: list[str]) -> None:
    (musk,) = control(*XAI, on=on).controllers(org("xai"))

    assert (musk.degree, path(musk)) == ("SOLE", steps)


def test_nobody_is_known_to_control_xai_before_the_holding_company() -> None:
    assert who(control(*XAI, on="2025-01-15"), "xai") == []


def test_microsoft_is_dispersed_as_of_2021() -> None:
    seen = Dispersal(Day.parse("2021-12"), ("source/holders",))
    microsoft = Party(org("microsoft"), kind="COMPANY", listed=(Span(),), dispersed=(seen,))
    result = control(
        holds("vanguard", "microsoft", "8.2", since=None, as_of="2021-12"),
        parties=[microsoft],
        on="2026-01-01",
    )

    standing = result.standing(org("microsoft"))
    assert (standing.status, str(standing.as_of)) == ("DISPERSED", "2021-12")
