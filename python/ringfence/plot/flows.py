"""The way of money: from government to boards, to clusters, to what it is put to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

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

_BODY = Look(SKY)
_LOOKS = {
    "project": ("to projects", Look(GREEN, "..")),
    "other": ("without a project", Look(BLUE)),
    "available": ("available", Look(ORANGE)),
    "gone": ("lapsed, reverted or rolled over", Look(GREY, "\\\\")),
    "vired": ("vired out", Look(PURPLE, "--")),
    "short": ("over-spent", Look(RED, "xx")),
    "unknown": ("not recorded", NOT_RECORDED),
    "other_in": ("vired in, rolled in or added", Look(YELLOW, "//")),
}
_MANY = 44
_NODE = 0.035


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
    wanted = Decimal(460) if many else Decimal(max(170, 420 - 5 * count))
    least = NOUGHT if many else whole * 11 / wanted
    tall = layout(roots, least, whole * (8 if many else 16) / wanted)
    points = float(tall / whole * wanted)
    ax = axes_of(ax, max(3.0, points / 72 + 1.3))
    depth = max(_depth(node) for node in nodes.values()) + 1
    for root in roots:
        _draw(ax, root, depth, whole, many=many)
    headed = title or f"Where {stream} money of {year} goes"
    ax.set_xlim(-0.02, depth + (0.1 if many else 0.8))
    ax.set_ylim(drawn(tall), 0)
    ax.set_axis_off()
    legend = [("passed down", _BODY), *_legend(nodes, whole)]
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
        leaves.append(Leaf("unknown", "use", it["authority"]))
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


def _draw(ax: Axes, node: Node, depth: int, whole: Decimal, *, many: bool) -> None:
    """Draw a body and all that flows out of it."""
    x, out = _depth(node), node.top
    size = 6.2 if many else 7.5
    for child in node.children:
        thick = child.given or NOUGHT
        _link(ax, x + _NODE, out, x + 1, child.top, thick, _BODY)
        out += thick
        _draw(ax, child, depth, whole, many=many)
    for leaf in node.leaves:
        look, thick = _LOOKS[leaf.kind][1], leaf.amount or NOUGHT
        if leaf.kind != "short":
            _link(ax, x + _NODE, out, depth, leaf.top, thick, look)
            out += thick
        if not many:
            text = f"{wrapped(leaf.label, 30)}  {_short(leaf.amount, whole)}"
            middle = leaf.top + (NOUGHT if leaf.kind == "short" else thick / 2)
            ax.text(depth + 0.015, drawn(middle), text, va="center", fontsize=6.8)
    high = drawn(node.high)
    ax.bar(x, high, bottom=drawn(node.top), width=_NODE, align="edge", color=INK)
    if node.beside:
        low = node.top + (node.given or NOUGHT)
        look = _LOOKS["other_in"][1]
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
    came = node.high if node.parent is None else node.given
    name = node.name if many else wrapped(node.name, 20)
    joint = ", " if many else "\n"
    ax.text(
        x + _NODE + 0.02,
        drawn(node.top) + high / 2,
        f"{name}{joint}{_short(came, whole)}",
        va="center",
        fontsize=size,
        zorder=5,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.8},
    )


def _link(
    ax: Axes, x: float, start: Decimal, to: float, end: Decimal, thick: Decimal, look: Look
) -> None:
    """Draw a band as thick as its sum, from one place to another."""
    above, below, middle = drawn(start), drawn(start + thick), (x + to) / 2
    there, under = drawn(end), drawn(end + thick)
    corners = [
        (x, above),
        (middle, above),
        (middle, there),
        (to, there),
        (to, under),
        (middle, under),
        (middle, below),
        (x, below),
        (x, above),
    ]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
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
    for kind, (label, look) in _LOOKS.items():
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
