"""What unknown subjects could turn out to be, as far as the tests of a definition can tell."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from graph.derive.criteria import Answers, Found, Leaf, answer_of
from graph.schema.definition import Test
from graph.schema.license_terms import LicenseTerms
from graph.values.freedom import Freedom
from graph.values.status import Status
from graph.values.truth import Truth


@dataclass(frozen=True)
class Case:
    """What a subject may be: a value that stands for all that the tests do not tell apart from it.

    value: `None` where the tests are of licences or lists, and only their answers matter.
    """

    answers: Answers
    value: Found = None


def cases(leaf: Leaf, tests: Sequence[Test], terms: Mapping[str, LicenseTerms]) -> tuple[Case, ...]:
    """One case for every way in which a subject can answer its tests, the most open first."""
    if leaf.sort == "license" or any(test.includes is not None for test in tests):
        return tuple(_free_cases(tests))
    seen: dict[Answers, Case] = {}
    for value in _values(leaf, tests):
        answers = tuple(answer_of(test, value, terms) for test in tests)
        seen.setdefault(answers, Case(answers, value))
    return tuple(seen.values())


def agree(case: Case, answers: Answers) -> bool:
    """Whether a case contradicts nothing that is known of its subject."""
    return all(
        known is Truth.UNKNOWN or known is met for known, met in zip(answers, case.answers, strict=True)
    )


def _free_cases(tests: Sequence[Test]) -> Iterator[Case]:
    """Every combination of answers; tests of one subject that ask the same answer alike."""
    asked = [(test.every, test.some, test.includes) for test in tests]
    distinct = list(dict.fromkeys(asked))
    for answers in product((Truth.MET, Truth.NOT_MET), repeat=len(distinct)):
        by_question = dict(zip(distinct, answers, strict=True))
        yield Case(tuple(by_question[question] for question in asked))


def _values(leaf: Leaf, tests: Sequence[Test]) -> Iterator[Found]:
    if leaf.sort in ("property", "group"):
        yield from (Status.OPEN, Status.PARTIAL, Status.CLOSED)
    elif leaf.sort == "freedom":
        yield from (value for value in Freedom if value is not Freedom.UNKNOWN)
    elif leaf.sort == "offered":
        yield from (Truth.MET, Truth.NOT_MET)
    elif any(test.equals is not None for test in tests):
        yield from (True, False)
    else:
        given = (limit for test in tests for limit in (test.above, test.at_most))
        limits = sorted({limit for limit in given if limit is not None})
        yield from (value for limit in limits for value in (limit, math.nextafter(limit, math.inf)))
