"""What exists in the graph: the kinds of node, each declared once."""

from __future__ import annotations

from graph.schema.dataset import Dataset
from graph.schema.definition import Definition
from graph.schema.jurisdiction import Jurisdiction
from graph.schema.kind import Node
from graph.schema.license import License
from graph.schema.model import Model
from graph.schema.openness_property import OpennessGroup, OpennessProperty
from graph.schema.organization import Organization
from graph.schema.person import Person
from graph.schema.source import Source
from graph.schema.trade_off import TradeOff
from graph.schema.use_case import UseCase

NODE_KINDS: tuple[type[Node], ...] = (
    Model,
    Organization,
    Person,
    License,
    Dataset,
    OpennessProperty,
    OpennessGroup,
    Definition,
    UseCase,
    TradeOff,
    Jurisdiction,
    Source,
)
"""Every kind of node, in the order in which documents list them."""

KIND_BY_FOLDER: dict[str, type[Node]] = {kind.folder: kind for kind in NODE_KINDS}
"""Kind by the folder of its files, which is the first part of its ids."""
