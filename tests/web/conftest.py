"""The product's server over real HTTP, and a real browser that can reach nothing else."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    expect,
    sync_playwright,
)

from api.app import create_app
from tools.build_web import build
from tools.install_chromium import find_chromium

NO_BROWSER = "no Chromium found: run `python tools/install_chromium.py`"
PATIENCE_MS = 40_000
VIOLATIONS = """
window.violations = [];
addEventListener('securitypolicyviolation', (e) => violations.push(`${e.violatedDirective} ${e.blockedURI}`));
"""


@pytest.fixture(scope="session")
def web_build() -> None:
    """The pages as the sources are now; nothing to do when they are built already."""
    build()


@pytest.fixture(scope="session")
def base_url(web_build: None) -> Iterator[str]:
    server = uvicorn.Server(
        uvicorn.Config(create_app(), port=0, log_level="warning", ws="none", lifespan="on")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = find_chromium()
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(NO_BROWSER)
    offline = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    sandbox = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=offline + sandbox)
        yield chromium
        chromium.close()


class Visitor:
    """Opens pages in a fresh profile and notes what must not happen on any of them."""

    def __init__(self, context: BrowserContext, base_url: str) -> None:
        self.context = context
        self.base_url = base_url
        self.outside: list[str] = []
        self.errors: list[str] = []
        context.add_init_script(VIOLATIONS)
        context.route("**/*", self._let_through_or_note)

    def open(self, path: str = "/graphql") -> Page:
        """The page once its editor shows the question."""
        page = self.context.new_page()
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(self.base_url + path)
        page.locator(".graphiql-query-editor .view-line").first.wait_for()
        page.locator(".graphiql-response .monaco-editor").wait_for()
        return page

    def violations(self) -> list[str]:
        return [found for page in self.context.pages for found in page.evaluate("window.violations")]

    def _let_through_or_note(self, route: Route) -> None:
        if route.request.url.startswith((self.base_url, "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


@contextmanager
def _visit(browser: Browser, base_url: str, width: int, height: int, scheme: str) -> Iterator[Visitor]:
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(PATIENCE_MS)
    visitor = Visitor(context, base_url)
    yield visitor
    found = ([*visitor.outside], visitor.violations(), [*visitor.errors])
    context.close()
    assert found == ([], [], [])


@pytest.fixture
def visitor(browser: Browser, base_url: str) -> Iterator[Visitor]:
    """On a desktop screen. At its end: no request outside, no policy violation, no error in the console."""
    with _visit(browser, base_url, 1400, 860, "light") as found:
        yield found


@pytest.fixture
def dark_visitor(browser: Browser, base_url: str) -> Iterator[Visitor]:
    with _visit(browser, base_url, 1400, 860, "dark") as found:
        yield found


@pytest.fixture
def phone_visitor(browser: Browser, base_url: str) -> Iterator[Visitor]:
    with _visit(browser, base_url, 390, 844, "light") as found:
        yield found


@pytest.fixture(scope="session")
def queries() -> list[Path]:
    return sorted((Path(__file__).parents[2] / "web" / "queries").glob("*.graphql"))
