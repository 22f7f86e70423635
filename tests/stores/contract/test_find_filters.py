"""Question: which nodes of a kind fit a filter on their own properties?"""

from __future__ import annotations

from graph.query import And, Compare, Find, Ids, Not, Operator, Or
from graph.values.node_id import NodeId
from tests.stores.contract.conftest import AskedStore, names


def test_without_a_filter_all_nodes_of_the_kind_fit_by_ascending_id(store: AskedStore) -> None:
    assert store.ids("jurisdiction") == ["de", "eu", "fr", "jp", "no", "us"]


def test_a_kind_without_nodes_gives_none(store: AskedStore) -> None:
    (found,) = store.find(Find("unicorn"))

    assert (list(found.rows), found.total, found.has_previous, found.has_next) == ([], 0, False, False)


def test_several_questions_are_answered_in_their_order(store: AskedStore) -> None:
    found = store.find(
        Find("jurisdiction", Compare("code", Operator.EQUALS, "NO")),
        Find("person", Compare("name", Operator.EQUALS, "Ada Example")),
        Find("unicorn"),
    )

    assert [names(part.rows) for part in found] == [["no"], ["ada-example"], []]


def test_no_question_gets_no_answer(store: AskedStore) -> None:
    assert store.find() == []


def test_equal_text_is_equal_letter_by_letter(store: AskedStore) -> None:
    assert store.ids("model", Compare("family", Operator.EQUALS, "Elm")) == ["elm-40b"]
    assert store.ids("model", Compare("family", Operator.EQUALS, "elm")) == []


def test_equal_booleans_leave_out_what_is_not_said(store: AskedStore) -> None:
    assert store.ids("model", Compare("general_purpose", Operator.EQUALS, True)) == ["aster-7b", "meadow-1"]
    assert store.ids("model", Compare("general_purpose", Operator.EQUALS, False)) == []


def test_one_of_several_values(store: AskedStore) -> None:
    wanted = Compare("openness", Operator.ONE_OF, ("API_ONLY", "UNRELEASED", "NEVER"))

    assert store.ids("model", wanted) == ["dune-4", "gorse-lab"]


def test_one_of_no_values_fits_nothing(store: AskedStore) -> None:
    assert store.ids("model", Compare("openness", Operator.ONE_OF, ())) == []


def test_numbers_are_compared_as_numbers(store: AskedStore) -> None:
    assert store.ids("model", Compare("parameters", Operator.LESS, 3_000_000_000)) == [
        "aster-mini",
        "fern-voice",
    ]
    assert store.ids("model", Compare("parameters", Operator.AT_MOST, 3_000_000_000)) == [
        "aster-mini",
        "briar-2",
        "fern-voice",
    ]
    assert store.ids("model", Compare("parameters", Operator.MORE, 40_000_000_000)) == [
        "cedar-1",
        "gorse-lab",
    ]
    assert store.ids("model", Compare("parameters", Operator.AT_LEAST, 40_000_000_000)) == [
        "cedar-1",
        "elm-40b",
        "gorse-lab",
    ]


def test_dates_are_compared_as_their_iso_text(store: AskedStore) -> None:
    """A year comes before every day in it."""
    assert store.ids("model", Compare("released", Operator.LESS, "2023-02")) == ["gorse-lab", "ivy-1"]
    assert store.ids("model", Compare("released", Operator.AT_LEAST, "2024-10-10")) == [
        "aster-mini",
        "fern-voice",
    ]


def test_an_absent_value_satisfies_no_comparison(store: AskedStore) -> None:
    below = store.ids("model", Compare("context_length", Operator.AT_MOST, 4096))
    above = store.ids("model", Compare("context_length", Operator.MORE, 4096))

    assert (below, above) == (["meadow-1"], ["aster-7b"])


def test_missing_finds_what_is_absent_or_what_is_there(store: AskedStore) -> None:
    assert store.ids("model", Compare("released", Operator.MISSING, True)) == ["yuki-1"]
    assert store.ids("model", Compare("withdrawn", Operator.MISSING, False)) == ["dune-4"]


def test_a_list_without_values_is_not_missing(store: AskedStore) -> None:
    assert store.ids("jurisdiction", Compare("aliases", Operator.MISSING, True)) == []


def test_a_property_that_the_kind_lacks_is_absent(store: AskedStore) -> None:
    assert store.ids("jurisdiction", Compare("parameters", Operator.MORE, 0)) == []
    assert len(store.ids("jurisdiction", Compare("parameters", Operator.MISSING, True))) == 6


def test_a_text_may_start_with_a_text_letter_by_letter(store: AskedStore) -> None:
    assert store.ids("model", Compare("name", Operator.STARTS_WITH, "Aster ")) == [
        "aster-7b",
        "aster-briar-merge",
        "aster-mini",
    ]
    assert store.ids("model", Compare("name", Operator.STARTS_WITH, "aster ")) == []


def test_a_text_contains_a_text_whatever_the_case(store: AskedStore) -> None:
    assert store.ids("model", Compare("name", Operator.CONTAINS, "7b INS")) == [
        "aster-7b-instruct-elan",
        "aster-7b-instruct-elan-int4",
    ]
    assert store.ids("model", Compare("name", Operator.CONTAINS, "FOUGÈRE")) == ["fern-voice"]
    assert store.ids("model", Compare("name", Operator.CONTAINS, "一号")) == ["yuki-1"]


def test_signs_of_other_languages_have_no_meaning_in_a_text(store: AskedStore) -> None:
    for text in (".*", "%", "_", "\\", "'", '"', "}) RETURN 1 //"):
        assert store.ids("model", Compare("name", Operator.CONTAINS, text)) == []


def test_every_text_contains_the_empty_one(store: AskedStore) -> None:
    assert len(store.ids("model", Compare("name", Operator.CONTAINS, ""))) == 14


def test_a_list_includes_a_value(store: AskedStore) -> None:
    assert store.ids("model", Compare("modalities", Operator.INCLUDES, "CODE")) == ["aster-7b"]
    assert store.ids("model", Compare("modalities", Operator.INCLUDES, "COD")) == []


def test_a_node_may_be_one_of_some_ids(store: AskedStore) -> None:
    wanted = Ids(frozenset({NodeId("model/yuki-1"), NodeId("model/none"), NodeId("person/ada-example")}))

    assert store.ids("model", wanted) == ["yuki-1"]


def test_and_asks_for_all_or_for_one_of_its_parts(store: AskedStore) -> None:
    open_weights = Compare("weights", Operator.EQUALS, "OPEN")
    closed_training = Compare("training", Operator.EQUALS, "CLOSED")

    assert store.ids("model", And((open_weights, closed_training))) == ["aster-7b", "briar-2", "elm-40b"]
    assert len(store.ids("model", Or((open_weights, closed_training)))) == 11


def test_and_of_nothing_fits_all_and_or_of_nothing_none(store: AskedStore) -> None:
    assert len(store.ids("model", And(()))) == 14
    assert store.ids("model", Or(())) == []


def test_not_gives_exactly_the_others_those_without_a_value_too(store: AskedStore) -> None:
    small = Compare("parameters", Operator.LESS, 10**12)

    assert store.ids("model", Not(small)) == ["aster-briar-merge", "dune-4", "ivy-1", "yuki-1"]
