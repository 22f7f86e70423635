"""The developers' words for their releases, checked, in the form in which stores keep them.

What follows for a model stands on its row: `claim_holds` for filters, and under `claim_check` what an
explanation needs. Where no word is known, or no rule is about it, there is nothing to check.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.derive.assessor import Assessor
from graph.derive.open_washing import check_claim
from graph.derive.openness import Openness
from graph.facts.load import Facts
from graph.schema.model import Model
from graph.schema.open_washing import WordRule
from graph.values.node_id import NodeId

CLAIM_HOLDS, CLAIM_CHECK = "claim_holds", "claim_check"


def claimed_word_rows(
    facts: Facts, openness: Mapping[NodeId, Openness], classes: Assessor
) -> dict[NodeId, dict[str, Any]]:
    """What the row of each model gets whose developer uses a word of openness.

    classes: the definition of the openness class.
    """
    rules = {rule.word: rule for rule in facts.open_washing_rules.words}
    return {
        entity.id: claim_row(rules[claimed.word], openness[entity.id], classes)
        for entity, model in facts.nodes(Model)
        if (claimed := model.claimed_openness) is not None and claimed.word in rules
    }


def claim_row(rule: WordRule, found: Openness, classes: Assessor) -> dict[str, Any]:
    """What the row of a model gets whose developer uses the word of a rule."""
    answers = classes.answers(found.subjects)
    met = {name: classes.criterion(name, answers) for name in rule.criteria}
    check = check_claim(rule, found.possible, met)
    return {
        CLAIM_HOLDS: str(check.holds),
        CLAIM_CHECK: {
            "needs": rule.needs,
            "reason": rule.reason,
            "reason_source_ids": list(rule.sources),
            "criteria": list(check.criteria),
        },
    }
