"""SPDX list: names, addresses and approval."""

from __future__ import annotations

from tests.importers.upstream import Expected, check_sample, check_upstream, refused, sample

NAME = "licenses"
SAMPLE: Expected = {
    "MIT": {
        "kind": "license",
        "name": "MIT License",
        "spdx": "MIT",
        "spdx_id": "MIT",
        "osi_approved": True,
        "url": "https://example.org/mit",
    },
    "CC-BY-NC-4.0": {
        "kind": "license",
        "name": "Creative Commons Attribution Non Commercial 4.0",
        "spdx": "CC-BY-NC-4.0",
        "spdx_id": "CC-BY-NC-4.0",
        "osi_approved": False,
    },
}
REAL: Expected = {
    "MIT": {"name": "MIT License", "osi_approved": True, "url": "https://opensource.org/license/mit/"},
    "CC-BY-NC-4.0": {
        "name": "Creative Commons Attribution Non Commercial 4.0 International",
        "osi_approved": False,
    },
    "Apache-2.0": {"name": "Apache License 2.0", "spdx": "Apache-2.0", "osi_approved": True},
}


def test_records_of_the_sample_read_as_facts() -> None:
    check_sample(NAME, SAMPLE)


def test_records_of_the_real_set() -> None:
    check_upstream(NAME, REAL, SAMPLE)


def test_unused_licences_are_refused() -> None:
    assert refused(NAME, sample(NAME)) == {
        "Aster-1.0": "is a licence that no known model or data set carries",
        "Apache-2.0": "holds a value of another type than the format has",
    }
