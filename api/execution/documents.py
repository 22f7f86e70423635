"""Documents that are asked again and again: parsed, validated and planned once for each schema."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from graphql import DocumentNode, GraphQLError, GraphQLSchema, parse, validate

from api.execution.core import Operation, Variables, only, operation_of
from api.execution.plan import Plan
from api.execution.values import RULES

MAX_DOCUMENTS = 256
MAX_PLANS_OF_OPERATION = 32
CACHE = "openness_graph.documents"
FOREIGN = "openness_graph.foreign_documents"


class Plans:
    """The plans of one operation, one for each truth of the variables in its @skip and @include."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self._switches = operation.switches()
        self._recent: dict[tuple[object, ...], Plan] = {}

    def plan(self, variables: Variables) -> Plan:
        """The plan for the variables of a request; raises GraphQLError where a switch is null."""
        if not self._switches:
            key: tuple[object, ...] = ()
        else:
            key = tuple(variables.coerced.get(name) for name in self._switches)
        known = self._recent.get(key)
        if known is None:
            if len(self._recent) >= MAX_PLANS_OF_OPERATION:
                self._recent.clear()
            known = self._recent[key] = Plan(self.operation, only(variables, self._switches))
        return known


class Prepared:
    """A valid document with the plans of its operations."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self.schema = schema
        self.document = document
        self._plans: dict[str | None, Plans] = {}

    def plans(self, operation_name: str | None) -> Plans | GraphQLError:
        """The plans of the operation that a request names, or why there is none."""
        known = self._plans.get(operation_name)
        if known is None:
            operation = operation_of(self.schema, self.document, operation_name)
            if isinstance(operation, GraphQLError):
                return operation
            known = self._plans[operation_name] = Plans(operation)
        return known


class _Refused(Exception):
    def __init__(self, errors: list[GraphQLError]) -> None:
        self.errors = errors


def prepare(schema: GraphQLSchema, text: str, max_tokens: int) -> Prepared | list[GraphQLError]:
    """A document, ready to be run any number of times, or what is wrong with it.

    The most recent valid documents of a schema are kept.
    """
    try:
        return _documents(schema)(text, max_tokens)
    except _Refused as refused:
        return refused.errors


def _documents(schema: GraphQLSchema) -> Callable[[str, int], Prepared]:
    """The cache of a schema; it goes with the schema, so that an old version of a graph can go too."""
    documents: Callable[[str, int], Prepared] | None = schema.extensions.get(CACHE)
    if documents is None:
        documents = schema.extensions.setdefault(CACHE, lru_cache(MAX_DOCUMENTS)(partial(_prepared, schema)))
    return documents


def _prepared(schema: GraphQLSchema, text: str, max_tokens: int) -> Prepared:
    try:
        document = parse(text, max_tokens=max_tokens)
    except GraphQLError as error:
        raise _Refused([error]) from None
    errors = validate(schema, document, RULES)
    if errors:
        raise _Refused(errors)
    return Prepared(schema, document)


def plans_of(operation: Operation) -> Plans:
    """The plans of an operation of a document that was parsed elsewhere; known by its very nodes."""
    schema = operation.schema
    known: Callable[[_Nodes], Plans] | None = schema.extensions.get(FOREIGN)
    if known is None:
        known = schema.extensions.setdefault(
            FOREIGN, lru_cache(MAX_DOCUMENTS)(lambda key: Plans(key.operation))
        )
    return known(_Nodes(operation))


class _Nodes:
    """An operation as a key: the same nodes, not equal ones; the key keeps them alive."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        fragments = (item.definition for item in operation.fragments.values())
        self._ids = tuple(map(id, (operation.definition, *fragments)))

    def __hash__(self) -> int:
        return hash(self._ids)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Nodes) and self._ids == other._ids
