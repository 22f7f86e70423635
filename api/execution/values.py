"""Literals that do not fit: said with the argument that they stand in."""

from __future__ import annotations

from typing import Any

from graphql import (
    ArgumentNode,
    GraphQLError,
    GraphQLInputType,
    ValueNode,
    ValuesOfCorrectTypeRule,
    get_named_type,
    is_enum_type,
    specified_rules,
)
from graphql.language import SKIP, VisitorAction
from graphql.utilities import validate_input_literal
from graphql.validation import ASTValidationRule


class NamedValuesRule(ValuesOfCorrectTypeRule):
    """The rule of the specification that literals fit their types; its errors begin with the argument.

    Where a word is like none of an enum's, the error lists them.
    Source: GraphQL specification, Values of Correct Type.
    """

    _argument = ""

    def enter_argument(self, node: ArgumentNode, *_: Any) -> None:
        """Remember the argument whose value comes next."""
        self._argument = node.name.value

    def leave_argument(self, *_: Any) -> None:
        """Forget it, since defaults of variables have none."""
        self._argument = ""

    def is_valid_value_node(self, node: ValueNode, input_type: GraphQLInputType | None) -> VisitorAction:
        """Report whatever does not fit, each with its place."""

        def report(error: GraphQLError, path: list[str | int]) -> None:
            if is_enum_type(named) and "Did you mean" not in error.message:
                error.message += f" It has {', '.join(named.values)}."
            place = ".".join(map(str, (self._argument, *path)))
            error.message = f"`{place}`: {error.message}" if self._argument else error.message
            self.report_error(error)

        named = get_named_type(input_type)
        if input_type:
            validate_input_literal(node, input_type, report, None, None, self.context.hide_suggestions)
        return SKIP


RULES: tuple[type[ASTValidationRule], ...] = tuple(
    NamedValuesRule if rule is ValuesOfCorrectTypeRule else rule for rule in specified_rules
)
"""The rules of the specification, with that one in its place."""
