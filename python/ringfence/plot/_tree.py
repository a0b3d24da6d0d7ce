"""Where bodies and what they do with their money stand in a picture of flows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

NOUGHT = Decimal(0)


@dataclass
class Leaf:
    """What a body's money is put to; `None` where nobody knows how much."""

    kind: str
    label: str
    amount: Decimal | None
    top: Decimal = NOUGHT


@dataclass(eq=False)
class Node:
    """A body, what it was given, and to whom and what that goes."""

    body: str
    name: str
    given: Decimal | None = NOUGHT
    beside: Decimal = NOUGHT
    """What came to it from the side."""
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    top: Decimal = NOUGHT

    @property
    def high(self) -> Decimal:
        """How high it stands: what came, or what went, whichever is more."""
        into = (self.given or NOUGHT) + self.beside
        out = sum((it.given or NOUGHT for it in self.children), NOUGHT)
        out += sum((it.amount or NOUGHT for it in self.leaves if it.kind != "short"), NOUGHT)
        return max(into, out)


def layout(roots: Sequence[Node], leaf: Decimal, body: Decimal) -> Decimal:
    """Place all, each leaf and body at least so high; say how high the whole is."""
    at = NOUGHT
    for root in roots:
        at = _place(root, at, leaf, body)
    return at


def _place(node: Node, at: Decimal, least: Decimal, body: Decimal) -> Decimal:
    start = at
    for child in node.children:
        at = _place(child, at, least, body) + body / 5
    for leaf in node.leaves:
        thick = NOUGHT if leaf.kind == "short" else leaf.amount or NOUGHT
        slot = max(thick, least)
        leaf.top = at + (slot - thick) / 2
        at += slot + least / 10
    low = max(at, start + max(node.high, body))
    node.top = start + (low - start - node.high) / 2
    return low
