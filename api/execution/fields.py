"""Where the values of a field come from: a property of its rows, or a batch asked once for many rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

Row: TypeAlias = Mapping[str, Any]
"""An object before it is shown; where a field's type is abstract, `__typename` names the object type."""


@dataclass(frozen=True, slots=True)
class Property:
    """A leaf field whose value stands in the row under `name`, checked when the data was loaded.

    The value is the output value and goes out as it is: names of enum values, dates as ISO text, finite
    floats, null only where the field may be null.
    """

    name: str


class Call(Protocol):
    """What a batch may know beside rows and arguments."""

    @property
    def context(self) -> Any:
        """The context of the request, as it is within the scope."""
        ...

    @property
    def scope(self) -> Mapping[str, Any]:
        """The inherited arguments that hold here, the nearest of each name."""
        ...

    @property
    def selected(self) -> frozenset[str]:
        """Names of the fields that are selected directly below."""
        ...


@dataclass(frozen=True, slots=True)
class Lists:
    """n lists end to end: list i is `flat[ends[i - 1]:ends[i]]`, the first starts at 0."""

    flat: Sequence[Any]
    ends: Sequence[int]

    @classmethod
    def of(cls, lists: Iterable[Iterable[Any]]) -> Lists:
        """Lists laid end to end."""
        flat: list[Any] = []
        ends: list[int] = []
        for items in lists:
            flat.extend(items)
            ends.append(len(flat))
        return cls(flat, ends)


Batch: TypeAlias = Callable[..., Any]
"""`(rows, arguments, call) -> values`, n rows to n values in their order, or an awaitable of that.

rows: of one level of the request, from all places where the same is asked. arguments: coerced, by their
GraphQL names. A value is a row, a list, an output value that the leaf type accepts, null, or an exception,
which is the error of that place alone; a list field may answer `Lists`. Raising, or a wrong number of values,
is the error of every row.
"""


@dataclass(frozen=True, slots=True)
class Edge:
    """A field that a batch answers.

    may_fail: whether each value is looked at for exceptions, nulls and leaves of a wrong type; without that
    they must be right, leaves in their output form. inherits: arguments that, where given, hold for the field
    and everything below it until a nearer one is given.
    """

    batch: Batch
    may_fail: bool = True
    inherits: tuple[str, ...] = ()


Source: TypeAlias = Property | Edge
FieldTable: TypeAlias = Mapping[tuple[str, str], Source]
"""(type, field) -> source, for every field of every object type."""

TABLE = "openness_graph.fields"
"""Key of the field table among the extensions of a schema."""
