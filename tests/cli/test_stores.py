"""Commands that concern a database: what they say where it cannot be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import SettingsError
from graph.stores import ADAPTERS, Place, open_store

ROOT = Path(__file__).parents[2]


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith("OPENNESS_GRAPH_")}
    program = [sys.executable, "-c", "from api.cli import main; main()", *words]
    return subprocess.run(
        program,
        env={**env, **environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_loading_needs_a_database() -> None:
    done = run("load")

    assert (done.returncode, done.stderr) == (
        1,
        "say which database to load into: openness-graph load --to neo4j://host:7687\n",
    )


@pytest.mark.parametrize("words", [("serve", "--store"), ("load", "--to")])
def test_an_address_of_no_store_is_refused_with_those_that_are(words: tuple[str, str]) -> None:
    done = run(*words, "mysql://host")

    assert done.returncode == 1
    assert done.stderr.startswith(
        "'mysql' is no store; give 'embedded' or an address that begins with neo4j://"
    )


def test_a_login_in_an_address_is_refused_and_not_repeated() -> None:
    done = run("load", "--to", "neo4j://neo4j:secret@host:7687")

    assert done.returncode == 1
    assert "OPENNESS_GRAPH_STORE_PASSWORD" in done.stderr
    assert "secret" not in done.stdout + done.stderr


def test_an_address_where_nothing_answers_is_named_with_what_to_do() -> None:
    done = run("load", "--to", "bolt://127.0.0.1:9")

    assert done.returncode == 1
    assert done.stderr == (
        "bolt://127.0.0.1:9: the graph database is away; try again in a moment; is it the right address, and "
        "does the server run?\n"
    )


def test_the_store_may_be_named_in_the_environment() -> None:
    done = run("serve", OPENNESS_GRAPH_STORE="mysql://host")

    assert "'mysql' is no store" in done.stderr


def test_a_place_does_not_show_its_login() -> None:
    assert repr(Place("neo4j://host", "me", "secret")) == "Place(neo4j)"


def test_every_scheme_has_an_adapter() -> None:
    assert set(ADAPTERS) == {"embedded", "neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}
    with pytest.raises(SettingsError):
        open_store(Place("redis://host"), lambda: pytest.fail("no graph is needed"))
