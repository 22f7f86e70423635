"""The fictional world of `tests/world/`, as a folder, as facts and as a graph; and the real graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from graph.build import build
from graph.facts.load import Facts, load_facts
from graph.snapshot import Snapshot
from tests.real import real_snapshot
from tests.world.layout import lay_out_rules, lay_out_world
from tools import install_neo4j

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_report_header() -> str:
    """Which Neo4j is tested, or loudly that none is."""
    try:
        return f"neo4j: {install_neo4j.chosen()}"
    except install_neo4j.InstallError as error:
        return f"NEO4J IS NOT TESTED. {error}"


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache of built graphs of this run's own, so that tests neither read nor write the user's."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def world_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fact files of the fictional world; read-only, copy it to change it."""
    return lay_out_world(tmp_path_factory.mktemp("world") / "facts")


@pytest.fixture(scope="session")
def rules_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rules alone, without a model or an organization; read-only, copy it to add to it."""
    return lay_out_rules(tmp_path_factory.mktemp("rules") / "facts")


@pytest.fixture(scope="session")
def world_facts(world_folder: Path) -> Facts:
    """The facts of the fictional world."""
    return load_facts(world_folder)


@pytest.fixture(scope="session")
def world(world_folder: Path) -> Snapshot:
    """The graph of the fictional world."""
    return build(world_folder)


@pytest.fixture(scope="session")
def real_graph() -> Snapshot:
    """The graph of the real facts."""
    return real_snapshot()
