"""Execution of queries in batches, plugged into Strawberry or run directly for prepared documents.

    schema = strawberry.Schema(query=..., execution_context_class=BatchExecutor)
    schema._schema.extensions["openness_graph.fields"] = {("Query", "models"): Edge(batch), ...}
    check_schema(schema._schema)

    prepared = prepare(schema._schema, text, max_tokens)     # Prepared, or a list of errors
    result = run(prepared, variables, operation_name, context)

Where a batch has to be awaited, so has the result. A context may have a `deadline`, a `time.monotonic()`
figure; past it the answer is one error without data. It may have `within(scope)`, the context of a field
where the inherited arguments `scope` hold.
"""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import Awaitable, Mapping
from typing import Any

from graphql import ExecutionResult, GraphQLError, OperationType, execute
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from api.execution.check import check_schema
from api.execution.complete import Completion
from api.execution.core import Operation, Variables
from api.execution.documents import Prepared, plans_of, prepare
from api.execution.plan import Plan
from api.execution.walk import TOO_LONG, Walk, walk
from graph.errors import StoreTimeout

__all__ = ["BatchExecutor", "Prepared", "check_schema", "prepare", "run"]


class BatchExecutor(StrawberryGraphQLCoreExecutionContext):
    """Answers queries in batches; introspection fields are left to the executor that it extends."""

    def execute_operation(self, serially: bool | None = None) -> Any:
        """An execution result, or an awaitable of one."""
        if self.operation.operation is not OperationType.QUERY:
            return super().execute_operation(serially)
        try:
            plan = plans_of(Operation(self.schema, self.operation, self.fragments)).plan(self.variable_values)
        except GraphQLError as error:
            return ExecutionResult(None, [error])
        if not plan.introspection:
            return execute_plan(plan, self.variable_values, self.context_value)
        introspected = self.execute_fields(plan.root_type, self.root_value, None, plan.introspection, None)
        result = execute_plan(plan, self.variable_values, self.context_value)
        return _with(plan, result, introspected, self.collected_errors.errors)


def run(
    prepared: Prepared, variables: Mapping[str, Any] | None, operation_name: str | None, context: Any
) -> ExecutionResult | Awaitable[ExecutionResult]:
    """Run an operation of a prepared document; whatever is wrong stands in the result, nothing is raised."""
    plans = prepared.plans(operation_name)
    if isinstance(plans, GraphQLError):
        return ExecutionResult(None, [plans])
    values = plans.operation.variables(variables or {})
    if isinstance(values, list):
        return ExecutionResult(None, values)
    if plans.operation.definition.operation is OperationType.QUERY:
        try:
            plan = plans.plan(values)
        except GraphQLError as error:
            return ExecutionResult(None, [error])
        if not plan.introspection:
            return execute_plan(plan, values, context)
    return execute(
        prepared.schema,
        prepared.document,
        context_value=context,
        variable_values=dict(variables or {}),
        operation_name=operation_name,
        executor_class=BatchExecutor,
    )


def execute_plan(
    plan: Plan, variables: Variables, context: Any
) -> ExecutionResult | Awaitable[ExecutionResult]:
    """Walk a plan and complete what it found."""
    walking = walk(plan, variables, context)
    try:
        awaitables = next(walking)
    except StopIteration as stop:
        return _completed(stop.value)
    except StoreTimeout as error:
        return _timed_out(error)
    return _driven(walking, awaitables, getattr(context, "deadline", None))


async def _driven(walking: Walk, awaitables: list[Awaitable[Any]], deadline: float | None) -> ExecutionResult:
    remaining = None if deadline is None else deadline - time.monotonic()
    try:
        async with asyncio.timeout(remaining) as limit:
            while True:
                awaitables = walking.send(await _results(awaitables))
    except StopIteration as stop:
        return _completed(stop.value)
    except StoreTimeout as error:
        return _timed_out(error)
    except TimeoutError:
        if not limit.expired():
            raise
        return _timed_out(StoreTimeout(TOO_LONG))


async def _results(awaitables: list[Awaitable[Any]]) -> list[Any]:
    """The results of a level, exceptions among them; what is no Exception, as a cancellation, is raised."""
    if len(awaitables) == 1:
        try:
            return [await awaitables[0]]
        except Exception as error:
            return [error]
    results: list[Any] = await asyncio.gather(*awaitables, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException) and not isinstance(result, Exception):
            raise result
    return results


def _completed(root: Any) -> ExecutionResult:
    completion = Completion()
    try:
        (data,), _ = completion.objects(root, None)
    except RecursionError:
        return ExecutionResult(None, [GraphQLError("The query is nested too deeply to be answered.")])
    return ExecutionResult(data, completion.errors() or None)


def _timed_out(error: StoreTimeout) -> ExecutionResult:
    return ExecutionResult(None, [GraphQLError(str(error), original_error=error)])


def _with(plan: Plan, result: Any, introspected: Any, errors: list[GraphQLError]) -> Any:
    """A result together with what introspection gave, keys in the order of the document."""
    if inspect.isawaitable(result):

        async def later() -> ExecutionResult:
            together: ExecutionResult = _with(plan, await result, introspected, errors)
            return together

        return later()
    errors = [*errors, *(result.errors or ())]
    if result.data is None:
        return ExecutionResult(None, errors or None)
    data = {**introspected, **result.data}
    return ExecutionResult({key: data[key] for key in plan.keys}, errors or None)
