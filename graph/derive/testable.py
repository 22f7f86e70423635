"""The plain properties of models that definitions may test, and the duties that are known to be met."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.derive.criteria import Fact
from graph.derive.duties import DUTIES, duty_facts
from graph.schema.model import Model
from graph.schema.shape import properties_of

TESTABLE = {
    shape.name: shape
    for shape in properties_of(Model)
    if (shape.is_list and shape.vocabulary) or (not shape.is_list and shape.type in (bool, int, float))
}
"""Flags, numbers, and lists of words, by name."""


def testable_facts(values: Mapping[str, Any]) -> dict[str, Fact]:
    """What definitions may test of a model, as declared or as a row has it."""
    duties = duty_facts((item["duty"], item["status"]) for item in values.get(DUTIES, ()))
    return {**{name: _fact(values[name]) for name in TESTABLE}, **duties}


def answers_for(name: str) -> tuple[str, ...]:
    """Keys of a test that suit a property: what a flag, a number or a list can be asked; a duty is a flag."""
    shape = TESTABLE.get(name)
    if shape is None:
        return ("equals",)
    if shape.is_list:
        return ("includes",)
    return ("equals",) if shape.type is bool else ("above", "at_most")


def _fact(value: Any) -> Fact:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else value
