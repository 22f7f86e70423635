"""Finding nodes by name, with slips of the keyboard forgiven, and by identifiers used elsewhere."""

from __future__ import annotations

from typing import Any

import strawberry

from api.execution.fields import Lists
from api.schema.comparisons import plain
from api.schema.filters import Filters
from api.schema.registry import Registry
from api.schema.spec import Argument, FieldSpec, many
from api.schema.values import described_enum
from graph.errors import BadValue, LimitError
from graph.query import Match
from graph.schema import NODE_KINDS
from graph.schema.kind import ExternalIds
from graph.snapshot import Row
from graph.stores.port import then

MAX_MATCHES = 100
MAX_TEXT = 200

NODE_KIND: Any = described_enum(
    "NodeKind",
    {kind.__name__: (kind.__doc__ or "").strip().splitlines()[0] for kind in NODE_KINDS},
    "The kinds of node.",
)
SCHEME: Any = described_enum(
    "IdentifierScheme",
    {name.upper(): field.description or "" for name, field in ExternalIds.model_fields.items()},
    "Whose identifiers they are.",
)


@strawberry.input(description="An identifier of something elsewhere.")
class ExternalIdInput:
    """An identifier and whose it is."""

    scheme: SCHEME = strawberry.field(description="Whose identifier it is.")
    value: str = strawberry.field(description="The identifier.")


TEXT = Argument("text", str, f"A name or part of one, at most {MAX_TEXT} characters.")
KINDS = Argument("kinds", list[NODE_KIND] | None, "Only these kinds; all but sources if not said.", None)
FIRST = Argument("first", int, f"How many at most, up to {MAX_MATCHES}.", 10)
IDENTIFIERS = Argument("ids", list[ExternalIdInput], "Identifiers used elsewhere.")


def add(registry: Registry, filters: Filters) -> None:
    """Add `search` and `lookup`."""
    node: Any = registry.type("Node")
    registry.declare("SearchMatch", "A node found by name, and how well it fits.")
    registry.add_property("SearchMatch", "node", "node", node, "What was found.")
    registry.add_property("SearchMatch", "score", "score", float, "How near its name is, 0 to 100.")
    says = "Nodes whose name or alias is near a text, the best first; slips of the keyboard are forgiven."
    matches = many(registry.type("SearchMatch"))
    registry.add_field(FieldSpec("Query", "search", matches, says, _search, (TEXT, KINDS, FIRST)))
    says = "Nodes by identifiers used elsewhere, in the order asked; null where nobody has one."
    registry.add_field(FieldSpec("Query", "lookup", list[node | None], says, _lookup, (IDENTIFIERS,)))


def _search(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    text, first = arguments["text"], arguments["first"]
    if not text.strip():
        raise BadValue("`text` is empty; give a name or a part of one")
    if len(text) > MAX_TEXT:
        raise LimitError(f"`text` has {len(text)} characters, the limit is {MAX_TEXT}")
    if not 0 <= first <= MAX_MATCHES:
        raise LimitError(f"`first` is {first}; give a number from 0 to {MAX_MATCHES}")
    folders = {kind.__name__: kind.folder for kind in NODE_KINDS}
    kinds = [folders[plain(kind)] for kind in arguments.get("kinds") or ()]

    def matched(found: list[Match]) -> Lists:
        return Lists([{"node": match.row, "score": match.score} for match in found], [len(found)])

    return then(call.context.store.search(text, kinds, first), matched)


def _lookup(rows: list[Row], arguments: dict[str, Any], call: Any) -> Any:
    pairs = [(plain(item["scheme"]), item["value"]) for item in arguments["ids"]]
    return then(call.context.store.lookup(pairs), lambda found: [found])
