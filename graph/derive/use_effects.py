"""What the terms of a licence mean for a use, by rules that are data."""

from __future__ import annotations

from graph.schema.license import License
from graph.schema.use_effect import UseEffect
from graph.schema.use_rules import UseRule, UseRules


def use_effects(terms: License, rules: UseRules) -> tuple[UseEffect, ...]:
    """The effect of every rule that fits a licence, in the order of the rules.

    Source: `rules/license-use.yaml`.
    """
    return tuple(
        UseEffect(
            effect=rule.effect,
            says=rule.says,
            terms=words,
            any_activity=rule.any_activity,
            all_activities=rule.all_activities,
            unless=rule.unless,
        )
        for rule in rules.rules
        if (words := _fitting_words(rule, terms)) is not None
    )


def _fitting_words(rule: UseRule, terms: License) -> tuple[str, ...] | None:
    """The terms of the licence that a rule is about; `None` where it does not fit."""
    conditions = tuple(word for word in terms.conditions if word in rule.any_condition)
    restrictions = tuple(word for word in terms.restrictions if word in rule.any_restriction)
    granted = tuple(word for word in terms.permissions if word == rule.has_permission)
    fits = (
        (not rule.category or terms.category in rule.category)
        and (rule.has_permission is None or bool(granted))
        and (rule.lacks_permission is None or rule.lacks_permission not in terms.permissions)
        and (not rule.any_condition or bool(conditions))
        and (not rule.any_restriction or bool(restrictions))
        and set(terms.restrictions).isdisjoint(rule.no_restriction)
        and (not rule.output_training or terms.output_training in rule.output_training)
    )
    lacking = (rule.lacks_permission,) if rule.lacks_permission else ()
    return (*granted, *lacking, *conditions, *restrictions) if fits else None
