"""What a scenario may not say, and the error that tells the argument and the remedy."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.errors import LimitError, RequestError
from graph.scenarios.checks import MAX_SUPPOSITIONS
from graph.scenarios.rows import Rows
from graph.scenarios.scenario import (
    HoldingEnd,
    LicenseChange,
    Scenario,
    StatusChange,
    SupposedHolding,
    SupposedThreshold,
    TermsChange,
)
from graph.scenarios.supposed import suppose
from graph.schema.license import ThresholdEffect
from graph.snapshot import Snapshot
from graph.values.node_id import NodeId
from graph.values.share import Share
from graph.values.status import Status

DAY = date(2025, 1, 1)


def status(component: str = "training-code", value: str = "OPEN", model: str = "aster-7b") -> StatusChange:
    return StatusChange(NodeId(f"model/{model}"), NodeId(f"openness_property/{component}"), Status(value))


def licence(name: str = "meadow-permissive") -> LicenseChange:
    return LicenseChange(NodeId("model/aster-7b"), NodeId(f"license/{name}"))


def terms(**more: Any) -> TermsChange:
    return TermsChange(NodeId("license/aster-community-1.0"), **more)


def holding(holder: str = "person/max-moss", votes: str = "10", **more: Any) -> SupposedHolding:
    organization = NodeId("organization/aster-labs")
    return SupposedHolding(
        NodeId(holder), organization, more.pop("since", DAY), votes=Share.parse(votes), **more
    )


def end(holder: str = "person/ada-example", on: date = DAY) -> HoldingEnd:
    return HoldingEnd(NodeId(holder), NodeId("organization/aster-labs"), on)


REFUSED = {
    "nothing": (Scenario(), "`scenario` supposes nothing; give `statuses`, `licenses`"),
    "two statuses": (
        Scenario(statuses=(status(), status(value="CLOSED"))),
        "`scenario.statuses[0]` and `[1]` contradict each other: two statuses for one component of a model; ",
    ),
    "an unknown model": (
        Scenario(statuses=(status(model="aster-8b"),)),
        "`scenario.statuses[0].model`: 'model/aster-8b' is no known model; did you mean model/aster-7b?",
    ),
    "a component by its bare name": (
        Scenario(statuses=(StatusChange(NodeId("model/aster-7b"), NodeId("training-code"), Status("OPEN")),)),
        "`scenario.statuses[0].component`: 'training-code' is no known openness property; did you mean "
        "openness_property/training-code?",
    ),
    "a component that is derived": (
        Scenario(statuses=(status("download"),)),
        "`scenario.statuses[0].component`: the status of download follows from the weights or the offers; ",
    ),
    "an unknown licence": (
        Scenario(licenses=(licence("meadow-permisive"),)),
        "`scenario.licenses[0].license`: 'license/meadow-permisive' is no known license; did you mean "
        "license/meadow-permissive?",
    ),
    "two licences": (
        Scenario(licenses=(licence(), licence("cedar-research"))),
        "`scenario.licenses[0]` and `[1]` contradict each other: two licences for one part of a release",
    ),
    "no terms": (Scenario(terms=(terms(),)), "`scenario.terms[0]` changes nothing of license/aster"),
    "a term gained and lost": (
        Scenario(terms=(terms(gains=((), (), ("NONCOMMERCIAL",)), loses=((), (), ("NONCOMMERCIAL",))),)),
        "`scenario.terms[0]` both gains and loses NONCOMMERCIAL; keep one of them",
    ),
    "a term that it lacks": (
        Scenario(terms=(terms(loses=((), (), ("NONCOMMERCIAL",))),)),
        "`scenario.terms[0]`: license/aster-community-1.0 has no NONCOMMERCIAL to lose; its restrictions: ",
    ),
    "a term that it has": (
        Scenario(terms=(terms(gains=(("COMMERCIAL_USE",), (), ())),)),
        "`scenario.terms[0]`: license/aster-community-1.0 has COMMERCIAL_USE already; leave it out",
    ),
    "a threshold that it lacks": (
        Scenario(terms=(terms(without=("daily_users",)),)),
        "`scenario.terms[0].loseThresholds`: no threshold of 'daily_users'; ",
    ),
    "a second threshold of a measure": (
        Scenario(
            terms=(
                terms(
                    thresholds=(
                        SupposedThreshold("monthly_active_users", 5, ThresholdEffect.FURTHER_LICENSE_NEEDED),
                    )
                ),
            )
        ),
        "`scenario.terms[0].gainThresholds`: license/aster-community-1.0 has a threshold of ",
    ),
    "a holder of itself": (
        Scenario(holdings=(holding("organization/aster-labs"),)),
        "`scenario.holdings[0]`: organization/aster-labs would hold itself; name another `holder`",
    ),
    "more votes than there are": (
        Scenario(holdings=(holding(votes="60"),)),
        "`scenario.holdings`: organization/boreal-ventures, person/ada-example, person/max-moss would "
        "together have 130.5 % of the votes of organization/aster-labs; suppose smaller figures for those "
        "who sell, or name them in `ends`",
    ),
    "an end before the start": (
        Scenario(holdings=(holding(until=date(2024, 1, 1)),)),
        "`scenario.holdings[0].until` is 2024-01-01, not after `from`, 2025-01-01; give a later day",
    ),
    "two figures at one time": (
        Scenario(holdings=(holding(), holding(votes="12", since=date(2025, 6, 1)))),
        "`scenario.holdings[0]` and `[1]` contradict each other: two figures of one holding at one time",
    ),
    "the end of nothing": (
        Scenario(ends=(end("person/max-moss"),)),
        "`scenario.ends[0]`: person/max-moss has no holding in organization/aster-labs that could end on ",
    ),
    "a holding and its end": (
        Scenario(holdings=(holding("person/ada-example", "61"),), ends=(end(),)),
        "`scenario.holdings[0]` and `scenario.ends[0]` are about one holding; keep the new figures, which ",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_scenario_that_does_not_hold_together_is_refused(what: str, world: Snapshot) -> None:
    scenario, message = REFUSED[what]

    with pytest.raises(RequestError) as refused:
        suppose(scenario, Rows.of(world))

    assert str(refused.value).startswith(message)


def test_a_scenario_has_a_limit(world: Snapshot) -> None:
    many = tuple(holding(since=date(2000 + at, 1, 1), until=date(2000 + at, 6, 1)) for at in range(51))

    with pytest.raises(
        LimitError, match=rf"supposes 51 facts, the limit is {MAX_SUPPOSITIONS}; suppose fewer"
    ):
        suppose(Scenario(holdings=many), Rows.of(world))
