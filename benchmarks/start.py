"""From the command to the first answer on the seed data: seconds, CPU and memory of the server."""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

RUNS = 5
COMMAND = "from api.cli import main; main()"


def main() -> None:
    """Print median time to readiness, CPU used until then, and memory held."""
    runs = [_start() for _ in range(RUNS)]
    wall, cpu, memory = (statistics.median(figures) for figures in zip(*runs, strict=True))
    print(f"start to ready: median {wall:.2f} s ({cpu:.2f} s of CPU), {memory:.0f} MB resident")
    print("  (targets: under 2 s and under 150 MB)")


def _start() -> tuple[float, float, float]:
    port = _free_port()
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "serve", "--port", str(port)], stdout=subprocess.DEVNULL
    )
    try:
        while not _is_ready(port):
            time.sleep(0.01)
        wall = time.monotonic() - began
        proc = Path(f"/proc/{process.pid}")
        cpu = int((proc / "schedstat").read_text(encoding="ascii").split()[0]) / 1e9
        status = dict(
            line.split(":", 1) for line in (proc / "status").read_text(encoding="ascii").splitlines()
        )
        return wall, cpu, int(status["VmRSS"].split()[0]) / 1024
    finally:
        process.terminate()
        process.wait()


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=1) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
