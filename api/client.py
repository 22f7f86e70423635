"""A thin client for notebooks and scripts: a query in, JSON or a pandas DataFrame out.

client = Client()                           # the facts beside the code, in this process
client = Client("http://127.0.0.1:8000")    # a server
client.frame("{ models(first: 100) { nodes { name openness } } }")
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson
from graphql import ExecutionResult, GraphQLError

from api.built import built
from api.collector import no_collection
from api.errors import formatted
from api.execution.executor import prepare, run
from api.service import Service, open_service
from api.settings import Settings
from api.what_if import asked_scenarios, marks
from graph.errors import BadValue, RequestError, StoreUnavailable
from graph.scenarios.rows import Rows
from graph.stores.embedded.store import EmbeddedStore

if TYPE_CHECKING:
    import pandas as pd

TIMEOUT_S = 60.0


class Client:
    """Asks a server at an address, or the graph in this process."""

    def __init__(self, to: str | EmbeddedStore | None = None) -> None:
        self._url = f"{to.rstrip('/').removesuffix('/graphql')}/graphql" if isinstance(to, str) else None
        self._service = None if isinstance(to, str) else _service(to)

    def execute(self, query: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The whole answer: `data`, `errors` where there are any, and `extensions`."""
        if self._service is None:
            return self._post(query, variables)
        return _in_process(self._service, query, variables)

    def data(self, query: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The `data` of an answer; raises `RequestError` with the message where there are errors."""
        answer = self.execute(query, variables)
        if answer.get("errors"):
            raise RequestError("; ".join(error["message"] for error in answer["errors"]))
        data: dict[str, Any] = answer["data"]
        return data

    def frame(self, query: str, variables: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """The one list of an answer as a table: nested fields as dotted columns, inner lists joined by `; `.

        Follows pages where the query takes `$after` and asks for `pageInfo { hasNextPage endCursor }`.
        """
        import pandas as pd

        return pd.DataFrame([flat(row) for row in self.rows(query, variables)])

    def rows(self, query: str, variables: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """The items of the one list of an answer, page after page."""
        given = dict(variables or {})
        while True:
            found = _the_list(self.data(query, given))
            page = found.get("pageInfo", {}) if isinstance(found, dict) else {}
            yield from _items(found)
            if not (page.get("hasNextPage") and page.get("endCursor") and "$after" in query):
                return
            given["after"] = page["endCursor"]

    def _post(self, query: str, variables: Mapping[str, Any] | None) -> dict[str, Any]:
        assert self._url is not None
        body = orjson.dumps({"query": query, "variables": dict(variables or {})})
        headers = {"content-type": "application/json", "accept": "application/json"}
        request = urllib.request.Request(self._url, body, headers)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_S) as response:
                answer: dict[str, Any] = orjson.loads(response.read())
        except urllib.error.HTTPError as error:
            answer = orjson.loads(error.read())
        except OSError as error:
            raise StoreUnavailable(
                f"{self._url} does not answer ({error}); is the server running?"
            ) from error
        return answer


def flat(row: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """A nested item as one level: `{"developers.name": "Meta; Google"}`."""
    result: dict[str, Any] = {}
    for key, value in row.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            result |= flat(value, f"{name}.")
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            result |= _joined([flat(item, f"{name}.") for item in value if item is not None])
        elif isinstance(value, list):
            result[name] = "; ".join(map(str, value))
        else:
            result[name] = value
    return result


def _joined(rows: list[dict[str, Any]]) -> dict[str, str]:
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: "; ".join(str(row[name]) for row in rows if row.get(name) is not None) for name in names}


def _the_list(data: Mapping[str, Any]) -> Any:
    """The one connection or list of an answer, at any depth of single objects."""
    lists = [value for value in data.values() if isinstance(value, list) or _is_connection(value)]
    if len(lists) == 1:
        return lists[0]
    inner = [value for value in data.values() if isinstance(value, dict) and not _is_connection(value)]
    if not lists and len(inner) == 1:
        return _the_list(inner[0])
    raise BadValue(f"the answer holds {len(lists)} lists side by side; a table needs a query for one list")


def _is_connection(value: Any) -> bool:
    return isinstance(value, dict) and ("nodes" in value or "edges" in value)


def _items(found: Any) -> list[dict[str, Any]]:
    if isinstance(found, list):
        return found
    if "nodes" in found:
        nodes: list[dict[str, Any]] = found["nodes"]
        return nodes
    return [edge.get("node", edge) for edge in found["edges"]]


@no_collection()
def _service(store: EmbeddedStore | None) -> Service:
    settings = Settings.from_environment()
    service = open_service(store or EmbeddedStore(built(settings.facts, settings.overlay)))
    assert isinstance(service, Service)
    return service


def _in_process(service: Service, query: str, variables: Mapping[str, Any] | None) -> dict[str, Any]:
    prepared = prepare(service.core_schema, query, Settings.from_environment().max_tokens)
    if isinstance(prepared, list):
        return {"errors": [formatted(error, "in-process", ran=False) for error in prepared]}
    request = service.request(datetime.now(UTC).date())
    try:
        asked = asked_scenarios(prepared, variables, None, request.today)
        if asked:
            rows = service.scenarios.rows()
            assert isinstance(rows, Rows)
            request = service.supposing(request, asked, rows)
    except GraphQLError as error:
        return {"errors": [formatted(error, "in-process", ran=False)]}
    except RequestError as error:
        told = GraphQLError(str(error), original_error=error)
        return {"errors": [formatted(told, "in-process", ran=False)]}
    result = run(prepared, variables, None, request)
    assert isinstance(result, ExecutionResult)
    answer: dict[str, Any] = {"data": result.data}
    if result.errors:
        answer["errors"] = [formatted(error, "in-process") for error in result.errors]
    return {**answer, "extensions": {"graphVersion": service.version, **marks(asked)}}
