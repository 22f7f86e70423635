"""The rules by which a licence's terms are read for a use, as data."""

from __future__ import annotations

from typing import Annotated

from graph.schema.kind import Kind, Text, Vocabulary
from graph.schema.license import LicenseCategory, OutputTraining
from graph.schema.use_effect import Activity, Effect


class UseRule(Kind):
    """One rule: every condition on the licence that is given must hold; the activities say for which uses."""

    effect: Effect
    """What it means for such a use."""
    says: Text
    """The same in plain words."""
    any_activity: tuple[Activity, ...] = ()
    """Only where the use consists of one of these; empty: of anything."""
    all_activities: tuple[Activity, ...] = ()
    """Only where the use consists of all of these."""
    unless: tuple[Activity, ...] = ()
    """Not where the use consists of one of these."""
    category: tuple[LicenseCategory, ...] = ()
    """The licence's category is one of these."""
    has_permission: Annotated[str, Vocabulary("license_permission")] | None = None
    """It grants this."""
    lacks_permission: Annotated[str, Vocabulary("license_permission")] | None = None
    """It does not grant this."""
    any_condition: tuple[Annotated[str, Vocabulary("license_condition")], ...] = ()
    """It has at least one of these conditions."""
    any_restriction: tuple[Annotated[str, Vocabulary("license_restriction")], ...] = ()
    """It has at least one of these restrictions."""
    no_restriction: tuple[Annotated[str, Vocabulary("license_restriction")], ...] = ()
    """It has none of these restrictions."""
    output_training: tuple[OutputTraining, ...] = ()
    """What it says about training other models on outputs is one of these."""


class UseRules(Kind):
    """The rules; all that fit a licence count."""

    rules: tuple[UseRule, ...]
    """The rules, in the order in which reasons list them."""
