from dataclasses import replace

from graph.derive.control.facts import Basis, Control, Degree, KnownHolder, Step
from graph.derive.dependence import minority_investors
from graph.values.node_id import NodeId
from graph.values.share import Share
from graph.values.truth import Truth

LAB, PARENT, FUND = NodeId("organization/lab"), NodeId("organization/parent"), NodeId("organization/fund")


def holder(name: NodeId, votes: str | None = None, equity: str | None = None) -> KnownHolder:
    return KnownHolder(
        name,
        votes=Share.parse(votes) if votes else None,
        equity=Share.parse(equity) if equity else None,
        sources=("source/register",),
    )


def control(degree: Degree) -> Control:
    step = Step(PARENT, LAB, Basis.VOTES)
    return Control(PARENT, degree, Basis.VOTES, None, (step,), PARENT)


def test_a_large_holder_beside_the_one_that_controls_is_a_minority_investor() -> None:
    holders = [(holder(PARENT, votes="60"), Truth.MET), (holder(FUND, votes="5", equity="27"), Truth.MET)]

    (found,) = minority_investors(holders, [control(Degree.SOLE)])

    assert (found.on, str(found.share), found.sources) == (FUND, "27", ("source/register",))


def test_who_may_only_possibly_control_is_named_as_an_investor() -> None:
    holders = [(holder(PARENT, votes="30..60"), Truth.MET)]

    (found,) = minority_investors(holders, [control(Degree.POSSIBLE)])

    assert found.on == PARENT


def test_a_range_across_the_threshold_is_told_as_not_certain() -> None:
    (found,) = minority_investors([(holder(FUND, equity="5..15"), Truth.UNKNOWN)], [])

    assert (str(found.share), found.certain) == ("5..15", Truth.UNKNOWN)


def test_a_share_that_may_not_have_been_held_yet_is_not_certain() -> None:
    early = replace(holder(FUND, equity="27"), certain=False)

    (found,) = minority_investors([(early, Truth.MET)], [])

    assert found.certain is Truth.UNKNOWN
