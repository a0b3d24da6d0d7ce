"""Pictures show the figures of the ledger, in words too, and can be read without colour."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import matplotlib
import pytest
from matplotlib import pyplot
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.text import Text
from PIL import Image

import ringfence as rf
from ringfence import plot
from ringfence.plot import _canvas, books, flows, recurrence, stages, states

matplotlib.use("Agg")
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
YEAR = {"year": "2018-19", "stream": "cluster"}


@pytest.fixture(autouse=True)
def no_picture_is_left_open() -> Iterator[None]:
    yield
    pyplot.close("all")


@pytest.fixture(scope="module")
def wales() -> rf.Ledger:
    ledger = rf.Ledger(currency="GBP")
    ledger.load(SEEDS / "wales")
    return ledger


def bars(ax: Axes, look: _canvas.Look | None = None) -> list[Rectangle]:
    """The bars of a look, or all of them, in the order in which they were drawn."""
    found = [it for group in ax.containers for it in group if isinstance(it, Rectangle)]
    if look is None:
        return found
    of = (look.colour.lower(), look.hatch or None)
    return [it for it in found if (to_hex(it.get_facecolor()), it.get_hatch()) == of]


def lengths(ax: Axes, look: _canvas.Look | None = None) -> list[float]:
    return [round(it.get_width(), 2) for it in bars(ax, look)]


def texts(ax: Axes) -> list[str]:
    return [it.get_text() for it in ax.texts]


def row_names(ax: Axes) -> list[str]:
    return [it.get_text().replace("\n", " ") for it in ax.get_yticklabels()]


def every_picture(ledger: rf.Ledger) -> dict[str, Axes]:
    rules = [rf.RuleBook.preset(it) for it in ("wales-2016", "bma-2017")]
    return {
        "waterfall": plot.waterfall(ledger, body="north", **YEAR),
        "money_by_state": plot.money_by_state(ledger, **YEAR),
        "roll_over_by_book": plot.roll_over_by_book(ledger, rules=rules, **YEAR),
        "delay": plot.delay(ledger, **YEAR),
        "year_end_spike": plot.year_end_spike(ledger, **YEAR),
        "recurrent_match": plot.recurrent_match(ledger, **YEAR),
        "flow": plot.flow(ledger, **YEAR),
    }


# The figures of these tests are those that seeds/aberwen/README.md works out by hand.


def test_a_waterfall_falls_from_what_was_given_to_what_is_left(aberwen: rf.Ledger) -> None:
    ax = plot.waterfall(aberwen, body="north", stream="cluster", year="2016-17")
    steps = ["Opening", "Allocated", "Vired in", "Given", "Spent", "Lapsed", "Available at closing"]
    assert row_names(ax) == steps
    assert lengths(ax) == [0, 100_000, 5_000, 105_000, -32_000, -73_000, 0]
    ends = [it.get_x() + it.get_width() for it in bars(ax)]
    assert ends == [0, 100_000, 105_000, 105_000, 73_000, 0, 0]
    assert "−£73,000" in texts(ax)
    assert "+£5,000" in texts(ax)
    assert plot.alt_text(ax) == (
        "North cluster (invented): cluster money of 2016-17, from opening to closing. "
        "Opening £0.00; allocated £100,000.00; vired in £5,000.00; given £105,000.00; "
        "spent £32,000.00; lapsed £73,000.00; available at closing £0.00."
    )


def test_a_waterfall_ends_at_what_the_ledger_has_whatever_the_line(aberwen: rf.Ledger) -> None:
    for row in aberwen.positions(stream="cluster").rows()[::2]:
        asked = {name: str(row[name]) for name in ("body", "stream", "year")}
        position = aberwen.position(**asked)
        if position.available is None:
            continue
        ax = plot.waterfall(aberwen, **asked)
        before_last, last = bars(ax)[-2:]
        assert round(before_last.get_x() + before_last.get_width(), 2) == float(position.available)
        assert round(last.get_width(), 2) == float(position.available)
        pyplot.close("all")


def test_an_over_spend_goes_below_nought_and_is_met(aberwen: rf.Ledger) -> None:
    ax = plot.waterfall(aberwen, body="island", stream="cluster", year="2016-17")
    assert lengths(ax) == [0, 50_000, 50_000, -52_000, 2_000, 0]
    assert bars(ax)[4].get_x() == -2_000
    assert ax.get_xlim()[0] < -2_000


def test_what_is_not_recorded_is_an_open_bar_and_never_nought(wales: rf.Ledger) -> None:
    ax = plot.waterfall(wales, body="powys", stream="cluster", year="2016-17")
    assert texts(ax).count("not recorded") == 2
    assert len(bars(ax, _canvas.NOT_RECORDED)) == 2
    assert all(it.get_width() > 0 for it in bars(ax, _canvas.NOT_RECORDED))
    assert plot.alt_text(ax).endswith("spent not recorded; available at closing not recorded.")

    ax = plot.money_by_state(wales, year="2020-21", kind="health_board")
    given = [1_339_000, 1_488_000, 1_007_000, 1_129_000, 849_000, 285_000, 902_000]
    assert lengths(ax) == given
    assert texts(ax)[0] == "£1,339,000: use not recorded"

    ax = plot.year_end_spike(wales, year="2016-17", body="powys")
    assert texts(ax) == [" not recorded"] * 12
    assert "£0" not in plot.alt_text(ax)

    ax = plot.flow(wales, year="2020-21", stream="mental-health-improvement")
    assert "Swansea Bay: use not recorded £902,000.00." in plot.alt_text(ax)


def test_money_by_state_is_that_of_the_table_by_hand(aberwen: rf.Ledger) -> None:
    ax = plot.money_by_state(aberwen, **YEAR)
    # harbour, island, moor, north, sands, valley; in thousands
    found = {
        "spent": [36, 36, 30, 56, 19, 37],
        "committed": [5, 12, 10, 8, 9],
        "earmarked": [8, 10, 8],
        "held": [30, 9],
        "available": [24, 9, 36, 30, 35, 49],
    }
    for state, thousands in found.items():
        assert lengths(ax, states.LOOKS[state]) == [1_000 * it for it in thousands], state
    assert row_names(ax)[0] == "Harbour cluster (invented)"
    assert "£106,000" in texts(ax)
    assert (
        "North cluster (invented): spent £56,000.00, committed £10,000.00, earmarked £10,000.00 "
        "and available £30,000.00." in plot.alt_text(ax)
    )


def test_money_by_state_takes_the_table_of_the_question_too(aberwen: rf.Ledger) -> None:
    table = aberwen.answer("where_it_stands", **YEAR)
    ax = plot.money_by_state(table)
    assert len(ax.get_yticklabels()) == len({row["body"] for row in table})
    sums = [row["available"] for row in table if row["available"] != 0]
    assert lengths(ax, states.LOOKS["available"]) == [float(str(it)) for it in sums]


def test_what_is_below_nought_lies_to_the_left_in_a_look_of_its_own() -> None:
    cells = [Decimal(it) for it in (100, 90, 30, 0, 0, -20)]
    table = rf.Table(["body", "authority", *states.LOOKS][:7], [["north", *cells]])
    ax = plot.money_by_state(table)
    short = bars(ax, _canvas.Look(_canvas.RED, "xx"))
    assert [(it.get_x(), it.get_width()) for it in short] == [(0, -20)]
    assert plot.alt_text(ax).endswith("and available −£20.00.")


def test_roll_over_by_book_is_that_of_the_table_by_hand(aberwen: rf.Ledger) -> None:
    found = {"wales-2016": 0, "bma-2017": 36, "bma-2017-attached": 78, "committee-2017": 377}
    rules = [rf.RuleBook.preset(name) for name in found]
    ax = plot.roll_over_by_book(aberwen, rules=rules, **YEAR)
    assert row_names(ax) == list(found)
    kept = [1_000 * it for it in found.values()]
    assert lengths(ax, books.OUTCOMES["kept"][1]) == [it for it in kept if it]
    lapsed = [377_000 - it for it in kept]
    assert lengths(ax, books.OUTCOMES["lapsed"][1]) == [it for it in lapsed if it]
    said = [it for it in texts(ax) if it.startswith("kept")]
    assert said == ["kept £0", "kept £36,000", "kept £78,000", "kept £377,000"]


def test_a_book_that_is_given_twice_is_not_counted_twice(aberwen: rf.Ledger) -> None:
    twice = [rf.RuleBook.preset("bma-2017")] * 2
    with pytest.raises(ValueError, match="found two rule books bma-2017; give each once"):
        plot.roll_over_by_book(aberwen, year="2018-19", rules=twice)
    with pytest.raises(ValueError, match="found two rule books bma-2017"):
        plot.roll_over_by_book([aberwen.plan_close("2018-19", it) for it in twice])


def test_plans_and_comparisons_draw_the_same_as_the_ledger(aberwen: rf.Ledger) -> None:
    rules = [rf.RuleBook.preset(it) for it in ("wales-2016", "bma-2017")]
    of_ledger = plot.roll_over_by_book(aberwen, year="2018-19", rules=rules)
    compared = rf.compare(aberwen, baseline=rules[0], reforms=rules, years=["2018-19"])
    of_table = plot.roll_over_by_book(compared)
    of_plans = plot.roll_over_by_book([aberwen.plan_close("2018-19", it) for it in rules])
    assert lengths(of_ledger) == lengths(of_table) == lengths(of_plans)
    assert plot.alt_text(of_ledger) == plot.alt_text(of_table) == plot.alt_text(of_plans)


def test_delay_is_days_of_the_calendar(aberwen: rf.Ledger) -> None:
    ax = plot.delay(aberwen, year="2016-17", stream="cluster", body="moor")
    # 5 April to 20 April to 1 July to 12 September to 31 December 2016
    assert lengths(ax) == [15, 72, 73, 110]
    assert [it.get_x() for it in bars(ax)] == [0, 15, 87, 160]
    assert texts(ax)[-1] == "270 days"
    assert plot.alt_text(ax).endswith(
        "Moor cluster (invented): passed down after 15 days (upland), released after 72 days "
        "(upland), committed after 73 days (moor) and first cost after 110 days (moor)."
    )


def test_what_still_waits_has_no_look_of_a_stage(aberwen: rf.Ledger) -> None:
    ax = plot.delay(aberwen, year="2018-19", case="project")
    waiting = [it for it in bars(ax) if to_hex(it.get_facecolor()) == "#ffffff"]
    table = aberwen.answer("delay", year="2018-19")
    rows = [it for it in table if it["case"] == "project" and it["state"] == "waiting"]
    assert sorted(it.get_width() for it in waiting) == sorted(row["days"] for row in rows)
    assert "not committed in 442 days" in texts(ax)


def test_the_spike_of_the_year_end_is_half_of_the_spend(aberwen: rf.Ledger) -> None:
    ax = plot.year_end_spike(aberwen, year="2016-17", stream="cluster")
    heights = [round(it.get_height(), 2) for it in bars(ax)]
    # October: 12 of Harbour; all: 177, as the table by hand has it
    assert heights[6] == 12_000
    assert sum(heights) == 177_000
    assert heights[:6] == [0] * 6
    assert "Months 12 and 13: £88,500 of £177,000 spent (50.0%)" in texts(ax)
    assert plot.alt_text(ax).endswith("have £88,500.00 of £177,000.00 spent (50.0%).")


def test_months_to_come_are_not_nought(aberwen: rf.Ledger) -> None:
    ax = plot.year_end_spike(aberwen, year="2016-17", stream="cluster", as_at="2016-12-31")
    assert len(bars(ax)) == 9
    assert texts(ax).count(" to come") == 3
    assert [it.get_text() for it in ax.get_xticklabels()][-1] == "Mar"


def test_period_13_stands_behind_march(aberwen: rf.Ledger) -> None:
    ax = plot.year_end_spike(aberwen, year="2016-17", stream="core", body="upland")
    assert [it.get_text() for it in ax.get_xticklabels()][-1] == "13"
    assert sum(round(it.get_height(), 2) for it in bars(ax)) == 980_000


def test_commitments_above_the_base_are_crossed(aberwen: rf.Ledger) -> None:
    ledger = rf.Ledger()
    ledger.add_body("gov", kind="government")
    ledger.add_body("upland", "Upland", kind="health_board", parent="gov")
    ledger.add_stream("core", purposes=["beds"], control="track")
    ledger.allocate(
        "core",
        to="upland",
        year="2025-26",
        amount=90_000,
        recurrence="recurrent",
        notice="letter",
        effective="2025-04-07",
    )
    ledger.commit(
        "ward",
        stream="core",
        body="upland",
        purpose="beds",
        recurrence="recurrent",
        annual=100_000,
        start="2025-04-07",
        effective="2025-04-07",
    )
    ax = plot.recurrent_match(ledger, year="2025-26")
    assert lengths(ax) == [90_000, 100_000] * 3
    assert texts(ax) == ["£10,000 too little"] * 3
    assert len(bars(ax, _canvas.Look(_canvas.RED, "xx"))) == 3
    assert "headroom −£10,000.00" in plot.alt_text(ax)

    ax = plot.recurrent_match(aberwen, body="north", **YEAR)
    assert lengths(ax) == [96_000, 48_000] * 3
    assert texts(ax) == ["£48,000 left"] * 3


def test_of_many_lines_each_has_the_year_in_which_least_is_left(aberwen: rf.Ledger) -> None:
    table = aberwen.answer("recurrence", year="2017-18", years_ahead=2)
    ax = plot.recurrent_match(aberwen, year="2017-18")
    lines = {(row["body"], row["stream"]) for row in table if row["base"] or row["commitments"]}
    assert len(texts(ax)) == len(lines)
    assert "£4,000 too little" in texts(ax)


def test_a_flow_is_as_thick_as_its_sums(aberwen: rf.Ledger) -> None:
    ax = plot.flow(aberwen, **YEAR)
    thick = []
    for it in ax.patches:
        if isinstance(it, PathPatch):
            ends = it.get_path().vertices
            thick.append((to_hex(it.get_facecolor()), round(float(ends[9][1] - ends[0][1]), 2)))
            assert round(float(ends[5][1] - ends[4][1]), 2) == thick[-1][1]
    down = [it for colour, it in thick if colour == flows.BODY.colour.lower()]
    # to Upland 356, of which North 110, Moor 86, Valley 100; to Seaward 235: 90, 70 and 50
    assert down == [1_000 * it for it in (356, 110, 86, 100, 235, 90, 70, 50)]
    put = sum(it for colour, it in thick if colour == flows.LOOKS["project"][1].colour.lower())
    # North 48 + 25, Moor 24 + 8 + 18, Valley 36 + 10, Harbour 36 + 30, Sands 29, Island 36
    assert put == 300_000
    free = sum(it for colour, it in thick if colour == flows.LOOKS["available"][1].colour.lower())
    assert free == 268_000
    assert "£25,000  New telephones (invented)" in texts(ax)
    told = "without a project £3,000.00, available £30,000.00 and vired out £4,000.00."
    assert told in plot.alt_text(ax)


def test_each_runs_on_the_whole_country_and_says_so_in_words(aberwen: rf.Ledger) -> None:
    for name, ax in every_picture(aberwen).items():
        words = plot.alt_text(ax)
        figure: Any = ax.figure
        shown = " ".join(it.get_text().replace("\n", " ") for it in figure.texts)
        assert words.split(". ")[0] in shown, name
        assert "£" in words or "days" in words
        assert f"at entry {aberwen.head().entry}" in shown
        assert aberwen.head().hash[:12] in shown
        assert "e+" not in " ".join(it.get_text() for it in [*ax.texts, *ax.get_xticklabels()])


def words_on(ax: Axes) -> list[Text]:
    """All that is written on a picture of its own, but for the marks of its scale."""
    figure: Any = ax.figure
    figure.canvas.draw()
    keys = [it for legend in figure.legends for it in legend.get_texts()]
    rows = [it for it in ax.get_yticklabels() if ax.axison and not it.get_text().startswith("£")]
    return [it for it in [*ax.texts, *rows, *figure.texts, *keys] if it.get_text()]


def test_no_words_are_cut_or_lie_on_each_other(aberwen: rf.Ledger) -> None:
    for name, ax in every_picture(aberwen).items():
        boxes = [(it.get_text(), it.get_window_extent()) for it in words_on(ax)]
        whole = ax.figure.bbox
        for text, box in boxes:
            inside = [
                whole.x0 <= box.x0,
                box.x1 <= whole.x1,
                whole.y0 <= box.y0,
                box.y1 <= whole.y1,
            ]
            assert all(inside), (name, text)
        for (one, here), (other, there) in combinations(boxes, 2):
            across = min(here.x1, there.x1) - max(here.x0, there.x0)
            along = min(here.y1, there.y1) - max(here.y0, there.y0)
            assert across <= 1 or along <= 1, (name, one, other)


def test_money_begins_at_nought(aberwen: rf.Ledger) -> None:
    pictures = every_picture(aberwen)
    for name in ("waterfall", "money_by_state", "roll_over_by_book", "delay", "recurrent_match"):
        assert pictures[name].get_xlim()[0] == 0, name
    assert pictures["year_end_spike"].get_ylim()[0] == 0


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_same_picture_gives_the_same_file(
    aberwen: rf.Ledger, tmp_path: Path, ending: str
) -> None:
    for name in ("first", "second"):
        ax = plot.money_by_state(aberwen, **YEAR)
        plot.save(ax, tmp_path / f"{name}.{ending}")
    first, second = (tmp_path / f"{name}.{ending}" for name in ("first", "second"))
    assert first.read_bytes() == second.read_bytes()


def test_the_words_stand_in_the_file(aberwen: rf.Ledger, tmp_path: Path) -> None:
    ax = plot.waterfall(aberwen, body="north", **YEAR)
    plot.save(ax, tmp_path / "north.png")
    with Image.open(tmp_path / "north.png") as picture:
        assert picture.info["Description"] == plot.alt_text(ax)
        assert picture.width == round(7.2 * 200)
    plot.save(ax, tmp_path / "north.svg")
    assert plot.alt_text(ax) in (tmp_path / "north.svg").read_text(encoding="utf-8")


def test_pictures_stand_beside_each_other_on_axes_of_others(aberwen: rf.Ledger) -> None:
    figure, (left, right) = pyplot.subplots(1, 2, layout="constrained")
    assert plot.money_by_state(aberwen, ax=left, **YEAR) is left
    assert plot.delay(aberwen, ax=right, title="How long it takes", **YEAR) is right
    assert right.get_title(loc="left") == "How long it takes"
    assert plot.alt_text(figure) == f"{plot.alt_text(left)} {plot.alt_text(right)}"


def test_the_settings_of_a_session_stay_what_they_were(aberwen: rf.Ledger) -> None:
    before = dict(matplotlib.rcParams)
    plot.flow(aberwen, **YEAR)
    assert dict(matplotlib.rcParams) == before


def test_where_there_is_nothing_an_error_says_what_was_asked(aberwen: rf.Ledger) -> None:
    asks = [
        (plot.money_by_state, {"year": "2030-31"}),
        (plot.year_end_spike, {"year": "2030-31", "stream": "cluster"}),
        (plot.delay, {"year": "2010-11"}),
        (plot.flow, {"year": "2030-31", "stream": "cluster"}),
    ]
    for draw, asked in asks:
        with pytest.raises(ValueError, match=f"nothing to show of .*{asked['year']}.*; ask"):
            draw(aberwen, **asked)
    with pytest.raises(ValueError, match="say body, stream and year"):
        plot.waterfall(aberwen)
    with pytest.raises(ValueError, match="no column until, profiled; expected that of months"):
        plot.year_end_spike(rf.Table(["month", "spent"], []))
    assert not pyplot.get_fignums()


@pytest.mark.parametrize(
    ("amount", "largest", "text"),
    [
        ("0", "900", "£0"),
        ("4166.67", "9000", "£4,166.67"),
        ("4166.67", "10000", "£4,167"),
        ("0.40", "90000", "£0.40"),
        ("-12300", "20000", "−£12,300"),
        ("9999999.99", "9999999.99", "£10,000,000"),
        ("1234567", "10000000", "£1.235m"),
        ("12300", "10000000", "£0.012m"),
        ("300", "10000000", "£300"),
        ("-2500000000", "99000000000", "−£2.5bn"),
        ("1234567890123", "1234567890123", "£1,234.568bn"),
    ],
)
def test_sums_are_written_as_people_read_them(amount: str, largest: str, text: str) -> None:
    assert _canvas.short(Decimal(amount), Decimal(largest)) == text


LOOKS = {
    "states": list(states.LOOKS.values()),
    "books": [look for _, look in books.OUTCOMES.values()],
    "stages": [look for _, look in stages.LOOKS.values()],
    "flows": [flows.BODY, *(look for _, look in flows.LOOKS.values())],
    "recurrence": recurrence.LOOKS,
}


@pytest.mark.parametrize("picture", LOOKS)
def test_no_two_looks_of_a_picture_are_told_apart_by_colour_alone(picture: str) -> None:
    for one, other in combinations(LOOKS[picture], 2):
        assert one.hatch != other.hatch or contrast(one.colour, other.colour) >= 1.5, (one, other)
        assert one != other


@pytest.mark.parametrize("picture", LOOKS)
def test_letters_and_edges_have_the_contrast_that_the_guidelines_ask(picture: str) -> None:
    assert contrast(_canvas.INK, "#FFFFFF") >= 4.5
    assert contrast(_canvas.QUIET, "#FFFFFF") >= 4.5
    for look in LOOKS[picture]:
        assert contrast(look.colour, _canvas.readable_on(look.colour)) >= 4.5, look
        assert contrast(look.colour, _canvas.INK) >= 3 or contrast(look.colour, "#FFFFFF") >= 3


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, worked out anew."""
    lights = []
    for colour in (one, other):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts]
        weights = zip((0.2126, 0.7152, 0.0722), linear, strict=True)
        lights.append(sum(weight * it for weight, it in weights))
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def test_sums_become_floats_in_one_module_only() -> None:
    for source in sorted(Path(str(plot.__file__)).parent.glob("*.py")):
        calls = [
            it for it in ast.walk(ast.parse(source.read_text("utf-8"))) if isinstance(it, ast.Call)
        ]
        named = {it.func.id for it in calls if isinstance(it.func, ast.Name)}
        assert "float" not in named or source.name == "_canvas.py", source


def test_without_matplotlib_the_package_works_and_the_pictures_say_what_to_install() -> None:
    script = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "matplotlib":
            raise ImportError(name)
sys.meta_path.insert(0, Blocked())
import ringfence
print(ringfence.Ledger())
try:
    import ringfence.plot
except ImportError as no:
    print(no)
"""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[1] == (
        "ringfence.plot needs matplotlib: pip install 'ringfence[plot]'"
    )


def test_importing_the_package_loads_no_matplotlib() -> None:
    script = "import ringfence, sys; assert 'matplotlib' not in sys.modules"
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True, timeout=120)
