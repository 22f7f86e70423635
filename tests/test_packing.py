"""A graph comes out of its bytes as it was put in."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.packing import packed, unpacked

texts = st.text(max_size=5)
values = (
    st.none()
    | st.booleans()
    | st.integers(-(2**40), 2**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts
)
parts = st.lists(values, max_size=3) | st.dictionaries(
    texts, values | st.lists(texts, max_size=2), max_size=3
)
properties = st.dictionaries(st.sampled_from(["name", "aliases", "note", "rules"]), values | parts)


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows by ascending id, which need not have the same keys."""
    return [{**row, "id": f"model/{at}"} for at, row in enumerate(draw(st.lists(properties, max_size=6)))]


@given(
    nodes=rows(),
    edges=rows(),
    claims=rows(),
    words=st.dictionaries(texts, texts, max_size=3),
    coverage=st.dictionaries(texts, values | parts, max_size=3),
)
def test_what_is_packed_is_unpacked(
    nodes: Any, edges: Any, claims: Any, words: dict[str, str], coverage: dict[str, Any]
) -> None:
    content = ({"model": nodes}, {"MADE": edges, "HOLDS": []}, {"modality": words}, claims, coverage)

    found = unpacked(packed(*content))

    assert found == content
    assert list(found[2]["modality"]) == list(words)
    assert packed(*found) == packed(*content)
