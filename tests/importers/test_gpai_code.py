"""Signatories of the Code of Practice."""

from __future__ import annotations

from graph.importers import Imported
from tests.importers.upstream import Expected, check_sample, check_upstream, read, refused, sample

NAME = "gpai_code"
SAMPLE: Expected = {
    "row 1": {"kind": "organization", "name": "Aster Labs"},
    "row 2": {"kind": "organization", "name": "Briar"},
    "row 3": {"kind": "organization", "name": "Cedar"},
}
REAL: Expected = {
    "row 20": {"kind": "organization", "name": "Mistral AI"},
    "row 28": {"kind": "organization", "name": "xAI"},
    "row 29": {"kind": "organization", "name": "Meta"},
}


def test_records_of_the_sample_read_as_facts() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_a_signature_a_part_of_one_and_a_refusal_are_told_apart() -> None:
    records = [record for record in read(NAME, sample(NAME)) if isinstance(record, Imported)]

    found = [
        {key: value for key, value in record.values["commitments"][0].items() if key != "source"}
        for record in records
    ]
    assert found == [
        {"duty": "CODE_OF_PRACTICE", "status": "MET", "as_of": "2025-12"},
        {
            "duty": "CODE_OF_PRACTICE",
            "status": "PARTLY_MET",
            "chapters": ["SAFETY_AND_SECURITY"],
            "as_of": "2026-07-05",
        },
        {"duty": "CODE_OF_PRACTICE", "status": "REFUSED", "as_of": "2025-07"},
    ]


def test_a_row_that_rests_on_nothing_known_is_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "row 4": "names a source that is not known here: hearsay",
        "row 5": "names chapters that are not known here: transparency perhaps",
        "row 6": "names no organization",
    }
