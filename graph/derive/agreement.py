"""How far raters agree beyond chance: two on named categories, or any number on an ordered scale.

Sources: J. Cohen, A Coefficient of Agreement for Nominal Scales (1960); K. Krippendorff, Content Analysis,
4th edition (2018), chapter 12. Both are a few lines, and libraries that have them bring array code of many
times the size of this product with them; the tests compare these lines with such libraries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import permutations


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of two raters: 1 for full agreement, 0 for what chance gives, below for less.

    pairs: what the first and the second say of each thing that both judge.
    `None` where chance alone would give full agreement, or nothing is judged by both.
    """
    count = len(pairs)
    if not count:
        return None
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    observed = sum(one == other for one, other in pairs) * count
    expected = sum(number * second[value] for value, number in first.items())
    if expected == count * count:
        return None
    return (observed - expected) / (count * count - expected)


def krippendorff_alpha(units: Sequence[Sequence[int]]) -> float | None:
    """Krippendorff's alpha on an ordered scale, for any number of raters with gaps.

    units: for each thing, the places on the scale that its raters give; things with one rater tell nothing.
    `None` where no two judgements differ, so that chance cannot be told from agreement, or none are paired.
    """
    pairable = [unit for unit in units if len(unit) > 1]
    totals = Counter(value for unit in pairable for value in unit)
    count = sum(totals.values())
    if len(totals) < 2:
        return None
    observed = sum(
        sum(_distance(one, other, totals) for one, other in permutations(unit, 2)) / (len(unit) - 1)
        for unit in pairable
    )
    expected = sum(
        totals[one] * totals[other] * _distance(one, other, totals) for one in totals for other in totals
    )
    return 1 - (count - 1) * observed / expected


def _distance(one: int, other: int, totals: Counter[int]) -> float:
    """How far two places lie apart, squared: by how many judgements fall between them."""
    if one == other:
        return 0.0
    between = sum(number for value, number in totals.items() if min(one, other) <= value <= max(one, other))
    return float((between - (totals[one] + totals[other]) / 2) ** 2)
