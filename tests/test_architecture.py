"""What keeps the code in order: imports point one way, and everything that is declared explains itself."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import graph.errors
from graph.errors import OpennessGraphError
from graph.schema import NODE_KINDS
from graph.schema.kind import Kind
from graph.schema.rules import RULES
from graph.schema.vocabulary import VocabularyFile
from graph.values.term import Term

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(path for package in ("graph", "api") for path in (ROOT / package).rglob("*.py"))

ALLOWED = {
    "graph.errors": set(),
    "graph.values": set(),
    "graph.schema": {"graph.values"},
    "graph.derive": {"graph.values", "graph.schema"},
    "graph.claims": {"graph.values", "graph.schema"},
    "graph.facts": {"graph.errors", "graph.values", "graph.schema", "graph.derive", "graph.claims"},
    "graph.packing": set(),
    "graph.snapshot": {"graph.errors", "graph.values", "graph.packing"},
    "graph.rows": {"graph.values", "graph.schema", "graph.facts"},
    "graph.unstated": {"graph.values", "graph.schema", "graph.snapshot"},
    "graph.duties": {"graph.values", "graph.schema", "graph.facts", "graph.rows"},
    "graph.releases": {
        "graph.duties",
        "graph.errors",
        "graph.values",
        "graph.schema",
        "graph.derive",
        "graph.facts",
        "graph.unstated",
    },
    "graph.coverage": {
        "graph.values",
        "graph.schema",
        "graph.derive",
        "graph.facts",
        "graph.rows",
        "graph.snapshot",
    },
    "graph.stated_releases": {
        "graph.values",
        "graph.schema",
        "graph.derive",
        "graph.snapshot",
        "graph.lineages",
    },
    "graph.dated_releases": {
        "graph.values",
        "graph.schema",
        "graph.derive",
        "graph.snapshot",
        "graph.stated_releases",
    },
    "graph.holdings": {"graph.values", "graph.derive", "graph.snapshot"},
    "graph.lineages": {"graph.values", "graph.schema", "graph.derive", "graph.snapshot"},
    "graph.uses": {"graph.values", "graph.schema", "graph.derive", "graph.snapshot", "graph.lineages"},
    "graph.build": {
        "graph.values",
        "graph.schema",
        "graph.derive",
        "graph.facts",
        "graph.snapshot",
        "graph.rows",
        "graph.releases",
        "graph.unstated",
        "graph.verdicts",
        "graph.claimed_words",
        "graph.duties",
        "graph.index_verdicts",
        "graph.lineages",
        "graph.coverage",
    },
    "graph.index_verdicts": {
        "graph.values",
        "graph.schema",
        "graph.derive",
        "graph.facts",
        "graph.releases",
        "graph.rows",
    },
    "graph.verdicts": {"graph.values", "graph.derive", "graph.releases"},
    "graph.claimed_words": {"graph.values", "graph.schema", "graph.derive", "graph.facts"},
    "graph.diff_verdicts": {"graph.values", "graph.schema", "graph.snapshot", "graph.unstated"},
    "graph.diff": {"graph.values", "graph.schema", "graph.snapshot", "graph.diff_verdicts"},
    "graph.scenarios": {
        "graph.errors",
        "graph.values",
        "graph.schema",
        "graph.derive",
        "graph.snapshot",
        "graph.rows",
        "graph.releases",
        "graph.stated_releases",
        "graph.unstated",
        "graph.verdicts",
        "graph.lineages",
        "graph.holdings",
        "graph.claimed_words",
        "graph.index_verdicts",
        "graph.diff_verdicts",
    },
    "graph.names": set(),
    "graph.resolve": {"graph.values", "graph.schema", "graph.facts", "graph.names"},
    "graph.suspects": {"graph.values", "graph.schema", "graph.facts", "graph.resolve"},
    "graph.importers": {
        "graph.errors",
        "graph.values",
        "graph.schema",
        "graph.claims",
        "graph.facts",
        "graph.resolve",
    },
    "graph.json_schema": {"graph.values", "graph.schema"},
    "graph.query": {"graph.values", "graph.snapshot"},
    "graph.pages": {"graph.errors", "graph.snapshot", "graph.query"},
    "graph.stores": {
        "graph.errors",
        "graph.values",
        "graph.schema",
        "graph.snapshot",
        "graph.unstated",
        "graph.query",
        "graph.pages",
    },
    "graph.generate": {"graph.snapshot"},
}
"""For each part of `graph/`, what it may import of the others. Facts flow downwards, and nothing back.

A fact check may use a derivation, since derivations are pure: values and declarations in, values out.
"""

PURE = {
    "graph.values": {"pydantic_core", "rapidfuzz"},
    "graph.schema": {"pydantic", "pydantic_core"},
    "graph.derive": {"networkx"},
}
"""For the parts that reason, the libraries beside the standard one; no YAML, no store, no web framework."""

IMPURE = {"asyncio", "os", "pathlib", "random", "socket", "subprocess", "sys", "threading", "time"}
"""Standard modules that bring in files, clocks or chance."""


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def part_of(module: str) -> str:
    """`graph.facts` for `graph.facts.checks.dates`."""
    return ".".join(module.split(".")[:2])


def imports_of(path: Path) -> Iterator[str]:
    """Every module that a module imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively; write the whole name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def kinds() -> list[type[Kind]]:
    """Every declared class below the kinds of node, of files and of edges."""
    found: set[type[Kind]] = set()
    stack: list[type[Kind]] = [Kind, *NODE_KINDS, *RULES.values(), VocabularyFile]
    while stack:
        kind = stack.pop()
        found.add(kind)
        stack += kind.__subclasses__()
    return sorted(found, key=lambda kind: kind.__name__)


def terms() -> list[type[Term]]:
    return sorted(Term.__subclasses__(), key=lambda kind: kind.__name__)


def errors() -> list[type[OpennessGraphError]]:
    found, stack = [], [OpennessGraphError]
    while stack:
        error = stack.pop()
        found.append(error)
        stack += [child for child in error.__subclasses__() if child.__module__ == graph.errors.__name__]
    return found


@pytest.mark.parametrize(
    "path", [path for path in MODULES if name_of(path).startswith("graph.")], ids=name_of
)
def test_imports_point_one_way(path: Path) -> None:
    part = part_of(name_of(path))
    if part == "graph.__init__":
        return
    assert part in ALLOWED, f"say in ALLOWED what {part} may import"

    imported = {part_of(name) for name in imports_of(path) if name.split(".")[0] in ("graph", "api")}

    assert imported - {part} <= ALLOWED[part]


def test_the_allowed_imports_run_in_no_circle() -> None:
    settled: set[str] = set()
    while len(settled) < len(ALLOWED):
        free = {part for part, allowed in ALLOWED.items() if allowed <= settled} - settled
        assert free, f"a circle among {ALLOWED.keys() - settled}"
        settled |= free


@pytest.mark.parametrize("path", [path for path in MODULES if part_of(name_of(path)) in PURE], ids=name_of)
def test_what_reasons_knows_no_files_no_clock_and_no_framework(path: Path) -> None:
    part = part_of(name_of(path))

    libraries = {name.split(".")[0] for name in imports_of(path)} - {"graph"}

    assert not libraries & IMPURE
    assert {name for name in libraries if name not in sys.stdlib_module_names} <= PURE[part]


@pytest.mark.parametrize(
    "path", [path for path in MODULES if name_of(path).startswith("graph.")], ids=name_of
)
def test_nothing_in_the_graph_asks_what_day_it_is(path: Path) -> None:
    """Answers hang on the facts and on the day asked for, so that they can be kept and repeated."""
    called = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }

    assert not called & {"today", "now", "utcnow", "time_ns", "monotonic", "perf_counter"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_short_enough_to_be_read_whole(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_every_declared_kind_and_field_explains_itself(kind: type[Kind]) -> None:
    assert kind.__doc__
    for name, field in kind.model_fields.items():
        description = field.description or ""
        words = set(re.findall(r"[a-z]+", description.lower()))
        assert description.endswith((".", "?")), f"{kind.__name__}.{name} has no sentence"
        assert words - set(name.split("_")) - {"the", "a", "an", "its", "of", "is"}, (
            f"{kind.__name__}.{name} only repeats its name"
        )


@pytest.mark.parametrize("vocabulary", terms(), ids=lambda kind: kind.__name__)
def test_every_term_explains_itself(vocabulary: type[Term]) -> None:
    assert vocabulary.__doc__
    assert vocabulary.__doc__ != Term.__doc__
    for term in vocabulary:
        assert term.description.endswith("."), f"{vocabulary.__name__}.{term} has no sentence"


@pytest.mark.parametrize("error", errors(), ids=lambda error: error.__name__)
def test_every_error_has_a_sentence_and_stands_in_the_drawn_tree(error: type[OpennessGraphError]) -> None:
    assert error.__doc__
    assert error.__doc__ != error.__mro__[1].__doc__
    assert re.search(rf"^ *{error.__name__}\b", graph.errors.__doc__ or "", re.M)


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [error.__dict__.get("code") for error in errors() if error is not OpennessGraphError]

    assert None not in codes
    assert len(set(codes)) == len(codes)
