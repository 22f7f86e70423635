"""The plain properties of models that definitions may test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.derive.criteria import Fact
from graph.schema.model import Model
from graph.schema.shape import properties_of

TESTABLE = {
    shape.name: shape
    for shape in properties_of(Model)
    if (shape.is_list and shape.vocabulary) or (not shape.is_list and shape.type in (bool, int, float))
}
"""Flags, numbers, and lists of words, by name."""


def testable_facts(values: Mapping[str, Any]) -> dict[str, Fact]:
    """The properties of a model that definitions may test, as declared or as a row has them."""
    return {name: _fact(values[name]) for name in TESTABLE}


def answers_for(name: str) -> tuple[str, ...]:
    """Keys of a test that suit a property: what a flag, a number or a list can be asked."""
    shape = TESTABLE[name]
    if shape.is_list:
        return ("includes",)
    return ("equals",) if shape.type is bool else ("above", "at_most")


def _fact(value: Any) -> Fact:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else value
