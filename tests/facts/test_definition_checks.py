"""Slips in a definition, and what is said about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.facts.conftest import problems_of

DEFINITION = """name: Slipped
sources: [source/chronicle]
version: '1'
publisher: Example Chronicle
date: 2024-05
summary: A definition with one slip.
license_terms:
  open: {says: open, any_of: [{TERMS}]}
criteria:
  a: {says: It is so., test: {TEST}}
outcomes: [{outcome: MET, says: It is., needs: [a]}]
"""
TERMS, TEST = "osi_approved: true", "license: weights, every: open"


@pytest.mark.parametrize(
    ("terms", "test", "message"),
    [
        (
            TERMS,
            "property: final-weight, is: [OPEN]",
            "'final-weight' is no property that can be tested; did you mean final-weights?",
        ),
        (
            TERMS,
            "license: weight, every: open",
            "'weight' is no license that can be tested; did you mean weights?",
        ),
        (
            TERMS,
            "license: weights, every: opne",
            "'opne' is not among `license_terms` here; did you mean open?",
        ),
        (
            TERMS,
            "fact: monetized, equals: true",
            "'monetized' is no fact that can be tested; did you mean monetised?",
        ),
        (TERMS, "fact: monetised, above: 3", "'monetised' is tested with `equals`"),
        (TERMS, "fact: parameters, equals: true", "'parameters' is tested with `above` or `at_most`"),
        (TERMS, "fact: modalities, equals: true", "'modalities' is tested with `includes`"),
        (
            "one_of: [license/meadow-permisive]",
            TEST,
            "license/meadow-permisive is not known; did you mean license/meadow-permissive?",
        ),
        (
            "any_restriction: [NONCOMERCIAL]",
            TEST,
            "'NONCOMERCIAL' is not in vocabulary/license_restriction.yaml",
        ),
        (TERMS, "fact: monetised", "beside `fact` give exactly one of equals, above, at_most, includes"),
        (
            TERMS,
            "license: weights, every: open, some: open",
            "beside `license` give exactly one of every, some",
        ),
        (TERMS, "every: open", "give exactly one of property, group, freedom, license, fact"),
    ],
)
def test_a_slip_is_named_with_its_remedy(own_world: Path, terms: str, test: str, message: str) -> None:
    text = DEFINITION.replace("TERMS", terms).replace("TEST", test)
    (own_world / "definition" / "slipped.yaml").write_text(text, encoding="utf-8")

    (problem,) = problems_of(own_world)

    assert "definition/slipped.yaml" in problem
    assert message in problem


@pytest.mark.parametrize(
    ("outcomes", "message"),
    [
        ("{outcome: MET, says: It is., needs: [b]}", "outcome MET names 'b', which is no criterion here"),
        ("{outcome: MET, says: It is., fails: [b]}", "outcome MET names 'b', which is no criterion here"),
        (
            "{outcome: MET, says: It is., needs: [a]}, {outcome: MET, says: It is not.}",
            "two outcomes have one name",
        ),
    ],
)
def test_outcomes_name_criteria_and_have_names_of_their_own(
    own_world: Path, outcomes: str, message: str
) -> None:
    text = DEFINITION.replace("TERMS", TERMS).replace("TEST", TEST)
    text = text.replace("{outcome: MET, says: It is., needs: [a]}", outcomes)
    (own_world / "definition" / "slipped.yaml").write_text(text, encoding="utf-8")

    (problem,) = problems_of(own_world)

    assert message in problem
