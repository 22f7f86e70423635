"""Integrated (cash-flow) ownership: what belongs to whom through all chains and cycles of shareholdings.

y_ij = a_ij + sum over k != i of y_ik a_kj, where a_ij is the part of j that i holds directly: every chain
from i to j counts, and what comes back to i does not count again. In matrices, with V = (I - A)^-1:
y_ij = v_ij / v_ii. Solved exactly, one strongly connected component after the other.

Sources: F. Brioschi, L. Buzzacchi, M. G. Colombo, Risk capital financing and the separation of ownership and
control in business groups, Journal of Banking and Finance 13 (1989), 747-772; S. Baldone, F. Brioschi,
S. Paleari, Ownership measures among firms connected by cross-shareholdings and a further analogy with
input-output theory, JAFEE Conference on Investments and Derivatives (1998).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import networkx as nx

from graph.derive.control.day import stakes_on
from graph.derive.control.facts import Holding
from graph.values.node_id import NodeId
from graph.values.share import Share

_PRECISION = Decimal("0.000001")
_NOTHING, _WHOLE = Fraction(0), Fraction(1)


class Ownership:
    """Shares of capital on one day and what follows from them; strictly read-only.

    Known figures only: a holding without a published share of capital adds nothing, so that a result is what
    is known at least. Ranges give ranges.
    """

    def __init__(self, on: date, holdings: Iterable[Holding]) -> None:
        self._low: nx.DiGraph[NodeId] = nx.DiGraph()
        self._high: nx.DiGraph[NodeId] = nx.DiGraph()
        for stake in stakes_on(on, holdings):
            if stake.equity:
                low = stake.equity.share.low if stake.equity.certain else Decimal(0)
                self._low.add_edge(stake.holder, stake.target, part=Fraction(low) / 100)
                high = stake.equity.share.high
                self._high.add_edge(stake.holder, stake.target, part=Fraction(high) / 100)

    def owners(self, organization: NodeId) -> dict[NodeId, Share]:
        """Who owns it, directly and through others, and how much; in percent, to six decimals.

        What it holds in itself through a cycle is left out. `{}`: no share of its capital is known.
        """
        if organization not in self._low:
            return {}
        least = _integrated(self._low, organization)
        most = _integrated(self._high, organization)
        return {
            owner: Share(_percent(min(least[owner], most[owner])), _percent(most[owner]))
            for owner in sorted(most)
            if most[owner]
        }


def _integrated(parts: nx.DiGraph[NodeId], target: NodeId) -> dict[NodeId, Fraction]:
    """For each owner i of the target: y_i,target, as a part of 1; nothing above the whole."""
    above = parts.subgraph(nx.ancestors(parts, target) | {target})
    components = nx.condensation(above)
    worth: dict[NodeId, Fraction] = {}
    owned: dict[NodeId, Fraction] = {}
    for component in reversed(list(nx.topological_sort(components))):
        members = sorted(components.nodes[component]["members"])
        below = {node: _sum(parts, node, worth) for node in members}
        base = {node: part + (node == target) for node, part in below.items()}
        worth |= _solve(parts, base)
        for node in members:
            others = {other: base[other] for other in members if other != node}
            owned[node] = min(_WHOLE, below[node] + _sum(parts, node, _solve(parts, others)))
    del owned[target]
    return owned


def _sum(parts: nx.DiGraph[NodeId], holder: NodeId, worth: Mapping[NodeId, Fraction]) -> Fraction:
    held = parts.adj[holder]
    return sum((held[node]["part"] * worth[node] for node in held if node in worth), _NOTHING)


def _solve(parts: nx.DiGraph[NodeId], base: Mapping[NodeId, Fraction]) -> dict[NodeId, Fraction]:
    """x = base + A x over the nodes of `base`, by Gaussian elimination.

    Where the nodes own the whole of one another, or more, the sum has no end and counts as the whole.
    """
    nodes = list(base)
    if len(nodes) == 1 and not parts.has_edge(nodes[0], nodes[0]):
        return dict(base)
    rows = [
        [Fraction(row == column) - _part(parts, row, column) for column in nodes] + [base[row]]
        for row in nodes
    ]
    for i in range(len(nodes)):
        pivot = next((row for row in rows[i:] if row[i]), None)
        if pivot is None:
            return dict.fromkeys(nodes, _WHOLE)
        rows.remove(pivot)
        rows.insert(i, [value / pivot[i] for value in pivot])
        for j, row in enumerate(rows):
            if j != i and row[i]:
                rows[j] = [
                    value - row[i] * base_value for value, base_value in zip(row, rows[i], strict=True)
                ]
    solved = {node: row[-1] for node, row in zip(nodes, rows, strict=True)}
    return {node: value if value >= 0 else _WHOLE for node, value in solved.items()}


def _part(parts: nx.DiGraph[NodeId], holder: NodeId, target: NodeId) -> Fraction:
    part: Fraction = parts.edges[holder, target]["part"] if parts.has_edge(holder, target) else _NOTHING
    return part


def _percent(part: Fraction) -> Decimal:
    percent = Decimal(part.numerator * 100) / Decimal(part.denominator)
    return percent.quantize(_PRECISION).normalize() + 0
