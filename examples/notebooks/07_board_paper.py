# %% [markdown]
# # Into the board paper
#
# A table, a picture and a sentence for each: what a director asks, from the ledger to the page,
# with nothing typed again on the way. *Aberwen* is an invented country; its figures were
# worked out by hand in `seeds/aberwen`.

# %%
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from openpyxl import load_workbook

import ringfence as rf
from ringfence import plot

paper = Path(mkdtemp())
ledger = rf.Ledger()
ledger.load("seeds/aberwen")
cluster: dict[str, Any] = {"stream": "cluster", "year": "2018-19"}

# %% [markdown]
# ## Where the money stands
#
# One question, one table. It says as at when, and from which entry of the ledger it comes, so that
# a reader can ask for the same again.

# %%
stands = ledger.answer("where_it_stands", lead_days=28, **cluster)
for row in stands:
    parts = [row[name] for name in ("available", "earmarked", "held", "committed", "spent")]
    assert sum(parts) == row["authority"]  # each pound is somewhere, once
stands

# %% [markdown]
# ## The same as a picture
#
# The title says the subject. `alt_text` says the same in words, for who does not see it; read it,
# as it is often the sentence that the paper needs.

# %%
states = plot.money_by_state(stands)
assert plot.alt_text(states)
plot.save(states, paper / "states.png", dpi=100)
print(plot.alt_text(states))

# %% [markdown]
# ## What the year end would leave
#
# Two books side by side. The practice of the time rolls nothing over.

# %%
books = [rf.RuleBook.preset(name) for name in ("wales-2016", "bma-2017")]
kept = plot.roll_over_by_book(ledger, rules=books, **cluster)
plan = ledger.plan_close("2018-19", books[0])
assert plan.rolled_over == 0
plot.save(kept, paper / "kept.png", dpi=100)
print(plot.alt_text(kept))

# %% [markdown]
# ## For Word
#
# Markdown goes into a paper that is written as text, and through a converter into Word.

# %%
words = stands.to_markdown()
assert words.count("|") > len(stands)
(paper / "stands.md").write_text(words, encoding="utf-8")
print(words)

# %% [markdown]
# ## For the director who ticks
#
# The whole year as one workbook: the sums are formulas, so that each total can be followed to the
# cells it adds up.

# %%
ledger.to_excel(paper / "2018-19.xlsx", year="2018-19")
workbook = load_workbook(paper / "2018-19.xlsx")
cells = [cell.value for sheet in workbook for line in sheet for cell in line]
formulas = [it for it in cells if isinstance(it, str) and it.startswith("=")]
assert formulas
assert sorted(it.suffix for it in paper.iterdir()) == [".md", ".png", ".png", ".xlsx"]
