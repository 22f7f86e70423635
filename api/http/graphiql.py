"""The GraphiQL page: served at the GraphQL endpoint itself to whoever asks for HTML.

Wiring, in the endpoint:

    if method == "GET" and wants_page(accept): response = graphiql_page()

and in the application:

    app.mount("/static", static_files())
    app.router.routes.append(graphiql_redirect())

The endpoint's other answers carry `Vary: Accept` too, since the same address gives both.
"""

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from api.http.accept import weights
from api.http.headers import GRAPHIQL_CONTENT_SECURITY_POLICY
from api.http.static import STATIC_FOLDER

_DATA_TYPES = ("application/graphql-response+json", "application/json")
_NOT_BUILT = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Openness Graph</title>
<h1>The explorer is not built yet</h1>
<p>Run <code>python tools/build_web.py</code> in the project's folder, then load this page again.
The API at this address works without it: send a GraphQL query by POST.</p>
</html>
"""


def wants_page(accept: str) -> bool:
    """Whether a request with this `Accept` header is a browser's that wants to show a page.

    True only if `text/html` is named and liked no less than JSON. `*/*` alone, as programs send it,
    means data.
    """
    taken = weights(accept)
    html = taken.get("text/html", 0.0)
    return html > 0 and html >= max(taken.get(data_type, 0.0) for data_type in _DATA_TYPES)


def graphiql_page() -> Response:
    """The page with its content security policy, or 503 and the command to run while it is not built."""
    headers = {
        "cache-control": "no-cache",
        "content-security-policy": GRAPHIQL_CONTENT_SECURITY_POLICY,
        "vary": "Accept",
    }
    try:
        page = (STATIC_FOLDER / "graphiql.html").read_bytes()
    except FileNotFoundError:
        return HTMLResponse(_NOT_BUILT, status_code=503, headers={**headers, "cache-control": "no-store"})
    return HTMLResponse(page, headers=headers)


def graphiql_redirect() -> Route:
    """The route `/graphiql`, which leads to the page at `/graphql` and keeps the question in the address."""
    return Route("/graphiql", _to_the_endpoint, methods=["GET"], include_in_schema=False)


async def _to_the_endpoint(request: Request) -> Response:
    query = request.url.query
    return RedirectResponse(f"graphql?{query}" if query else "graphql")
