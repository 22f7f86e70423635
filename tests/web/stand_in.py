"""A small application with the page and the sketched schema, until the product's own serves both."""

import json
from typing import Any

from graphql import GraphQLObjectType, GraphQLResolveInfo, build_schema, graphql_sync
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from api.http.graphiql import graphiql_page, graphiql_redirect, wants_page
from api.http.headers import with_security_headers
from api.http.static import static_files

SCHEMA = build_schema('''
"""Whether a part of the recipe can be fetched."""
enum Status { OPEN PARTIAL CLOSED UNKNOWN }
enum Direction { ASC DESC }
enum ModelField { RELEASED NAME }
enum Scheme { HUGGING_FACE }
scalar Date
input StatusFilter { eq: Status }
input IdFilter { eq: ID }
input LicenseFilter { id: IdFilter }
input ModelFilter { weights: StatusFilter, training: StatusFilter, license: LicenseFilter }
input ModelOrder { field: ModelField!, direction: Direction! }
input ExternalId { scheme: Scheme!, value: String! }
type Source { title: String, url: String }
interface Node { id: ID!, name: String }
interface Holder { id: ID!, name: String }
type License { name: String, spdxId: String, freedom: String }
type LicenseGrant { scope: String, license: License }
type Country { code: String }
type Step { holder: Organization, target: Organization, votingShare: Float, sources: [Source!]! }
type Control { holder: Organization, degree: String, basis: String, votingShare: Float, path: [Step!]! }
"""A company, a foundation, a university and so on."""
type Organization implements Node & Holder {
  id: ID!, name: String, country: Country, controlStatus: String, controllers(asOf: Date): [Control!]! }
type Property { name: String, group: String }
type PropertyStatus { property: Property, status: Status, basis: String, note: String, sources: [Source!]! }
type Criterion { text: String, truth: String, evidence: [PropertyStatus!]! }
type Definition { name: String, publisher: String }
type Assessment { definition: Definition, outcome: String, criteria: [Criterion!]! }
"""One release of a model (not a family)."""
type Model implements Node {
  id: ID!
  "The name that the developer gave it."
  name: String
  released: Date, openness: String, freedom: String, claimedOpenness: String
  weights: Status, code: Status, training: Status, data: Status, documentation: Status
  licenses: [LicenseGrant!]!, developers: [Organization!]!, controllers: [Control!]!
  opennessProperties: [PropertyStatus!]!, assessments: [Assessment!]! }
type ModelConnection { totalCount: Int!, nodes: [Model!]! }
type Hit { score: Float, node: Node }
type SearchConnection { nodes: [Hit!]! }
type Query {
  "Models, filtered and ordered, a page at a time."
  models(where: ModelFilter, orderBy: [ModelOrder!], first: Int): ModelConnection!
  model(id: ID!): Model
  organization(id: ID!): Organization
  search(text: String!, first: Int): SearchConnection!
  lookup(ids: [ExternalId!]!): [Node]! }
''')
SAMPLES: dict[str, Any] = {
    "Int": 2,
    "Float": 61.1,
    "Date": "2024-07-23",
    "ID": "model/aster-7b",
    "Status": "OPEN",
}


def _resolve(_parent: object, info: GraphQLResolveInfo[Any], **_arguments: object) -> Any:
    name = str(info.return_type).replace("!", "")
    if name.startswith("["):
        return [{}, {}]
    if isinstance(SCHEMA.type_map[name], GraphQLObjectType) or name in ("Node", "Holder"):
        return {}
    return SAMPLES.get(name, f"Sample {info.field_name}")


async def _graphql(request: Request) -> Response:
    if request.method == "GET" and wants_page(request.headers.get("accept", "")):
        return graphiql_page()
    body = json.loads(await request.body())
    result = graphql_sync(
        SCHEMA,
        body["query"],
        variable_values=body.get("variables"),
        operation_name=body.get("operationName"),
        field_resolver=_resolve,
        type_resolver=lambda *_: "Model",
    )
    return JSONResponse(result.formatted)


def create_app() -> ASGIApp:
    routes = [
        Route("/graphql", _graphql, methods=["GET", "POST"]),
        graphiql_redirect(),
        Mount("/static", static_files()),
    ]
    return with_security_headers(Starlette(routes=routes))
