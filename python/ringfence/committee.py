"""What a board answers to a committee."""

from __future__ import annotations

from dataclasses import dataclass, field

from .table import Table

__all__ = ["CommitteeReturn"]


@dataclass(frozen=True)
class CommitteeReturn:
    """A board's answers to the five questions that a committee put to every board in 2017.

    It prints as plain text; a notebook shows it as HTML.
    """

    title: str
    """What it is, and whose."""
    answers: tuple[Table, ...] = field(repr=False)
    """The answers in the order of the questions; the title of each is its question."""
    text: str = field(repr=False)
    """All of it as plain text."""
    markdown: str = field(repr=False)
    """All of it as Markdown."""
    html: str = field(repr=False)
    """All of it as HTML, to stand in a page."""

    def __str__(self) -> str:
        """Show all of it as plain text."""
        return self.text

    def _repr_markdown_(self) -> str:
        return self.markdown

    def _repr_html_(self) -> str:
        return self.html
