"""The graph of fact files, taken from the last build where nothing that it hangs on has changed.

What was built is kept in the cache folder of the user, under a hash of the facts and of the code that reads
them. Processes that start together build once; where there is no such folder, each builds for itself.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import graph
from api.collector import no_collection
from graph.build import build
from graph.errors import SettingsError
from graph.facts.files import FactFile, fact_files
from graph.snapshot import Snapshot

KEPT = 4
"""How many built graphs stay in the cache; those used last."""


@no_collection()
def built(facts: Path, overlay: Path | None = None) -> Snapshot:
    """The graph of a folder of fact files; raises `FactErrors` with every problem that they have.

    overlay: a folder with further layers. Says on the standard error stream that it builds, and for how long.
    """
    files, folder = fact_files(facts, overlay), cache_folder()

    def anew() -> Snapshot:
        print(f"building the graph from {len(files):,} fact files ...", end=" ", file=sys.stderr, flush=True)
        start, done = time.perf_counter(), "not built"
        try:
            snapshot = build(facts, overlay)
            done = f"{time.perf_counter() - start:.1f} s"
        finally:
            print(done, file=sys.stderr)
        return snapshot

    if folder is None:
        return anew()
    path = folder / f"graph-{_key(files)}.json"
    with _alone(folder):
        return _kept(path) or _keep(anew(), path)


def cache_folder() -> Path | None:
    """Where built graphs are kept, by the conventions of the platform; `None`: the user has no home."""
    given = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    with suppress(RuntimeError):
        return (Path(given) if given else Path.home() / ".cache") / "openness-graph"
    return None


def _key(files: Sequence[FactFile]) -> str:
    """A hash of everything that a graph hangs on: the facts by name and content, and the code."""
    code = Path(graph.__file__).parent
    named = [("/".join(file.parts), file.path) for file in files]
    named += [(str(path.relative_to(code)), path) for path in sorted(code.rglob("*.py"))]
    digest = hashlib.sha256()
    for name, path in named:
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:32]


def _kept(path: Path) -> Snapshot | None:
    """A graph that was built before; `None`: there is none that can be read."""
    with suppress(SettingsError, OSError):
        snapshot = Snapshot.load(path)
        os.utime(path)
        return snapshot
    return None


def _keep(snapshot: Snapshot, path: Path) -> Snapshot:
    """Keep a graph in place of those that were used longest ago; returns it as it is read back, smaller."""
    with suppress(OSError):
        snapshot.write(path)
        known = sorted(path.parent.glob("graph-*.json"), key=lambda kept: kept.stat().st_mtime, reverse=True)
        for old in (*known[KEPT:], *path.parent.glob("*.part")):
            old.unlink(missing_ok=True)
    return _kept(path) or snapshot


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other process builds; where that cannot be known, two may build at once, to no harm."""
    with ExitStack() as stack:
        with suppress(ImportError, OSError):
            import fcntl

            folder.mkdir(parents=True, exist_ok=True)
            fcntl.flock(stack.enter_context((folder / "lock").open("w")), fcntl.LOCK_EX)
        yield
