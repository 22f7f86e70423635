"""People who hold or control."""

from __future__ import annotations

from typing import ClassVar

from graph.schema.kind import Holder


class Person(Holder):
    """Somebody who founded, holds or controls an organization."""

    folder: ClassVar[str] = "person"
    plural: ClassVar[str] = "persons"
