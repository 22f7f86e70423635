"""Filters -> Cypher: patterns to start from and predicates, every value bound as a parameter.

A filter along edges that must hold becomes a pattern of its own, so that the planner may start at its far
end; one that is an alternative or negated becomes `EXISTS`. Alternatives that reach along edges become a
union. In Cypher a comparison with an absent value is neither true nor false; under `Not` it counts as false.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, product
from math import prod
from typing import Any

from graph.query import And, Compare, Direction, Filter, Ids, Not, Operator, Or, Related, Via
from graph.stores.neo4j.catalog import Catalog
from graph.stores.neo4j.indexes import TEXTS
from graph.stores.neo4j.names import Slot, folded, label, quoted, type_of

MAX_ALTERNATIVES = 8
"""More alternatives along edges than this are tried node by node instead of as a union."""

EVERYTHING = And(())
ANY = 3
"""How broad a filter is that lets every node through."""

_SIGNS = {
    Operator.EQUALS: "=",
    Operator.ONE_OF: "IN",
    Operator.LESS: "<",
    Operator.AT_MOST: "<=",
    Operator.MORE: ">",
    Operator.AT_LEAST: ">=",
    Operator.STARTS_WITH: "STARTS WITH",
}


@dataclass(frozen=True)
class Branch:
    """One way to fit: clauses that come before, patterns that must match, predicates that must hold."""

    patterns: tuple[str, ...]
    predicates: tuple[str, ...]
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hop:
    """One edge of a chain: the variable it leads to, its pattern, and what must hold there."""

    far: str
    pattern: str
    predicates: list[str]


@dataclass
class Names:
    """Variables and parameters of one statement, each used once."""

    parameters: dict[str, Any] = field(default_factory=dict)
    _variables: int = 0

    def bind(self, value: Any) -> str:
        """A parameter with a value."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"

    def variable(self, letter: str) -> str:
        """A variable of its own."""
        self._variables += 1
        return f"{letter}{self._variables}"


@dataclass(frozen=True)
class Filters:
    """Compiles filters for one slot, into the names of one statement."""

    catalog: Catalog
    slot: Slot
    names: Names

    def branches(self, node: str, kind: str, where: Filter | None) -> list[Branch]:
        """The ways in which a node of a kind, bound to a variable, may fit."""
        start = f"({node}:{label(kind, self.slot)})"
        alternatives = _alternatives(without_not(where or EVERYTHING))
        return [self._branch((start,), node, parts) for parts in alternatives]

    def predicate(self, node: str, where: Filter) -> str:
        """The filter as one boolean expression over a bound node or relationship."""
        match where:
            case And(parts):
                return _joined(" AND ", [self.predicate(node, part) for part in parts], "true")
            case Or(parts):
                return _joined(" OR ", [self.predicate(node, part) for part in parts], "false")
            case Not(part):
                inner = self.predicate(node, part)
                return f"NOT {inner}" if isinstance(part, Related) else f"NOT coalesce({inner}, false)"
            case Ids(ids):
                return f"{node}.id IN {self.names.bind(sorted(ids))}"
            case Related():
                return self._exists(node, where)
            case Compare():
                return self._compare(node, where)

    def hop(self, node: str, edge: str, far: str, via: Via) -> str:
        """One edge of a kind between two variables."""
        arrow = ("-", "->") if via.direction is Direction.OUT else ("<-", "-")
        type_ = type_of(via.edge, self.slot)
        return f"({node}){arrow[0]}[{edge}:{type_}]{arrow[1]}({far}{self._far_label(via)})"

    def _far_label(self, via: Via) -> str:
        """The label of the far nodes, where the edge alone does not say it: a label costs a look at each."""
        if not via.far_kind or self.far_kinds(via) == (via.far_kind,):
            return ""
        return f":{label(via.far_kind, self.slot)}"

    def labels(self, far: str, via: Via) -> list[str]:
        """That far nodes have a label they may have: an index of theirs can then be where a plan starts."""
        kinds = (via.far_kind,) if via.far_kind else self.far_kinds(via)
        return [f"{far}:{'|'.join(label(kind, self.slot) for kind in kinds)}"] if kinds else []

    def far_kinds(self, via: Via) -> tuple[str, ...]:
        """The kinds of node at the far end of edges of a kind."""
        ends = self.catalog.targets if via.direction is Direction.OUT else self.catalog.sources
        return tuple(ends.get(via.edge, ()))

    def edge_predicates(self, edge: str, where: Filter | None, on: str | None) -> list[str]:
        """What a bound relationship must fit: a filter, and that it may be valid on a day."""
        found = [] if where is None else [self.predicate(edge, without_not(where))]
        if on is not None:
            day = self.names.bind(on)
            found.append(f"({edge}.earliest IS NULL OR {edge}.earliest <= {day})")
            found.append(f"({edge}.latest IS NULL OR {edge}.latest > {day})")
        return found

    def _branch(self, start: tuple[str, ...], node: str, parts: tuple[Filter, ...]) -> Branch:
        """One part along edges as patterns, the one that narrows most; a second would multiply the rows.

        A chain of edges is followed from its far end, each node of it once however many ways lead there.
        """
        lead, predicates = self._parted(node, parts)
        if lead is None:
            return Branch(start, tuple(predicates))
        first, *further = self._chain(node, lead)
        nears = [hop.far for hop in (first, *further)]
        before = [
            f"MATCH {hop.pattern}{_where(hop.predicates)} WITH DISTINCT {near}"
            for near, hop in zip(nears, further, strict=False)
        ]
        patterns = (*start, first.pattern)
        return Branch(patterns, (*predicates, *first.predicates), tuple(reversed(before)))

    def _parted(self, node: str, parts: Iterable[Filter]) -> tuple[Related | None, list[str]]:
        """The part along edges that narrows most, and the others as predicates."""
        related = [part for part in parts if isinstance(part, Related) and _breadth(part) < ANY]
        lead = min(related, key=_breadth, default=None)
        return lead, [self.predicate(node, part) for part in parts if part is not lead]

    def _chain(self, node: str, related: Related) -> list[Hop]:
        """The edges of a filter along edges and of the one that it holds for the node at their end."""
        far = self.names.variable("f")
        pattern, predicates = self._step(node, far, related)
        hop = Hop(far, pattern, predicates)
        if related.node is None:
            return [hop]
        predicates += self.labels(far, related.via)
        where = without_not(related.node)
        parts = _alternatives(where)
        if len(parts) != 1:
            predicates.append(self.predicate(far, where))
            return [hop]
        lead, inner = self._parted(far, parts[0])
        predicates += inner
        return [hop] if lead is None else [hop, *self._chain(far, lead)]

    def _step(self, node: str, far: str, related: Related) -> tuple[str, list[str]]:
        edge = self.names.variable("r")
        if not (related.transitively and related.node is not None):
            return self.hop(node, edge, far, related.via), self.edge_predicates(
                edge, related.edge, related.on
            )
        path, each = self.names.variable("w"), self.names.variable("e")
        steps = self.hop(node, f"{edge}", far, related.via).replace("]", "*1..]", 1)
        inner = self.edge_predicates(each, related.edge, related.on)
        predicates = [f"all({each} IN {edge} WHERE {' AND '.join(inner)})"] if inner else []
        if related.via.far_kind and self.far_kinds(related.via) != (related.via.far_kind,):
            at = self.names.variable("n")
            only = label(related.via.far_kind, self.slot)
            predicates.append(f"all({at} IN tail(nodes({path})) WHERE {at}:{only})")
            steps = f"{path} = {steps}"
        return steps, predicates

    def _exists(self, node: str, related: Related) -> str:
        if related.via.edge not in self.catalog.edge_counts:
            return "false"
        hops = self._chain(node, related)
        text = ""
        for before, hop in zip([None, *hops], hops, strict=False):
            text += "" if before is None else f" WITH DISTINCT {before.far} "
            text += f"MATCH {hop.pattern}{_where(hop.predicates)}"
        return f"EXISTS {{ {text} }}"

    def _compare(self, node: str, where: Compare) -> str:
        name, value = f"{node}.{quoted(where.property)}", where.value
        match where.operator:
            case Operator.MISSING:
                return f"{name} IS {'' if value else 'NOT '}NULL"
            case Operator.ONE_OF:
                return f"{name} IN {self.names.bind(list(value))}"  # type: ignore[arg-type]
            case Operator.INCLUDES:
                return f"{self.names.bind(value)} IN {name}"
            case Operator.CONTAINS:
                held = f"{node}.{quoted(folded(where.property))}"
                held = held if where.property in TEXTS else f"coalesce({held}, toLower({name}))"
                return f"{held} CONTAINS {self.names.bind(str(value).casefold())}"
            case operator:
                return f"{name} {_SIGNS[operator]} {self.names.bind(value)}"


def matched(branches: list[Branch], node: str, further: Iterable[str] = ()) -> str:
    """Clauses that leave each node that fits bound once to a variable; `further` must hold too."""
    further = list(further)
    if len(branches) == 1:
        (branch,) = branches
        clause = _clause(branch, further)
        return f"{clause} WITH DISTINCT {node}" if len(branch.patterns) > 1 else clause
    texts = [f"{_clause(branch)} RETURN {node}" for branch in branches]
    if not texts:
        return f"UNWIND [] AS {node}"
    return f"CALL () {{ {' UNION '.join(texts)} }} WITH {node}{_where(further)}"


def without_not(where: Filter, *, negated: bool = False) -> Filter:
    """The same filter with `Not` only before comparisons and filters along edges."""
    match where:
        case Not(part):
            return without_not(part, negated=not negated)
        case And(parts) | Or(parts):
            inner = tuple(without_not(part, negated=negated) for part in parts)
            return And(inner) if isinstance(where, And) != negated else Or(inner)
        case _:
            return Not(where) if negated else where


def _alternatives(where: Filter) -> list[tuple[Filter, ...]]:
    """Alternatives, each a list of parts that must all fit; those along edges only, others stay together."""
    match where:
        case And(parts):
            each = [_alternatives(part) for part in parts]
            if prod(map(len, each)) <= MAX_ALTERNATIVES:
                return [tuple(chain.from_iterable(item)) for item in product(*each)]
        case Or(parts) if any(map(_reaches_along_edges, parts)):
            found = [alternative for part in parts for alternative in _alternatives(part)]
            if len(found) <= MAX_ALTERNATIVES:
                return found
    return [(where,)]


def _reaches_along_edges(where: Filter) -> bool:
    match where:
        case And(parts) | Or(parts):
            return any(map(_reaches_along_edges, parts))
        case _:
            return isinstance(where, Related)


def _breadth(where: Filter | None) -> int:
    """How many nodes a filter may let through, by its kind: 0 the fewest."""
    match where:
        case Ids():
            return 0
        case Compare(_, Operator.EQUALS | Operator.ONE_OF):
            return 1
        case Related(node=node):
            return _breadth(node)
        case And(parts):
            return min(map(_breadth, parts), default=ANY)
        case Or(parts):
            return max(map(_breadth, parts), default=0)
        case None:
            return ANY
        case _:
            return 2


def _clause(branch: Branch, further: Iterable[str] = ()) -> str:
    """A branch as clauses, one for each pattern: within one clause no edge would count twice."""
    matches = [f"MATCH {pattern}" for pattern in branch.patterns]
    return " ".join([*branch.before, *matches]) + _where([*branch.predicates, *further])


def _joined(word: str, parts: list[str], empty: str) -> str:
    if not parts:
        return empty
    return parts[0] if len(parts) == 1 else f"({word.join(parts)})"


def _where(predicates: Iterable[str]) -> str:
    held = [item for item in predicates if item != "true"]
    return f" WHERE {' AND '.join(held)}" if held else ""
