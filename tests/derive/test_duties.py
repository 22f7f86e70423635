"""Duties of the AI Act as facts that definitions test."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.derive.duties import duty_facts

commitments = st.lists(
    st.tuples(
        st.sampled_from(["COPYRIGHT_POLICY", "CODE_OF_PRACTICE"]),
        st.sampled_from(["MET", "PARTLY_MET", "REFUSED"]),
    )
)


@pytest.mark.parametrize(
    ("found", "facts"),
    [
        ([], {}),
        ([("COPYRIGHT_POLICY", "MET")], {"copyright_policy": True}),
        ([("CODE_OF_PRACTICE", "PARTLY_MET")], {"code_of_practice": False}),
        ([("CODE_OF_PRACTICE", "REFUSED")], {"code_of_practice": False}),
        ([("CODE_OF_PRACTICE", "REFUSED"), ("CODE_OF_PRACTICE", "MET")], {"code_of_practice": True}),
    ],
)
def test_a_duty_is_met_refused_or_not_known(found: Sequence[tuple[str, str]], facts: dict[str, bool]) -> None:
    assert duty_facts(found) == facts


@given(commitments, commitments)
def test_what_is_learnt_besides_never_undoes_a_duty_that_is_met(
    found: list[tuple[str, str]], more: list[tuple[str, str]]
) -> None:
    before, after = duty_facts(found), duty_facts(found + more)

    assert {name for name, met in before.items() if met} <= {name for name, met in after.items() if met}
