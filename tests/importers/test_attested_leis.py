"""LEIs whose check digits hold."""

from __future__ import annotations

from tests.importers.upstream import Expected, check_sample, check_upstream, refused, sample

NAME = "attested_leis"
SAMPLE: Expected = {
    "row 1": {"kind": "organization", "name": "Aster Data, Ltd", "lei": "ASTER000000000000041"}
}
REAL: Expected = {
    "row 1": {"name": "Alphabet Inc.", "lei": "5493006MHB84DD0ZWV18"},
    "row 35": {"name": "MISTRAL AI", "lei": "894500Q9JNDV9YXSOL64"},
    "row 29": {"name": "Microsoft Ireland Operations Limited", "lei": "549300WCLFVEBTBNRF76"},
}


def test_records_of_the_sample_read_as_facts() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_wrong_check_digits_and_namesakes_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "row 2": "gives an LEI whose check digits do not hold",
        "row 3": "gives no LEI or no name",
        "row 4": "is likely a namesake of the company that other sets mean",
        "row 5": "gives an LEI whose check digits do not hold",
    }
