"""Python's collector of garbage, put off where much is made that stays.

It searches everything that is alive again and again while a graph is made, and finds nearly nothing: without
it a build takes a third less CPU, and a kept graph is served half a second sooner.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Let nothing be collected meanwhile; may be nested."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
