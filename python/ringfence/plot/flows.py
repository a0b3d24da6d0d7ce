"""The way of money: from government to boards, to clusters, to what it is put to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from .._values import Day
from ..ledger import Ledger
from ..table import Cell
from ._asked import listed, money, names_of, said, sentence, something, source_of
from ._bars import NOUGHT
from ._canvas import (
    BLUE,
    GREEN,
    GREY,
    INK,
    NOT_RECORDED,
    ORANGE,
    PURPLE,
    RED,
    SKY,
    WIDTH,
    YELLOW,
    Look,
    axes_of,
    drawn,
    finish,
    short,
    styled,
    wrapped,
)
from ._projects import promises_of, put_to_projects
from ._tree import Leaf, Node, layout

__all__ = ["flow"]

BODY = Look(SKY)
LOOKS = {
    "project": ("to projects", Look(GREEN, "..")),
    "other": ("without a project", Look(BLUE)),
    "available": ("available", Look(ORANGE, "||")),
    "gone": ("lapsed, reverted, rolled over", Look(GREY, "\\\\")),
    "vired": ("vired out", Look(PURPLE, "--")),
    "short": ("over-spent", Look(RED, "xx")),
    "unknown": ("not recorded", NOT_RECORDED),
    "other_in": ("vired in, rolled in or added", Look(YELLOW, "//")),
}
_MANY = 44
_NODE = 0.035


class _Scale(NamedTuple):
    """How a picture of flows is laid out."""

    whole: Decimal
    point: Decimal
    """How many pounds are a point high."""
    columns: int
    many: bool
    """Whether there is no room to name each use."""

    @property
    def right(self) -> float:
        """Where the axes end: behind the words beside the uses."""
        return self.columns + (0.1 if self.many else 0.3 + 0.3 * self.columns)

    @property
    def letters(self) -> float:
        """How many letters of one point go before a bar."""
        return 72 * WIDTH / (self.right + 0.12) * 0.84 / 0.56


@styled
def flow(
    of: Ledger,
    *,
    year: str,
    stream: str,
    as_at: Day | None = None,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    """Draw the way of a stream's money in a year, each sum as wide as it is large.

    From the government to its boards, to their clusters, to projects and to what is not put to
    one. What comes to a body from the side is a stub before it. Where there is no room to name
    each project, all of them stand as one. Raises `ValueError` where the stream has no money in
    the year.

    >>> from ringfence import Ledger, plot
    >>> ledger = Ledger()
    >>> _ = ledger.add_body("gov", "Government", kind="government")
    >>> _ = ledger.add_body("upland", "Upland", kind="health_board", parent="gov")
    >>> _ = ledger.add_stream("core", purposes=["beds"])
    >>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=900,
    ...                     notice="letter", effective="2025-04-07")
    >>> print(plot.alt_text(plot.flow(ledger, year="2025-26", stream="core")))
    Where core money of 2025-26 goes. Government: to Upland £900.00. Upland: available £900.00.
    """
    table = of.positions(year=year, stream=stream, as_at=as_at)
    held = {str(row["body"]): row for row in table.sums_by("body")}
    something(list(held), "flow", f"{stream} in {year}", "ask for another year or stream")
    names = names_of(of)
    nodes = _nodes(of, held, names, year=year, stream=stream, as_at=as_at)
    roots = [node for node in nodes.values() if node.parent is None]
    count = sum(max(len(node.leaves), 1) for node in nodes.values())
    many = count > _MANY
    whole = sum((root.high for root in roots), NOUGHT) or Decimal(1)
    points = Decimal(460) if many else Decimal(max(170, 420 - 5 * count))
    scale = _Scale(whole, whole / points, max(_depth(node) for node in nodes.values()) + 1, many)
    tall = layout(roots, NOUGHT if many else scale.point * 11, scale.point * (8 if many else 16))
    ax = axes_of(ax, max(1.2, drawn(tall / scale.point) / 72))
    for root in roots:
        _draw(ax, root, scale)
    headed = title or f"Where {stream} money of {year} goes"
    ax.set_xlim(-0.12, scale.right)
    ax.set_ylim(drawn(tall), 0)
    ax.set_axis_off()
    legend = [("passed down", BODY), *_legend(nodes, whole)]
    source = source_of(table).replace(table._when, of._as_at(as_at))
    words = " ".join([sentence(headed), *(_told(node) for node in nodes.values())])
    return finish(ax, title=headed, legend=legend, source=source, words=words)


def _nodes(
    ledger: Ledger,
    held: Mapping[str, Mapping[str, Cell]],
    names: Mapping[str, str],
    *,
    year: str,
    stream: str,
    as_at: Day | None,
) -> dict[str, Node]:
    above = {str(row["body"]): row["parent"] for row in ledger.bodies()}
    promises = promises_of(ledger)
    titles = {str(row["id"]): str(row["name"] or row["id"]) for row in ledger.projects()}
    found: dict[str, Node] = {}
    for body in above:
        if body not in held and not any(_giver(it, above, held) == body for it in held):
            continue
        node = found[body] = Node(body, names.get(body, body))
        if body not in held:
            continue
        put = put_to_projects(ledger, promises, body=body, stream=stream, year=year, as_at=as_at)
        _fill(node, held[body], {titles.get(it, it): amount for it, amount in put.items()})
    for body, node in found.items():
        giver = _giver(body, above, held)
        if body in held and giver in found and node.given != 0:
            node.parent = found[giver]
            found[giver].children.append(node)
    return found


def _giver(body: str, above: Mapping[str, Cell], held: Mapping[str, object]) -> str:
    """Find the nearest body above that has money, or the topmost one."""
    at = body
    while (parent := above.get(at)) is not None:
        at = str(parent)
        if at in held:
            break
    return at if at != body else ""


def _fill(node: Node, row: Mapping[str, Cell], put: Mapping[str, Decimal]) -> None:
    """Say what came to a body, and what its money is put to."""
    it = {name: money(row, name) for name in row if name not in ("body",)}
    node.given = it["allocated"]
    sides = ["contributed", "vired_in", "rolled_in", "deficit_met"]
    node.beside = sum((it[name] or NOUGHT for name in sides), NOUGHT)
    again = it["re_provided"] or NOUGHT
    node.beside += max(again, NOUGHT)
    put_up = [it[name] for name in ("spent", "committed", "earmarked", "held")]
    leaves = [Leaf("project", name, amount) for name, amount in put.items()]
    if None in put_up:
        leaves.append(Leaf("unknown", "use not recorded", it["authority"]))
    else:
        rest = sum((one or NOUGHT for one in put_up), NOUGHT) - sum(put.values(), NOUGHT)
        leaves.append(Leaf("other", "without a project", rest))
    free = it["available"] or NOUGHT
    leaves.append(Leaf("available", "available", max(free, NOUGHT)))
    for name in ("lapsed", "reverted", "rolled_out"):
        label = "rolled over" if name == "rolled_out" else name
        leaves.append(Leaf("gone", label, it[name] or NOUGHT))
    leaves.append(Leaf("gone", "given up for later", max(-again, NOUGHT)))
    leaves.append(Leaf("vired", "vired out", it["vired_out"] or NOUGHT))
    leaves.append(Leaf("gone", "first call", it["first_call"] or NOUGHT))
    if free < 0:
        leaves.append(Leaf("short", "over-spent by", -free))
    node.leaves = [leaf for leaf in leaves if leaf.amount != 0]


def _depth(node: Node) -> int:
    return 0 if node.parent is None else 1 + _depth(node.parent)


def _draw(ax: Axes, node: Node, scale: _Scale) -> None:
    """Draw a body and all that flows out of it."""
    x, out = _depth(node), node.top
    for child in node.children:
        thick = child.given or NOUGHT
        _link(ax, (x + _NODE, out), (x + 1, child.top), x + 1, thick, BODY)
        out += thick
        _draw(ax, child, scale)
    for leaf in node.leaves:
        look, thick = LOOKS[leaf.kind][1], leaf.amount or NOUGHT
        if leaf.kind != "short":
            _link(ax, (x + _NODE, out), (x + 1, leaf.top), scale.columns, thick, look)
            out += thick
        if not scale.many:
            label = leaf.label if len(leaf.label) <= 40 else f"{leaf.label[:39]}…"
            text = f"{_short(leaf.amount, scale.whole)}  {label}"
            middle = leaf.top + (NOUGHT if leaf.kind == "short" else thick / 2)
            ax.text(scale.columns + 0.015, drawn(middle), text, va="center", fontsize=6.8)
    ax.bar(x, drawn(node.high), bottom=drawn(node.top), width=_NODE, align="edge", color=INK)
    if node.beside:
        low, look = node.top + (node.given or NOUGHT), LOOKS["other_in"][1]
        ax.bar(
            x - 0.07,
            drawn(node.beside),
            bottom=drawn(low),
            width=0.07,
            align="edge",
            color=look.colour,
            hatch=look.hatch,
            edgecolor=INK,
            linewidth=0.5,
        )
    _named(ax, node, scale)


def _named(ax: Axes, node: Node, scale: _Scale) -> None:
    """Write a body's name before its bar, on what comes to it; that of the first upright."""
    size = 6.0 if scale.many else 7.2
    middle = drawn(node.top + node.high / 2)
    if node.parent is None:
        letters = int(drawn(node.high / scale.point) / size / 0.6)
        text = _line(node.name, _short(node.high, scale.whole), letters)
        ax.text(-0.03, middle, text, rotation=90, va="center", ha="right", fontsize=size)
        return
    sum_ = _short(node.given, scale.whole)
    letters = int(scale.letters / size)
    if scale.many or node.high < 30 * scale.point:
        text = _line(node.name, sum_, letters)
    else:
        text = f"{wrapped(node.name, min(letters, 22))}\n{sum_}"
    ax.text(
        _depth(node) - 0.08,
        middle,
        text,
        va="center",
        ha="right",
        fontsize=size,
        zorder=5,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.7},
    )


def _line(name: str, sum_: str, letters: int) -> str:
    """Put a name and a sum on one line; a name that is too long is cut, never the sum."""
    room = max(letters - len(sum_) - 2, 6)
    return f"{name if len(name) <= room else f'{name[: room - 1]}…'}, {sum_}"


def _link(
    ax: Axes,
    start: tuple[float, Decimal],
    near: tuple[float, Decimal],
    far: float,
    thick: Decimal,
    look: Look,
) -> None:
    """Draw a band as thick as its sum: bent to the next column, straight from there."""
    (x, low), (to, end) = start, near
    above, below, middle = drawn(low), drawn(low + thick), (x + to) / 2
    there, under = drawn(end), drawn(end + thick)
    corners = [
        *((x, above), (middle, above), (middle, there), (to, there)),
        *((far, there), (far, under)),
        *((to, under), (middle, under), (middle, below), (x, below), (x, above)),
    ]
    bend = [Path.CURVE4] * 3
    codes = [Path.MOVETO, *bend, Path.LINETO, Path.LINETO, Path.LINETO, *bend, Path.CLOSEPOLY]
    band = PathPatch(
        Path(corners, codes),
        facecolor=look.colour,
        edgecolor=INK,
        linewidth=0.3,
        hatch=look.hatch or None,
        alpha=0.75,
    )
    ax.add_patch(band)


def _short(amount: Decimal | None, whole: Decimal) -> str:
    return "not recorded" if amount is None else short(amount, whole)


def _legend(nodes: Mapping[str, Node], whole: Decimal) -> list[tuple[str, Look]]:
    """Name each kind of use, with its sum over all bodies."""
    found = []
    for kind, (label, look) in LOOKS.items():
        sums = [
            leaf.amount or NOUGHT
            for it in nodes.values()
            for leaf in it.leaves
            if leaf.kind == kind
        ]
        if kind == "other_in":
            sums = [it.beside for it in nodes.values() if it.beside]
        if sums:
            found.append((f"{label} {short(sum(sums, NOUGHT), whole)}", look))
    return found


def _told(node: Node) -> str:
    parts = [f"to {it.name} {said(it.given)}" for it in node.children]
    parts += [f"{it.label} {said(it.amount)}" for it in node.leaves]
    added = [f"{said(node.beside)} from the side"] if node.beside else []
    return f"{node.name}: {listed([*added, *parts]) or 'nothing'}."
