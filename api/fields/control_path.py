"""How one holder controls one organization on a day, step by step."""

from __future__ import annotations

from typing import Any

import strawberry

from api.known import known_ids
from api.request import Request, day_of
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec, maybe
from api.schema.types import AS_OF
from graph.errors import BadValue
from graph.schema import KIND_BY_FOLDER
from graph.schema.kind import Holder, Node
from graph.schema.organization import Organization
from graph.stores.port import then
from graph.values.node_id import NodeId, kind_of

FROM = Argument("from", strawberry.ID, "Id of the person or organization that may control.")
TO = Argument("to", strawberry.ID, "Id of the organization that may be controlled.")

SAYS = (
    "How somebody controls an organization on a day, or may, step by step and on which sources, whoever else "
    "stands above them; null where no known way leads from one to the other. Influence that is no control is "
    "among `knownHolders` and `dependencies`."
)


def add(registry: Registry, filters: Filters) -> None:
    """Add `controlPath`."""
    control = maybe(registry.type("Control"))
    registry.add_field(
        FieldSpec("Query", "controlPath", control, SAYS, _control_path, (FROM, TO, AS_OF), ("asOf",))
    )


def _control_path(rows: list[Any], arguments: dict[str, Any], call: Any) -> Any:
    request: Request = call.context
    holder, organization = NodeId(arguments["from"]), NodeId(arguments["to"])

    def found(_: Any) -> Any:
        _expect("from", holder, Holder, "a person or an organization")
        _expect("to", organization, Organization, "an organization; for a model ask its `controllers`")
        return [request.control.between(holder, organization, day_of(call))]

    return then(known_ids([holder, organization], request.store), found)


def _expect(argument: str, node_id: NodeId, kind: type[Node], what: str) -> None:
    if not issubclass(KIND_BY_FOLDER[kind_of(node_id)], kind):
        raise BadValue(f"`{argument}` is {node_id}; give the id of {what}")
