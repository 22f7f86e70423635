"""Whether a use stays below the figures above which the terms of a licence change."""

from __future__ import annotations

from dataclasses import dataclass

from graph.schema.license import Threshold, ThresholdBusiness, ThresholdEffect, ThresholdTime
from graph.schema.use_effect import Activity, Effect
from graph.values.truth import Truth


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a user; `None`: not said.

    monthly_users_at_release: in the month before the model was released, where terms count them then.
    annual_revenue_usd: of the user together with its affiliates.
    """

    monthly_users: int | None = None
    monthly_users_at_release: int | None = None
    annual_revenue_usd: int | None = None


NO_FIGURES = Figures()
"""A user of whom no figure is known."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a threshold means for a use."""

    effect: Effect
    says: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Measure:
    """How a measure hangs on a user's figures.

    surely_above: the multiple of the limit above which the figure shows that the measure exceeds it; `None`:
    it never does. A figure within the limit shows that the measure is.
    """

    words: str
    is_users: bool
    surely_above: int | None


_MEASURES = {
    "monthly_active_users": _Measure("monthly active users", True, 1),
    "monthly_unique_users": _Measure("monthly unique users", True, 1),
    "daily_active_users": _Measure("daily active users", True, None),
    "annual_revenue_usd": _Measure("US dollars of annual revenue", False, 1),
    "annual_recurring_revenue_usd": _Measure("US dollars of annual recurring revenue", False, None),
    "aggregate_revenue_usd": _Measure("US dollars of aggregate revenue", False, None),
    "attributable_revenue_usd": _Measure("US dollars of revenue that comes from it", False, None),
    "monthly_revenue_usd": _Measure("US dollars of monthly revenue", False, 12),
}

_ABOVE = {
    ThresholdEffect.FURTHER_LICENSE_NEEDED: (Effect.FORBIDS, "a further licence or approval is needed"),
    ThresholdEffect.GRANT_ENDS: (Effect.FORBIDS, "the grant ends"),
    ThresholdEffect.NAME_SHOWN: (Effect.OBLIGES, "the name of the model must be shown"),
    ThresholdEffect.ROYALTY: (Effect.OBLIGES, "a royalty is owed"),
}

_BUSINESS = {
    ThresholdBusiness.MODEL_AS_A_SERVICE: "for those who offer models as a service",
    ThresholdBusiness.IMAGE_GENERATION: "for those whose core business is generating images",
}


def read_threshold(threshold: Threshold, activities: frozenset[Activity], figures: Figures) -> Reading | None:
    """What a threshold means for a use; `None` where it does not concern it.

    Revenue counts for commercial use only; what is limited to model services, for serving others only.
    """
    measure = _MEASURES.get(threshold.measure)
    counts_money = "revenue" in threshold.measure
    if counts_money and Activity.COMMERCIAL not in activities:
        return None
    if threshold.only_for is ThresholdBusiness.MODEL_AS_A_SERVICE and Activity.SERVE not in activities:
        return None
    above = _is_above(threshold, measure, figures)
    words = measure.words if measure else threshold.measure.replace("_", " ")
    limit = f"{threshold.limit:,} {words}"
    terms: tuple[str, ...] = ("REVENUE_THRESHOLD",) if counts_money else ("USER_THRESHOLD",)
    if above is Truth.NOT_MET:
        return Reading(Effect.ALLOWS, f"The figure is within {limit}.", terms)
    effect, happens = _ABOVE[threshold.effect]
    if threshold.effect is ThresholdEffect.NAME_SHOWN:
        terms += ("NAMING_UI_DISPLAY_OVER_THRESHOLD",)
    if threshold.royalty_percent:
        happens = f"a royalty of {threshold.royalty_percent} percent is owed"
    when = f", {_BUSINESS[threshold.only_for]}" if threshold.only_for else ""
    if threshold.measured_at is ThresholdTime.VERSION_RELEASE_DATE:
        when += ", counted in the month before the release"
    says = f"Above {limit}{when}, {happens}"
    if above is Truth.MET and threshold.only_for is None:
        return Reading(effect, f"{says}; the figure is above.", terms)
    if effect is Effect.FORBIDS:
        return Reading(Effect.LEAVES_OPEN, f"{says}; whether that is so is not said.", terms)
    return Reading(effect, f"{says}.", terms)


def _is_above(threshold: Threshold, measure: _Measure | None, figures: Figures) -> Truth:
    figure = _figure(threshold, measure, figures)
    if measure is None or figure is None:
        return Truth.UNKNOWN
    if figure <= threshold.limit:
        return Truth.NOT_MET
    surely = measure.surely_above is not None and figure > threshold.limit * measure.surely_above
    return Truth.MET if surely else Truth.UNKNOWN


def _figure(threshold: Threshold, measure: _Measure | None, figures: Figures) -> int | None:
    if measure is None:
        return None
    if not measure.is_users:
        return figures.annual_revenue_usd
    at_release = figures.monthly_users_at_release
    if threshold.measured_at is ThresholdTime.VERSION_RELEASE_DATE and at_release is not None:
        return at_release
    return figures.monthly_users
