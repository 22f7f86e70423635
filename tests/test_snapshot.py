"""The immutable graph: named by its content, saved and read back whole or not at all."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SettingsError
from graph.snapshot import Snapshot

NODES = {
    "model": [{"id": "model/a", "name": "A"}, {"id": "model/b", "name": "B"}],
    "person": [{"id": "person/c"}],
}
EDGES = {"MADE": [{"id": "made/1", "source": "person/c", "target": "model/a"}]}
WORDS = {"modality": {"TEXT": "Written language."}}


def test_the_version_is_sixteen_hexadecimal_digits() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", Snapshot.of(NODES, EDGES, WORDS).version)


def test_the_same_content_has_the_same_version_in_whatever_order_it_comes() -> None:
    turned = {kind: [dict(reversed(row.items())) for row in reversed(rows)] for kind, rows in NODES.items()}

    one = Snapshot.of(NODES, EDGES, WORDS)
    other = Snapshot.of(dict(reversed(turned.items())), EDGES, WORDS)

    assert one == other


@pytest.mark.parametrize(
    ("nodes", "edges", "words"),
    [
        ({**NODES, "person": [{"id": "person/c", "name": "C"}]}, EDGES, WORDS),
        ({**NODES, "person": []}, EDGES, WORDS),
        (NODES, {"MADE": [{**EDGES["MADE"][0], "target": "model/b"}]}, WORDS),
        (NODES, {}, WORDS),
        (NODES, EDGES, {"modality": {"TEXT": "Spoken language."}}),
    ],
)
def test_another_content_has_another_version(nodes: object, edges: object, words: object) -> None:
    changed = Snapshot.of(nodes, edges, words)  # type: ignore[arg-type]

    assert changed.version != Snapshot.of(NODES, EDGES, WORDS).version


def test_another_coverage_has_another_version() -> None:
    some, more = (Snapshot.of(NODES, EDGES, WORDS, coverage={"models": {"count": n}}) for n in (1, 2))

    assert some.version != more.version


def test_rows_are_kept_by_ascending_id_and_kinds_by_name(world: Snapshot) -> None:
    assert list(world.nodes) == sorted(world.nodes)
    assert list(world.edges) == sorted(world.edges)
    for rows in (*world.nodes.values(), *world.edges.values()):
        ids = [row["id"] for row in rows]
        assert ids == sorted(set(ids))


def test_nodes_are_counted(world: Snapshot) -> None:
    assert Snapshot.of(NODES, EDGES, WORDS).count() == 3


def test_a_graph_is_saved_under_its_version_and_read_back_as_it_was(world: Snapshot, tmp_path: Path) -> None:
    path = world.save(tmp_path / "build")

    assert path.name == f"graph-{world.version}.json"
    assert Snapshot.load(path) == world
    assert list(path.parent.iterdir()) == [path]


def test_to_save_twice_gives_equal_bytes(world: Snapshot, tmp_path: Path) -> None:
    first = world.save(tmp_path).read_bytes()

    assert world.save(tmp_path).read_bytes() == first
    assert Snapshot.load(world.save(tmp_path)).save(tmp_path / "again").read_bytes() == first


def test_a_file_that_is_not_there_is_to_be_built_first(tmp_path: Path) -> None:
    with pytest.raises(
        SettingsError, match=r"none\.json cannot be read \(No such file or directory\); build it first$"
    ):
        Snapshot.load(tmp_path / "none.json")


def saved(body: bytes) -> bytes:
    """A file that is what its version says, whatever it holds."""
    version = hashlib.sha256(body).hexdigest()[:16]
    return f'{{"format":7,"version":"{version}"}}\n'.encode() + body


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no json",
        b"[]",
        b"3",
        b'"text"',
        b"{}",
        b'{"version": "0123456789abcdef"}',
        saved(b"no json"),
        saved(b"{}"),
        saved(b'{"nodes": [], "edges": {}, "vocabularies": {}, "claims": [], "coverage": {}, "values": []}'),
        saved(b'{"nodes": {"m": [3]}, "edges": {}, "vocabularies": {}, "claims": [], "values": []}'),
    ],
)
def test_a_file_that_is_no_saved_graph_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "graph.json"
    path.write_bytes(content)

    with pytest.raises(
        SettingsError, match=r"graph\.json is no saved graph; build it with `openness-graph build`$"
    ):
        Snapshot.load(path)


def test_a_file_of_another_format_is_refused_whatever_else_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "graph.json"
    path.write_bytes(b'{"format": 99, "tables": []}')

    with pytest.raises(
        SettingsError, match=r"graph\.json has format 99, this version reads 7; build it again$"
    ):
        Snapshot.load(path)


def test_a_file_with_one_changed_word_is_refused(world: Snapshot, tmp_path: Path) -> None:
    path = world.save(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"Ada Example", b"Eve Example", 1))

    with pytest.raises(
        SettingsError, match=r"is damaged: its content is not what its version says; build it again$"
    ):
        Snapshot.load(path)


def test_half_a_file_is_refused(world: Snapshot, tmp_path: Path) -> None:
    path = world.save(tmp_path)
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(SettingsError, match="is damaged"):
        Snapshot.load(path)


def test_a_graph_that_is_read_keeps_equal_lists_once(world: Snapshot, tmp_path: Path) -> None:
    models = Snapshot.load(world.save(tmp_path)).nodes["model"]

    lists = {str(row["verdicts"]): row["verdicts"] for row in models}
    assert len(lists) < len(models)
    assert all(row["verdicts"] is lists[str(row["verdicts"])] for row in models)


@given(at=st.integers(0, 10**9), value=st.integers(0, 255))
def test_a_file_with_any_changed_byte_is_refused_or_means_the_same(
    tmp_path_factory: pytest.TempPathFactory, at: int, value: int
) -> None:
    small = Snapshot.of(NODES, EDGES, WORDS)
    path = small.save(tmp_path_factory.getbasetemp() / "changed")
    content = bytearray(path.read_bytes())
    content[at % len(content)] = value
    path.write_bytes(content)

    with suppress(SettingsError):
        assert Snapshot.load(path) == small
