"""Golden shares: who may block, whatever the votes, has influence and by that alone no control."""

from graph.derive.control.map import ControlMap
from graph.derive.dependence import vetoes
from tests.derive.control_rows import control, holds, org, party, who

ARTICLES = ["shareholding", "controlViaCompanyRulesOrArticles"]


def blocking(result: ControlMap, organization: str) -> list[str]:
    """`state MET 1` for each holder that may block and does not control."""
    found = vetoes(result.golden_shares(org(organization)), result.controllers(org(organization)))
    return [f"{item.on} {item.certain} {item.share}" for item in found]


def test_a_golden_share_beside_a_dispersed_rest_controls_nothing() -> None:
    result = control(holds("state", "aster", equity=1, interests=ARTICLES), parties=[party("aster")])

    assert who(result, "aster") == []
    assert result.status(org("aster")) == "UNDISCLOSED"
    assert blocking(result, "aster") == ["state MET 1"]


def test_a_golden_share_takes_nothing_from_whoever_has_the_majority() -> None:
    result = control(holds("parent", "aster", 99), holds("state", "aster", 1, interests=ARTICLES))

    assert who(result, "aster") == ["parent SOLE VOTES"]
    assert blocking(result, "aster") == ["state MET 1"]


def test_a_golden_share_with_a_seat_on_the_board_is_no_majority_of_it() -> None:
    result = control(
        holds("state", "aster", interests=ARTICLES),
        holds("state", "aster", board=False, interests=["appointmentOfBoard"], as_of="2020-01-01"),
    )

    assert who(result, "aster") == []


def test_where_a_source_records_control_the_golden_share_is_part_of_it() -> None:
    result = control(holds("state", "aster", controls=True, interests=ARTICLES))

    assert who(result, "aster") == ["state SOLE RECORDED"]
    assert blocking(result, "aster") == []


def test_a_holder_shows_its_golden_share_among_the_known_holders() -> None:
    result = control(holds("state", "aster", interests=ARTICLES), holds("ann", "aster", 30))

    shown = {holder.holder: holder.golden_share for holder in result.known_holders(org("aster"))}
    assert shown == {"state": "MET", "ann": "NOT_MET"}


def test_a_golden_share_lasts_as_long_as_its_rows() -> None:
    rows = [
        holds("state", "aster", since="2021-01-01", until="2023-01-01", interests=ARTICLES),
        holds("state", "aster", equity=1, since="2023-01-01", until="2025", interests=["shareholding"]),
    ]

    (golden,) = control(*rows, on="2022-06-01").golden_shares(org("aster"))

    assert (str(golden.since), str(golden.until)) == ("2021-01-01", "2023-01-01")
    assert control(*rows, on="2024-06-01").golden_shares(org("aster")) == ()


def test_a_year_alone_leaves_it_open_within_the_year() -> None:
    row = holds("state", "aster", since="2024", interests=ARTICLES)

    assert blocking(control(row, on="2024-06-01"), "aster") == ["state UNKNOWN None"]
    assert blocking(control(row, on="2025-01-01"), "aster") == ["state MET None"]
