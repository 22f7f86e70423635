"""Names of real upstream sets are matched to the right ids, measured on pairs that were labelled by hand."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.facts.load import Facts, load_facts
from graph.names import parts_of
from graph.resolve import Match, Resolver, Thing, known_things
from graph.values.node_id import NodeId
from tests.world.layout import SEED_DATA

PAIRS = Path(__file__).with_name("resolution_pairs.tsv")


def pairs() -> Iterator[tuple[str, str, str, bool]]:
    """Kind, name in a set, id, and whether the name means that id."""
    header, *lines = PAIRS.read_text(encoding="utf-8").splitlines()
    assert header == "kind\tname\tid\tlabel\tset"
    for line in lines:
        kind, name, node_id, label, _ = line.split("\t")
        yield kind, name, node_id, {"same": True, "different": False}[label]


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """The facts without imported layers, since names of the pairs are looked for by those who import."""
    folder = tmp_path_factory.mktemp("curated") / "seed_data"
    shutil.copytree(SEED_DATA, folder, ignore=shutil.ignore_patterns("imported"))
    return load_facts(folder)


@pytest.fixture(scope="module")
def resolver(curated: Facts) -> Resolver:
    return Resolver(known_things(curated))


def test_names_are_matched_with_the_promised_precision_and_recall(
    resolver: Resolver, capsys: pytest.CaptureFixture[str]
) -> None:
    """Precision: of the names that were matched, how many rightly. Recall: of those we have, how many."""
    wrong: list[str] = []
    missed: list[str] = []
    right = 0
    for kind, name, node_id, same in pairs():
        found = resolver.resolve(kind, name).id
        if found is not None and (found == node_id) is same:
            right += same
        elif found is not None:
            wrong.append(f"{name} -> {found}")
        if same and found != node_id:
            missed.append(name)
    precision, recall = right / (right + len(wrong)), right / (right + len(missed))
    with capsys.disabled():
        print(
            f"\nprecision {precision:.1%} ({right} right, {len(wrong)} wrong: {', '.join(wrong) or 'none'})"
        )
        print(f"recall {recall:.1%} ({len(missed)} missed: {', '.join(missed)})")

    assert len(list(pairs())) >= 250
    assert precision >= 0.99
    assert recall >= 0.90


def test_every_pair_names_an_id_that_exists(curated: Facts) -> None:
    assert [pair[2] for pair in pairs() if NodeId(pair[2]) not in curated.entities] == []


SMALL_WORLD = (
    Thing(
        NodeId("model/aster-7b"),
        ("Aster 7B", "Aster-7B-Instruct"),
        {"hugging_face": "aster-labs/aster-7b"},
        ("Aster Labs", "Aster"),
    ),
    Thing(NodeId("model/constellation-2"), ("Constellation 2",), {}, ("Aster Labs",)),
    Thing(NodeId("model/meadow-xl"), ("Meadow",), {"hugging_face": "sage/meadow-xl"}),
    Thing(NodeId("organization/aster-labs"), ("Aster Labs", "Aster"), {"wikidata": "Q1"}),
    Thing(NodeId("organization/elan-1"), ("Société Élan",)),
    Thing(NodeId("organization/elan-2"), ("Societe Elan SA",)),
    Thing(NodeId("license/aster-1.0"), ("Aster Licence 1.0",)),
    Thing(NodeId("model/snow"), ("雪",)),
    Thing(NodeId("license/unaster"), ("Unlicensing",)),
)


@pytest.mark.parametrize(
    ("kind", "name", "identifiers", "how", "found"),
    [
        ("model", "anything", {"hugging_face": "Aster-Labs/Aster-7B"}, Match.IDENTIFIER, "model/aster-7b"),
        ("model", "aster-labs/aster-7b", {}, Match.IDENTIFIER, "model/aster-7b"),
        ("model", "ASTER (7B)", {}, Match.NAME, "model/aster-7b"),
        ("model", "aster7b", {}, Match.NAME, "model/aster-7b"),
        ("model", "aster_7b_it", {}, Match.NAME, "model/aster-7b"),
        ("model", "Aster Labs: Aster 7B", {}, Match.NAME, "model/aster-7b"),
        ("model", "Constelation 2", {}, Match.LIKENESS, "model/constellation-2"),
        ("organization", "Aster Labs, Inc.", {}, Match.NAME, "organization/aster-labs"),
        ("organization", "nobody", {"wikidata": "Q1"}, Match.IDENTIFIER, "organization/aster-labs"),
        ("model", "雪", {}, Match.NAME, "model/snow"),
        ("license", "aster-1", {}, Match.NAME, "license/aster-1.0"),
        ("license", "The Aster License, version 1.0", {}, Match.NAME, "license/aster-1.0"),
    ],
)
def test_a_thing_is_found_by(
    kind: str, name: str, identifiers: dict[str, str], how: Match, found: str
) -> None:
    resolution = Resolver(SMALL_WORLD).resolve(kind, name, identifiers)

    assert (resolution.how, resolution.id) == (how, found)


@pytest.mark.parametrize(
    "name",
    [
        "Aster 70B",
        "Aster 7.5B",
        "Aster v0.2 7B",
        "Aster 7B Chat",
        "Aster 7B base",
        "Aster 7B 4bit",
        "Aster-7B-GGUF",
        "Aster 7B (2024-06-30)",
        "Aster 8x7B",
        "Aster",
        "Astra 7B",
        "Constellation 3",
        "Constellation 2 mini",
        "7B",
        "★",
        "雨",
    ],
)
def test_sizes_versions_dates_variants_and_precision_are_never_blurred(name: str) -> None:
    assert Resolver(SMALL_WORLD).resolve("model", name).id is None


def test_a_namesake_with_another_identifier_is_doubtful() -> None:
    resolution = Resolver(SMALL_WORLD).resolve("organization", "Aster Labs", {"wikidata": "Q2"})

    assert (resolution.how, resolution.reason) == (Match.DOUBTFUL, "the name is known with another wikidata")


@pytest.mark.parametrize(
    ("kind", "name", "candidates", "reason"),
    [
        ("model", "other/aster-7b", ["model/aster-7b"], "belongs to somebody else"),
        ("model", "sage/meadow", ["model/meadow-xl"], "of another variant"),
        ("organization", "Société Elan", ["organization/elan-1", "organization/elan-2"], "several things"),
        ("license", "Unlicensin", ["license/unaster"], "near, but not equal"),
    ],
)
def test_what_is_doubtful_is_left_to_a_person(
    kind: str, name: str, candidates: list[str], reason: str
) -> None:
    resolution = Resolver(SMALL_WORLD).resolve(kind, name)

    assert (resolution.how, resolution.id) == (Match.DOUBTFUL, None)
    assert [node_id for node_id, _ in resolution.candidates] == candidates
    assert reason in resolution.reason


@pytest.mark.parametrize(
    ("kind", "name", "words", "marks"),
    [
        ("model", "Qwen2.5-72B-Instruct", ["qwen", "instruct"], ["number 2.5", "size 72b"]),
        ("model", "qwen2p5-72b-it", ["qwen", "instruct"], ["number 2.5", "size 72b"]),
        ("model", "Mixtral-8x7B-v0.1", ["mixtral"], ["experts 8x7b", "number 0.1"]),
        ("model", "bloom-7b1", ["bloom"], ["size 7.1b"]),
        ("model", "claude-3-5-sonnet-20240620", ["claude", "sonnet"], ["date 20240620", "number 3.5"]),
        ("model", "Mistral Large (Feb 2024)", ["mistral", "large"], ["month 202402"]),
        (
            "model",
            "Llama-2-70B-GPTQ-int4",
            ["llama"],
            ["number 2", "precision gptq", "precision int4", "size 70b"],
        ),
        (
            "license",
            "Creative Commons Attribution-NonCommercial 4.0 International",
            ["cc", "by", "nc"],
            ["number 4"],
        ),
        (
            "organization",
            "Beijing Academy of Artificial Intelligence (BAAI)",
            ["beijing", "academy", "ai"],
            [],
        ),
    ],
)
def test_a_name_is_taken_apart(kind: str, name: str, words: list[str], marks: list[str]) -> None:
    parts = parts_of(kind, name)

    assert (list(parts.words), list(parts.marks)) == (words, marks)


def test_a_thing_that_comes_later_is_found_too() -> None:
    resolver = Resolver(SMALL_WORLD)
    resolver.add(Thing(NodeId("model/new-1"), ("New 1",)))

    assert resolver.resolve("model", "new-1").id == "model/new-1"


def test_what_nobody_knows_has_no_candidates() -> None:
    resolution = Resolver(SMALL_WORLD).resolve("model", "Totally Else 3B")

    assert (resolution.how, resolution.id, resolution.candidates) == (Match.NONE, None, ())
