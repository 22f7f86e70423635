"""ScanCode's index: licences that models carry."""

from __future__ import annotations

from tests.importers.upstream import Expected, check_sample, check_upstream, refused, sample

NAME = "spdx"
SAMPLE: Expected = {
    "1: mit": {"kind": "license", "name": "MIT", "spdx": "MIT", "spdx_id": "MIT", "category": "PERMISSIVE"},
    "2: cc-by-nc-4.0": {
        "kind": "license",
        "name": "CC-BY-NC-4.0",
        "spdx": "CC-BY-NC-4.0",
        "spdx_id": "CC-BY-NC-4.0",
    },
}
REAL: Expected = {
    "1417: mit": {"name": "MIT", "spdx_id": "MIT", "category": "PERMISSIVE"},
    "116: apache-2.0": {"name": "Apache-2.0", "spdx": "Apache-2.0", "category": "PERMISSIVE"},
    "387: cc-by-nc-4.0": {"name": "CC-BY-NC-4.0", "category": None},
}


def test_records_of_the_sample_read_as_facts() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_exceptions_given_up_ids_and_unused_licences_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "3: aster-exception": "is an exception to licences, and not a licence",
        "4: gpl-3.0": "is an id that has been given up",
        "5: bellis-terms": "is a licence that no known model or data set carries",
        "6: clover": "lacks the field 'spdx_license_key' of the format",
        "7: without key": "holds a value of another type than the format has",
    }
