"""Tests in plain words: what they look at, what they ask for, what would satisfy them."""

from __future__ import annotations

from collections.abc import Mapping

from graph.derive.criteria import Found, Leaf, leaf_of
from graph.derive.licensing import Grounds
from graph.schema.definition import Test
from graph.schema.license_terms import LicenseTerms
from graph.values.freedom import Freedom
from graph.values.status import Status

Terms = Mapping[str, LicenseTerms]


def subject(leaf: Leaf) -> str:
    """What a test looks at: `property final-weights`, `license weights`, `offered`."""
    return f"{leaf.sort} {leaf.name}".strip()


def wanted(test: Test, terms: Terms, *, negated: bool = False) -> tuple[str, ...]:
    """What satisfies a test without parts; `negated`: what satisfies its opposite."""
    if test.property is not None or test.group is not None or test.freedom is not None:
        values: list[Status | Freedom] = list(Freedom if test.freedom else Status)
        silent = (Status.UNKNOWN, Status.NOT_APPLICABLE, Freedom.UNKNOWN)
        return tuple(
            str(value)
            for value in values
            if value not in silent and (value in (test.is_ or ())) is not negated
        )
    if test.license is not None:
        quantities = ("every licence", "not every licence") if test.every else ("some licence", "no licence")
        return (f"{quantities[negated]} is {terms[test.every or test.some or ''].says}",)
    return (_wanted_fact(test, negated=negated),)


def _wanted_fact(test: Test, *, negated: bool) -> str:
    if test.includes is not None:
        return f"{'none' if negated else 'one'} of {', '.join(test.includes)}"
    if test.above is not None:
        return f"{'at most' if negated else 'more than'} {test.above:g}"
    if test.at_most is not None:
        return f"{'more than' if negated else 'at most'} {test.at_most:g}"
    asked = test.ever_offered if test.fact is None else test.equals
    return "no" if asked is negated else "yes"


def found_words(found: Found) -> str:
    """What was found, in a word or two: a status, licences by name, a figure, yes or no."""
    if isinstance(found, tuple):
        return ", ".join(_item(item) for item in found) or "UNKNOWN"
    if isinstance(found, bool):
        return "yes" if found else "no"
    if found is None:
        return "UNKNOWN"
    return str(found) if isinstance(found, str) else f"{found:g}"


def _item(item: object) -> str:
    if isinstance(item, Grounds):
        return item.name
    return "licence not known" if item is None else str(item)


def sentence(test: Test, terms: Terms) -> str:
    """A whole test in words: `final-weights is OPEN, and one of: ...`."""
    if test.all is not None:
        return "; and ".join(_within(part, terms) for part in test.all)
    if test.any is not None:
        return "; or ".join(_within(part, terms) for part in test.any)
    if test.not_ is not None:
        return f"not ({sentence(test.not_, terms)})"
    leaf = leaf_of(test)
    asked = " or ".join(wanted(test, terms))
    match leaf.sort:
        case "license":
            return f"{leaf.name}: {asked}"
        case "freedom":
            return f"terms of {leaf.name} are {asked}"
        case "fact":
            return f"{leaf.name.replace('_', ' ')}: {asked}"
        case "offered":
            return f"ever offered: {asked}"
        case _:
            return f"{leaf.name} is {asked}"


def _within(part: Test, terms: Terms) -> str:
    return f"({sentence(part, terms)})" if part.all or part.any else sentence(part, terms)
