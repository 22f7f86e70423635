"""The marks that declarations of kinds are written with.

A kind of node or edge is a pydantic class: name, type and a sentence for each property. Strict validation,
JSON Schema, GraphQL types, filters, orders and the data dictionary all follow from the declaration.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Strict, Tag
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema

from graph.values.day import Day
from graph.values.node_id import SLUG_PATTERN, NodeId
from graph.values.term import Term


@dataclass(frozen=True)
class RefTo:
    """Marks an id that must be one of a node of these kinds (folder names)."""

    kinds: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        """Text of the form `kind/slug`."""
        return core_schema.str_schema(pattern=rf"^({'|'.join(self.kinds)})/{SLUG_PATTERN}$")


@dataclass(frozen=True)
class Edge:
    """Marks a field whose values are edges of the property graph.

    kind: the edge kind, as in `LICENSED_UNDER`.
    field: the GraphQL field that gives the edges (or the node itself where the edge carries nothing).
    near: what the edge calls the node in whose file it stands.
    nodes: a second field that gives the nodes at the far end directly; empty: none.
    reverse: the connection on the node at the far end; empty: none.
    filter, reverse_filter: filter fields on the nodes at either end, over the node at the other.
    edge_filter: the filter field over the edge itself.
    closure: the filter field over any number of such edges in a row.
    inbound: the edge points to the node in whose file it stands, as ownership registers have it.
    key: for mappings, the kind of the node that a key names.
    """

    kind: str
    field: str
    near: str = ""
    nodes: str = ""
    reverse: str = ""
    filter: str = ""
    reverse_filter: str = ""
    edge_filter: str = ""
    closure: str = ""
    inbound: bool = False
    key: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """Marks words that must stand in the file `vocabulary/<name>.yaml`."""

    name: str


@dataclass(frozen=True)
class InFileOnly:
    """Marks what a file says but the API gives in another shape, with the reason."""

    reason: str


ModelId = Annotated[NodeId, RefTo(("model",))]
OrganizationId = Annotated[NodeId, RefTo(("organization",))]
HolderId = Annotated[NodeId, RefTo(("organization", "person"))]
LicenseId = Annotated[NodeId, RefTo(("license",))]
PropertyId = Annotated[NodeId, RefTo(("openness_property",))]
GroupId = Annotated[NodeId, RefTo(("openness_group",))]
DatasetId = Annotated[NodeId, RefTo(("dataset",))]
JurisdictionId = Annotated[NodeId, RefTo(("jurisdiction",))]
SourceId = Annotated[NodeId, RefTo(("source",))]

Text = Annotated[str, Field(min_length=1, pattern=r"^\S(.|\n)*$")]
Url = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$")]
Flag = Annotated[bool, Strict()]
Count = Annotated[int, Strict(), Field(ge=0)]
Number = Annotated[float, Strict(), Field(ge=0, allow_inf_nan=False)]


class Kind(BaseModel):
    """What every declared thing shares: strict, frozen, its docstrings are its descriptions."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    derived: ClassVar[type[Kind] | None] = None
    """Properties that the build derives and no file may state."""


class SourceKind(Term):
    """How near a source is to what it tells."""

    PRIMARY = "PRIMARY", "The developer's, company's or register's own document."
    SECONDARY = "SECONDARY", "Somebody else's report, such as press or an encyclopedia."
    INDEX = "INDEX", "A published collection of judgements or records on many models."


class SourceFacts(Kind):
    """A document that facts rest on."""

    url: Url
    """Where the document was seen."""
    title: Text
    """What the document is called."""
    publisher: Text | None = None
    """Who publishes it."""
    published: Day | None = None
    """When it was published."""
    source_kind: SourceKind
    """How near it is to what it tells."""
    license: Text | None = None
    """Terms of the document or data set itself, where facts are taken from it in number."""


class Confidence(Term):
    """How far a source supports what is taken from it."""

    HIGH = "HIGH", "Read in the primary text, or confirmed by several reliable sources."
    MEDIUM = "MEDIUM", "An official statement or one reliable secondary source."
    LOW = "LOW", "One weak source, or a figure that is partly inferred."


def as_tuple(value: Any) -> Any:
    """One value as a list of one."""
    return value if isinstance(value, (list, tuple)) else (value,)


def _id_or_in_place(value: Any) -> str:
    return ID if isinstance(value, str) else IN_PLACE


ID, IN_PLACE = "(id)", "(in place)"
"""Tags of the two ways to name a source; they stand in the places of the library's errors."""

SourceOrId = Annotated[
    Annotated[SourceId, Tag(ID)] | Annotated[SourceFacts, Tag(IN_PLACE)], Discriminator(_id_or_in_place)
]
Evidence = Annotated[tuple[SourceOrId, ...], BeforeValidator(as_tuple)]
"""One source or several; each an id, or the source written in place."""


class Claim(Kind):
    """A statement with its evidence: what edges and other sourced lines share."""

    far: ClassVar[str] = ""
    """For edges: the field that names the node at the far end."""
    needs_own_source: ClassVar[bool] = False
    """Whether the line must name a source itself instead of resting on those of its file."""

    source: Evidence = ()
    """What the statement rests on; without one it rests on the sources of its file."""
    locator: Text | None = None
    """Where in the source: page, section, field."""
    note: Text | None = None
    """What the source shows, in a few words of our own."""
    accessed: Day | None = None
    """When the source was read."""
    verified: Day | None = None
    """When somebody last saw that the source still says so."""
    confidence: Confidence | None = None
    """How far the source supports the statement."""


class DatedClaim(Claim):
    """A statement that was true for a time."""

    valid_from: Day | None = None
    """First day on which it is true; left out where the start is not known."""
    valid_to: Day | None = None
    """First day on which it is no longer true; left out while it lasts."""


class ExternalIds(Kind):
    """Identifiers of the same thing elsewhere, which make it joinable."""

    wikidata: Annotated[str, Field(pattern=r"^Q[1-9]\d*$")] | None = None
    """Wikidata item."""
    lei: Annotated[str, Field(pattern=r"^[A-Z0-9]{18}\d{2}$")] | None = None
    """Legal Entity Identifier, ISO 17442."""
    ror: Annotated[str, Field(pattern=r"^0[a-z0-9]{8}$")] | None = None
    """Research Organization Registry id."""
    hugging_face: Text | None = None
    """Repository or organization on the Hugging Face Hub."""
    spdx: Text | None = None
    """SPDX licence identifier."""
    doi: Annotated[str, Field(pattern=r"^10\.\d{4,}/\S+$")] | None = None
    """Digital Object Identifier."""
    iso_3166: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    """ISO 3166-1 alpha-2 code."""


class Node(Kind):
    """Something the graph knows by a readable, stable, global id."""

    folder: ClassVar[str]
    """Folder of its files under `seed_data/` and first part of its ids."""
    plural: ClassVar[str]
    """Name of its list field in GraphQL."""

    name: Text
    """The name it is known by."""
    aliases: tuple[Text, ...] = ()
    """Other names it is known by; search finds them too."""
    external_ids: Annotated[ExternalIds, InFileOnly("given as a list of scheme and value")] = ExternalIds()
    """Identifiers of the same thing elsewhere."""
    sources: Annotated[Evidence, Edge("RESTS_ON", field="sources", filter="source")] = ()
    """Documents that the plain statements about it rest on."""
    note: Text | None = None
    """A remark in plain words."""


class Holder(Node):
    """Somebody who may hold or control: a person or an organization."""


def marks(field: FieldInfo, kind: type[Any]) -> Any:
    """The first mark of a class on a declared field, or `None`."""
    return next((mark for mark in _metadata(field) if isinstance(mark, kind)), None)


def _metadata(field: FieldInfo) -> Iterator[Any]:
    yield from field.metadata
    stack = [field.annotation]
    while stack:
        annotation = stack.pop()
        yield from getattr(annotation, "__metadata__", ())
        stack.extend(getattr(annotation, "__args__", ()))
