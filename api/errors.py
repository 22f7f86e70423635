"""Errors as a client sees them: one code each, no word of how the server works inside."""

from __future__ import annotations

import logging
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError

from graph.errors import OpennessGraphError

log = logging.getLogger("openness_graph")

HIDDEN = "Something went wrong here; the request id is in the log."


def formatted(error: GraphQLError, request_id: str, *, ran: bool = True) -> dict[str, Any]:
    """An error in the form of the specification, with its code in `extensions`.

    ran: whether the document was valid, so that what is wrong lies in how it was asked or answered.

    What is not ours to explain is logged under the request id and told without details.
    """
    result: dict[str, Any] = dict(error.formatted)
    result["extensions"] = {**result.get("extensions", {}), "code": code_of(error, ran=ran)}
    if result["extensions"]["code"] == "INTERNAL_ERROR":
        log.error("request %s failed", request_id, exc_info=error.original_error or error)
        result["message"] = HIDDEN
        result["extensions"]["requestId"] = request_id
    return result


def code_of(error: GraphQLError, *, ran: bool) -> str:
    """The code of an error: that of its cause, or what stage of the request it comes from."""
    if isinstance(error, GraphQLSyntaxError):
        return "GRAPHQL_PARSE_FAILED"
    cause = cause_of(error)
    if isinstance(cause, OpennessGraphError):
        return cause.code
    if error.extensions and "code" in error.extensions:
        return str(error.extensions["code"])
    if error.path is None:
        return "BAD_USER_INPUT" if ran else "GRAPHQL_VALIDATION_FAILED"
    return "BAD_USER_INPUT" if cause is None or isinstance(cause, GraphQLError) else "INTERNAL_ERROR"


def cause_of(error: GraphQLError) -> Exception | None:
    """What was raised where an error began."""
    cause = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    return cause
