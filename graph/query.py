"""The language that a store is asked in: frozen values, so that questions can be compared and cached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from graph.snapshot import Row
from graph.values.node_id import NodeId

Scalar = str | int | float | bool
R = TypeVar("R")


class Direction(Enum):
    """Which way an edge is followed."""

    OUT = "OUT"
    IN = "IN"

    @property
    def far(self) -> str:
        """Key of the node at the far end in an edge's view."""
        return "target_node" if self is Direction.OUT else "source_node"


class Operator(Enum):
    """How a property is compared; an absent value satisfies none but MISSING."""

    EQUALS = "EQUALS"
    ONE_OF = "ONE_OF"
    LESS = "LESS"
    AT_MOST = "AT_MOST"
    MORE = "MORE"
    AT_LEAST = "AT_LEAST"
    STARTS_WITH = "STARTS_WITH"
    CONTAINS = "CONTAINS"
    """Text contains a text, upper and lower case alike."""
    INCLUDES = "INCLUDES"
    """A list includes a value."""
    MISSING = "MISSING"


@dataclass(frozen=True)
class Compare:
    """A property compared with a value; `value` is a tuple for ONE_OF and a bool for MISSING."""

    property: str
    operator: Operator
    value: Scalar | tuple[Scalar, ...]


@dataclass(frozen=True)
class Ids:
    """The node is one of these."""

    ids: frozenset[NodeId]


@dataclass(frozen=True)
class Via:
    """Edges of one kind in one direction; `far_kind`: only those to nodes of that kind; empty: to any."""

    edge: str
    direction: Direction
    far_kind: str = ""


@dataclass(frozen=True)
class Related:
    """Some edge leads to a node that fits.

    node: what the far node must fit; `None`: any. edge: what the edge must fit.
    on: ISO day on which the edge must be valid. transitively: any number of edges, at least one.
    """

    via: Via
    node: Filter | None = None
    edge: Filter | None = None
    on: str | None = None
    transitively: bool = False


@dataclass(frozen=True)
class And:
    """All of these."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True)
class Or:
    """At least one of these."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True)
class Not:
    """Not this."""

    part: Filter


Filter = Compare | Ids | Related | And | Or | Not


@dataclass(frozen=True)
class OrderBy:
    """Order by a property; absent values come last either way, ties go by ascending id."""

    property: str
    descending: bool = False


@dataclass(frozen=True)
class Page:
    """A stretch of an ordered result: the first or last `size`, after or before an item's id."""

    size: int
    backward: bool = False
    after: str | None = None
    before: str | None = None


@dataclass(frozen=True)
class Find:
    """Nodes of one kind that fit, in order, a page of them; `page` None: all."""

    kind: str
    where: Filter | None = None
    order: tuple[OrderBy, ...] = ()
    page: Page | None = None


@dataclass(frozen=True)
class Expand:
    """Edges of many nodes at once.

    on: ISO day on which dated edges must be valid; `None`: all.
    where: what the far node must fit. order: of the far node's properties; none: by far id, then edge id.
    page: for each node; `None`: all of them.
    """

    via: Via
    on: str | None = None
    where: Filter | None = None
    order: tuple[OrderBy, ...] = ()
    page: Page | None = None


@dataclass(frozen=True)
class Walk:
    """Nodes that edges of one kind and direction lead to in any number of steps.

    depth: at most so many steps; `None`: any number.
    """

    via: Via
    depth: int | None = None


@dataclass(frozen=True)
class Reached:
    """A node that a walk leads to, and in how many steps at least."""

    row: Row
    distance: int


@dataclass(frozen=True)
class Between:
    """A shortest path between two nodes, over edges of some kinds followed either way.

    on: ISO day on which dated edges must be valid; `None`: all. depth: at most so many steps.
    """

    start: NodeId
    end: NodeId
    edges: tuple[str, ...]
    depth: int
    on: str | None = None


@dataclass(frozen=True)
class Around:
    """The nodes around one, nearest first, and the edges of some kinds among them.

    depth: at most so many steps. limit: at most so many nodes, the one itself included.
    """

    center: NodeId
    edges: tuple[str, ...]
    depth: int
    limit: int
    on: str | None = None


@dataclass(frozen=True)
class Surroundings:
    """Nodes with the edges among them, each with its kind; complete: the limit left none out."""

    nodes: list[Row]
    edges: list[tuple[str, Row]]
    complete: bool


@dataclass(frozen=True)
class Found(Generic[R]):
    """A page of rows, how many there are in all, and whether there are more on either side."""

    rows: Sequence[R]
    total: int
    has_previous: bool = False
    has_next: bool = False


@dataclass(frozen=True)
class Lists:
    """A list for each id asked, end to end: those of the n-th are `flat[ends[n - 1]:ends[n]]`."""

    flat: list[Row]
    ends: list[int]

    def each(self) -> list[list[Row]]:
        """The lists, one for each id."""
        return [self.flat[start:end] for start, end in zip([0, *self.ends], self.ends, strict=False)]


@dataclass(frozen=True)
class Match:
    """A node found by its name, and how well it fits: 0 to 100."""

    row: Row
    score: float
