# %% [markdown]
# # Your own workbook
#
# Most ledgers begin as a workbook. This notebook fills one in, loads it, and shows what is said of
# a cell that cannot be read. *Aberwen* is an invented country; no figure here is real.

# %%
from pathlib import Path
from tempfile import mkdtemp

from openpyxl import load_workbook

import ringfence as rf

folder = Path(mkdtemp())

# %% [markdown]
# ## A template
#
# `template` writes an empty workbook with a sheet for each kind of draft. The columns that are
# needed stand in bold, and a note at each says what it holds. Here are three of the kinds.

# %%
path = folder / "upland.xlsx"
rf.template(path, ["bodies", "streams", "notices"])
workbook = load_workbook(path)
assert {"bodies", "streams", "notices"} <= set(workbook.sheetnames)

# %% [markdown]
# ## Fill it in
#
# You would do so in Excel; here a few lines do it. Upland is notified of £250,000, of which it
# passes £100,000 down to North. It keeps 250,000 − 100,000 = £150,000.


# %%
def fill(sheet_name: str, rows: list[dict[str, object]]) -> None:
    """Write rows below the headings of a sheet."""
    sheet = workbook[sheet_name]
    headings = {str(cell.value): cell.column for cell in sheet[1]}
    for number, row in enumerate(rows, start=2):
        for name, value in row.items():
            sheet.cell(number, headings[name]).value = value  # type: ignore[assignment]


fill(
    "bodies",
    [
        {"id": "gov", "name": "Government of Aberwen", "kind": "government"},
        {"id": "upland", "name": "Upland", "kind": "health_board", "parent": "gov"},
        {"id": "north", "name": "North", "kind": "cluster", "parent": "upland"},
    ],
)
fill("streams", [{"id": "cluster", "name": "Cluster money", "purposes": "access"}])
letter: dict[str, object] = {"stream": "cluster", "year": "2016-17", "notice": "letter"}
fill(
    "notices",
    [
        {**letter, "to": "upland", "amount": 250_000, "effective": "2016-04-05"},
        {**letter, "to": "north", "amount": 100_000, "effective": "2016-04-20"},
    ],
)
workbook.save(path)

# %% [markdown]
# ## Load it
#
# Three bodies, one stream and two notices are six rows. All of them are posted, in the order of
# their days, or none.

# %%
ledger = rf.Ledger()
loaded = ledger.load(path)
assert (loaded.accepted, loaded.refused) == (6, ())
assert ledger.position(body="upland", stream="cluster", year="2016-17").available == 150_000
assert ledger.position(body="north", stream="cluster", year="2016-17").available == 100_000
ledger.positions()

# %% [markdown]
# ## A cell that cannot be read
#
# Somebody writes a year that is none. The answer names the sheet and the cell, what was found and
# what would work; nothing is loaded.

# %%
fill("notices", [{"year": "2016-18"}])
workbook.save(path)
try:
    rf.Ledger().load(path)
except rf.SeedError as no:
    print(no)
    assert len(no.faults) == 1
else:
    raise AssertionError("it was read")

# %% [markdown]
# ## Take what can be taken
#
# With `on_refusal="report"` the rest is posted, and a table says what was refused, and where. North
# has nothing to be given from now, as Upland's notice was refused: two rows are named.

# %%
some = rf.Ledger()
report = some.load(path, on_refusal="report")
assert report.accepted == 4
assert len(report.refusals) == 2
report.refusals
