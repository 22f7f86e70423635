"""Readable ids: a kind and a name in lower case."""

from __future__ import annotations

import pytest

from graph.values.node_id import is_node_id, kind_of


@pytest.mark.parametrize(
    "text",
    [
        "model/llama-3.1-405b",
        "openness_property/final-weights",
        "license/cc-by-4.0",
        "license/gpl-2.0+",
        "model/c4ai_r",
        "person/a",
        "source/7",
    ],
)
def test_ids_are_a_kind_and_words_of_letters_and_digits(text: str) -> None:
    assert is_node_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "model",
        "model/",
        "/aster",
        "Model/aster",
        "model/Aster",
        "model/aster 7b",
        "model/-aster",
        "model/aster-",
        "model/aster/7b",
        "model/élan",
        "model/aster\n",
        " model/aster",
        "model/../aster",
    ],
)
def test_anything_else_is_no_id(text: str) -> None:
    assert not is_node_id(text)


def test_the_kind_of_an_id_is_what_stands_before_the_stroke() -> None:
    assert kind_of("model/llama-3.1-405b") == "model"
