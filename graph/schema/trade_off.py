"""Trade-offs: what somebody gives up or gains with a model, and the rules that say how much."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from graph.schema.definition import CriterionId, Test
from graph.schema.kind import InFileOnly, Kind, Node, Text
from graph.schema.license_terms import LicenseTerms
from graph.values.term import Term


class TradeOffLevel(Term):
    """How much of something a model leaves to those who use it."""

    HIGH = "HIGH", "They have it in full."
    MEDIUM = "MEDIUM", "They have it in part, under conditions, or through somebody else."
    LOW = "LOW", "They do not have it."
    NOT_APPLICABLE = "NOT_APPLICABLE", "The question does not arise, since nobody else can use the model."
    UNKNOWN = "UNKNOWN", "The facts do not decide."


class LevelRule(Kind):
    """One step of a trade-off: what must hold for it, and why it is the level."""

    level: TradeOffLevel
    """The level that the model has."""
    says: Text
    """The reason, in plain words."""
    test: Test | None = None
    """What must hold; left out: nothing, for what is left after all other steps."""


class WeightPrecision(Kind):
    """A precision that weights are kept in, and the memory that it takes."""

    precision: Text
    """Its name."""
    bytes_per_parameter: Annotated[float, Field(strict=True, gt=0)]
    """Bytes for each parameter; what runs beside the weights comes on top."""


class TradeOff(Node):
    """Something that the choice of a model is weighed by, such as control, cost or privacy."""

    folder: ClassVar[str] = "trade_off"
    plural: ClassVar[str] = "tradeOffs"

    description: Text
    """The question that it answers, in plain words."""
    precisions: tuple[WeightPrecision, ...] = ()
    """Precisions for which the memory of the weights is told; the first is the one that steps test."""
    license_terms: Annotated[dict[CriterionId, LicenseTerms], InFileOnly("part of the rules")] = Field(
        default_factory=dict
    )
    """Terms that its tests of licences speak of, by name."""
    steps: Annotated[tuple[LevelRule, ...], InFileOnly("given as the reason of a level"), Field(min_length=1)]
    """Steps, tried in order: the first that applies."""
    shows: Annotated[tuple[Test, ...], InFileOnly("given as facts of a level")] = ()
    """Facts that are shown beside the level and do not decide it."""

    @model_validator(mode="after")
    def _levels_are_answers(self) -> TradeOff:
        if any(step.level is TradeOffLevel.UNKNOWN for step in self.steps):
            raise ValueError("no step is UNKNOWN; a level is that by itself where the facts do not decide")
        return self
