"""What somebody gives up or gains with a model: a level for each trade-off, its reason and its facts.

The steps of a trade-off are tried in order, in three-valued logic; where unknown facts could make steps of
different levels the first, the level is UNKNOWN, and the facts that would have to be known are named.
Source: the steps are data, `trade_off/`, with what they rest on; S. C. Kleene's strong logic for the tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.derive.assessments import Assessment, Finding, assess
from graph.derive.assessor import Assessor
from graph.derive.completions import agree
from graph.derive.criteria import Fact, Subjects
from graph.schema.definition import Criterion, Definition, Outcome
from graph.schema.trade_off import LevelRule, TradeOff, TradeOffLevel
from graph.values.day import Day
from graph.values.truth import Truth

GIGABYTE = 1e9

SHOWN = "shown-"
"""How the names of facts begin that are shown beside a level."""

FACTS: Mapping[str, tuple[str, ...]] = {
    "memory_gb": ("above", "at_most"),
    "priced_providers": ("above", "at_most"),
    "service_providers": ("above", "at_most"),
    "withdrawn": ("equals",),
}
"""What steps may test beside a model's plain properties, and the keys of such tests.

memory_gb: gigabytes (a thousand million bytes) that the weights take at the first precision.
priced_providers, service_providers: known providers who ask a price for it, or run it, on the day.
withdrawn: whether its developer has withdrawn it by the day.
"""


@dataclass(frozen=True)
class Memory:
    """Memory that the weights of a model take in one precision."""

    precision: str
    bytes_per_parameter: float
    gigabytes: float


@dataclass(frozen=True)
class Offered:
    """An offer on the day asked: who makes it, whether they run the model, whether they ask a known price."""

    provider: str
    is_service: bool
    is_priced: bool


@dataclass(frozen=True)
class Level:
    """How much of something a model leaves to those who use it.

    possible: every level that some completion of the facts gives, in the order of the steps.
    reason: in plain words. facts: what decides it, and what is shown beside it. missing: what would have to
    be known; empty where the level is known.
    """

    level: TradeOffLevel
    possible: tuple[TradeOffLevel, ...]
    reason: str
    facts: tuple[Finding, ...]
    missing: tuple[Finding, ...] = ()


def assessor_of(trade_off: TradeOff) -> Assessor:
    """The steps of a trade-off as a definition with one outcome for each, made ready to judge."""
    steps = {_name(place): step for place, step in enumerate(trade_off.steps)}
    shown = {f"{SHOWN}{place}": test for place, test in enumerate(trade_off.shows)}
    return Assessor(
        Definition(
            name=trade_off.name,
            version="1",
            publisher="Openness Graph",
            date=Day.parse("2026"),
            summary=trade_off.description,
            license_terms=trade_off.license_terms,
            criteria={
                name: Criterion(says=step.says, test=step.test) for name, step in steps.items() if step.test
            }
            | {name: Criterion(says=name, test=test) for name, test in shown.items()},
            outcomes=tuple(
                Outcome(outcome=_outcome(place), says=step.says, needs=(_name(place),) if step.test else ())
                for place, step in enumerate(trade_off.steps)
            ),
        )
    )


def memory_of(trade_off: TradeOff, parameters: int | None) -> tuple[Memory, ...]:
    """Memory of the weights in each precision: parameters times bytes; nothing where these are not known."""
    if parameters is None:
        return ()
    return tuple(
        Memory(item.precision, item.bytes_per_parameter, parameters * item.bytes_per_parameter / GIGABYTE)
        for item in trade_off.precisions
    )


def weighed_facts(
    memory: Sequence[Memory], offers: Iterable[Offered] | None, *, withdrawn: bool | None
) -> dict[str, Fact]:
    """The facts that steps test beside a model's plain properties.

    offers: all that hold on the day; `None`: it is not known whether there are any.
    """
    offers = None if offers is None else list(offers)
    priced = {offer.provider for offer in offers or () if offer.is_priced}
    services = {offer.provider for offer in offers or () if offer.is_service}
    return {
        "memory_gb": memory[0].gigabytes if memory else None,
        "priced_providers": float(len(priced)) if priced or offers == [] else None,
        "service_providers": None if offers is None else float(len(services)),
        "withdrawn": withdrawn,
    }


def weigh(trade_off: TradeOff, assessor: Assessor, subjects: Subjects, facts: Mapping[str, Fact]) -> Level:
    """The level of a trade-off for a model.

    assessor: that of the trade-off. facts: see `weighed_facts`; they come beside the model's own.
    """
    subjects = replace(subjects, facts={**subjects.facts, **facts})
    found = assess(assessor, subjects)
    steps = [_step(outcome, trade_off) for outcome in found.possible]
    possible = tuple(dict.fromkeys(step.level for step in steps))
    findings = _distinct(_telling(found))
    if len(possible) == 1:
        reason = " Or: ".join(dict.fromkeys(step.says for step in steps))
        return Level(possible[0], possible, reason, findings)
    missing = _settling(found, assessor, subjects, trade_off)
    return Level(TradeOffLevel.UNKNOWN, possible, _open(steps), findings, missing)


def _telling(found: Assessment) -> Iterator[Finding]:
    """What is known for the steps that may apply, what speaks against those before, and what is shown."""
    reached = max(place for place, item in enumerate(found.outcomes) if item.outcome in found.possible)
    may_apply = {name for item in found.outcomes if item.outcome in found.possible for name in item.needs}
    before = {name for item in found.outcomes[:reached] for name in item.needs}
    for criterion in found.criteria:
        for finding in criterion.findings:
            against = criterion.id in before and finding.truth is Truth.NOT_MET
            shown = criterion.id.startswith(SHOWN) and finding.truth is not None
            known = criterion.id in may_apply and finding.truth in (Truth.MET, Truth.NOT_MET)
            if against or known or shown:
                yield finding


def _settling(
    found: Assessment, assessor: Assessor, subjects: Subjects, trade_off: TradeOff
) -> tuple[Finding, ...]:
    """What is not known and could rule a level out."""
    answers = assessor.answers(subjects)
    unknown = [
        finding
        for criterion in found.criteria
        for finding in criterion.findings
        if finding.truth is Truth.UNKNOWN
    ]
    return tuple(
        finding
        for finding in _distinct(unknown)
        if any(
            _levels(assessor.possible(assessor.with_case(finding.leaf, case, answers)), trade_off)
            != _levels(found.possible, trade_off)
            for case in assessor.cases[finding.leaf]
            if agree(case, assessor.of_leaf(finding.leaf, answers))
        )
    )


def _levels(outcomes: Iterable[str], trade_off: TradeOff) -> set[TradeOffLevel]:
    return {_step(outcome, trade_off).level for outcome in outcomes}


def _open(steps: Sequence[LevelRule]) -> str:
    """What the level may be and when, where the facts leave it open."""
    ways = dict.fromkeys(f"{step.level}: {step.says}" for step in steps)
    return f"The facts leave it open. {' '.join(ways)}"


def _distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The first finding for each subject."""
    by_subject: dict[object, Finding] = {}
    for finding in findings:
        by_subject.setdefault(finding.leaf, finding)
    return tuple(by_subject.values())


def _step(outcome: str, trade_off: TradeOff) -> LevelRule:
    return trade_off.steps[int(outcome.rpartition("_")[2])]


def _name(place: int) -> str:
    return f"step-{place}"


def _outcome(place: int) -> str:
    return f"STEP_{place}"
