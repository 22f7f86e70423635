"""Which duties of the AI Act are known to be met for a model, by itself or by those who developed it.

Source: Regulation (EU) 2024/1689, Articles 52 to 56.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.schema.commitment import CommitmentStatus

DUTIES = "duties"
"""The property of a model's row that holds what is known of them; absent where nothing is."""


def duty_name(duty: str) -> str:
    """The name by which definitions test a duty."""
    return duty.lower()


def duty_facts(commitments: Iterable[tuple[str, str]]) -> Mapping[str, bool]:
    """Commitments as facts that definitions may test; a duty of which nothing is known has none.

    commitments: duty and status. A fact is true where somebody met the duty, and false where it was refused
    or met in part only; its name is that of `duty_name`.
    """
    facts: dict[str, bool] = {}
    for duty, status in commitments:
        name = duty_name(duty)
        facts[name] = facts.get(name, False) or status == CommitmentStatus.MET
    return facts
