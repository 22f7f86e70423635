"""Control on random ownership graphs against slow, obvious oracles."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.derive.control_rows import control, holds, org

Pair = tuple[str, str]
Bounds = tuple[int, int]
Relation = set[Pair]

NAMES = ["a", "b", "c", "d", "e"]
UNIT = 4
"""Shares are multiples of four, so that no sum is exactly one half."""


@st.composite
def exact_shares(draw: st.DrawFn, names: int = 5) -> dict[Pair, int]:
    """Votes of each company, divided among the others; never more than the whole."""
    shares: dict[Pair, int] = {}
    for target in NAMES[:names]:
        left = 100 // UNIT
        for holder in NAMES[:names]:
            part = draw(st.integers(0, left)) if holder != target else 0
            left -= part
            if part:
                shares[holder, target] = part * UNIT
    return shares


@st.composite
def ranges(draw: st.DrawFn) -> dict[Pair, Bounds]:
    """As exact shares among four, some of them widened to a range."""
    shares = draw(exact_shares(names=4))
    widened = {}
    wide = draw(st.sets(st.sampled_from(sorted(shares)), max_size=3)) if shares else set()
    for pair, share in shares.items():
        below, above = (draw(st.sampled_from([0, UNIT, 5 * UNIT])) if pair in wide else 0 for _ in range(2))
        widened[pair] = (max(0, share - below), max(share, min(96, share + above)))
    return widened


def control_relation(shares: dict[Pair, int]) -> Relation:
    """The definition, word for word: repeat for each holder until nothing changes."""
    relation: Relation = set()
    for holder in NAMES:
        mine = {holder}
        while True:
            more = {
                target
                for target in NAMES
                if target not in mine and sum(shares.get((one, target), 0) for one in mine) > 50
            }
            if not more:
                break
            mine |= more
        relation |= {(holder, target) for target in mine - {holder}}
    return relation


def at_the_top(relation: Relation, target: str) -> set[str]:
    """Holders above the target that nobody outside their own ring controls."""
    return {
        holder
        for holder in NAMES
        if all((holder, upper) in relation for upper in NAMES if (upper, holder) in relation)
    } & {holder for holder in NAMES if (holder, target) in relation}


def completions(shares: dict[Pair, Bounds]) -> Iterator[dict[Pair, int]]:
    """Every choice of votes within the ranges in which no company has more than the whole."""
    columns = []
    for target in NAMES:
        pairs = [pair for pair in shares if pair[1] == target]
        choices = [range(shares[pair][0], shares[pair][1] + 1, UNIT) for pair in pairs]
        columns.append(
            [dict(zip(pairs, votes, strict=True)) for votes in product(*choices) if sum(votes) <= 100]
        )
    for chosen in product(*columns):
        yield {pair: votes for column in chosen for pair, votes in column.items()}


@given(exact_shares())
def test_ultimate_controllers_are_those_of_the_definition(shares: dict[Pair, int]) -> None:
    relation = control_relation(shares)

    result = control(*(holds(*pair, votes) for pair, votes in shares.items()))

    for target in NAMES:
        found = {item.holder for item in result.controllers(org(target))}
        assert found == at_the_top(relation, target)


@given(exact_shares())
def test_the_steps_of_a_path_lead_from_the_controller_to_the_target_and_outvote_the_rest(
    shares: dict[Pair, int],
) -> None:
    result = control(*(holds(*pair, votes) for pair, votes in shares.items()))

    for target in NAMES:
        for item in result.controllers(org(target)):
            mine = {str(item.holder)}
            for node in dict.fromkeys(step.target for step in item.path):
                used = [step.holder for step in item.path if step.target == node]
                assert set(used) <= mine
                assert sum(shares[holder, node] for holder in used) > 50
                mine.add(str(node))
            assert target in mine


@given(exact_shares())
def test_every_controlled_company_has_a_direct_controller(shares: dict[Pair, int]) -> None:
    relation = control_relation(shares)

    result = control(*(holds(*pair, votes) for pair, votes in shares.items()))

    for target in NAMES:
        direct = {str(item.holder) for item in result.direct_controllers(org(target))}
        assert direct <= {holder for holder in NAMES if (holder, target) in relation}
        assert bool(direct) == bool(at_the_top(relation, target))


@settings(max_examples=60, deadline=None)
@given(ranges())
def test_possible_means_in_some_completion_and_certain_means_in_all(shares: dict[Pair, Bounds]) -> None:
    relations = [control_relation(votes) for votes in completions(shares)]
    surely = set.intersection(*relations)
    possibly = set.union(*relations)

    result = control(*(holds(*pair, f"{low}..{high}") for pair, (low, high) in shares.items()))

    for target in NAMES:
        found = {item.holder: item.degree for item in result.controllers(org(target))}
        certain = {holder for holder, degree in found.items() if degree != "POSSIBLE"}
        assert certain == at_the_top(surely, target)
        assert found.keys() - certain == {
            holder
            for holder in NAMES
            if (holder, target) in possibly - surely
            if all((holder, upper) in surely for upper in NAMES if (upper, holder) in surely)
        }


@given(ranges(), st.data())
def test_a_figure_learned_never_leaves_a_controlled_company_without_a_controller(
    shares: dict[Pair, Bounds], data: st.DataObject
) -> None:
    before = control(*(holds(*pair, f"{low}..{high}") for pair, (low, high) in shares.items()))
    learned = {
        pair: data.draw(st.integers(low // UNIT, high // UNIT)) * UNIT for pair, (low, high) in shares.items()
    }

    after = control(*(holds(*pair, votes) for pair, votes in learned.items()))

    for target in NAMES:
        was_certain = any(item.degree != "POSSIBLE" for item in before.controllers(org(target)))
        assert not was_certain or after.controllers(org(target))
