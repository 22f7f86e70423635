"""The walk: level by level every field is asked once for all of its rows, without any input or output here.

It is a generator that gives the awaitables of a level and is sent their results; where batches answer at once
it never stops.
"""

from __future__ import annotations

import inspect
import time
from collections.abc import Awaitable, Callable, Generator, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from graphql import GraphQLError

from api.execution.cells import Group, failed, opened
from api.execution.core import Variables
from api.execution.fields import Batch, Lists, Row
from api.execution.plan import EdgePlan, Plan, frozen
from graph.errors import StoreTimeout

Walk: TypeAlias = Generator[list[Awaitable[Any]], list[Any], Group]

NO_SCOPE: Mapping[str, Any] = {}
TOO_LONG = "the request took too long and was given up; ask for less at a time"


@dataclass(slots=True, eq=False)
class Call:
    """One call of a batch, for all groups of a level that ask the same; within: the context in a scope."""

    within: Callable[[Mapping[str, Any]], Any]
    scope: Mapping[str, Any]
    batch: Batch
    arguments: dict[str, Any]
    asked: list[tuple[Group, EdgePlan]] = field(default_factory=list)

    @property
    def context(self) -> Any:
        """The context of the request, as it is within the scope."""
        return self.within(self.scope)

    @property
    def selected(self) -> frozenset[str]:
        """Names of the fields that are selected directly below."""
        if len(self.asked) == 1:
            return self.asked[0][1].selected
        return frozenset(name for _, plan in self.asked for name in plan.selected)

    def rows(self) -> Sequence[Row]:
        """The rows of all groups; groups that share theirs count once."""
        if len(self.asked) == 1:
            return self.asked[0][0].rows
        shared = {id(group.rows): group.rows for group, _ in self.asked}
        return [row for rows in shared.values() for row in rows]


def walk(plan: Plan, variables: Variables, context: Any) -> Walk:
    """Ask for everything that a plan needs; returns the root group with all cells below it.

    Raises StoreTimeout where the deadline of the context has passed between two levels.
    """
    root = Group(plan.root, [{}], None, NO_SCOPE)
    level = [root]
    scopes: dict[Hashable, Mapping[str, Any]] = {}
    deadline = getattr(context, "deadline", None)
    within = getattr(context, "within", lambda scope: context)
    while level:
        if deadline is not None and time.monotonic() > deadline:
            raise StoreTimeout(TOO_LONG)
        calls = _calls(level, variables, within, scopes)
        answers = [_ask(call) for call in calls]
        awaitables = [(index, answer) for index, answer in enumerate(answers) if _is_awaitable(answer)]
        if awaitables:
            results = yield [answer for _, answer in awaitables]
            for (index, _), result in zip(awaitables, results, strict=True):
                answers[index] = result
        level = []
        for call, answer in zip(calls, answers, strict=True):
            level += _distributed(call, answer)
    return root


def _calls(
    level: list[Group],
    variables: Variables,
    within: Callable[[Mapping[str, Any]], Any],
    scopes: dict[Hashable, Mapping[str, Any]],
) -> list[Call]:
    """The calls of a level: equal batch, arguments and scope make one."""
    calls: dict[Hashable, Call] = {}
    for group in level:
        for plan in group.selection.edges:
            arguments, key = plan.arguments(variables)
            if isinstance(arguments, GraphQLError):
                group.cells[plan] = failed(plan, len(group.rows), arguments)
                continue
            scope = _scope(group.scope, plan, arguments, scopes)
            whole = (plan.edge.batch, key, id(scope))
            call = calls.get(whole)
            if call is None:
                call = calls[whole] = Call(within, scope, plan.edge.batch, arguments)
            call.asked.append((group, plan))
    return list(calls.values())


def _scope(
    outer: Mapping[str, Any],
    plan: EdgePlan,
    arguments: Mapping[str, Any],
    scopes: dict[Hashable, Mapping[str, Any]],
) -> Mapping[str, Any]:
    """What holds for a field and below it; equal scopes of a request are one object."""
    given = {name: arguments[name] for name in plan.edge.inherits if arguments.get(name) is not None}
    if not given:
        return outer
    scope = {**outer, **given}
    return scopes.setdefault(frozen(scope), scope)


def _ask(call: Call) -> Any:
    try:
        return call.batch(call.rows(), call.arguments, call)
    except Exception as error:
        return error


def _is_awaitable(answer: Any) -> bool:
    return not isinstance(answer, (list, Lists)) and inspect.isawaitable(answer)


def _distributed(call: Call, answer: Any) -> list[Group]:
    """The answer of a call as cells of the groups that asked; returns the groups below them."""
    below: list[Group] = []
    starts: dict[int, int] = {}
    size = 0
    for group, _ in call.asked:
        if id(group.rows) not in starts:
            starts[id(group.rows)] = size
            size += len(group.rows)
    for group, plan in call.asked:
        error = answer if isinstance(answer, Exception) else _wrong(plan, answer, size)
        if error is not None:
            group.cells[plan] = failed(plan, len(group.rows), error)
            continue
        start = starts[id(group.rows)]
        part = answer if size == len(group.rows) else _part(answer, start, start + len(group.rows))
        cell = group.cells[plan] = opened(plan, part, call.scope)
        below += cell.groups
    return below


def _wrong(plan: EdgePlan, answer: Any, size: int) -> Exception | None:
    """What is wrong with an answer as a whole."""
    of = f"the batch of {plan.parent}.{plan.name}"
    if isinstance(answer, Lists):
        if not plan.depth:
            return TypeError(f"{of} gave lists where the field has none")
        count = len(answer.ends)
        if len(answer.flat) != (answer.ends[-1] if count else 0):
            return ValueError(f"{of} gave lists whose ends do not match their items")
    elif isinstance(answer, (list, tuple)):
        count = len(answer)
    else:
        return TypeError(f"{of} gave {type(answer).__name__}, not a list of values")
    return None if count == size else ValueError(f"{of} gave {count} values for {size} rows")


def _part(answer: Any, start: int, end: int) -> Any:
    """The values of some of the rows."""
    if not isinstance(answer, Lists):
        return answer[start:end]
    first = answer.ends[start - 1] if start else 0
    ends = answer.ends[start:end]
    return Lists(answer.flat[first : ends[-1] if ends else first], [item - first for item in ends])
