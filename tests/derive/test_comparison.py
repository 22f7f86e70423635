"""Things side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.derive.comparison import NOTHING, Value, compared

ORDER = ("size", "terms")


def test_rows_that_differ_come_first_then_sections_then_names_as_they_are_told() -> None:
    one = {("terms", "weights"): Value("MIT"), ("size", "layers"): Value("8"), ("size", "heads"): Value("4")}
    two = {("terms", "weights"): Value("GPL"), ("size", "layers"): Value("8"), ("size", "heads"): Value("2")}

    rows = compared([one, two], ORDER)

    assert [(row.section, row.name, row.differs) for row in rows] == [
        ("size", "heads", True),
        ("terms", "weights", True),
        ("size", "layers", False),
    ]


def test_what_is_known_of_one_alone_is_a_difference_and_other_sources_are_none() -> None:
    one = {("size", "layers"): Value("8", ("source/a",)), ("size", "heads"): Value("4")}
    two = {("size", "layers"): Value("8", ("source/b",))}

    rows = compared([one, two], ORDER)

    assert [(row.name, row.differs) for row in rows] == [("heads", True), ("layers", False)]
    assert rows[0].values == (Value("4"), NOTHING)


keys = st.tuples(st.sampled_from(ORDER), st.text("abc", min_size=1, max_size=2))
things = st.lists(
    st.dictionaries(keys, st.sampled_from([Value("1"), Value("2"), NOTHING])), min_size=2, max_size=4
)


@given(things)
def test_everything_known_stands_in_one_row_in_its_own_column(
    told: list[dict[tuple[str, str], Value]],
) -> None:
    rows = compared(told, ORDER)

    shown = [
        (place, (row.section, row.name), value)
        for row in rows
        for place, value in enumerate(row.values)
        if value != NOTHING
    ]
    known = [
        (place, key, value) for place, thing in enumerate(told) for key, value in thing.items() if value.text
    ]
    assert sorted(shown, key=str) == sorted(known, key=str)
    assert [row.differs for row in rows] == sorted((row.differs for row in rows), reverse=True)
