"""How far a long load has come, for somebody who waits."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

__all__ = ["is_watched", "shown"]

FIRST, EACH = 1, 1
"""Seconds until something is shown, and between two lines."""


def is_watched(progress: bool | None) -> bool:
    """Whether somebody looks on: in a terminal or a notebook, unless it is said.

    >>> is_watched(True), is_watched(False)
    (True, False)
    """
    return ("ipykernel" in sys.modules or sys.stderr.isatty()) if progress is None else progress


@contextmanager
def shown(what: str, count: Callable[[], int] | None, watched: bool) -> Iterator[None]:
    """Write on one line of the error stream what is done, how many rows and for how long.

    Nothing where it takes less than a second.
    """
    if not watched:
        yield
        return
    ended, began, width = Event(), time.monotonic(), 0

    def tell() -> None:
        nonlocal width
        wait = FIRST
        while not ended.wait(wait):
            rows = f" {count():,} rows," if count else ""
            line = f"{what}:{rows} {time.monotonic() - began:.0f} s"
            print(f"\r{line.ljust(width)}", end="", file=sys.stderr, flush=True)
            width, wait = len(line), EACH

    teller = Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        ended.set()
        teller.join()
        if width:
            print(f"\r{' ' * width}\r", end="", file=sys.stderr, flush=True)
