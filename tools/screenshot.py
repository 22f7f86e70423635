"""Take `docs/graphiql.png`, the explorer with the headline's answer, from a running server.

`python -m tools.screenshot [http://127.0.0.1:8000]`
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from tools.install_chromium import REMEDY, find_chromium

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "graphiql.png"
SIZE: ViewportSize = {"width": 1280, "height": 980}


def main(base_url: str = "http://127.0.0.1:8000") -> int:
    """Open the page in a fresh profile, press run, take the picture. Returns the exit code."""
    program = find_chromium()
    if program is None:
        print(f"No browser. {REMEDY}", file=sys.stderr)
        return 1
    sandbox = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=sandbox)
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        page.goto(f"{base_url}/graphql")
        page.locator(".graphiql-query-editor .view-line").first.wait_for()
        page.locator(".graphiql-execute-button").click()
        page.locator(".graphiql-response").get_by_text("totalCount").wait_for()
        page.mouse.move(
            SIZE["width"] - 1, SIZE["height"] - 1
        )  # away from the button, so that no tooltip shows
        page.wait_for_timeout(500)
        page.screenshot(path=PICTURE)
        browser.close()
    print(f"{PICTURE} ({PICTURE.stat().st_size // 1024} KB)")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
