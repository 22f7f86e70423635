"""Values and keys that a declaration does not allow, each with what a contributor should write instead."""

from __future__ import annotations

import pytest

from graph.facts.load import Facts
from graph.values.node_id import NodeId
from tests.facts.conftest import Spoil

MODEL, HELD, PERSON = "model/aster-7b.yaml", "organization/aster-labs.yaml", "person/ada-example.yaml"
INTERESTS = "[shareholding, votingRights], equity: 12"
FORM = "write a percentage as 61, 27.5, '>50', '>=25', '<5', '<=5' or '30..50'"
NAME_A_SOURCE = "write its id, as in source/name, or {url: …, title: …, source_kind: …}"

FAULTS = {
    # keys
    "a key that is misspelt": (
        MODEL,
        "family:",
        "famly:",
        "6: 'famly' is not a key here; did you mean family?",
    ),
    "a use that nobody can be asked about": (
        "use_case/village-library.yaml",
        "serve:",
        "server:",
        "4: 'server' is not a key here; did you mean serve?",
    ),
    "fewer users than nobody": (
        "use_case/village-library.yaml",
        "monthly_users: 300",
        "monthly_users: -300",
        "5: 'monthly_users' is below zero; write 0 or more",
    ),
    "a key of another kind": (
        MODEL,
        "family: Aster",
        "held_by: []",
        "6: 'held_by' is not a key here; did you mean developed_by?",
    ),
    "a key in an entry with few": (
        HELD,
        "{lei: 00EXAMPLEASTERLABS01, ",
        "{isin: X, ",
        "4: 'isin' is not a key here; keys are wikidata, lei, ror, hugging_face, spdx, doi, iso_3166",
    ),
    "a source with a name instead of a title": (
        "model/briar-2.yaml",
        "title: Files of Briar 2,",
        "title: Files of Briar 2, name: Briar,",
        "13: 'name' is not a key here; keys are url, title, publisher, published, source_kind, license",
    ),
    "YAML's merge key": (MODEL, "family: Aster", "<<: {family: Aster}", "6: '<<' is not a key here"),
    "a required key that is left out": (
        PERSON,
        "name: Ada Example\n",
        "",
        "1: 'name' is missing; every entry here needs it",
    ),
    "a required key of an entry": (
        HELD,
        "holder: person/ada-example, ",
        "",
        "11: 'holder' is missing; every entry here needs it",
    ),
    # true and false
    "a boolean in quotes": (
        MODEL,
        "general_purpose: true",
        "general_purpose: 'true'",
        "12: 'general_purpose' is 'true'; write true or false, without quotes",
    ),
    "yes for true": (
        MODEL,
        "general_purpose: true",
        "general_purpose: yes",
        "12: 'general_purpose' is 'yes'; write true or false, without quotes",
    ),
    "1 for true": (
        MODEL,
        "general_purpose: true",
        "general_purpose: 1",
        "12: 'general_purpose' is '1'; write true or false, without quotes",
    ),
    # numbers
    "a whole number in quotes": (
        MODEL,
        "7000000000",
        "'7000000000'",
        "9: 'parameters' is '7000000000', not a whole number; write all its digits, without quotes",
    ),
    "a number with a letter for billions": (
        MODEL,
        "7000000000",
        "7B",
        "9: 'parameters' is '7B', not a whole number; write all its digits, without quotes",
    ),
    "a number with marks between": (
        MODEL,
        "7000000000",
        "7,000,000,000",
        "9: 'parameters' is '7,000,000,000', not a whole number; write all its digits, without quotes",
    ),
    "a count with a fraction": (
        MODEL,
        "7000000000",
        "7.5",
        "9: 'parameters' is '7.5', not a whole number; write all its digits, without quotes",
    ),
    "a count below zero": (MODEL, "7000000000", "-7", "9: 'parameters' is below zero; write 0 or more"),
    "a number in quotes": (
        MODEL,
        "8.4e22",
        "'8.4e22'",
        "11: 'training_compute_flop' is '8.4e22', not a number; write it as 0.5 or 8.4e22, without quotes",
    ),
    "a number out of reach": (
        MODEL,
        "8.4e22",
        "8.4e2200",
        "11: 'training_compute_flop' is no number that can be right; mend its exponent",
    ),
    # text
    "a number where text belongs": (
        MODEL,
        "family: Aster",
        "family: 7",
        "6: 'family' must be text; write it in quotes: '7'",
    ),
    "true where text belongs": (
        MODEL,
        "family: Aster",
        "family: true",
        "6: 'family' must be text; write it in quotes: 'true'",
    ),
    "a list where one text is expected": (
        MODEL,
        "family: Aster",
        "family: [Aster]",
        "6: 'family' takes one text, not a list or an entry of its own; write it on one line",
    ),
    "text in quotes that is empty": (
        MODEL,
        "family: Aster",
        "family: ''",
        "6: 'family' is empty; write a value, or leave the line out",
    ),
    "text that begins with a blank": (
        MODEL,
        "family: Aster",
        "family: ' Aster'",
        "6: 'family' begins with a blank; remove it",
    ),
    "a required value that is not there": (
        PERSON,
        "name: Ada Example",
        "name:",
        "1: 'name' has no value; write one, or leave the line out",
    ),
    # lists and entries
    "one value where a list is expected": (
        MODEL,
        "[TEXT, CODE]",
        "TEXT",
        "8: 'modalities' takes a list; put what belongs together between [ and ]",
    ),
    "an entry where a list of them is expected": (
        MODEL,
        "developed_by: [{organization: organization/aster-labs}]",
        "developed_by: {organization: organization/aster-labs}",
        "15: 'developed_by' takes a list; put what belongs together between [ and ]",
    ),
    "a list without values": (
        MODEL,
        " [TEXT, CODE]",
        "",
        "8: 'modalities' has no value; write one, or leave the line out",
    ),
    "an id where an entry is expected": (
        MODEL,
        "[{organization: organization/aster-labs}]",
        "[organization/aster-labs]",
        "15: entry 1 of 'developed_by' is 'organization/aster-labs'; "
        "write an entry with keys instead: {organization: …}",
    ),
    "a status without its entry": (
        MODEL,
        "final-weights: {status: OPEN, location: 'https://example.org/aster/7b'}",
        "final-weights: OPEN",
        "18: 'final-weights' is 'OPEN'; write an entry with keys instead: {status: …}",
    ),
    "a statement without its source": (
        "model/gorse-lab.yaml",
        "never_offered: {source: source/chronicle}",
        "never_offered: true",
        "10: 'never_offered' is 'true'; write an entry with keys instead: {source: …}",
    ),
    # words
    "a status in small letters": (
        MODEL,
        "final-weights: {status: OPEN,",
        "final-weights: {status: open,",
        "18: 'open' is not allowed for 'status'; did you mean OPEN?",
    ),
    "a status that does not exist": (
        MODEL,
        "final-weights: {status: OPEN,",
        "final-weights: {status: AVAILABLE,",
        "18: 'AVAILABLE' is not allowed for 'status'; "
        "write one of OPEN, PARTIAL, CLOSED, UNKNOWN, NOT_APPLICABLE",
    ),
    "true for a status": (
        MODEL,
        "final-weights: {status: OPEN,",
        "final-weights: {status: true,",
        "18: 'true' is not allowed for 'status'; write one of OPEN, PARTIAL, CLOSED, UNKNOWN, NOT_APPLICABLE",
    ),
    "an interest that is misspelt": (
        HELD,
        INTERESTS,
        "[shareholder], equity: 12",
        "11: 'shareholder' is not allowed for entry 1 of 'interests'; did you mean shareholding?",
    ),
    "a list where one word is expected": (
        MODEL,
        "word: OPEN_SOURCE",
        "word: [OPEN_SOURCE]",
        "14: '[OPEN_SOURCE]' is not allowed for 'word'; did you mean OPEN_SOURCE?",
    ),
    # dates
    "a day that no calendar has": (
        MODEL,
        "released: 2024-03-14",
        "released: 2024-02-30",
        "7: 'released': 2024-02-30 is not a date; write YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    "a date in another order": (
        MODEL,
        "released: 2024-03-14",
        "released: 14.03.2024",
        "7: 'released': 14.03.2024 is not a date; write YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    "a date with the name of the month": (
        MODEL,
        "released: 2024-03-14",
        "released: March 2024",
        "7: 'released': March 2024 is not a date; write YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    "a date with a time": (
        MODEL,
        "released: 2024-03-14",
        "released: 2024-03-14 12:00:00",
        "7: 'released': 2024-03-14 12:00:00 is not a date; write YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    "true for a date": (
        HELD,
        "{valid_from: 2022-06-01}",
        "{valid_from: true}",
        "8: 'valid_from': true is not a date; write YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    # shares
    "a share in words": (
        HELD,
        "equity: 12,",
        "equity: about 12,",
        f"11: 'equity': about 12 is not a share; {FORM}",
    ),
    "a share with its sign": (
        HELD,
        "equity: 12,",
        "equity: 12%,",
        f"11: 'equity': 12% is not a share; {FORM}",
    ),
    "a share with a comma": (
        HELD,
        "equity: 12,",
        "equity: '12,5',",
        f"11: 'equity': 12,5 is not a share; {FORM}",
    ),
    "a range with a hyphen": (
        HELD,
        "equity: 12,",
        "equity: 10-20,",
        f"11: 'equity': 10-20 is not a share; {FORM}",
    ),
    "a range upside down": (
        HELD,
        "equity: 12,",
        "equity: 20..10,",
        "11: 'equity': the range 20..10 is upside down",
    ),
    "a share above the whole": (
        HELD,
        "equity: 12,",
        "equity: 140,",
        "11: 'equity': a share of 140 % is above 100",
    ),
    "true for a share": (HELD, "equity: 12,", "equity: true,", f"11: 'equity': true is not a share; {FORM}"),
    # ids, addresses, identifiers
    "an id without its kind": (
        MODEL,
        "[{organization: organization/aster-labs}]",
        "[{organization: aster-labs}]",
        "15: 'aster-labs' is no id for 'organization'; write organization/name, in lower case",
    ),
    "an id of a kind that cannot stand there": (
        MODEL,
        "[{organization: organization/aster-labs}]",
        "[{organization: person/ada-example}]",
        "15: 'person/ada-example' is no id for 'organization'; write organization/name, in lower case",
    ),
    "an id in capitals": (
        HELD,
        "{holder: person/ada-example",
        "{holder: person/Ada-Example",
        "11: 'person/Ada-Example' is no id for 'holder'; "
        "write organization/name or person/name, in lower case",
    ),
    "the code of a country": (
        HELD,
        "country: jurisdiction/fr",
        "country: FR",
        "7: 'FR' is no id for 'country'; write jurisdiction/name, in lower case",
    ),
    "the address of a source alone": (
        PERSON,
        "[source/register]",
        "['https://example.org/register']",
        f"4: 'https://example.org/register' is no source; {NAME_A_SOURCE}",
    ),
    "the title of a source alone": (
        PERSON,
        "[source/register]",
        "Register of companies",
        f"4: 'Register of companies' is no source; {NAME_A_SOURCE}",
    ),
    "a number for a source": (
        PERSON,
        "[source/register]",
        "[1]",
        f"4: entry 1 of 'sources' is '1'; {NAME_A_SOURCE}",
    ),
    "an address without https": (
        "source/register.yaml",
        "https://example.org/register",
        "example.org/register",
        "1: 'example.org/register' is no address; 'url' begins with https:// or http:// and holds no blanks",
    ),
    "an address with a blank": (
        "source/register.yaml",
        "https://example.org/register",
        "https://example.org/the register",
        "1: 'https://example.org/the register' is no address; "
        "'url' begins with https:// or http:// and holds no blanks",
    ),
    "an identifier with its address": (
        PERSON,
        "wikidata: Q1",
        "wikidata: https://example.org/wiki/Q1",
        "3: 'https://example.org/wiki/Q1' does not have the form of 'wikidata'; "
        "write Q and digits, as in Q42",
    ),
    "an identifier that looks like a number": (
        HELD,
        "lei: 00EXAMPLEASTERLABS01",
        "lei: 5493",
        "4: 'lei' must be text; write it in quotes: '5493'",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_value_is_told_with_its_line_and_what_to_write(misread: Spoil, fault: str) -> None:
    path, right, wrong, message = FAULTS[fault]

    assert misread(path, right, wrong) == [f"facts/{path}:{message}"]


def test_a_source_in_place_names_everything_that_it_lacks(misread: Spoil) -> None:
    assert misread(PERSON, "[source/register]", "[{url: 'https://example.org/x'}]") == [
        "facts/person/ada-example.yaml:4: 'source_kind' is missing; every entry here needs it",
        "facts/person/ada-example.yaml:4: 'title' is missing; every entry here needs it",
    ]


def test_norway_is_no_boolean(world_facts: Facts) -> None:
    assert world_facts.entities[NodeId("jurisdiction/no")].node.model_dump()["code"] == "NO"


def test_a_country_code_of_another_form_is_told_the_form(misread: Spoil) -> None:
    assert misread("jurisdiction/no.yaml", "code: NO", "code: Norway") == [
        "facts/jurisdiction/no.yaml:4: 'Norway' does not have the form of 'code'; "
        "write two capital letters, as in FR"
    ]
