"""The explorer page in a real browser, offline but for the server itself."""

import csv
import io
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from playwright.sync_api import Page, Response, Route, expect

from tests.web.conftest import Visitor

RUN = ".graphiql-execute-button"
HEADLINE = "OpenWeightsClosedTraining"
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
KNOWN_UPSTREAM = {"nested-interactive"}  # GraphiQL's tabs hold their close buttons


def until(page: Page, condition: Callable[[], bool], what: str) -> None:
    """Wait for what no locator shows; `wait_for_function` would need eval, which the policy forbids."""
    deadline = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < deadline, f"still not: {what}"
        page.wait_for_timeout(50)


def question(page: Page) -> str:
    """The text of the query editor, with single spaces (lines wrap to the screen)."""
    return _text(page, ".graphiql-query-editor .view-lines")


def answer(page: Page) -> str:
    return _text(page, ".graphiql-response .view-lines")


def _text(page: Page, selector: str) -> str:
    return " ".join(page.locator(selector).inner_text().replace("\xa0", " ").split())


def run(page: Page) -> dict[str, Any]:
    """Press run; returns the answer that the server gave once it is shown."""
    with page.expect_response(_is_asked_by_the_visitor) as caught:
        page.locator(RUN).click()
    expect(page.get_by_label("Download the answer as JSON")).to_be_enabled()
    return dict(caught.value.json())


def _is_asked_by_the_visitor(response: Response) -> bool:
    """Not the page's own question for the schema, which may still be on its way."""
    return response.request.method == "POST" and "IntrospectionQuery" not in (
        response.request.post_data or ""
    )


def download(page: Page, label: str) -> tuple[str, str]:
    with page.expect_download() as caught:
        page.get_by_label(label).click()
    return caught.value.suggested_filename, caught.value.path().read_text("utf-8-sig")


def link(query: str, variables: str | None = None, path: str = "/graphql") -> str:
    return f"{path}?query={quote(query)}" + (f"&variables={quote(variables)}" if variables else "")


def test_opens_with_the_headline_question_ready_to_run(visitor: Visitor) -> None:
    page = visitor.open()

    assert page.title() == "Openness Graph"
    assert page.get_by_role("link", name="Openness Graph").is_visible()
    assert question(page).startswith("# Which models have open weights but closed training")
    assert "nodes" in run(page)["data"]["models"]
    assert '"totalCount"' in answer(page)


def test_every_example_tab_runs_without_errors(visitor: Visitor, queries: list[Path]) -> None:
    page = visitor.open()
    tabs = page.locator(".graphiql-tab-button")
    titles = tabs.all_inner_texts()

    answers = {}
    for index, title in enumerate(titles):
        tabs.nth(index).click()
        answers[title] = run(page)

    assert [HEADLINE, len(queries)] == [titles[0], len(titles)]
    assert {title: found["errors"] for title, found in answers.items() if "errors" in found} == {}
    assert [title for title, found in answers.items() if None in found["data"].values()] == []


def test_completion_comes_from_the_schema_with_three_workers_alive(visitor: Visitor) -> None:
    page = visitor.open(link("{ mod }"))

    page.locator(".graphiql-query-editor .view-line").first.click()
    page.keyboard.press("Control+Home")
    for _ in "{ mod":
        page.keyboard.press("ArrowRight")
    models = page.locator(".suggest-widget .monaco-list-row").filter(has_text="models").first

    def completes() -> bool:
        page.keyboard.press("Escape")  # a list from before the schema arrived
        page.keyboard.press("Control+Space")
        page.wait_for_timeout(1_000)
        return models.is_visible()

    until(page, completes, "completion from the schema")
    workers = sorted(re.sub(r".*/(\w+)\.worker.*", r"\1", worker.url) for worker in page.workers)
    assert workers == ["editor", "graphql", "json"]


def test_a_shared_link_restores_query_and_variables_and_does_not_run(visitor: Visitor) -> None:
    query = "query Shared($first: Int) { models(first: $first) { totalCount } }"
    asked: list[str] = []
    visitor.context.on("request", lambda request: asked.append(request.post_data or ""))

    page = visitor.open(link(query, '{"first": 1}', path="/graphiql"))

    assert urlsplit(page.url).path == "/graphql"
    assert question(page) == query
    expect(page.locator(".graphiql-tab-active")).to_contain_text("Shared")
    assert _text(page, ".graphiql-editor-tool .view-lines") == '{"first": 1}'
    until(page, lambda: any("IntrospectionQuery" in body for body in asked), "schema asked for")
    assert [body for body in asked if "Shared" in body] == []


def test_what_was_asked_is_kept_for_the_next_visit_beside_the_tabs_of_other_explorers(
    visitor: Visitor,
) -> None:
    nothing = dict.fromkeys(["variables", "headers", "operationName", "response"])
    tab = {"id": "1", "title": "Foreign", "query": "query Foreign { x }", **nothing}
    kept = json.dumps({"tabs": [tab], "activeTabIndex": 0})
    visitor.context.add_init_script(f"localStorage.setItem('graphiql:tabState', {json.dumps(kept)})")
    visitor.open(link("query Mine { models { totalCount } }"))

    page = visitor.open()

    titles = page.locator(".graphiql-tab-button").all_inner_texts()
    assert titles[:2] == ["Mine", HEADLINE]
    assert "Foreign" not in titles


def test_a_shared_link_without_variables_takes_none_from_the_last_visit(visitor: Visitor) -> None:
    visitor.open(link("query First($first: Int) { models(first: $first) { totalCount } }", '{"first": 1}'))

    page = visitor.open(link("query Second { models { totalCount } }"))

    expect(page.locator(".graphiql-tab-active")).to_contain_text("Second")
    assert page.locator(".graphiql-editor-tool .view-lines").inner_text().strip() == ""


def test_the_copied_link_leads_to_the_same_question(visitor: Visitor) -> None:
    page = visitor.open()
    asked = question(page)

    page.get_by_label("Copy a link to this question").click()

    expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    assert " ".join(parse_qs(urlsplit(copied).query)["query"][0].split()) == asked


def test_downloads_are_for_an_answer(visitor: Visitor) -> None:
    page = visitor.open()

    expect(page.get_by_label("Download the answer as JSON")).to_be_disabled()
    expect(page.get_by_label("CSV: for an answer with one list")).to_be_disabled()


def test_json_is_the_answer(visitor: Visitor) -> None:
    page = visitor.open()
    given = run(page)

    name, text = download(page, "Download the answer as JSON")

    assert name == f"openness-graph-{HEADLINE}.json"
    assert json.loads(text) == given


def test_csv_has_a_row_for_each_node_of_the_headline(visitor: Visitor) -> None:
    page = visitor.open()
    nodes = run(page)["data"]["models"]["nodes"]

    name, text = download(page, "Download the answer as CSV")

    rows = list(csv.DictReader(io.StringIO(text)))
    assert name == f"openness-graph-{HEADLINE}.csv"
    assert [row["name"] for row in rows] == [node["name"] for node in nodes]
    developers = [[developer["name"] for developer in node["developers"]] for node in nodes]
    assert [row["developers.name"] for row in rows] == ["; ".join(names) for names in developers]


def test_csv_flattens_quotes_and_keeps_formulas_as_text(visitor: Visitor) -> None:
    edges = [
        {
            "node": {
                "name": '=HYPERLINK("x")',
                "price": -0.5,
                "open": True,
                "by": [{"name": "A, B"}, {"name": None}],
            }
        },
        {"node": {"name": "@cmd", "price": None, "open": False, "by": [], "base": {"name": "line\nbreak"}}},
        {"node": {"name": "Aster 7B", "price": 2, "open": None, "by": [{"name": "-C"}], "base": None}},
    ]
    page = visitor.open()
    page.route("**/graphql", lambda route: _answer(route, {"data": {"models": {"edges": edges}}}))
    run(page)

    _, text = download(page, "Download the answer as CSV")

    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["name", "price", "open", "by.name", "base.name"],
        ['\'=HYPERLINK("x")', "-0.5", "true", "A, B; ", ""],
        ["'@cmd", "", "false", "", "line\nbreak"],
        ["Aster 7B", "2", "", "'-C", ""],
    ]


def test_csv_is_not_offered_for_two_lists(visitor: Visitor) -> None:
    page = visitor.open()
    page.route("**/graphql", lambda route: _answer(route, {"data": {"a": [{"x": 1}], "b": [{"x": 2}]}}))

    run(page)

    expect(page.get_by_label("CSV: for an answer with one list")).to_be_disabled()


def _answer(route: Route, body: dict[str, Any]) -> None:
    route.fulfill(status=200, content_type="application/json", body=json.dumps(body))


def test_an_unreachable_server_is_said_in_plain_words_and_running_again_works(visitor: Visitor) -> None:
    page = visitor.open()
    page.route("**/graphql", lambda route: route.abort("internetdisconnected"))

    page.locator(RUN).click()
    expect(page.locator(".graphiql-response")).to_contain_text(
        re.compile(r"The\sserver\scannot\sbe\sreached")
    )
    page.unroute("**/graphql")

    assert "data" in run(page)
    visitor.errors[:] = [error for error in visitor.errors if "ERR_INTERNET_DISCONNECTED" not in error]


def test_an_answer_that_is_not_json_is_said_with_its_status(visitor: Visitor) -> None:
    page = visitor.open()
    page.route(
        "**/graphql", lambda route: route.fulfill(status=502, content_type="text/html", body="<p>no</p>")
    )

    page.locator(RUN).click()

    until(page, lambda: "The server answered 502 Bad Gateway without JSON." in answer(page), "status shown")
    visitor.errors[:] = [error for error in visitor.errors if "502" not in error]


def test_nothing_scrolls_sideways_on_a_phone_and_all_buttons_are_in_reach(phone_visitor: Visitor) -> None:
    page = phone_visitor.open()
    run(page)

    for panel in (None, "Documentation Explorer", "History"):
        if panel:
            page.get_by_label(f"Show {panel}").click()
            page.get_by_label(f"Hide {panel}").wait_for()
        assert page.evaluate("[document.documentElement.scrollWidth, document.body.scrollWidth]") == [
            390,
            390,
        ]
        buttons = page.locator(".graphiql-sidebar button, .graphiql-toolbar button").all()
        boxes = [box for button in buttons if button.is_visible() and (box := button.bounding_box())]
        assert len(boxes) >= 6
        assert [box for box in boxes if box["x"] < 0 or box["x"] + box["width"] > 390] == []
        assert [box for box in boxes if box["y"] < 0 or box["y"] + box["height"] > 844] == []


def test_question_and_answer_stand_below_one_another_on_a_phone(phone_visitor: Visitor) -> None:
    page = phone_visitor.open()
    run(page)

    asked, given = (page.locator(part).bounding_box() for part in (".graphiql-editors", ".graphiql-response"))

    assert asked is not None
    assert given is not None
    assert asked["y"] + asked["height"] <= given["y"]
    toolbar, tools = (
        page.locator(part).bounding_box() for part in (".graphiql-toolbar", ".graphiql-editor-tools")
    )
    assert toolbar is not None
    assert tools is not None
    assert toolbar["y"] + toolbar["height"] <= tools["y"]
    assert min(asked["width"], given["width"]) > 350


def test_accessibility_in_light(visitor: Visitor) -> None:
    page = visitor.open()
    run(page)

    assert _violated_rules(page) <= KNOWN_UPSTREAM


def test_accessibility_in_dark_with_the_documentation_open(dark_visitor: Visitor) -> None:
    page = dark_visitor.open()
    run(page)
    page.get_by_label("Show Documentation Explorer").click()
    page.get_by_text("All Schema Types").wait_for()

    assert _violated_rules(page) <= KNOWN_UPSTREAM


def test_accessibility_on_a_phone(phone_visitor: Visitor) -> None:
    page = phone_visitor.open()
    run(page)

    assert _violated_rules(page) <= KNOWN_UPSTREAM


def _violated_rules(page: Page) -> set[str]:
    page.evaluate(AXE.read_text("utf-8") + ";0")
    options = {"runOnly": AXE_RULES, "resultTypes": ["violations"]}
    found: dict[str, list[str]] = page.evaluate(
        """options => axe.run(document, options).then(({violations}) =>
             Object.fromEntries(violations.map(({id, nodes}) => [id, nodes.map(({html}) => html)])))""",
        options,
    )
    for rule, places in found.items():
        print(rule, *places, sep="\n  ")  # shown by pytest where the test fails
    return set(found)
