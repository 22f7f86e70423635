"""A real Neo4j server for tests: one that is named, one in Docker, or the community server as a process."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from neo4j import GraphDatabase

from graph.stores import Place
from tools.install_neo4j import IMAGE, class_path

READY = re.compile(r"INFO\s+Started\.")
START_LIMIT_S = 120.0
CONFIGURATION = """\
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size={page_cache}
db.tx_log.preallocate=false
db.checkpoint.interval.time=30s
db.transaction.timeout=60s
internal.server.bolt.thread_pool_shutdown_wait_time=0s
"""
USER, PASSWORD = "neo4j", "long-enough"
OPENED = ("java.nio", "java.io", "sun.nio.ch")
JAVA = [
    "java",
    "-Xms256m",
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED),
    "--enable-native-access=ALL-UNNAMED",
    "-Dlog4j2.disable.jmx=true",
]


class Server:
    """The community server as a process of its own, in a folder of its own, with a login."""

    def __init__(self, *, java: list[str] = JAVA, page_cache: str = "64m") -> None:
        self._class_path = class_path()
        self._java = java
        self._page_cache = page_cache
        self.home = Path(tempfile.mkdtemp(prefix="neo4j-test-"))
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def place(self) -> Place:
        """Where it listens, and the login."""
        return Place(f"bolt://127.0.0.1:{self.port}", USER, PASSWORD)

    @property
    def pid(self) -> int:
        """The process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it and wait until it answers; on another port where this one was taken meanwhile."""
        is_new = not (self.home / "data").exists()
        for _ in range(3):
            self._launch()
            try:
                self._wait_ready()
            except RuntimeError as error:
                self.stop()
                if "already in use" not in str(error):
                    raise
                self.port = _free_port()
            else:
                break
        else:
            raise RuntimeError("no free port for Neo4j")
        if is_new:
            self._set_password()

    def stop(self) -> None:
        """Stop it in good order."""
        self._signal(signal.SIGCONT, signal.SIGTERM)

    def kill(self) -> None:
        """End it without a chance to say goodbye."""
        self._signal(signal.SIGKILL)

    def freeze(self) -> None:
        """Halt it, connections open, until `thaw`; returns when all of it stands still."""
        os.kill(self.pid, signal.SIGSTOP)
        os.waitid(os.P_PID, self.pid, os.WSTOPPED)

    def thaw(self) -> None:
        """Let it go on."""
        os.kill(self.pid, signal.SIGCONT)

    def remove(self) -> None:
        """End it and delete its folder."""
        self.kill()
        shutil.rmtree(self.home, ignore_errors=True)

    def resident_mb(self) -> int:
        """Memory that it takes, in MB (Linux)."""
        status = Path(f"/proc/{self.pid}/status").read_text("ascii")
        found = re.search(r"VmRSS:\s+(\d+)", status)
        assert found is not None
        return int(found[1]) // 1024

    def _launch(self) -> None:
        conf = self.home / "conf"
        conf.mkdir(exist_ok=True)
        text = CONFIGURATION.format(port=self.port, page_cache=self._page_cache)
        (conf / "neo4j.conf").write_text(text, "utf-8")
        main = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.home}", f"--config-dir={conf}"]
        with (self.home / "console.log").open("wb") as console:
            self._process = subprocess.Popen(
                [*self._java, "-cp", self._class_path, *main, "--console-mode"],
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
                preexec_fn=_die_with_parent,
            )

    def _set_password(self) -> None:
        with GraphDatabase.driver(self.place.address, auth=(USER, "neo4j")) as driver:
            driver.execute_query(
                "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=PASSWORD, database_="system"
            )

    def _wait_ready(self) -> None:
        assert self._process is not None
        end = time.monotonic() + START_LIMIT_S
        while True:
            text = (self.home / "console.log").read_text("utf-8", errors="replace")
            if READY.search(text):
                return
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"Neo4j did not start ({self._process.poll()}):\n{text[-3000:]}")
            time.sleep(0.05)

    def _signal(self, *signals: signal.Signals) -> None:
        if self._process is None:
            return
        for number in signals:
            self._process.send_signal(number)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


@contextmanager
def in_docker() -> Iterator[Place]:
    """The server of compose.yaml in a container that is gone afterwards."""
    run = [
        "docker",
        "run",
        "--detach",
        "--rm",
        "--publish",
        "127.0.0.1::7687",
        "--env",
        "NEO4J_AUTH=none",
        IMAGE,
    ]
    container = subprocess.run(run, check=True, capture_output=True, text=True).stdout.strip()
    try:
        port = subprocess.run(
            ["docker", "port", container, "7687/tcp"], check=True, capture_output=True, text=True
        ).stdout.strip()
        end = time.monotonic() + START_LIMIT_S
        while not READY.search(_logs(container)):
            if time.monotonic() > end:
                raise RuntimeError(f"Neo4j did not start in Docker:\n{_logs(container)[-3000:]}")
            time.sleep(0.5)
        yield Place(f"bolt://{port}")
    finally:
        subprocess.run(["docker", "rm", "--force", container], check=False, capture_output=True)


def _logs(container: str) -> str:
    return subprocess.run(["docker", "logs", container], check=True, capture_output=True, text=True).stdout


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _die_with_parent() -> None:
    """On Linux the server ends when the tests do, however they end (PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
