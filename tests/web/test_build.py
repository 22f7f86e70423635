"""The sources of the pages and their build."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

from tools import build_web
from tools.build_web import WEB, build, node_env
from tools.install_chromium import InstallError, find_chromium

LOCK = WEB / "package-lock.json"


def test_the_lock_names_no_address_to_download_from() -> None:
    text = LOCK.read_text("utf-8")

    assert '"resolved"' not in text
    assert re.findall(r"https?://[^\"/]*(?:npm|registry|yarnpkg)[^\"]*", text) == []
    assert "omit-lockfile-registry-resolved=true" in (WEB / ".npmrc").read_text("utf-8").splitlines()


def test_the_lock_pins_every_package_by_hash_and_agrees_with_the_manifest() -> None:
    packages = json.loads(LOCK.read_text("utf-8"))["packages"]
    manifest = json.loads((WEB / "package.json").read_text("utf-8"))

    assert [name for name, package in packages.items() if name and "integrity" not in package] == []
    for kind in ("dependencies", "devDependencies"):
        assert packages[""][kind] == manifest[kind]


def test_every_example_is_a_tab_and_starts_with_its_question(queries: list[Path]) -> None:
    tabs = re.findall(r"'\.\./queries/(.*)'", (WEB / "src" / "examples.ts").read_text("utf-8"))

    assert tabs == [path.name for path in queries]
    assert [path.name for path in queries if not re.match(r"# .*\?\n", path.read_text("utf-8"))] == []


def test_the_typescript_sources_are_sound(web_build: None) -> None:
    env = node_env()
    node = shutil.which("node", path=env["PATH"])
    assert node is not None

    found = subprocess.run(
        [node, "node_modules/typescript/bin/tsc", "--noEmit"],
        cwd=WEB,
        env=env,
        capture_output=True,
        text=True,
    )

    assert (found.returncode, found.stdout) == (0, "")


def test_a_second_build_starts_no_program(web_build: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a program was started")

    monkeypatch.setattr(subprocess, "run", refuse)

    build()


def test_where_nothing_can_bring_node_the_message_says_what_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(build_web, "STAMPS", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    monkeypatch.setattr(build_web, "find_spec", lambda _: None)

    assert build_web.main() == 1
    assert "Node.js 20 or newer with npm is needed" in capsys.readouterr().err


def test_a_browser_named_by_the_variable_must_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENNESS_GRAPH_CHROMIUM", "/no/such/browser")

    with pytest.raises(
        InstallError, match="OPENNESS_GRAPH_CHROMIUM is '/no/such/browser', which is no program"
    ):
        find_chromium()


def test_a_browser_is_looked_for_on_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "chromium-browser"
    program.write_text("#!/bin/sh\n", "ascii")
    program.chmod(0o755)
    monkeypatch.delenv("OPENNESS_GRAPH_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_chromium() == str(program)
