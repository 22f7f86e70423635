"""Search by name and alias that forgives slips of the keyboard."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Set

from rapidfuzz import fuzz, process

from graph.query import Match
from graph.snapshot import Row
from graph.values.node_id import NodeId, kind_of, slug

MIN_SCORE = 70.0
"""Below this likeness, 0 to 100, a name is not an answer."""


def fold(text: str) -> str:
    """Text as search compares it: no case, no accents, marks between words as single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char if char.isalnum() else " " for char in plain if not unicodedata.combining(char))
    return " ".join(kept.split())


class TextIndex:
    """Folded names and aliases of all nodes but sources."""

    def __init__(self, rows: Mapping[NodeId, Row]) -> None:
        self._rows = rows
        self._names: list[str] = []
        self._ids: list[NodeId] = []
        for node_id, row in rows.items():
            for name in (row["name"], *row.get("aliases", ()), slug(node_id)):
                folded = fold(name)
                if folded:
                    self._names.append(folded)
                    self._ids.append(node_id)

    def search(self, text: str, kinds: Set[str], limit: int) -> list[Match]:
        """The nodes whose best name is nearest, best first, ties by id; `kinds` empty: all but sources."""
        best: dict[NodeId, float] = {}
        for _, score, at in process.extract(
            fold(text), self._names, scorer=_likeness, score_cutoff=MIN_SCORE, limit=None
        ):
            node_id = self._ids[at]
            kind = kind_of(node_id)
            if (kind in kinds) if kinds else kind != "source":
                best[node_id] = max(best.get(node_id, 0.0), score)
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        return [Match(self._rows[node_id], score) for node_id, score in ranked[:limit]]


def _likeness(asked: str, name: str, *, score_cutoff: float | None = None) -> float:
    """Whole names count most, then the same words in another order, then a name that holds the text.

    A text shorter than four letters is no part of a name, and a name shorter than the text holds less of it.
    """
    held = 0.0
    if len(asked) >= 4:
        held = 0.9 * fuzz.partial_ratio(asked, name) * min(1.0, len(name) / len(asked))
    return max(fuzz.ratio(asked, name), 0.95 * fuzz.token_sort_ratio(asked, name), held)
