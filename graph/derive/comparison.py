"""Things side by side: a row for each value that any of them has, those first in which they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

S = TypeVar("S")


@dataclass(frozen=True)
class Value:
    """A value as text, and the documents that it rests on; text `None`: nothing is known."""

    text: str | None
    sources: tuple[str, ...] = ()


NOTHING = Value(None)


@dataclass(frozen=True)
class ComparedRow(Generic[S]):
    """One value of every thing, in the order of the things; differs: whether they are not all the same."""

    section: S
    name: str
    values: tuple[Value, ...]

    @property
    def differs(self) -> bool:
        """Whether the texts are not all the same; nothing known beside something known is a difference."""
        return len({value.text for value in self.values}) > 1


def compared(things: Sequence[Mapping[tuple[S, str], Value]], order: Sequence[S]) -> list[ComparedRow[S]]:
    """Rows of what is known of several things, by section and name.

    order: the sections in their order; within one, names in the order in which the things have them.
    Rows in which the things differ come first; what none of them has is left out.
    """
    keys = dict.fromkeys(key for thing in things for key, value in thing.items() if value.text is not None)
    rows = [
        ComparedRow(section, name, tuple(thing.get((section, name), NOTHING) for thing in things))
        for section, name in keys
    ]
    places = {section: place for place, section in enumerate(order)}
    return sorted(rows, key=lambda row: (not row.differs, places[row.section]))
