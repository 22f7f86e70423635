"""Question: which nodes have these ids?"""

from __future__ import annotations

from tests.stores.contract.conftest import AskedStore, names


def test_rows_come_in_the_order_of_the_ids(store: AskedStore) -> None:
    rows = store.nodes("model/yuki-1", "person/ada-example", "model/aster-7b")

    assert names(rows) == ["yuki-1", "ada-example", "aster-7b"]


def test_an_id_that_is_asked_twice_is_answered_twice(store: AskedStore) -> None:
    assert names(store.nodes("model/yuki-1", "model/yuki-1")) == ["yuki-1", "yuki-1"]


def test_an_unknown_id_leaves_its_place_empty(store: AskedStore) -> None:
    rows = store.nodes("model/none", "model/aster-7b", "nothing", "")

    assert names(rows) == ["-", "aster-7b", "-", "-"]


def test_no_ids_give_no_rows(store: AskedStore) -> None:
    assert store.nodes() == []


def test_an_id_is_compared_letter_by_letter(store: AskedStore) -> None:
    assert store.nodes("model/Aster-7B", "model/aster-7b ") == [None, None]


def test_a_row_holds_output_values(store: AskedStore) -> None:
    (row,) = store.nodes("model/aster-7b")

    assert row is not None
    assert row["__typename"] == "Model"
    assert row["name"] == "Aster 7B"
    assert row["aliases"] == ["Aster-7B-v1"]
    assert row["released"] == "2024-03-14"
    assert row["parameters"] == 7000000000
    assert row["training_compute_flop"] == 8.4e22
    assert row["general_purpose"] is True
    assert row["withdrawn"] is None
    assert row["external_ids"] == [{"scheme": "HUGGING_FACE", "value": "aster-labs/aster-7b"}]


def test_text_in_any_script_comes_back_as_it_was(store: AskedStore) -> None:
    french, japanese = store.nodes("organization/societe-elan", "organization/yuki-kenkyusho")

    assert french is not None
    assert japanese is not None
    assert (french["name"], japanese["name"]) == ("Société Élan", "雪研究所")


def test_a_name_that_reads_as_a_boolean_is_text(store: AskedStore) -> None:
    (row,) = store.nodes("organization/on")

    assert row is not None
    assert (row["name"], row["aliases"]) == ("On", ["No", "Yes"])
