from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.derive.ownership import Ownership
from tests.derive.control_rows import holds, org


def owners(*parts: tuple[str, str, object], of: str) -> dict[str, str]:
    rows = [holds(holder, target, equity=equity) for holder, target, equity in parts]
    shares = Ownership(date(2024, 6, 15), rows).owners(org(of))
    return {str(holder): str(share) for holder, share in shares.items()}


def test_shares_are_multiplied_along_a_chain() -> None:
    assert owners(("ann", "beta", 60), ("beta", "aster", 50), of="aster") == {"ann": "30", "beta": "50"}


def test_chains_to_the_same_company_are_added() -> None:
    parts = [("ann", "b", 60), ("ann", "c", 50), ("b", "aster", 50), ("c", "aster", 20), ("ann", "aster", 10)]

    assert owners(*parts, of="aster")["ann"] == "50"


def test_cross_holdings_belong_to_the_shareholders_outside() -> None:
    """Two companies that hold 42 % of each other, the case of Anglo American and De Beers in the 1990s."""
    parts = [("x", "anglo", 58), ("y", "de-beers", 58), ("anglo", "de-beers", 42), ("de-beers", "anglo", 42)]

    assert owners(*parts, of="anglo") == {"de-beers": "42", "x": "70.422535", "y": "29.577465"}


def test_what_comes_back_to_an_owner_does_not_count_again() -> None:
    """S. Baldone, F. Brioschi, S. Paleari (1998): y_ij = v_ij / v_ii."""
    assert owners(("a", "b", 50), ("b", "a", 20), of="b") == {"a": "50"}


def test_two_companies_that_own_each_other_wholly_have_no_other_owner() -> None:
    assert owners(("a", "b", 100), ("b", "a", 100), of="b") == {"a": "100"}


def test_treasury_shares_belong_to_the_other_owners() -> None:
    assert owners(("x", "aster", 80), ("aster", "aster", 20), of="aster") == {"x": "100"}


def test_ranges_give_ranges() -> None:
    assert owners(("x", "a", "30..50"), ("a", "b", ">50"), of="b") == {"a": ">=50", "x": "15..50"}


def test_an_unpublished_share_adds_nothing() -> None:
    assert owners(("ann", "beta", None), ("beta", "aster", 50), of="aster") == {"beta": "50"}


def test_an_organization_without_known_shares_has_no_known_owner() -> None:
    assert owners(("ann", "beta", 50), of="aster") == {}


def test_a_share_that_has_ended_does_not_count() -> None:
    rows = [holds("ann", "aster", equity=50, until="2024-01-01")]

    assert Ownership(date(2024, 6, 15), rows).owners(org("aster")) == {}


NAMES = "abcd"


@st.composite
def parts(draw: st.DrawFn) -> dict[tuple[str, str], int]:
    """Parts of each company held by the others; at least a tenth of each belongs to somebody else."""
    result = {}
    for target in NAMES:
        left = 9
        for holder in NAMES:
            part = draw(st.integers(0, left)) if holder != target else 0
            left -= part
            if part:
                result[holder, target] = 10 * part
    return result


def by_summing_all_walks(parts: dict[tuple[str, str], int], holder: str, target: str) -> float:
    """The series itself: what goes from hand to hand until next to nothing is left."""
    owned = {node: parts.get((holder, node), 0) / 100 for node in NAMES}
    moving = owned
    for _ in range(400):
        moving = {
            node: sum(moving[k] * parts.get((k, node), 0) / 100 for k in NAMES if k != holder)
            for node in NAMES
        }
        owned = {node: owned[node] + moving[node] for node in NAMES}
    return 100 * owned[target]


@given(parts())
def test_the_solution_is_the_sum_over_all_chains(parts: dict[tuple[str, str], int]) -> None:
    rows = [holds(holder, target, equity=equity) for (holder, target), equity in parts.items()]
    ownership = Ownership(date(2024, 6, 15), rows)

    for target in NAMES:
        shares = ownership.owners(org(target))
        for holder in set(NAMES) - {target}:
            share = shares.get(org(holder))
            expected = by_summing_all_walks(parts, holder, target)
            assert float(share.low if share else 0) == pytest.approx(expected, abs=1e-5)


@given(parts())
def test_outside_shareholders_own_the_whole_of_every_company(parts: dict[tuple[str, str], int]) -> None:
    """F. Brioschi, L. Buzzacchi, M. G. Colombo (1989): what outside holders own adds up to the whole."""
    inside = {target: sum(part for (_, held), part in parts.items() if held == target) for target in NAMES}
    rows = [holds(holder, target, equity=equity) for (holder, target), equity in parts.items()]
    rows += [holds(f"outside-{target}", target, equity=100 - share) for target, share in inside.items()]
    ownership = Ownership(date(2024, 6, 15), rows)

    for target in NAMES:
        shares = ownership.owners(org(target))
        outside = sum(share.low for holder, share in shares.items() if holder.startswith("outside"))
        assert outside == pytest.approx(Decimal(100), abs=Decimal("0.00001"))
