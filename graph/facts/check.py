"""Every check over all facts together; every problem of the run in one report."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import cache

from graph.errors import FactErrors, Problem
from graph.facts import checks
from graph.facts.load import Facts

Check = Callable[[Facts], Iterable[Problem]]


@cache
def all_checks() -> tuple[Check, ...]:
    """The function `check` of every module in `graph/facts/checks/`."""
    names = sorted(module.name for module in pkgutil.iter_modules(checks.__path__))
    return tuple(importlib.import_module(f"{checks.__name__}.{name}").check for name in names)


def check_facts(facts: Facts) -> None:
    """Raise `FactErrors` with every problem that any check finds."""
    problems = [problem for check in all_checks() for problem in check(facts)]
    if problems:
        raise FactErrors(problems)
