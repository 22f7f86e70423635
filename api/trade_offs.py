"""The trade-offs of one version of the graph, ready to weigh models by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.assessing import EDGES, Evidence, finding_row
from api.known import chosen_ids
from graph.derive.assessor import Assessor
from graph.derive.criteria import Leaf
from graph.derive.trade_offs import Level, Memory, Offered, assessor_of, memory_of, weigh, weighed_facts
from graph.query import Find
from graph.schema.trade_off import TradeOff
from graph.snapshot import Row, is_valid
from graph.stores.port import Answer, Store, then
from graph.uses import SERVICE_MODES
from graph.values.day import Day
from graph.values.node_id import NodeId
from graph.values.truth import Truth

OFFER_FACTS = ("priced_providers", "service_providers")
"""Facts that are counted from offers and rest on their sources."""

ORDER = ("control", "cost", "privacy", "innovation", "auditability", "support", "safety")
"""The order in which trade-offs are told; others follow by name."""


@dataclass(frozen=True)
class Weighing:
    """A trade-off with its steps made ready."""

    trade_off: TradeOff
    assessor: Assessor


@dataclass(frozen=True)
class TradeOffs:
    """Trade-offs by id, in the order in which they are told."""

    weighings: Mapping[NodeId, Weighing]

    @classmethod
    def load(cls, store: Store) -> Answer[TradeOffs]:
        """Ask a store for the rules."""
        return then(store.find([Find("trade_off")]), lambda found: cls._of(found[0].rows))

    @classmethod
    def _of(cls, rows: Iterable[Row]) -> TradeOffs:
        rules = {NodeId(row["id"]): TradeOff.model_validate(row["rules"]) for row in rows}
        return cls(
            {item: Weighing(rules[item], assessor_of(rules[item])) for item in sorted(rules, key=_place)}
        )

    @property
    def edge_kinds(self) -> list[str]:
        """The edges that hold what trade-offs ask about, or its sources."""
        leaves = (leaf for item in self.weighings.values() for leaf in item.assessor.leaves)
        kinds = {EDGES[leaf.sort] for leaf in leaves if leaf.sort in EDGES}
        return sorted({"HAS_PROPERTY", "LICENSED_UNDER", "OFFERED_BY", *kinds})

    def known(self, ids: Iterable[str] | None) -> list[NodeId]:
        """Ids of trade-offs, all where none are given; raises `UnknownId` naming the argument."""
        return chosen_ids(ids, self.weighings, "only", "trade-off")


def weighed(
    model: Row, wanted: Sequence[NodeId], trade_offs: TradeOffs, evidence: Evidence, day: date
) -> list[Row]:
    """The levels of a model, as rows: offers and the withdrawal as of a day, all else as the facts stand."""
    offers = [view for view in evidence.edges["OFFERED_BY"] if is_valid(view, day.isoformat())]
    asked = _offers(model, evidence.edges["OFFERED_BY"], offers)
    rows = []
    for node_id in wanted:
        item = trade_offs.weighings[node_id]
        memory = memory_of(item.trade_off, model["parameters"])
        facts = weighed_facts(memory, asked, withdrawn=_withdrawn(model, day))
        level = weigh(item.trade_off, item.assessor, evidence.subjects, facts)
        tested = {leaf.name for leaf in item.assessor.leaves if leaf.sort == "fact"}
        shown = offers if tested.intersection(OFFER_FACTS) else []
        rows.append(_row(node_id, level, memory, shown, evidence))
    return rows


def _row(
    node_id: NodeId, level: Level, memory: Sequence[Memory], offers: list[Row], evidence: Evidence
) -> Row:
    facts = [_finding(finding, evidence, offers) for finding in level.facts]
    sources = dict.fromkeys(source for fact in facts for source in fact["source_ids"])
    return {
        "trade_off": node_id,
        "level": str(level.level),
        "possible": list(map(str, level.possible)),
        "reason": level.reason,
        "facts": facts,
        "missing": [_finding(finding, evidence, offers) for finding in level.missing],
        "memory": [
            {
                "precision": item.precision,
                "bytesPerParameter": item.bytes_per_parameter,
                "gigabytes": item.gigabytes,
            }
            for item in memory
        ],
        "offers": offers,
        "source_ids": list(sources),
    }


def _finding(finding: Any, evidence: Evidence, offers: Iterable[Row]) -> Row:
    row = finding_row(finding, evidence)
    if finding.leaf in _COUNTED:
        sources = dict.fromkeys(source for view in offers for source in view["source_ids"])
        return {**row, "source_ids": list(sources)}
    return row


_COUNTED = {Leaf("fact", name) for name in OFFER_FACTS}


def _offers(model: Row, ever: Sequence[Row], now: Iterable[Row]) -> list[Offered] | None:
    """The offers of the day; `None` where it is not known whether anybody runs it as a service."""
    services = any(view["mode"] in SERVICE_MODES for view in ever)
    if not services and model["ever_offered"] != Truth.NOT_MET:
        return None
    return [
        Offered(
            provider=view["target"],
            is_service=view["mode"] in SERVICE_MODES,
            is_priced=view["price_input"] is not None or view["price_output"] is not None,
        )
        for view in now
    ]


def _withdrawn(model: Row, day: date) -> bool | None:
    """Whether it is withdrawn by a day; `None` where no withdrawal is known, or its day leaves it open."""
    if model["withdrawn"] is None:
        return None
    withdrawn = Day.parse(model["withdrawn"])
    if withdrawn.last <= day:
        return True
    return False if day < withdrawn.first else None


def _place(node_id: NodeId) -> tuple[int, str]:
    name = node_id.partition("/")[2]
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)
