"""The error tree; each class has a stable code, each message says place, fault and remedy.

OpennessGraphError
  FactErrors           data files are wrong: every problem, each with file, line and remedy
  RequestError         the caller can mend it
    UnknownId            no node has this id; the nearest that exists
    BadValue             a value that is not allowed here; what is
    BadCursor            a cursor that this connection did not give
    LimitError           too deep, too dear, too long: the limit and the value met
  StoreError           the store cannot answer
    StoreUnavailable     it is away; try again
      VersionGone          the version asked for has been replaced; ask the new one
    StoreTimeout         it took too long
  SettingsError        a setting is wrong; names the variable
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


class OpennessGraphError(Exception):
    """Anything that goes wrong here and has a sentence for the person who meets it."""

    code: ClassVar[str]


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in a data file: where, what, and how to mend it."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class FactErrors(OpennessGraphError):
    """Raised when data files do not load; holds every problem of the run, sorted by place."""

    code = "FACTS_INVALID"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class RequestError(OpennessGraphError):
    """Raised when a request asks for something that the caller can put right."""

    code = "BAD_REQUEST"


class UnknownId(RequestError):
    """Raised when no node has an id that the request rests on."""

    code = "UNKNOWN_ID"


class BadValue(RequestError):
    """Raised when an argument has a value that is not allowed there."""

    code = "BAD_VALUE"


class BadCursor(RequestError):
    """Raised when a cursor was not given by this connection."""

    code = "BAD_CURSOR"


class LimitError(RequestError):
    """Raised when a request is too deep, too dear or too long; says the limit and the value met."""

    code = "LIMIT_EXCEEDED"


class StoreError(OpennessGraphError):
    """Raised when the store cannot answer."""

    code = "STORE_ERROR"


class StoreUnavailable(StoreError):
    """Raised when the store is away; the same request may work later."""

    code = "UNAVAILABLE"


class VersionGone(StoreUnavailable):
    """Raised when a store no longer holds the version that it was opened with; the newest can be asked."""

    code = "VERSION_GONE"


class StoreTimeout(StoreError):
    """Raised when the store or the request took too long."""

    code = "TIMEOUT"


class SettingsError(OpennessGraphError):
    """Raised at start-up when a setting is wrong; names the variable."""

    code = "SETTINGS_INVALID"
