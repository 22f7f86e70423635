"""The servers that are compared, each on the same route, and the question they are asked."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import orjson
from graphql import ExecutionResult, GraphQLSchema, execute, parse, validate

from api.app import create_app
from api.control import ControlByDay
from api.execution.fields import Lists, Property
from api.http.headers import with_security_headers
from api.limits.cost import cost_of
from api.service import Service, open_service
from api.settings import Settings
from graph.build import build
from graph.query import Compare, Direction, Expand, Find, Operator, OrderBy, Page, Via
from graph.stores.embedded.store import EmbeddedStore

MODELS = 100

PAGE = """    totalCount
    nodes {
      name released openness freedom
      licenses { scope license { name spdxId freedom } }
      developers { name country { code } controlStatus }
      controllers { holder { id name } degree basis votingShare
        path { holder { id name } target { name } votingShare sources { url title } } }
    }
  }
"""
"""What the headline query asks of a page of models."""

HEADLINE = f"""query OpenWeightsClosedTraining {{
  models(
    where: {{weights: {{in: [OPEN, PARTIAL, CLOSED]}}}}
    orderBy: [{{field: RELEASED, direction: DESC}}]
    first: 100
  ) {{
{PAGE}}}"""
"""The headline query over every model of the seed data that says whether its weights are open."""


def product() -> Any:
    """The product itself, its cache of whole answers off."""
    return create_app(Settings(cache_bytes=1))


def stock() -> Any:
    """The same schema and batches, run field by field by graphql-core; documents are kept, as ours are."""
    service = _service()
    document = parse(HEADLINE)
    assert not validate(service.core_schema, document)
    schema = with_stock_resolvers(service.core_schema)

    def answer(_: bytes) -> bytes:
        context = service.request(datetime.now(UTC).date())
        result = execute(schema, document, context_value=context)
        assert isinstance(result, ExecutionResult)
        assert not result.errors
        return orjson.dumps(_with_extensions(result.data, service))

    return _endpoint(answer)


def by_hand() -> Any:
    """What somebody would write for this one question: loops over the store's rows, no GraphQL."""
    service = _service()

    def answer(_: bytes) -> bytes:
        return orjson.dumps(_with_extensions(headline_by_hand(service, datetime.now(UTC).date()), service))

    return _endpoint(answer)


SERVERS: dict[str, Callable[[], Any]] = {"product": product, "stock": stock, "by hand": by_hand}


def with_stock_resolvers(schema: GraphQLSchema) -> GraphQLSchema:
    """Give every field a resolver that asks its batch for one row."""
    for (type_name, field_name), source in schema.extensions["openness_graph.fields"].items():
        schema.type_map[type_name].fields[field_name].resolve = _resolver(source)  # type: ignore[attr-defined]
    for type_ in schema.type_map.values():
        if hasattr(type_, "resolve_type"):
            type_.resolve_type = lambda row, *_: row["__typename"]
        if hasattr(type_, "is_type_of"):
            type_.is_type_of = None
    return schema


def _resolver(source: Any) -> Callable[..., Any]:
    if isinstance(source, Property):
        name = source.name
        return lambda row, _info: row[name]

    def resolve(row: Any, info: Any, **arguments: Any) -> Any:
        call = SimpleNamespace(context=info.context, scope={}, selected=frozenset())
        values = source.batch([row or {}], arguments, call)
        return values.flat if isinstance(values, Lists) else values[0]

    return resolve


def headline_by_hand(service: Service, today: date) -> dict[str, Any]:
    """The same data as the headline query gives, as fast as plain loops over the store's rows make it."""
    store, control = service.store, service.control
    assert isinstance(store, EmbeddedStore)
    where = Compare("weights", Operator.ONE_OF, ("OPEN", "PARTIAL", "CLOSED"))
    (found,) = store.find([Find("model", where, (OrderBy("released", True),), Page(MODELS))])
    ids = [model["id"] for model in found.rows]
    licensed = _lists(store, ids, Expand(Via("LICENSED_UNDER", Direction.OUT), on=today.isoformat()))
    developed = _lists(store, ids, Expand(Via("DEVELOPED_BY", Direction.OUT)))
    organizations = sorted({view["target"] for views in developed for view in views})
    countries = _lists(store, organizations, Expand(Via("BASED_IN", Direction.OUT)))
    country_of = dict(zip(organizations, countries, strict=True))
    named = sorted(_ids_in_control(control, developed, today))
    rows = {node_id: row for node_id, row in zip(named, store.nodes(named), strict=True) if row is not None}
    nodes = [
        {
            "name": model["name"],
            "released": model["released"],
            "openness": model["openness"],
            "freedom": model["freedom"],
            "licenses": [_license(view) for view in licenses],
            "developers": [_developer(view, country_of, control, today) for view in developers],
            "controllers": [
                _controller(rows, row)
                for row in control.model_rows(tuple(view["target"] for view in developers), today)
            ],
        }
        for model, licenses, developers in zip(found.rows, licensed, developed, strict=True)
    ]
    return {"models": {"totalCount": found.total, "nodes": nodes}}


def _lists(store: EmbeddedStore, ids: list[Any], question: Expand) -> list[list[Mapping[str, Any]]]:
    return list(store.expand(ids, question).each())


def _ids_in_control(control: ControlByDay, developed: Any, today: date) -> set[Any]:
    ids: set[Any] = set()
    for developers in developed:
        for row in control.model_rows(tuple(view["target"] for view in developers), today):
            ids.add(row["holder"])
            for step in row["path"]:
                ids.update((step["holder"], step["target"], *step["source_ids"]))
    return ids


def _license(view: Mapping[str, Any]) -> dict[str, Any]:
    license_ = view["target_node"]
    named = {"name": license_["name"], "spdxId": license_["spdx_id"], "freedom": license_["freedom"]}
    return {"scope": view["scope"], "license": named}


def _developer(
    view: Mapping[str, Any], country_of: Mapping[Any, Any], control: ControlByDay, today: date
) -> dict[str, Any]:
    countries = country_of[view["target"]]
    return {
        "name": view["target_node"]["name"],
        "country": {"code": countries[0]["target_node"]["code"]} if countries else None,
        "controlStatus": control.status(view["target"], today),
    }


def _controller(rows: Mapping[Any, Mapping[str, Any]], row: Mapping[str, Any]) -> dict[str, Any]:
    holder = rows[row["holder"]]
    return {
        "holder": {"id": holder["id"], "name": holder["name"]},
        "degree": row["degree"],
        "basis": row["basis"],
        "votingShare": row["voting_share"],
        "path": [
            {
                "holder": {"id": step["holder"], "name": rows[step["holder"]]["name"]},
                "target": {"name": rows[step["target"]]["name"]},
                "votingShare": step["voting_share"],
                "sources": [
                    {"url": source["url"], "title": source["title"]}
                    for source in map(rows.__getitem__, step["source_ids"])
                ],
            }
            for step in row["path"]
        ],
    }


def _service() -> Service:
    service = open_service(EmbeddedStore(build(Settings.from_environment().facts)))
    assert not inspect.isawaitable(service)
    return service


def _with_extensions(data: Any, service: Service) -> dict[str, Any]:
    cost = cost_of(parse(HEADLINE), {}) if not COST else COST[0]
    COST[:] = [cost]
    return {"data": data, "extensions": {"cost": cost, "graphVersion": service.version}}


COST: list[int] = []
"""The cost that the product states for this query, reckoned once; part of the bytes that all return."""


def _endpoint(answer: Callable[[bytes], bytes]) -> Any:
    """A bare ASGI endpoint that reads the body, answers, and sends once, with the product's headers."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        body = answer((await receive())["body"])
        headers = [
            (b"content-type", b"application/json; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return with_security_headers(app)
