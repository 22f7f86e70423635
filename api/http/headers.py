"""Security headers of every response, and the content security policies of the pages.

Wiring, once, as the outermost layer: `app = with_security_headers(app)`. A response that carries one of these
headers already (a page with a policy of its own) keeps it. A layer that sends raw ASGI messages in front of
the application can add `SECURITY_HEADERS` itself.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


def _policy(*, style: str) -> str:
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "worker-src": "'self'",
        "connect-src": "'self'",
        "style-src": style,
        "img-src": "'self' data:",
        "font-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


CONTENT_SECURITY_POLICY = _policy(style="'self'")
"""Everything from this server, nothing inline, no eval, not to be framed."""

GRAPHIQL_CONTENT_SECURITY_POLICY = _policy(style="'self' 'unsafe-inline'")
"""The same with inline styles, for the page whose editor writes style attributes (no nonce covers them)."""

SECURITY_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode("ascii")),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
"""Raw ASGI headers for every response. `same-origin` keeps the question in a shared link from other sites."""


def with_security_headers(app: ASGIApp) -> ASGIApp:
    """The application with `SECURITY_HEADERS` on each HTTP response that lacks them."""

    async def secured(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                present = {name.lower() for name, _ in headers}
                missing = [header for header in SECURITY_HEADERS if header[0] not in present]
                message = {**message, "headers": [*headers, *missing]}
            await send(message)

        await app(scope, receive, send_secured if scope["type"] == "http" else send)

    return secured
