"""Pictures in files, and in words."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ._canvas import figure_of, told

__all__ = ["alt_text", "save"]


def alt_text(picture: Axes | Figure) -> str:
    """Say in words what a picture shows, with its figures, for whoever does not see it.

    Of a figure with several pictures, all of them. Raises `ValueError` where nothing of it was
    drawn here.

    >>> from matplotlib.figure import Figure
    >>> alt_text(Figure())
    Traceback (most recent call last):
    ValueError: alt_text: no picture of ringfence.plot is on this figure
    """
    on = [picture] if isinstance(picture, Axes) else picture.axes
    said = [words for ax in on if (words := told(ax))]
    if not said:
        raise ValueError("alt_text: no picture of ringfence.plot is on this figure")
    return " ".join(said)


def save(picture: Axes | Figure, path: str | PathLike[str], *, dpi: int = 200) -> None:
    """Write a picture as PNG, SVG or PDF, by the end of the name, with what it says in words.

    The words stand in the file as its description; `dpi` counts for PNG only. The same picture
    gives the same file. Raises `ValueError` at another ending.

    >>> from decimal import Decimal
    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> from ringfence import Ledger, Position, plot
    >>> ax = plot.waterfall(Position(authority=Decimal("90"), allocated=Decimal("90"),
    ...                              available=Decimal("90")))
    >>> plot.save(ax, Path(mkdtemp()) / "line.svg")
    >>> plot.save(ax, "line.bmp")
    Traceback (most recent call last):
    ValueError: line.bmp: found the ending '.bmp'; expected .png, .svg or .pdf
    """
    words, to = alt_text(picture), Path(path)
    figure = figure_of(picture) if isinstance(picture, Axes) else picture
    title = words.split(". ")[0]
    kinds: dict[str, dict[str, str | None]] = {
        ".png": {"Title": title, "Description": words, "Software": None},
        ".svg": {"Title": title, "Description": words, "Date": None, "Creator": None},
        ".pdf": {
            "Title": title,
            "Subject": words,
            "CreationDate": None,
            "Creator": None,
            "Producer": None,
        },
    }
    kind = to.suffix.lower()
    if kind not in kinds:
        raise ValueError(f"{to}: found the ending {kind!r}; expected .png, .svg or .pdf")
    with matplotlib.rc_context({"svg.hashsalt": "ringfence", "pdf.fonttype": 42}):
        figure.savefig(to, dpi=dpi, metadata=kinds[kind])
