"""The graph is taken from the last build where nothing that it hangs on has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from api import built as module
from api.built import KEPT, built
from graph.build import build
from graph.errors import FactErrors
from graph.snapshot import Snapshot
from tests.facts.conftest import spoil

BUILDING = "building the graph from "


@pytest.fixture
def own_world(world_folder: Path, tmp_path: Path) -> Path:
    """A copy of the fictional world that a test may change."""
    return Path(shutil.copytree(world_folder, tmp_path / "facts"))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "openness-graph"


def kept(cache: Path) -> list[Path]:
    return sorted(cache.glob("graph-*.json"))


def test_what_was_built_is_not_built_again(
    own_world: Path, world: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    first, said = built(own_world), capsys.readouterr().err
    again, said_again = built(own_world), capsys.readouterr().err

    count = sum(1 for path in own_world.rglob("*") if path.suffix in (".yaml", ".jsonl"))
    assert first == again == world
    assert said.startswith(f"{BUILDING}{count} fact files ... ")
    assert said.endswith(" s\n")
    assert said_again == ""


def test_a_changed_fact_is_built_whatever_the_clock_says(own_world: Path) -> None:
    file = own_world / "model/dune-4.yaml"
    before, times = built(own_world).version, file.stat()

    spoil(file, "Its files leaked in 2024.", "Its files leaked in 2025.")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))

    assert built(own_world).version != before


def test_changed_code_is_built_anew(
    own_world: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    built(own_world)
    code = tmp_path / "code"
    code.mkdir()
    (code / "__init__.py").write_text("# another rule\n")
    monkeypatch.setattr(module.graph, "__file__", str(code / "__init__.py"))
    capsys.readouterr()

    built(own_world)

    assert BUILDING in capsys.readouterr().err


def test_a_damaged_file_of_the_cache_is_built_again(own_world: Path, world: Snapshot, cache: Path) -> None:
    built(own_world)
    (file,) = kept(cache)
    whole = file.read_bytes()

    for damage in (whole[:-9], b"", whole.replace(b"Ada Example", b"Eve Example")):
        file.write_bytes(damage)
        assert built(own_world) == world
        assert file.read_bytes() == whole


def test_a_cache_that_cannot_be_written_only_means_that_there_is_none(
    own_world: Path, world: Snapshot, cache: Path
) -> None:
    cache.parent.write_text("a file stands where the folder would be")

    assert built(own_world) == world


def test_a_user_without_a_home_has_no_cache(
    own_world: Path, world: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def home() -> Path:
        raise RuntimeError("there is none")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(Path, "home", home)

    assert built(own_world) == world


def test_graphs_that_were_used_longest_ago_make_room(own_world: Path, cache: Path) -> None:
    built(own_world)
    first = kept(cache)[0]
    for number in range(KEPT):
        (cache / f"graph-{number}.json").write_bytes(b"")
        os.utime(cache / f"graph-{number}.json", (number, number))
    (cache / "graph-0.json.1f.part").write_bytes(b"")

    spoil(own_world / "model/dune-4.yaml", "Its files leaked in 2024.", "Its files leaked in 2025.")
    built(own_world)

    assert len(kept(cache)) == KEPT
    assert first in kept(cache)
    assert not (cache / "graph-0.json").exists()
    assert not list(cache.glob("*.part"))


def test_processes_that_start_together_build_once(own_world: Path, cache: Path) -> None:
    program = f"from pathlib import Path; from api.built import built; built(Path({str(own_world)!r}))"
    processes = [
        subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]

    said = [process.communicate(timeout=120)[1] for process in processes]

    assert [process.returncode for process in processes] == [0, 0, 0]
    assert sum(BUILDING in text for text in said) == 1
    assert len(kept(cache)) == 1


def test_facts_with_faults_are_refused_and_nothing_is_kept(own_world: Path, cache: Path) -> None:
    (own_world / "model/dune-4.yaml").write_text("name: [")

    with pytest.raises(FactErrors):
        built(own_world)

    assert kept(cache) == []


def test_the_kept_graph_is_the_one_that_is_built(own_world: Path) -> None:
    built(own_world)

    assert built(own_world) == build(own_world)
