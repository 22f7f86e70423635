"""Two things of one kind whose names or identifiers agree, or nearly do, are suspected to be one."""

from __future__ import annotations

from pathlib import Path

from graph.facts.load import load_facts
from graph.suspects import suspected_duplicates
from tests.facts.conftest import problems_of

BODY = "sources: [source/register]\nkind: COMPANY\ncountry: jurisdiction/de\n"


def write(folder: Path, path: str, text: str) -> None:
    (folder / path).write_text(text, encoding="utf-8")


def suspected(folder: Path) -> list[str]:
    return [str(suspect) for suspect in suspected_duplicates(load_facts(folder))]


def test_the_things_of_the_world_are_told_apart_by_their_names(own_world: Path) -> None:
    assert suspected(own_world) == []


def test_a_name_that_agrees_but_for_its_legal_form_is_suspected_with_the_remedy(own_world: Path) -> None:
    write(own_world, "organization/aster-works.yaml", f"name: Aster Labs GmbH\n{BODY}")

    assert suspected(own_world) == [
        "organization/aster-works is called 'Aster Labs GmbH', like organization/aster-labs; make them one, "
        "or tell them apart in rules/told-apart.yaml"
    ]


def test_an_alias_that_is_near_is_suspected_too(own_world: Path) -> None:
    write(own_world, "organization/ore-house.yaml", f"name: Ore House\naliases: [Cobalt Holdings]\n{BODY}")

    (said,) = suspected(own_world)

    assert said.startswith(
        "organization/ore-house is called 'Cobalt Holdings', nearly like organization/cobalt-holding;"
    )


def test_two_identifiers_of_one_register_tell_namesakes_apart(own_world: Path) -> None:
    other = "external_ids: {lei: 00EXAMPLEASTERWORK01}\n"
    write(own_world, "organization/aster-works.yaml", f"name: Aster Labs GmbH\n{other}{BODY}")

    assert suspected(own_world) == []


def test_things_of_different_kinds_may_share_a_name(own_world: Path) -> None:
    write(own_world, "person/aster.yaml", "name: Aster Labs GmbH\nsources: [source/register]\n")

    assert suspected(own_world) == []


def test_what_a_person_told_apart_is_not_suspected(own_world: Path) -> None:
    write(own_world, "organization/aster-works.yaml", f"name: Aster Labs GmbH\n{BODY}")
    write(
        own_world,
        "rules/told-apart.yaml",
        "distinctions:\n- {things: [organization/aster-works, organization/aster-labs], why: Two houses.}\n",
    )

    assert suspected(own_world) == []
    assert problems_of(own_world) == []


def test_a_distinction_of_something_that_is_not_there_is_refused(own_world: Path) -> None:
    write(
        own_world,
        "rules/told-apart.yaml",
        "distinctions:\n- things: [organization/aster-labs, organization/aster-work]\n  why: Two houses.\n",
    )

    assert problems_of(own_world) == [
        "facts/rules/told-apart.yaml:2: organization/aster-work is not known; take it out, or name what it "
        "is now"
    ]
