"""The real facts and their graph, read and built once for all tests; nobody changes them."""

from __future__ import annotations

from functools import cache

from graph.build import snapshot_of
from graph.facts.check import check_facts
from graph.facts.load import Facts, load_facts
from graph.snapshot import Snapshot
from tests.world.layout import SEED_DATA


@cache
def real_facts() -> Facts:
    """The facts of `seed_data/`, each valid by itself."""
    return load_facts(SEED_DATA)


@cache
def real_snapshot() -> Snapshot:
    """The graph of `seed_data/`, as `graph.build.build` makes it."""
    check_facts(real_facts())
    return snapshot_of(real_facts())
