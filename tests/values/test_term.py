"""Terms of closed vocabularies carry their sentence."""

from __future__ import annotations

import pytest

from graph.values.freedom import Freedom
from graph.values.status import ClosedBasis, PartialKind, Status, UnknownReason
from graph.values.term import Term
from graph.values.truth import Truth


def test_a_term_is_its_text_and_has_a_sentence() -> None:
    assert Status.OPEN == "OPEN"
    assert str(Status.OPEN) == "OPEN"
    assert Status.OPEN.description.startswith("Anyone may fetch it")


def test_a_term_is_found_by_its_text() -> None:
    assert Status("PARTIAL") is Status.PARTIAL
    with pytest.raises(ValueError, match="'AJAR' is not a valid Status"):
        Status("AJAR")


@pytest.mark.parametrize("kind", [Truth, Status, PartialKind, ClosedBasis, UnknownReason, Freedom])
def test_every_term_has_a_sentence_of_its_own(kind: type[Term]) -> None:
    sentences = [term.description for term in kind]

    assert all(sentence.endswith(".") for sentence in sentences)
    assert len(set(sentences)) == len(sentences)
