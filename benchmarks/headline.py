"""The headline over HTTP: the product against the stock executor and against a hand-written endpoint."""

from __future__ import annotations

import http.client
import multiprocessing
import os
import platform
import socket
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson
import uvicorn

from benchmarks.servers import HEADLINE, SERVERS

ROUNDS = 9
REQUESTS = {"product": 60, "by hand": 60, "stock": 6}
"""Requests a round: enough that each takes a measurable time."""


@dataclass
class Server:
    """A server in a process of its own, with a kept connection to it."""

    pid: int
    connection: http.client.HTTPConnection

    def ask(self) -> bytes:
        """The answer to the headline query."""
        self.connection.request("POST", "/graphql", BODY, {"content-type": "application/json"})
        return self.connection.getresponse().read()

    def cpu_s(self) -> float:
        """CPU time that the process has used so far, in seconds (Linux)."""
        return int(Path(f"/proc/{self.pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9


BODY = orjson.dumps({"query": HEADLINE})


def main() -> None:
    """Print the headline row: CPU per request of three servers, round by round, and their ratios."""
    with ExitStack() as stack:
        servers = {name: stack.enter_context(running(name)) for name in SERVERS}
        answers = {name: orjson.loads(server.ask())["data"] for name, server in servers.items()}
        same = all(answer == answers["product"] for answer in answers.values())
        if not same:
            sys.exit("the servers do not give the same data: the comparison would mean nothing")
        bytes_equal = servers["product"].ask() == servers["by hand"].ask()
        rounds = [
            {name: cpu_ms(server, REQUESTS[name]) for name, server in servers.items()} for _ in range(ROUNDS)
        ]
    models = len(answers["product"]["models"]["nodes"])
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores; {models} models; cache of answers off"
    )
    print(f"the product's bytes equal the hand-written ones: {'yes' if bytes_equal else 'NO'}")
    for name in SERVERS:
        figures = [figure[name] for figure in rounds]
        print(
            f"{name:8} CPU ms a request: median {statistics.median(figures):8.3f}, least {min(figures):8.3f}"
        )
    for other in ("stock", "by hand"):
        ratios = sorted(figure[other] / figure["product"] for figure in rounds)
        median = statistics.median(ratios)
        print(f"{other} / product: median {median:.2f}, from {ratios[0]:.2f} to {ratios[-1]:.2f}")
    inverse = statistics.median(figure["product"] / figure["by hand"] for figure in rounds)
    print(f"product / by hand: median {inverse:.2f}  (target: at most 1.4; stock / product: at least 20)")


def cpu_ms(server: Server, requests: int) -> float:
    """CPU milliseconds that the server spends on one request."""
    before = server.cpu_s()
    for _ in range(requests):
        server.ask()
    return (server.cpu_s() - before) / requests * 1000


@contextmanager
def running(name: str) -> Iterator[Server]:
    """A server in its own process, ready, with its caches warm."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)
    process = multiprocessing.get_context("fork").Process(target=_serve, args=(name, listener), daemon=True)
    process.start()
    assert process.pid is not None
    connection = http.client.HTTPConnection(*listener.getsockname(), timeout=120)
    server = Server(process.pid, connection)
    for _ in range(3):
        server.ask()
    time.sleep(0.1)
    try:
        yield server
    finally:
        connection.close()
        process.terminate()
        process.join()
        listener.close()


def _serve(name: str, listener: socket.socket) -> None:
    config = uvicorn.Config(
        SERVERS[name](), log_level="error", access_log=False, server_header=False, timeout_keep_alive=600
    )
    uvicorn.Server(config).run(sockets=[listener])
