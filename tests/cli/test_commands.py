"""The command line: each command does its work, and ends wrong input with a sentence and status 1."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = (sys.executable, "-c", "from api.cli import main; main()")


def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [*PROGRAM, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, input=stdin, timeout=120)


def test_help_lists_every_command() -> None:
    said = run("--help").stdout

    assert all(command in said for command in ("serve", "build", "check", "query"))


def test_check_says_that_the_seed_data_have_no_problems() -> None:
    result = run("check")

    assert result.returncode == 0
    assert result.stdout.startswith("no problems in ")


def test_check_prints_every_problem_with_its_place_and_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "person").mkdir()
    (tmp_path / "person" / "ada.yaml").write_text("name: Ada\nalias: [A]\nsources: [source/x]\n")
    (tmp_path / "person" / "bob.yaml").write_text("sources: [source/x]\n")

    result = run("check", tmp_path)

    assert result.returncode == 1
    assert (
        f"{tmp_path.name}/person/ada.yaml:2: 'alias' is not a key here; did you mean aliases?"
        in result.stdout
    )
    assert f"{tmp_path.name}/person/bob.yaml:1: 'name' is missing" in result.stdout
    assert "2 problems; nothing was built" in result.stderr


def test_build_saves_a_graph_named_by_its_content_which_query_then_asks(tmp_path: Path) -> None:
    built = run("build", "--out", tmp_path)

    (saved,) = tmp_path.glob("graph-*.json")
    answer = json.loads(run("query", "{ graph { version } }", "--graph", saved).stdout)
    assert built.returncode == 0
    assert saved.name == f"graph-{answer['data']['graph']['version']}.json"


def test_query_reads_a_file_and_standard_input(tmp_path: Path) -> None:
    query = "query($id: ID!) { model(id: $id) { name } }"
    (tmp_path / "q.graphql").write_text(query)
    variables = '{"id": "model/gpt-4"}'

    from_file = run("query", tmp_path / "q.graphql", "--variables", variables)
    from_input = run("query", "-", "--variables", variables, stdin=query)

    assert json.loads(from_file.stdout)["data"] == {"model": {"name": "GPT-4"}}
    assert from_input.stdout == from_file.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("query", "nothing.graphql"), "'nothing.graphql' is neither a query nor a readable file"),
        (("query", "{ graph { version } }", "--variables", "{"), "--variables is no JSON"),
        (("query", "{ graph { version } }", "--variables", "[]"), "--variables is no JSON object"),
        (("query", "{ graph { version } }", "--url", "http://127.0.0.1:9"), "is the server running?"),
        (("query", "{ graph { version } }", "--graph", "none.json"), "none.json cannot be read"),
        (("build", "--facts", "nowhere"), "nowhere:1: is no folder"),
    ],
)
def test_wrong_input_ends_with_a_sentence(arguments: tuple[str, ...], says: str) -> None:
    result = run(*arguments)

    assert result.returncode == 1
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_a_query_with_errors_prints_them_and_ends_with_status_1() -> None:
    result = run("query", "{ nothing }")

    assert result.returncode == 1
    assert json.loads(result.stdout)["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


def test_serve_says_which_port_to_take_where_one_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        result = run("serve", "--port", str(port))

    assert result.returncode == 1
    assert (
        f"port {port} is taken; stop what runs there, or take another: make run PORT={port + 1}"
        in result.stderr
    )


def test_check_reports_how_much_is_known_as_text_and_as_figures(world_folder: Path) -> None:
    told = run("check", world_folder, "--report")
    figures = json.loads(run("check", world_folder, "--json").stdout)["coverage"]

    assert told.returncode == 0
    assert "0 suspected duplicates" in told.stdout
    assert "facts by kind of source" in told.stdout
    assert figures["models"]["count"] == 14


def test_check_warns_of_things_that_may_be_one_and_goes_on(world_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(world_folder, tmp_path / "facts"))
    (folder / "person" / "twin.yaml").write_text("name: Ada-Example\nsources: [source/register]\n")

    result = run("check", folder)

    assert result.returncode == 0
    assert (
        "warning: person/twin is called 'Ada-Example', like person/ada-example; make them one"
        in result.stdout
    )
