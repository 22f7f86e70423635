"""The verdicts of all definitions on all models, in the form in which stores keep them.

They are two lists of words on a model's row, so that any store answers filters and counts by looking words
up: `osaid-1.0=MET` among `verdicts` where the outcome is certain, and a word for every outcome that some
completion of the facts gives among `possible_verdicts`. As edges they would be one for each model and
definition: at a million models more than all other edges together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from graph.derive.assessments import possible_outcomes, the_only
from graph.derive.assessor import Assessor
from graph.derive.openness import Openness, Release, carries_weights
from graph.values.node_id import NodeId, slug

VERDICTS, POSSIBLE_VERDICTS = "verdicts", "possible_verdicts"


def word(definition: NodeId, outcome: str) -> str:
    """How a store keeps that a definition has an outcome on a model."""
    return f"{slug(definition)}={outcome}"


def possible_in(row: Mapping[str, Any], definition: NodeId) -> list[str]:
    """The possible outcomes of a definition on a model, from the model's row, best known order kept."""
    start = word(definition, "")
    return [verdict.removeprefix(start) for verdict in row[POSSIBLE_VERDICTS] if verdict.startswith(start)]


def verdict_rows(
    assessors: Mapping[NodeId, Assessor],
    openness: Mapping[NodeId, Openness],
    releases: Mapping[NodeId, Release],
) -> dict[str, dict[str, list[str]]]:
    """What the row of each model gets: its certain and its possible verdicts."""
    subjects = {model: found.subjects for model, found in openness.items()}
    carries_on = {model: carried_on(release) for model, release in releases.items()}
    rows: dict[str, dict[str, list[str]]] = defaultdict(lambda: {VERDICTS: [], POSSIBLE_VERDICTS: []})
    for definition, assessor in assessors.items():
        for model, possible in possible_outcomes(assessor, subjects, carries_on).items():
            rows[model][VERDICTS].append(word(definition, the_only(possible)))
            rows[model][POSSIBLE_VERDICTS] += [word(definition, outcome) for outcome in possible]
    return rows


def carried_on(release: Release) -> Sequence[NodeId]:
    """The models whose weights it carries on."""
    return [base.model for base in release.bases if carries_weights(base.relation)]
