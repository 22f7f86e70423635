"""Things counted by what is known of them, and at most by what may be true."""

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from graph.derive.base_models import base_models
from graph.derive.concentration import Distribution
from graph.derive.grouping import Group, Place, Strand, grouped, in_order, shares
from graph.values.node_id import NodeId

RED, BLUE, HIDDEN = Place(("red",)), Place(("blue",)), Place(unknown=("it",))


def groups(*things: Place | list[Strand]) -> dict[tuple[str | None, ...], Group]:
    """Groups by key; a thing is a place in one dimension, or its strands."""
    named = {NodeId(f"thing/{at}"): thing for at, thing in enumerate(things)}
    strands = {
        name: frozenset([(thing,)] if isinstance(thing, Place) else thing) for name, thing in named.items()
    }
    return {group.key: group for group in grouped(strands)}


def bounds(found: dict[tuple[str | None, ...], Group]) -> dict[tuple[str | None, ...], tuple[int, int, int]]:
    return {key: (len(group.members), group.least, group.most) for key, group in found.items()}


def test_what_is_not_known_may_belong_to_every_group_and_surely_to_none() -> None:
    assert bounds(groups(RED, RED, BLUE, HIDDEN)) == {
        ("red",): (2, 2, 3),
        ("blue",): (1, 1, 2),
        (None,): (1, 0, 1),
    }


def test_where_some_values_are_possible_only_their_groups_may_have_it() -> None:
    either = Place(possible=frozenset({"red", "green"}))

    assert bounds(groups(RED, BLUE, either)) == {
        ("red",): (1, 1, 2),
        ("blue",): (1, 1, 1),
        ("green",): (0, 0, 1),
        (None,): (1, 0, 1),
    }


def test_a_thing_with_several_values_is_counted_in_each_and_weighs_one_in_all() -> None:
    found = groups(Place(("red", "blue")), RED)

    assert bounds(found) == {("red",): (2, 2, 2), ("blue",): (1, 1, 1)}
    assert found[("red",)].weight == Fraction(3, 2)


def test_values_that_belong_together_are_not_crossed() -> None:
    """Developed by one company in Paris and another in Bonn: neither is in the other's country."""
    elan, moss = Place(("elan",)), Place(("moss",))
    france, germany = Place(("fr",)), Place(("de",))

    found = groups([(elan, france), (moss, germany)])

    assert bounds(found) == {("elan", "fr"): (1, 1, 1), ("moss", "de"): (1, 1, 1)}


def test_groups_come_by_terms_or_by_how_many_they_have_and_the_unknown_last() -> None:
    things = [[(HIDDEN, RED)], [(BLUE, RED)], [(RED, BLUE)], [(RED, RED)]]
    found = groups(*things).values()

    assert [group.key for group in in_order(found, [["red", "blue"], None])] == [
        ("red", "red"),
        ("red", "blue"),
        ("blue", "red"),
        (None, "red"),
    ]


def test_parties_share_a_thing_equally_and_each_unknown_one_is_a_part() -> None:
    mixed = Place(("red",), unknown=("who made it",))

    assert shares([([mixed], Fraction(4)), ([RED, BLUE], Fraction(1))]) == Distribution(
        {"red": Fraction(5, 2), "blue": Fraction(1, 2)}, {"who made it": Fraction(2)}
    )


places = st.builds(
    Place,
    st.lists(st.sampled_from("ab"), unique=True, max_size=2).map(tuple),
    st.frozensets(st.sampled_from("abc"), max_size=2),
    st.sampled_from([(), ("x",)]),
)


@given(st.lists(st.tuples(places, places), max_size=6))
def test_least_and_most_are_those_of_asking_every_group_about_every_thing(strands: list[Strand]) -> None:
    found = groups(*([strand] for strand in strands))

    for key, group in found.items():
        if None not in key:
            fits = [[place.admits(value) for place, value in zip(s, key, strict=True)] for s in strands]
            has = [[value in place.values for place, value in zip(s, key, strict=True)] for s in strands]
            assert (group.least, group.most) == (sum(map(all, has)), sum(map(all, fits)))
    shown = {key for strand in strands for key in product(*(place.shown for place in strand))}
    assert shown <= found.keys()
    assert sum(group.weight for group in found.values()) == len(strands)


def test_base_models_are_the_roots_of_a_lineage() -> None:
    bases = {
        NodeId("merge"): [NodeId("tune"), NodeId("briar")],
        NodeId("tune"): [NodeId("aster")],
        NodeId("copy"): [NodeId("merge")],
    }

    assert base_models(NodeId("copy"), bases) == ("aster", "briar")
    assert base_models(NodeId("aster"), bases) == ("aster",)
