"""How often each example query asks the store, at page sizes 1, 20 and 100."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from api.client import Client
from graph.build import build
from graph.stores.embedded.store import EmbeddedStore

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = (
    "nodes",
    "find",
    "expand",
    "expand_pages",
    "count",
    "search",
    "lookup",
    "walk",
    "paths",
    "surroundings",
    "edges",
)
SIZES = (1, 20, 100)


class CountingStore(EmbeddedStore):
    """The embedded store, counting the questions that it is asked."""

    calls = 0

    def __getattribute__(self, name: str) -> Any:
        """Count a question when it is asked."""
        if name in QUESTIONS:
            self.calls += 1
        return super().__getattribute__(name)


def main() -> None:
    """Print a line for each example query."""
    store = CountingStore(build(ROOT / "seed_data"))
    client = Client(store)
    print(f"store calls a query at page sizes {', '.join(map(str, SIZES))}:")
    for path in sorted((ROOT / "web" / "queries").glob("*.graphql")):
        counts = [
            _calls(store, client.data, _with_page(path.read_text(encoding="utf-8"), size)) for size in SIZES
        ]
        print(f"  {path.stem:34} {counts[0]:3} {counts[1]:3} {counts[2]:3}")


def _calls(store: CountingStore, ask: Callable[[str], Any], query: str) -> int:
    before = store.calls
    ask(query)
    return store.calls - before


def _with_page(query: str, size: int) -> str:
    return re.sub(r"first: \d+", f"first: {size}", query)
