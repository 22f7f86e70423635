"""What one file cannot show: faults between files, or between the lines of one."""

from __future__ import annotations

import pytest

from tests.facts.conftest import Spoil

MODEL, HELD = "model/aster-7b.yaml", "organization/aster-labs.yaml"
TRAINING_DATA = "training-data: {status: CLOSED, basis: REPORTED, source: source/openness-index}"

REFERENCES = {
    "an id that nothing has": (
        MODEL,
        "[{organization: organization/aster-labs}]",
        "[{organization: organization/aster-lab}]",
        "15: organization/aster-lab is not known; did you mean organization/aster-labs?",
    ),
    "an id that is near to none": (
        HELD,
        "country: jurisdiction/fr",
        "country: jurisdiction/xx",
        "7: jurisdiction/xx is not known",
    ),
    "a holder under the wrong kind": (
        HELD,
        "holder: person/ada-example",
        "holder: organization/ada-example",
        "11: organization/ada-example is not known; did you mean person/ada-example?",
    ),
    "a source that nothing has": (
        MODEL,
        "sources: [source/aster-card]",
        "sources: [source/aster-crad]",
        "5: source/aster-crad is not known; did you mean source/aster-card?",
    ),
    "a component that does not exist": (
        MODEL,
        "  final-weights:",
        "  final-weight:",
        "18: openness_property/final-weight is not known; did you mean openness_property/final-weights?",
    ),
    "a covered component that does not exist": (
        "model/briar-2.yaml",
        "covers: [final-weights, training-code,",
        "covers: [final-weights, training-cod,",
        "14: 'training-cod' is no openness property; did you mean training-code?",
    ),
    "a member that does not exist": (
        "jurisdiction/eu.yaml",
        "jurisdiction/de",
        "jurisdiction/df",
        "5: jurisdiction/df is not known",
    ),
    "a place of use that does not exist": (
        "use_case/village-library.yaml",
        "in_house: true",
        "in_house: true\njurisdiction: jurisdiction/xx",
        "7: jurisdiction/xx is not known",
    ),
    "a holder of its own": (
        HELD,
        "holder: person/ada-example",
        "holder: organization/aster-labs",
        "11: 'held_by' names organization/aster-labs itself; name the other one",
    ),
}

SOURCES = {
    "a file without a source": (
        "person/ada-example.yaml",
        "sources: [source/register]\n",
        "",
        "1: names no sources; add `sources: [...]` with where these facts were seen",
    ),
    "a holding without a source": (
        "organization/drift-systems.yaml",
        "as_of: 2023, source: source/register}",
        "as_of: 2023}",
        "6: needs its own `source`, the document that shows it",
    ),
    "a founding without a source": (
        HELD,
        "{founder: person/ada-example, valid_from: 2021, source: source/register}",
        "{founder: person/ada-example, valid_from: 2021}",
        "20: needs its own `source`, the document that shows it",
    ),
    "CLOSED without a source": (
        MODEL,
        TRAINING_DATA,
        "training-data: {status: CLOSED, basis: REPORTED}",
        "22: is CLOSED without its own `source`; name what says or shows so",
    ),
    "open training data without their place": (
        MODEL,
        TRAINING_DATA,
        "training-data: {status: OPEN}",
        "22: is OPEN without a `location`; give the address where it can be fetched",
    ),
}

STATEMENTS = {
    "CLOSED without a basis": (
        MODEL,
        "basis: REPORTED, ",
        "",
        "22: is CLOSED without `basis`; write STATED, ABSENT or REPORTED",
    ),
    "PARTIAL without its kind": (
        MODEL,
        "partial: DESCRIBED_ONLY, ",
        "",
        "23: is PARTIAL without `partial`; write GATED, SAMPLE, DESCRIBED_ONLY, RECONSTRUCTIBLE or DELAYED",
    ),
    "UNKNOWN without a reason": (
        MODEL,
        ", reason: SEARCHED_NOT_FOUND",
        "",
        "26: is UNKNOWN without `reason`; write NOT_SEARCHED, SEARCHED_NOT_FOUND, REFUSED or DISPUTED",
    ),
    "a basis beside another status": (
        MODEL,
        "final-weights: {status: OPEN,",
        "final-weights: {status: OPEN, basis: STATED,",
        "18: `basis` goes with CLOSED, not with OPEN",
    ),
    "a status that is derived": (
        MODEL,
        "  architecture:",
        "  download:",
        "20: 'download' is derived from offers and weights; remove it here",
    ),
    "an inventory that covers what is derived": (
        "model/briar-2.yaml",
        "covers: [final-weights, training-code,",
        "covers: [final-weights, api,",
        "14: 'api' is derived from offers and weights; remove it here",
    ),
    "a model that nobody made": (
        MODEL,
        "[{organization: organization/aster-labs}]",
        "[]",
        "15: names nobody; name at least one developer",
    ),
    "never offered, and offered": (
        "model/gorse-lab.yaml",
        "never_offered:",
        "offered_by: [{provider: organization/on, mode: API}]\nnever_offered:",
        "11: says that it was never offered, and `offered_by` says where; keep one of them",
    ),
}

DATES = {
    "an end before its start": (
        MODEL,
        "valid_from: 2024-03-14}]",
        "valid_from: 2024-03-14, valid_to: 2023}]",
        "16: ends (2023) before it starts (2024-03-14); swap or mend the dates",
    ),
    "an end on the day of its start": (
        MODEL,
        "valid_from: 2024-03-14}]",
        "valid_from: 2024-03-14, valid_to: 2024-03-14}]",
        "16: ends on the day it starts (2024-03-14); `valid_to` is the first day no longer",
    ),
    "a withdrawal before the release": (
        "model/dune-4.yaml",
        "withdrawn: 2025-06-30",
        "withdrawn: 2023-12",
        "6: is withdrawn (2023-12) before it is released (2024-02-01); swap or mend the dates",
    ),
    "a year with its digits swapped": (
        MODEL,
        "released: 2024-03-14",
        "released: 0224-03-14",
        "7: 0224-03-14 is too long ago to be right; mend the year",
    ),
    "a year that is far ahead": (
        MODEL,
        "released: 2024-03-14",
        "released: 2204-03-14",
        "7: 2204-03-14 is too far ahead to be right; mend the year",
    ),
}

SHARES = {
    "more than the whole of the votes": (
        HELD,
        "votes: 55.5",
        "votes: 85.5",
        "13: person/ada-example, organization/boreal-ventures together have 100.5 % of the votes "
        "at one time; mend a figure, or say when a holding ended (`valid_to`)",
    ),
    "more than the whole of the equity": (
        HELD,
        "equity: 12,",
        "equity: '>=71',",
        "13: person/ada-example, organization/boreal-ventures together have 101 % of the equity "
        "at one time; mend a figure, or say when a holding ended (`valid_to`)",
    ),
}

DUPLICATES = {
    "one name for two": (
        "person/bo-boreal.yaml",
        "Bo Boréal",
        "ada example",
        "1: has the same name as person/ada-example (ada example); make them one, or tell them apart",
    ),
    "one identifier for two": (
        "person/bo-boreal.yaml",
        "sources:",
        "external_ids: {wikidata: Q1}\nsources:",
        "2: has the same wikidata as person/ada-example (Q1); make them one, or tell them apart",
    ),
    "one address for two sources": (
        "source/register.yaml",
        "https://example.org/register",
        "https://example.org/chronicle",
        "1: has the same url as source/chronicle (https://example.org/chronicle); "
        "make them one, or tell them apart",
    ),
    "a line that stands twice": (
        "model/dune-4.yaml",
        "trained_on: [{dataset: dataset/dune-crawl, stage: PRE_TRAINING}]",
        "trained_on:\n- {dataset: dataset/dune-crawl, stage: PRE_TRAINING}\n"
        "- {stage: PRE_TRAINING, dataset: dataset/dune-crawl}",
        "19: stands twice in 'trained_on'; keep one of them",
    ),
    "a word that stands twice": (
        MODEL,
        "[TEXT, CODE]",
        "[TEXT, CODE, TEXT]",
        "8: stands twice in 'modalities'; keep one of them",
    ),
    "a source in place that has a file": (
        "person/ada-example.yaml",
        "[source/register]",
        "[{url: 'https://Example.org/register/', title: A, source_kind: PRIMARY}]",
        "4: the source at https://Example.org/register/ is source/register; name it by that id",
    ),
    "two titles for one source in place": (
        "person/ada-example.yaml",
        "[source/register]",
        "[{url: 'https://example.org/briar', title: Z, source_kind: PRIMARY}]",
        "4: the source at https://example.org/briar is called 'Z' here "
        "and 'Files of Briar 2' in facts/model/briar-2.yaml; use one title",
    ),
}

LINEAGE = {
    "a model that comes from itself": (
        MODEL,
        "trained_on:",
        "derived_from: [{model: model/aster-7b, relation: FINE_TUNE}]\ntrained_on:",
        "27: a model cannot come from itself: model/aster-7b <- model/aster-7b",
    ),
    "models that come from each other": (
        MODEL,
        "trained_on:",
        "derived_from: [{model: model/aster-7b-instruct-elan-int4, relation: FINE_TUNE}]\ntrained_on:",
        "27: a model cannot come from itself: model/aster-7b <- model/aster-7b-instruct-elan-int4 "
        "<- model/aster-7b-instruct-elan <- model/aster-7b",
    ),
    "a data set that comes from itself": (
        "dataset/meadow-corpus.yaml",
        "access: OPEN",
        "access: OPEN\nderived_from: [dataset/meadow-corpus-clean]",
        "5: a data set cannot come from itself: dataset/meadow-corpus "
        "<- dataset/meadow-corpus-clean <- dataset/meadow-corpus",
    ),
}

VOCABULARIES = {
    "a word that its vocabulary lacks": (
        MODEL,
        "[TEXT, CODE]",
        "[TEKST, CODE]",
        "8: 'TEKST' is not in vocabulary/modality.yaml; did you mean TEXT?",
    ),
    "a permission that its vocabulary lacks": (
        "license/cedar-research.yaml",
        "permissions: [MODIFY]",
        "permissions: [modify]",
        "4: 'modify' is not in vocabulary/license_permission.yaml; did you mean MODIFY?",
    ),
    "a word of a rule that its vocabulary lacks": (
        "rules/license-freedom.yaml",
        "any_restriction: [NONCOMMERCIAL]",
        "any_restriction: [NONCOMERCIAL]",
        "14: 'NONCOMERCIAL' is not in vocabulary/license_restriction.yaml; did you mean NONCOMMERCIAL?",
    ),
}

CLAIMED_WORDS = {
    "a criterion that the openness class lacks": (
        "criteria: [weights-open, weights-usable]",
        "criteria: [weights-open, weights-usefull]",
        "'weights-usefull' is no criterion of definition/openness-class; did you mean weights-usable?",
    ),
    "a word that claims nothing": (
        "word: OPEN_WEIGHTS",
        "word: NONE",
        "NONE claims nothing, so it needs nothing; take its rule out",
    ),
    "a word that has two rules": (
        "word: OPEN_WEIGHTS",
        "word: OPEN_SOURCE",
        "two rules are about one word; make them one",
    ),
    "a source that nothing has": (
        "sources: [source/osaid-1.0]",
        "sources: [source/osaid-1.1]",
        "source/osaid-1.1 is not known; did you mean source/osaid-1.0?",
    ),
}

DEFINITIONS = {
    "a component that cannot be tested": (
        "definition/runs-at-home.yaml",
        "{property: final-weights, is: [OPEN]}",
        "{property: final-wheights, is: [OPEN]}",
        "8: 'final-wheights' is no property that can be tested; did you mean final-weights?",
    ),
    "a status that only terms can have": (
        "definition/runs-at-home.yaml",
        "{property: final-weights, is: [OPEN]}",
        "{property: final-weights, is: [FREE]}",
        "8: FREE is nothing that a property can be; "
        "write one of OPEN, PARTIAL, CLOSED, UNKNOWN, NOT_APPLICABLE",
    ),
    "terms of nothing": (
        "definition/runs-at-home.yaml",
        "{freedom: weights,",
        "{freedom: wights,",
        "12: 'wights' is no freedom that can be tested; did you mean weights?",
    ),
    "a fact that no trade-off can test": (
        "trade_off/cost.yaml",
        "{fact: priced_providers, above: 1}",
        "{fact: priced_provider, above: 1}",
        "22: 'priced_provider' is no fact that can be tested; did you mean priced_providers?",
    ),
    "a fact of a trade-off that is asked in another way": (
        "trade_off/support.yaml",
        "{fact: withdrawn, equals: true, presumed: false}",
        "{fact: withdrawn, above: 1}",
        "7: 'withdrawn' is tested with `equals`",
    ),
}
FAULTS = {
    **REFERENCES,
    **SOURCES,
    **STATEMENTS,
    **DATES,
    **SHARES,
    **DUPLICATES,
    **LINEAGE,
    **VOCABULARIES,
    **DEFINITIONS,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_file_and_line_and_what_to_do(misstated: Spoil, fault: str) -> None:
    path, right, wrong, message = FAULTS[fault]

    assert misstated(path, right, wrong) == [f"facts/{path}:{message}"]


def test_shares_of_different_times_are_not_added(misstated: Spoil) -> None:
    """Juniper AI was held whole by one corporation and then whole by another."""
    assert misstated("organization/juniper-ai.yaml", "# A change of hands.", "# Two wholes.") == []


def test_a_group_and_its_member_are_not_added(misstated: Spoil) -> None:
    assert misstated("organization/moss-corp.yaml", "votes: 26,", "votes: 51.4,") == []


@pytest.mark.parametrize("slip", CLAIMED_WORDS)
def test_rules_on_claimed_words_name_what_there_is(misstated: Spoil, slip: str) -> None:
    right, wrong, message = CLAIMED_WORDS[slip]

    (problem,) = misstated("rules/open-washing.yaml", right, wrong)

    assert message in problem
