"""How concentrated something is: shares, Herfindahl-Hirschman index, largest shares, effective number.

What is not known is bounded, not guessed. The index and the share of the largest are Schur-convex: joining
two parts never lowers them. So they are least where each unknown part belongs to a party of its own, and most
where all of them belong to the largest known party.

Sources: O. C. Herfindahl, Concentration in the steel industry (1950), and A. O. Hirschman, The paternity of
an index (1964), for the index; M. A. Adelman, Comment on the "H" concentration measure as a
numbers-equivalent (1969), for its inverse; A. W. Marshall, I. Olkin, Inequalities: theory of majorization and
its applications (1979), for Schur-convexity.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

Weights = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A figure at least and at most, over all that is not known."""

    least: float
    most: float


@dataclass(frozen=True)
class Distribution:
    """What each party has of a whole.

    known: weight of each party. unknown: weights whose party is not known, by a name for each such party.
    """

    known: Weights
    unknown: Weights

    @cached_property
    def total(self) -> Fraction:
        """The whole."""
        return sum(self.known.values(), self.unknown_weight)

    @cached_property
    def unknown_weight(self) -> Fraction:
        """What belongs to parties that are not known."""
        return sum(self.unknown.values(), Fraction())

    @property
    def unknown_share(self) -> float:
        """Part of the whole whose party is not known, 0 to 1; 0 where there is nothing."""
        return self.share(self.unknown_weight)

    def share(self, weight: Fraction) -> float:
        """A weight as a part of the whole, 0 to 1; 0 where there is nothing."""
        return float(weight / self.total) if self.total else 0.0

    def most_share(self, party: str | None) -> float:
        """The share of a party if all that is unknown were its own; `None`: the share of what is unknown."""
        known = Fraction() if party is None else self.known[party]
        return self.share(known + self.unknown_weight)

    @property
    def ordered(self) -> list[tuple[str | None, Fraction]]:
        """Parties with their weights, the largest first, ties by name; last `None`, all that is unknown."""
        parties = sorted(self.known.items(), key=lambda item: (-item[1], item[0]))
        return [*parties, *([(None, self.unknown_weight)] if self.unknown else [])]

    @cached_property
    def hhi(self) -> Bounds | None:
        """The sum of the squared shares: 1/n for n equal parties, 1 for one; `None`: there is nothing."""
        if not self.total:
            return None
        return Bounds(*(float(_squares(parts) / self.total**2) for parts in (self._apart, self._joined)))

    @property
    def effective_number(self) -> Bounds | None:
        """How many parties of equal size would be as concentrated: 1 / HHI; `None`: there is nothing."""
        return None if self.hhi is None else Bounds(1 / self.hhi.most, 1 / self.hhi.least)

    def top(self, count: int) -> Bounds | None:
        """Part of the whole that the largest few have together, 0 to 1; `None`: there is nothing."""
        if not self.total:
            return None
        return Bounds(*(self.share(sum(parts[:count], Fraction())) for parts in (self._apart, self._joined)))

    @cached_property
    def _apart(self) -> list[Fraction]:
        """Weights, the largest first, where each unknown part has a party of its own."""
        return sorted([*self.known.values(), *self.unknown.values()], reverse=True)

    @cached_property
    def _joined(self) -> list[Fraction]:
        """Weights, the largest first, where the largest known party has all that is unknown."""
        largest, *others = sorted(self.known.values(), reverse=True) or [Fraction()]
        return [largest + self.unknown_weight, *others]


def _squares(weights: Iterable[Fraction]) -> Fraction:
    return sum((weight**2 for weight in weights), Fraction())
