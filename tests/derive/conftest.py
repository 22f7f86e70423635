"""The real rules of openness, with licences made up for the tests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.derive.openness import Rules
from graph.facts.load import load_facts
from graph.releases import openness_rules
from graph.values.node_id import NodeId
from tests.derive.openness_rows import TERMS


@pytest.fixture(scope="session")
def rules(rules_folder: Path) -> Rules:
    """The real components, groups and class rules, with licences made up for the tests."""
    terms = {NodeId(f"license/{name}"): item for name, item in TERMS.items()}
    return replace(openness_rules(load_facts(rules_folder), {}), terms=terms)
