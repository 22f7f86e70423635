"""How page and built files are served, without a browser."""

import gzip
import re
from pathlib import Path

import httpx
import pytest

import api.http.graphiql
from api.http.graphiql import graphiql_page, wants_page
from api.http.headers import CONTENT_SECURITY_POLICY, GRAPHIQL_CONTENT_SECURITY_POLICY
from api.http.static import STATIC_FOLDER

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FOR_GOOD = "public, max-age=31536000, immutable"


def get(url: str, **headers: str) -> httpx.Response:
    return httpx.get(url, headers={"accept-encoding": "identity", **headers})


def built_script() -> str:
    (name,) = re.findall(
        r'src="static/(graphiql-\w{8}\.js)"', (STATIC_FOLDER / "graphiql.html").read_text("utf-8")
    )
    return str(name)


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (BROWSER, True),
        ("text/html", True),
        ("Text/HTML; q=0.5", True),
        ("application/json, text/html", True),
        ("*/*", False),
        ("", False),
        ("application/json", False),
        ("text/html;q=0.5, application/json", False),
        ("text/html;q=0, */*", False),
        ("text/html;q=nonsense", False),
    ],
)
def test_the_page_is_for_whoever_asks_for_html(accept: str, expected: bool) -> None:
    assert wants_page(accept) is expected


def test_a_browser_gets_the_page_at_the_endpoint(base_url: str) -> None:
    response = get(f"{base_url}/graphql", accept=BROWSER)

    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["vary"] == "Accept"
    assert response.headers["cache-control"] == "no-cache"
    assert "<title>Openness Graph</title>" in response.text


def test_graphiql_leads_to_the_endpoint_and_keeps_the_question(base_url: str) -> None:
    response = get(f"{base_url}/graphiql?query=%7Bgraph%7D&variables=%7B%7D", accept=BROWSER)

    assert response.status_code == 307
    target = httpx.URL(f"{base_url}/graphiql").join(response.headers["location"])
    assert str(target) == f"{base_url}/graphql?query=%7Bgraph%7D&variables=%7B%7D"


def test_a_page_that_is_not_built_says_what_to_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(api.http.graphiql, "STATIC_FOLDER", tmp_path)

    response = graphiql_page()

    assert response.status_code == 503
    assert b"python tools/build_web.py" in bytes(response.body)


def test_only_the_page_may_style_inline_and_nothing_may_eval(base_url: str) -> None:
    page = get(f"{base_url}/graphql", accept=BROWSER).headers["content-security-policy"]
    other = get(f"{base_url}/static/icon.svg").headers["content-security-policy"]

    assert (page, other) == (GRAPHIQL_CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY)
    assert "unsafe-eval" not in page
    assert "'unsafe-inline'" not in other
    assert page.replace(" 'unsafe-inline'", "") == other


@pytest.mark.parametrize("path", ["/graphql", "/graphiql", "/static/icon.svg", "/static/none.js"])
def test_security_headers_are_on_every_response(base_url: str, path: str) -> None:
    headers = get(base_url + path, accept=BROWSER).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert len(headers.get_list("content-security-policy")) == 1


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("br, gzip", "br"),
        ("gzip", "gzip"),
        ("br;q=0.5, gzip;q=1.0", "gzip"),
        ("br;q=0, *", "gzip"),
        ("*", "br"),
        ("identity", None),
        ("brotli", None),
    ],
)
def test_a_file_comes_in_the_coding_that_the_client_likes_best(
    base_url: str, accepted: str, coding: str | None
) -> None:
    with httpx.stream(
        "GET", f"{base_url}/static/{built_script()}", headers={"accept-encoding": accepted}
    ) as response:
        body = b"".join(response.iter_raw())

    assert response.headers.get("content-encoding") == coding
    assert response.headers["vary"] == "Accept-Encoding"
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    if coding == "gzip":
        assert gzip.decompress(body) == (STATIC_FOLDER / built_script()).read_bytes()


def test_a_name_with_a_hash_is_kept_for_good_and_others_are_asked_for_again(base_url: str) -> None:
    hashed = get(f"{base_url}/static/{built_script()}")
    plain = get(f"{base_url}/static/third-party-licences.txt")

    assert (hashed.headers["cache-control"], plain.headers["cache-control"]) == (FOR_GOOD, "no-cache")
    assert get(str(plain.url), **{"if-none-match": plain.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("path", ["none.js", "../app.py", "%2e%2e/app.py", "", "graphiql-AAAAAAAA.js"])
def test_what_is_not_built_is_not_found(base_url: str, path: str) -> None:
    response = get(f"{base_url}/static/{path}")

    assert response.status_code == 404
    assert response.headers.get("cache-control") != FOR_GOOD


def test_licences_of_the_bundled_packages_are_shipped(base_url: str) -> None:
    text = get(f"{base_url}/static/third-party-licences.txt").text

    assert "\ngraphiql 5.4.0: MIT\n" in text
    assert "\nmonaco-editor 0.52.2: MIT\n" in text
    assert "\nreact 19.3.1: MIT\n" in text
    assert "Permission is hereby granted, free of charge" in text
    assert list(STATIC_FOLDER.glob("*.LEGAL.txt")) != []
