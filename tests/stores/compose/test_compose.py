"""The Compose file: valid by the specification, contained, and its commands do natively what they say."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.stores.neo4j_server import PASSWORD, Server
from tools.install_neo4j import IMAGE

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads(Path(__file__).with_name("compose-spec.json").read_text("utf-8"))
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]


def test_the_file_is_valid_by_the_compose_specification() -> None:
    jsonschema.Draft7Validator(SCHEMA).validate(COMPOSE)


def test_the_specification_refuses_what_is_wrong() -> None:
    """The check can fail."""
    wrong = {"services": {"api": {**SERVICES["api"], "comand": "misspelt"}}}

    assert not jsonschema.Draft7Validator(SCHEMA).is_valid(wrong)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_without_privileges_and_within_limits(name: str) -> None:
    service = SERVICES[name]

    assert int(service["user"].partition(":")[0]) > 0
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"mem_limit", "cpus", "pids_limit", "restart"} <= service.keys()
    assert ":latest" not in service["image"]
    assert ":" in service["image"]


@pytest.mark.parametrize("name", ["load", "api"])
def test_what_is_ours_runs_on_a_file_system_that_cannot_be_written(name: str) -> None:
    assert SERVICES[name]["read_only"] is True


def test_services_wait_until_the_one_before_is_ready() -> None:
    assert SERVICES["load"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert SERVICES["api"]["depends_on"] == {"load": {"condition": "service_completed_successfully"}}
    assert "healthcheck" in SERVICES["neo4j"]
    assert "healthcheck" in SERVICES["api"]


def test_the_server_is_the_one_that_the_tests_run_on() -> None:
    assert SERVICES["neo4j"]["image"] == IMAGE


def test_no_password_stands_in_the_file() -> None:
    secrets = [
        value
        for service in SERVICES.values()
        for name, value in service.get("environment", {}).items()
        if "PASSWORD" in name or "AUTH" in name
    ]

    assert len(secrets) == 3
    assert all("${NEO4J_PASSWORD:?" in value for value in secrets)


def test_only_this_machine_reaches_the_api_and_nothing_else_is_open() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["api"]
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["api"]["ports"])


def test_its_commands_load_the_facts_and_serve_them(server: Server, rules_folder: Path) -> None:
    """Natively, with a server here in place of the one in its network, and a few facts in place of all."""
    command = _native(SERVICES["load"]["command"], server, 0)
    environment = _environment("load", server, rules_folder)
    loaded, again = (
        subprocess.run(command, env=environment, capture_output=True, text=True, check=True) for _ in range(2)
    )

    assert "is served now" in loaded.stdout
    assert "was there already" in again.stdout
    assert PASSWORD not in loaded.stdout + loaded.stderr
    with _running("api", server) as port:
        _until_healthy(port)


def _native(command: list[str], server: Server, port: int) -> list[str]:
    """A command of the file for this machine."""
    here = {"neo4j://neo4j:7687": server.place.address, "8000": str(port), "0.0.0.0": "127.0.0.1"}
    program = [sys.executable, "-c", "from api.cli import main; main()"]
    return program + [here.get(word, word) for word in command[1:]]


def _environment(name: str, server: Server, facts: Path | None = None) -> dict[str, str]:
    """The environment of a service, with this server's address and password, and other facts."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("OPENNESS_GRAPH_")}
    for key, value in SERVICES[name]["environment"].items():
        is_address = key == "OPENNESS_GRAPH_STORE"
        env[key] = PASSWORD if "PASSWORD" in key else server.place.address if is_address else value
    if facts is not None:
        env["OPENNESS_GRAPH_FACTS"] = str(facts)
    return {**env, "PYTHONPATH": str(ROOT)}


@contextmanager
def _running(name: str, server: Server) -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    command = _native(SERVICES[name]["command"], server, port)
    process = subprocess.Popen(command, env=_environment(name, server), stdout=subprocess.DEVNULL)
    try:
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _until_healthy(port: int) -> None:
    check = SERVICES["api"]["healthcheck"]["test"]
    command = [sys.executable, *(word.replace("8000", str(port)) for word in check[2:])]
    end = time.monotonic() + 60
    while subprocess.run(command, capture_output=True, check=False).returncode != 0:
        assert time.monotonic() < end
        time.sleep(0.3)
