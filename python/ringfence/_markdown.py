"""Tables as Markdown, as GitHub reads it: what a cell says stays words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["escaped", "markdown"]

_MARKS = re.compile(r"[\\`*\[\]~$|]|(?<![^\W_])_|_(?![^\W_])")
_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")


def escaped(text: str) -> str:
    r"""Write a text so that no sign of it is a mark of Markdown or HTML, on one line.

    >>> print(escaped("a|b <i> *c* rolled_in_"))
    a\|b &lt;i&gt; \*c\* rolled_in\_
    >>> print(escaped("first line\nsecond line"))
    first line<br>second line
    """
    words = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _BREAKS.sub("<br>", _MARKS.sub(r"\\\g<0>", words))


def markdown(
    title: str,
    columns: Iterable[tuple[str, bool]],
    rows: Iterable[Sequence[str]],
    notes: Iterable[str],
) -> str:
    """Write texts as a table of Markdown; a column says whether it holds figures.

    >>> columns = [("body", False), ("left", True)]
    >>> print(markdown("Left", columns, [["north", "£1.00"]], ["A note."]))
    ## Left
    <BLANKLINE>
    | body | left |
    | --- | ---: |
    | north | £1.00 |
    <BLANKLINE>
    A note.
    <BLANKLINE>
    """
    names = list(columns)
    lines = [_row(name for name, _ in names)]
    lines.append(f"| {' | '.join('---:' if figures else '---' for _, figures in names)} |")
    lines += [_row(row) for row in rows]
    heading = [f"## {escaped(title)}"] if title else []
    table = ["\n".join(lines)] if names else []
    return "\n\n".join([*heading, *table, *map(escaped, notes)]) + "\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(escaped, cells))} |"
