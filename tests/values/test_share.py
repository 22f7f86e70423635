from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from graph.values.share import Share
from graph.values.truth import Truth

numbers = st.decimals(0, 100, places=2)


@st.composite
def shares(draw: st.DrawFn) -> Share:
    low, high = sorted([draw(numbers), draw(numbers)])
    open_ends = (draw(st.booleans()), draw(st.booleans())) if low < high else (False, False)
    return Share(low, high, *open_ends)


@pytest.mark.parametrize(
    ("value", "low", "high", "low_open", "high_open"),
    [
        (61, "61", "61", False, False),
        (27.5, "27.5", "27.5", False, False),
        ("49.99", "49.99", "49.99", False, False),
        (">50", "50", "100", True, False),
        (">=25", "25", "100", False, False),
        ("<5", "0", "5", False, True),
        ("<=5", "0", "5", False, False),
        ("30..50", "30", "50", False, False),
        (">30..<50", "30", "50", True, True),
    ],
)
def test_a_share_is_exact_strict_open_or_a_range(
    value: object, low: str, high: str, low_open: bool, high_open: bool
) -> None:
    assert Share.parse(value) == Share(Decimal(low), Decimal(high), low_open, high_open)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (-1, "a share of -1 % is below 0"),
        (100.5, "a share of 100.5 % is above 100"),
        ("120", "a share of 120 % is above 100"),
        ("50..30", r"the range 50\.\.30 is upside down"),
        (">100", "no share lies strictly beside 100 % here"),
        ("<0", "no share lies strictly beside 0 % here"),
        ("61%", "61% is not a share; write a percentage as 61, 27.5, '>50'"),
        ("about 5", "about 5 is not a share"),
        ("", "is not a share"),
        ("٦١", "is not a share"),
        ("5\n", "is not a share"),
        (float("nan"), "nan is not a share"),
        (float("inf"), "inf is not a share"),
        (True, "True is not a share"),
        (None, "None is not a share"),
    ],
)
def test_what_is_no_share_is_refused_with_a_sentence(wrong: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Share.parse(wrong)


@pytest.mark.parametrize(
    ("share", "more", "reaches"),
    [
        (50, Truth.NOT_MET, Truth.MET),
        (">50", Truth.MET, Truth.MET),
        (">=50", Truth.UNKNOWN, Truth.MET),
        ("<50", Truth.NOT_MET, Truth.NOT_MET),
        ("<=50", Truth.NOT_MET, Truth.UNKNOWN),
        ("30..60", Truth.UNKNOWN, Truth.UNKNOWN),
        ("50.01", Truth.MET, Truth.MET),
    ],
)
def test_a_range_that_straddles_the_threshold_leaves_the_answer_open(
    share: object, more: Truth, reaches: Truth
) -> None:
    assert Share.parse(share).more_than(50) is more
    assert Share.parse(share).at_least(50) is reaches


def test_decimals_are_added_exactly() -> None:
    assert Share.parse(0.1) + Share.parse(0.2) == Share.parse("0.3")


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (30, 20.5, "50.5"),
        (">50", 10, ">60"),
        ("30..50", "10..20", "40..70"),
        ("30..50", "<5", "30..<55"),
        (">=60", "10..20", ">=70"),
    ],
)
def test_shares_of_one_whole_add_up_to_at_most_the_whole(one: object, other: object, together: str) -> None:
    assert str(Share.parse(one) + Share.parse(other)) == together


@pytest.mark.parametrize(("one", "other"), [(60, 41), (">50", 50)])
def test_shares_that_cannot_be_parts_of_one_whole_are_not_added(one: object, other: object) -> None:
    with pytest.raises(ValueError, match="add up to more than 100 %"):
        Share.parse(one) + Share.parse(other)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [(40, 61, "40..61"), (61, 61, "61"), (">50", 50, ">=50"), ("<5", 5, "<=5"), ("1..3", "2..9", "1..9")],
)
def test_the_hull_leaves_room_for_both(one: object, other: object, both: str) -> None:
    assert str(Share.parse(one).hull(Share.parse(other))) == both


@given(shares())
def test_printing_and_reading_gives_the_same_share(share: Share) -> None:
    assert Share.parse(str(share)) == share


@given(shares(), numbers, numbers)
def test_a_comparison_is_decided_only_if_every_number_in_the_range_agrees(
    share: Share, number: Decimal, threshold: Decimal
) -> None:
    assume(share.low < number < share.high or (share.is_exact and number == share.low))

    assert share.more_than(threshold) in (Truth.of(number > threshold), Truth.UNKNOWN)
    assert share.at_least(threshold) in (Truth.of(number >= threshold), Truth.UNKNOWN)


class Fact(BaseModel, strict=True):
    votes: Share


@pytest.mark.parametrize(("value", "text"), [(61, "61"), (27.5, "27.5"), (">50", ">50")])
def test_a_field_reads_it_in_strict_mode_and_prints_it_back(value: object, text: str) -> None:
    assert Fact.model_validate({"votes": value}).model_dump(mode="json") == {"votes": text}


def test_a_field_passes_the_message_on() -> None:
    with pytest.raises(ValidationError, match=r"the range 50\.\.30 is upside down"):
        Fact.model_validate({"votes": "50..30"})


def test_editors_get_the_pattern_and_a_sentence() -> None:
    number, text = TypeAdapter(Share).json_schema()["anyOf"]

    assert number == {"type": "number", "minimum": 0, "maximum": 100}
    assert text["pattern"].startswith("^(?:")
