"""Data sets that models are trained on."""

from __future__ import annotations

from typing import Annotated, ClassVar

from graph.schema.grant import LicenseGrant
from graph.schema.kind import DatasetId, Edge, ModelId, Node
from graph.values.status import Status


class Dataset(Node):
    """A collection of data that models are trained, tuned or tested on."""

    folder: ClassVar[str] = "dataset"
    plural: ClassVar[str] = "datasets"

    access: Status = Status.UNKNOWN
    """Whether it can be had."""
    licensed_under: Annotated[
        tuple[LicenseGrant, ...],
        Edge(
            "LICENSED_UNDER",
            field="licenses",
            near="licensed",
            reverse="datasets",
            filter="license",
            reverse_filter="dataset",
            edge_filter="grant",
        ),
    ] = ()
    """Terms it is released under."""
    derived_from: Annotated[
        tuple[DatasetId, ...],
        Edge(
            "DATA_DERIVED_FROM",
            field="derivedFrom",
            reverse="derivatives",
            filter="derivedFrom",
            reverse_filter="derivative",
            closure="descendsFrom",
        ),
    ] = ()
    """Data sets it was made from."""
    generated_by: Annotated[
        tuple[ModelId, ...],
        Edge(
            "GENERATED_BY",
            field="generatedBy",
            reverse="generatedDatasets",
            filter="generatedBy",
            reverse_filter="generatedDataset",
        ),
    ] = ()
    """Models whose outputs it consists of."""
