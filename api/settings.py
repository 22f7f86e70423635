"""Every setting, read from the environment, with its default and its reason."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Self

from graph.errors import SettingsError
from graph.stores import EMBEDDED, Place
from graph.values.nearest import nearest

PREFIX = "OPENNESS_GRAPH_"
ELSEWHERE = {"CHROMIUM", "TEST_SEED"}
"""Names with the prefix that other programs of the project read."""


def default_facts() -> Path:
    """The fact files beside the code in a checkout, or those that the installed package carries."""
    here = Path(__file__).resolve().parent.parent
    beside = here / "seed_data"
    return beside if beside.is_dir() else here / "graph" / "seed_data"


@dataclass(frozen=True)
class Settings:
    """How the API runs; each field is read from `OPENNESS_GRAPH_<NAME>`."""

    facts: Path = field(default_factory=default_facts)
    """Folder of fact files that the graph is built from at start."""
    graph: Path | None = None
    """A saved graph to serve instead, written by `openness-graph build`."""
    overlay: Path | None = None
    """Folder of further layers that are laid over the facts, made by `openness-graph overlay`."""
    store: str = EMBEDDED
    """Where the graph is kept: in memory, or the address of a Neo4j server or cluster (`neo4j://...`)."""
    store_user: str = ""
    """Who asks the database; without one it is asked without a login."""
    store_password: str = field(default="", repr=False)
    """The password of that user."""
    cache_bytes: int = 64 * 1024 * 1024
    """Memory for whole answers, which never change within one version of the graph and one day."""
    max_body_bytes: int = 100_000
    """Largest request body: the longest example query has 2,000."""
    max_tokens: int = 4_000
    """Longest query in tokens, counted before it is parsed."""
    max_depth: int = 16
    """Deepest nesting of fields: following ownership up and down again takes ten."""
    max_aliases: int = 64
    """Most aliases in one query: each may repeat the work of a field."""
    max_cost: int = 200_000
    """Most nodes that a query may touch, by its page sizes multiplied down the tree."""
    timeout_s: float = 10.0
    """A request that takes longer is given up."""
    cors_origins: tuple[str, ...] = ()
    """Web origins whose pages may read answers, comma-separated; none by default."""

    @property
    def place(self) -> Place:
        """Where the graph is kept, and who asks there."""
        return Place(self.store, self.store_user, self.store_password)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Settings from variables; raises `SettingsError` naming the variable that is wrong or unknown."""
        names = {f"{PREFIX}{item.name.upper()}": item.name for item in fields(cls)}
        given = {key: value for key, value in environment.items() if key.startswith(PREFIX)}
        for key in given:
            if key not in names and key.removeprefix(PREFIX) not in ELSEWHERE:
                raise SettingsError(f"{key} is no setting{nearest(key, names)}")
        return cls(
            **{names[key]: _read(key, names[key], value) for key, value in given.items() if key in names}
        )


def _read(key: str, name: str, text: str) -> Any:
    default = getattr(Settings, name, None)
    try:
        match default:
            case str():
                return text
            case tuple():
                return tuple(part.strip() for part in text.split(",") if part.strip())
            case int() | float():
                return _positive(type(default)(text))
            case _:
                return Path(text)
    except ValueError as error:
        raise SettingsError(f"{key} is {text!r}; write a positive number") from error


def _positive(number: float) -> float:
    if number <= 0:
        raise ValueError(number)
    return number


def with_options(
    settings: Settings,
    *,
    facts: Path | None = None,
    graph: Path | None = None,
    overlay: Path | None = None,
    store: str | None = None,
) -> Settings:
    """Settings with what the command line says in their place."""
    return replace(
        settings,
        facts=facts or settings.facts,
        graph=graph or settings.graph,
        overlay=overlay or settings.overlay,
        store=store or settings.store,
    )
