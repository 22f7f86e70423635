"""The contract of a store: batched questions in the graph's own terms.

Every method takes many ids at once and answers in their order. An answer may be awaited: a store in memory
answers at once, one behind a network later. Rows hold output values and are never changed by who gets them.

A node's row has `id` and its properties. The view of an edge has the properties of the edge, `source` and
`target` (ids), and the rows of both ends as `source_node` and `target_node`.

Components of models that no fact states are no edges but words on the model's row (`graph.unstated`), in
every store; `graph.stores.every_component` fills them in.

Order is part of the contract: by the order asked, absent values last, ties by ascending id; edges without
an order by the id of the far node, then by their own.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypeVar, Union

from graph.query import (
    Around,
    Between,
    Expand,
    Filter,
    Find,
    Found,
    Lists,
    Match,
    Page,
    Reached,
    Surroundings,
    Walk,
)
from graph.snapshot import Row
from graph.values.node_id import NodeId

T = TypeVar("T")
U = TypeVar("U")
Answer: TypeAlias = Union[T, Awaitable[T]]  # noqa: UP007 - `|` makes no generic alias on Python 3.11


@dataclass(frozen=True)
class GraphFacts:
    """What is true of the whole graph that a store serves; `coverage` as in its snapshot."""

    version: str
    node_counts: Mapping[str, int]
    edge_counts: Mapping[str, int]
    vocabularies: Mapping[str, Mapping[str, str]]
    coverage: Row


class Store(Protocol):
    """A graph that can be asked."""

    def facts(self) -> GraphFacts:
        """Version, counts, vocabularies and coverage."""
        ...

    def nodes(self, ids: Sequence[NodeId]) -> Answer[list[Row | None]]:
        """n ids -> n rows, `None` where there is no such node."""
        ...

    def find(self, questions: Sequence[Find]) -> Answer[list[Found[Row]]]:
        """n questions -> n pages of nodes; raises `BadCursor` where a page starts at an unknown node."""
        ...

    def expand(self, ids: Sequence[NodeId], question: Expand) -> Answer[Lists]:
        """n ids -> the views of their edges, n lists end to end; no paging."""
        ...

    def expand_pages(self, ids: Sequence[NodeId], question: Expand) -> Answer[list[Found[Row]]]:
        """n ids -> a page of edge views for each; a page starts at an edge's id."""
        ...

    def count(self, kind: str, where: Filter | None, by: str) -> Answer[dict[str | None, int]]:
        """How many nodes that fit have each value of a property; a list counts under each of its values."""
        ...

    def search(self, text: str, kinds: Sequence[str], limit: int) -> Answer[list[Match]]:
        """Nodes whose name or alias is near a text, best first, ties by id; `kinds` empty: all."""
        ...

    def lookup(self, identifiers: Sequence[tuple[str, str]]) -> Answer[list[Row | None]]:
        """n pairs of scheme and value -> n rows, `None` where nobody has that identifier."""
        ...

    def walk(self, ids: Sequence[NodeId], question: Walk) -> Answer[list[list[Reached]]]:
        """n ids -> what each leads to, without itself, by distance and then by id."""
        ...

    def paths(self, questions: Sequence[Between]) -> Answer[list[list[tuple[str, Row]] | None]]:
        """n questions -> the views of the edges of a shortest path with their kinds; `None`: there is none.

        Of several the one whose nodes come first by their ids; of several edges the first by its id.
        """
        ...

    def surroundings(self, questions: Sequence[Around]) -> Answer[list[Surroundings]]:
        """n questions -> nodes by distance and then by id, views of edges by kind and then by id."""
        ...

    def edges(self, kinds: Sequence[str]) -> Answer[list[tuple[str, Row]]]:
        """All edges of some kinds, with their kind, without the rows of their ends, by ascending id."""
        ...

    def claims(self, ids: Sequence[NodeId]) -> Answer[list[list[Row]]]:
        """n ids -> for each, the values of the node of which several sources speak, by ascending id."""
        ...

    def disagreements(self, page: Page) -> Answer[Found[Row]]:
        """A page of the values on which sources contradict each other, by ascending id."""
        ...


class Versions(Protocol):
    """The versions of a graph that one place holds, one after the other."""

    def current(self) -> Answer[Store]:
        """The store of the newest version: the same object as long as it is the same version.

        Raises `StoreUnavailable` where it cannot be reached or holds no graph yet.
        """
        ...

    async def close(self) -> None:
        """Let go of what it holds on to."""
        ...


def then(answer: Answer[T], use: Callable[[T], Answer[U]]) -> Answer[U]:
    """Use an answer, now or when it comes; what is made of it may have to be awaited in turn."""
    if not inspect.isawaitable(answer):
        return use(answer)

    async def later(awaitable: Awaitable[T]) -> U:
        used = use(await awaitable)
        return await used if inspect.isawaitable(used) else used

    return later(answer)


def together(answers: Sequence[Answer[Any]]) -> Answer[list[Any]]:
    """Several answers, now where all are there, else when the last has come."""
    if not any(map(inspect.isawaitable, answers)):
        return list(answers)

    async def later() -> list[Any]:
        return await asyncio.gather(*(now(answer) for answer in answers))

    return later()


async def now(answer: Answer[T]) -> T:
    """An answer, waited for where it has to be."""
    return await answer if inspect.isawaitable(answer) else answer
