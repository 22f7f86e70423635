"""Sources: the documents that facts rest on."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import model_validator

from graph.schema.kind import Node, SourceFacts


class Source(SourceFacts, Node):
    """A document that facts rest on."""

    folder: ClassVar[str] = "source"
    plural: ClassVar[str] = "sources"

    @model_validator(mode="before")
    @classmethod
    def _named_by_title(cls, values: Any) -> Any:
        if isinstance(values, dict) and "title" in values:
            return {"name": values["title"], **values}
        return values
