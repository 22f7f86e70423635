"""Question: which nodes have a name like this?"""

from __future__ import annotations

import pytest

from tests.stores.contract.conftest import AskedStore


def found(store: AskedStore, text: str, *kinds: str, limit: int = 10) -> list[str]:
    return [match.row["id"] for match in store.search(text, kinds, limit)]


def test_the_node_of_that_name_comes_first(store: AskedStore) -> None:
    matches = store.search("Aster 7B")

    assert (matches[0].row["id"], matches[0].score) == ("model/aster-7b", 100)


def test_a_search_forgives_slips_of_the_keyboard(store: AskedStore) -> None:
    assert found(store, "astr 7b")[0] == "model/aster-7b"
    assert found(store, "Ada Exmaple", "person") == ["person/ada-example"]


def test_case_and_accents_do_not_matter(store: AskedStore) -> None:
    assert found(store, "SOCIETE elan", "organization")[0] == "organization/societe-elan"
    assert found(store, "fougere a voix", "model") == ["model/fern-voice"]


def test_names_in_another_script_are_found(store: AskedStore) -> None:
    assert found(store, "雪研究所") == ["organization/yuki-kenkyusho"]


def test_aliases_are_found_too(store: AskedStore) -> None:
    assert found(store, "Yuki Kenkyusho")[0] == "organization/yuki-kenkyusho"
    assert found(store, "日本") == ["jurisdiction/jp"]


def test_words_may_stand_in_another_order(store: AskedStore) -> None:
    assert found(store, "Example Ada", "person") == ["person/ada-example"]


def test_only_nodes_of_the_kinds_asked_come(store: AskedStore) -> None:
    assert {node_id.partition("/")[0] for node_id in found(store, "Aster", "organization", "license")} == {
        "organization",
        "license",
    }


def test_sources_come_only_where_they_are_asked(store: AskedStore) -> None:
    assert "source/register" not in found(store, "Register of companies")
    assert found(store, "Register of companies", "source")[0] == "source/register"


def test_the_best_come_first_and_ties_go_by_id(store: AskedStore) -> None:
    matches = store.search("Aster", limit=50)

    assert [(-match.score, match.row["id"]) for match in matches] == sorted(
        (-match.score, match.row["id"]) for match in matches
    )


def test_no_more_come_than_asked(store: AskedStore) -> None:
    every = found(store, "Aster", limit=50)

    assert len(every) > 2
    assert found(store, "Aster", limit=2) == every[:2]
    assert found(store, "Aster", limit=0) == []


def test_a_node_comes_once_however_many_of_its_names_fit(store: AskedStore) -> None:
    every = found(store, "Aster 7B", limit=50)

    assert len(every) == len(set(every))


@pytest.mark.parametrize("text", ["", "   ", "?!", "qqqqqqqqqq", "model/aster*"])
def test_text_that_is_near_to_no_name_finds_nothing_and_hurts_nothing(store: AskedStore, text: str) -> None:
    assert found(store, text, "person") == []


def test_signs_of_query_languages_are_only_text(store: AskedStore) -> None:
    for text in ("Ada AND Example~ OR *", "name:Ada", 'Ada "Example', "Ada/Example", "(Ada"):
        assert set(found(store, text, "person")) <= {"person/ada-example"}
