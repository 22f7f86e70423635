"""Research Organization Registry: one record an organization that other sets name."""

from __future__ import annotations

from tests.importers.upstream import Expected, check_sample, check_upstream, refused, sample

NAME = "ror"
SAMPLE: Expected = {
    "line 1": {
        "kind": "organization",
        "name": "Aster Labs",
        "ror": "0aster001",
        "wikidata": "Q100",
        "aliases": ["Aster"],
        "organization_kind": "COMPANY",
        "country": "FR",
    },
    "line 3": {
        "kind": "organization",
        "name": "Example University",
        "ror": "0example1",
        "aliases": ["EU"],
        "organization_kind": "UNIVERSITY",
        "country": "CH",
    },
    "line 4": {"kind": "organization", "name": "Clover Institute", "ror": "0clover01", "wikidata": "Q7"},
}
REAL: Expected = {
    "line 1": {
        "name": "01.AI",
        "organization_kind": "COMPANY",
        "ror": "023g5ws63",
        "wikidata": "Q130692307",
        "country": "CN",
        "aliases": ["零一万物"],
    },
    "line 550": {
        "name": "Zhejiang University",
        "organization_kind": "UNIVERSITY",
        "ror": "00a2xv884",
        "country": "CN",
    },
}


def test_records_of_the_sample_read_as_facts() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_branches_namesakes_and_relatives_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "line 2": "is a branch or namesake among several of one name",
        "line 5": "is a branch or namesake among several of one name",
        "line 6": "is a branch or namesake among several of one name",
        "line 7": "is withdrawn or no longer active",
        "line 8": "is only a relative of an organization that is named elsewhere",
        "line 9": "is a namesake of the organization that other sets mean",
        "line 10": "holds a value of another type than the format has",
    }
