"""The GraphQL endpoint: a thin ASGI application, bytes to bytes.

Bytes -> answer kept for the same bytes -> document kept for the same text -> executor -> bytes, one send.
Source: GraphQL over HTTP, https://graphql.github.io/graphql-over-http/draft/
"""

from __future__ import annotations

import asyncio
import hashlib
import inspect
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

import orjson
from graphql import ExecutionResult, GraphQLError
from starlette.types import Receive, Scope, Send

from api.errors import cause_of, formatted
from api.execution.executor import Prepared, prepare, run
from api.execution.walk import TOO_LONG
from api.http.accept import weights
from api.http.cache import BoundedCache
from api.http.graphiql import graphiql_page, wants_page
from api.limits import check_document
from api.request import Request
from api.service import Service
from api.settings import Settings
from api.what_if import Asked, asked_scenarios, marks
from graph.errors import RequestError, SettingsError, StoreError, StoreTimeout, StoreUnavailable, VersionGone
from graph.stores.port import now

RESPONSE_TYPE = "application/graphql-response+json"
JSON_TYPE = "application/json"
NOT_NOW = "the graph cannot be read just now; try again in a moment"
RERUNS = 2
"""How often a request is begun anew because a new version of the graph has taken the place of its own."""

COST_CACHE_BYTES = 1_000_000
CACHE_CONTROL = b"public, max-age=0, must-revalidate"


@dataclass(frozen=True)
class Answer:
    """A response ready to be sent."""

    status: int
    body: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    has_errors: bool
    etag: str | None = None


@dataclass(frozen=True)
class Question:
    """What a request asks, as its body or address says."""

    query: str
    variables: Mapping[str, Any] | None
    operation_name: str | None


Key = tuple[str, date, str, bytes]
"""What an answer hangs on: graph version, day, media type, and the bytes that ask."""


class BadHttpRequest(Exception):
    """Raised when a request is no GraphQL request, or none can be answered; all of it is for the client."""

    def __init__(self, status: int, message: str, code: str = "BAD_REQUEST") -> None:
        super().__init__(message)
        self.status = status
        self.code = code


class GraphQLEndpoint:
    """Answers GraphQL requests from the current service; `service` may be replaced at any time.

    refresh: opens a service over the newest version of the graph, where the one asked is gone.
    """

    def __init__(
        self,
        service: Callable[[], Service | None],
        refresh: Callable[[], Awaitable[None]],
        settings: Settings,
    ) -> None:
        self._service = service
        self._refresh = refresh
        self._settings = settings
        self._cache: BoundedCache[Answer] = BoundedCache(settings.cache_bytes)
        self._costs: BoundedCache[int] = BoundedCache(COST_CACHE_BYTES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        if scope["method"] in ("GET", "HEAD") and wants_page(headers.get(b"accept", "")):
            await graphiql_page()(scope, receive, send)
            return
        answer = await self._answer(scope, headers, receive)
        if answer.etag is not None and answer.etag in headers.get(b"if-none-match", ""):
            unchanged = tuple(item for item in answer.headers if not item[0].startswith(b"content-"))
            answer = Answer(304, b"", unchanged, has_errors=False)
        await send({"type": "http.response.start", "status": answer.status, "headers": list(answer.headers)})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})

    async def _answer(self, scope: Scope, headers: Mapping[bytes, str], receive: Receive) -> Answer:
        media_type = _media_type(headers.get(b"accept", "*/*"))
        try:
            raw = await self._raw_question(scope, headers, receive)
            for _ in range(RERUNS):
                try:
                    return await self._answer_now(scope["method"], raw, media_type)
                except VersionGone:
                    await self._refresh()
            return await self._answer_now(scope["method"], raw, media_type)
        except BadHttpRequest as error:
            return _refusal(error.status, str(error), error.code, media_type)
        except (StoreError, SettingsError):
            return _refusal(503, NOT_NOW, StoreUnavailable.code, media_type)

    async def _answer_now(self, method: str, raw: bytes, media_type: str) -> Answer:
        """The answer of the current service; raises `VersionGone` where its version has gone meanwhile."""
        service = self._service()
        if service is None:
            raise BadHttpRequest(503, NOT_NOW, StoreUnavailable.code)
        today = datetime.now(UTC).date()
        key: Key = (service.version, today, media_type, raw)
        kept = self._cache.get(key)
        if kept is None:
            question = _question(method, raw)
            kept = _kept_for(await self._execute(service, question, media_type, today), key)
            if not kept.has_errors:
                self._cache.put(key, kept, len(kept.body) + len(raw))
        return kept

    async def _raw_question(self, scope: Scope, headers: Mapping[bytes, str], receive: Receive) -> bytes:
        """The bytes that say what is asked: the body of a POST, the query string of a GET."""
        match scope["method"]:
            case "GET" | "HEAD":
                query_string: bytes = scope["query_string"]
                return query_string
            case "POST":
                content_type = headers.get(b"content-type", "").partition(";")[0].strip().lower()
                if content_type != JSON_TYPE:
                    raise BadHttpRequest(415, "send the query as JSON with `Content-Type: application/json`")
                return await _body(receive, self._settings.max_body_bytes)
            case method:
                raise BadHttpRequest(405, f"{method} is not allowed here; use POST or GET")

    async def _execute(self, service: Service, question: Question, media_type: str, today: date) -> Answer:
        prepared = prepare(service.core_schema, question.query, self._settings.max_tokens)
        if isinstance(prepared, list):
            return _errors(prepared, media_type)
        deadline = time.monotonic() + self._settings.timeout_s
        try:
            cost = self._cost(prepared, question)
            asked = asked_scenarios(prepared, question.variables, question.operation_name, today)
            request = await _supposing(service, service.request(today, deadline), asked)
        except GraphQLError as error:
            return _errors([error], media_type)
        except (RequestError, StoreTimeout) as error:
            return _errors([GraphQLError(str(error), original_error=error)], media_type)
        result = await self._run(prepared, question, request)
        return _result(result, media_type, {"cost": cost, "graphVersion": service.version, **marks(asked)})

    def _cost(self, prepared: Prepared, question: Question) -> int:
        """The cost of a question, reckoned once for each document and size of its variables."""
        key = (question.query, orjson.dumps(question.variables) if question.variables else b"")
        cost = self._costs.get(key)
        if cost is None:
            cost = check_document(prepared.document, question.variables, self._settings)
            self._costs.put(key, cost, len(key[0]) + len(key[1]))
        return cost

    async def _run(self, prepared: Prepared, question: Question, context: Request) -> ExecutionResult:
        result = run(prepared, question.variables, question.operation_name, context)
        if inspect.isawaitable(result):
            result = await result
        for error in result.errors or ():
            cause = cause_of(error)
            if isinstance(cause, VersionGone):
                raise cause
        return result


async def _supposing(service: Service, request: Request, asked: Sequence[Asked]) -> Request:
    """The context of a request; scenarios are worked out beside the requests of others.

    Raises `StoreTimeout` past the deadline of the request; what was begun is kept for those who ask again.
    """
    if not asked:
        return request
    remaining = None if request.deadline is None else request.deadline - time.monotonic()
    try:
        async with asyncio.timeout(remaining):
            rows = await now(service.scenarios.rows())
            return await asyncio.to_thread(service.supposing, request, asked, rows)
    except TimeoutError:
        raise StoreTimeout(TOO_LONG) from None


@lru_cache(maxsize=256)
def _media_type(accept: str) -> str:
    """The media type of the answer: the specification's own where it is asked for, else JSON."""
    return RESPONSE_TYPE if RESPONSE_TYPE in weights(accept) else JSON_TYPE


async def _body(receive: Receive, limit: int) -> bytes:
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise BadHttpRequest(400, "the connection ended before the whole request arrived")
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise BadHttpRequest(413, f"the request is longer than the limit of {limit} bytes; ask for less")
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


def _question(method: str, raw: bytes) -> Question:
    fields = _posted(raw) if method == "POST" else _queried(raw)
    query, variables, name = fields.get("query"), fields.get("variables"), fields.get("operationName")
    if not isinstance(query, str) or not query.strip():
        raise BadHttpRequest(400, "the request has no `query`; send the text of a GraphQL query")
    if variables is not None and not isinstance(variables, dict):
        raise BadHttpRequest(400, '`variables` is no object; send {"name": value, ...}')
    if name is not None and not isinstance(name, str):
        raise BadHttpRequest(400, "`operationName` is no text; send the name of an operation in the query")
    return Question(query, variables, name or None)


def _posted(raw: bytes) -> dict[str, Any]:
    try:
        fields = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise BadHttpRequest(400, f"the body is no JSON: {error}") from error
    if not isinstance(fields, dict):
        raise BadHttpRequest(400, 'the body is no JSON object; send {"query": "..."}, one at a time')
    return fields


def _queried(raw: bytes) -> dict[str, Any]:
    try:
        fields: dict[str, Any] = dict(parse_qsl(raw.decode("ascii"), strict_parsing=bool(raw)))
        if fields.get("variables"):
            fields["variables"] = orjson.loads(fields["variables"])
    except orjson.JSONDecodeError as error:
        raise BadHttpRequest(400, f"`variables` in the address is no JSON: {error}") from error
    except ValueError as error:
        raise BadHttpRequest(400, "the address is not well formed; percent-encode the query") from error
    if not fields.get("variables"):
        fields.pop("variables", None)
    return fields


def _result(result: ExecutionResult, media_type: str, extensions: Mapping[str, Any]) -> Answer:
    content: dict[str, Any] = {}
    if result.errors:
        content["errors"] = _formatted(result.errors, ran=True)
    content["data"] = result.data
    content["extensions"] = extensions
    never_ran = result.data is None and all(error.path is None for error in result.errors or ())
    status = 400 if never_ran and media_type == RESPONSE_TYPE else 200
    return _answer(status, content, media_type)


def _formatted(errors: list[GraphQLError], *, ran: bool) -> list[dict[str, Any]]:
    request_id = secrets.token_hex(8)
    return [formatted(error, request_id, ran=ran) for error in errors]


def _errors(errors: list[GraphQLError], media_type: str) -> Answer:
    """Errors found before execution: 400 in the specification's own media type, 200 in plain JSON."""
    status = 400 if media_type == RESPONSE_TYPE else 200
    return _answer(status, {"errors": _formatted(errors, ran=False)}, media_type)


def _refusal(status: int, message: str, code: str, media_type: str) -> Answer:
    error = {"message": message, "extensions": {"code": code}}
    return _answer(status, {"errors": [error]}, media_type)


def _answer(status: int, content: Mapping[str, Any], media_type: str) -> Answer:
    body = orjson.dumps(content)
    headers = [
        (b"content-type", f"{media_type}; charset=utf-8".encode()),
        (b"content-length", str(len(body)).encode()),
        (b"vary", b"Accept"),
    ]
    if status == 405:
        headers.append((b"allow", b"GET, HEAD, POST"))
    return Answer(status, body, tuple(headers), "errors" in content)


def _kept_for(answer: Answer, key: Key) -> Answer:
    """An answer with the headers that let clients keep it: version, day and question determine it."""
    if answer.has_errors:
        return replace(answer, headers=(*answer.headers, (b"cache-control", b"no-store")))
    version, today, media_type, raw = key
    seen = hashlib.blake2b(f"{version} {today} {media_type} ".encode() + raw, digest_size=16).hexdigest()
    etag = f'"{seen}"'
    headers = (*answer.headers, (b"etag", etag.encode()), (b"cache-control", CACHE_CONTROL))
    return replace(answer, headers=headers, etag=etag)
