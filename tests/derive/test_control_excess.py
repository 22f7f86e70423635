from decimal import Decimal

from graph.derive.control.excess import excess_shares
from tests.derive.control_rows import holds, member, party


def test_named_shares_above_the_whole_are_reported_with_their_rows() -> None:
    (excess,) = excess_shares([holds("ann", "aster", 60), holds("bob", "aster", 41)], [])

    assert (excess.target, excess.measure, excess.total) == ("aster", "votes", Decimal(101))
    assert excess.holding_ids == ("ann>aster@2010-01-01", "bob>aster@2010-01-01")


def test_votes_and_equity_are_checked_apart() -> None:
    rows = [holds("ann", "aster", 60, equity=60), holds("bob", "aster", 40, equity=40.5)]

    assert [(excess.measure, excess.total) for excess in excess_shares(rows, [])] == [
        ("equity", Decimal("100.5"))
    ]


def test_two_holders_cannot_both_have_more_than_half() -> None:
    (excess,) = excess_shares([holds("ann", "aster", ">50"), holds("bob", "aster", ">=50")], [])

    assert excess.total == 100


def test_exactly_the_whole_is_no_excess() -> None:
    assert excess_shares([holds("ann", "aster", 50), holds("bob", "aster", 50)], []) == []


def test_shares_of_different_times_are_not_added() -> None:
    rows = [holds("old", "aster", 60, until="2020-01-01"), holds("new", "aster", 60, since="2020-01-01")]

    assert excess_shares(rows, []) == []


def test_crowds_groups_and_holders_of_holders_may_overlap() -> None:
    crowd = [holds("ann", "aster", 60), holds("crowd", "aster", 70)]
    group = [holds("pair", "alpha", 60), holds("ann", "alpha", 30), holds("bob", "alpha", 30)]
    chain = [holds("ann", "beta", 70), holds("vehicle", "beta", 60), holds("ann", "vehicle", 100)]

    assert (
        excess_shares(
            [*crowd, *group, *chain],
            [party("crowd", "DISPERSED"), party("pair", "GROUP")],
            [member("ann", "pair"), member("bob", "pair")],
        )
        == []
    )
