"""Pictures for a board paper: each one call, with a title that says its subject and the same in words.

The country is invented; each figure can be checked by hand against `seeds/aberwen/README.md`.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")  # draw into files; a notebook needs no such line

from matplotlib import pyplot as plt

import ringfence as rf
from ringfence import plot

folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())

ledger = rf.Ledger(currency="GBP")
ledger.load("seeds/aberwen")
cluster: dict[str, Any] = {"stream": "cluster", "year": "2018-19"}

# One line of a closed year: what came, what went, what lapsed.
line = plot.waterfall(ledger, body="north", stream="cluster", year="2016-17")

# The open year: where each cluster's pound stands, and the way it took from the government to projects.
states = plot.money_by_state(ledger, **cluster)
way = plot.flow(ledger, **cluster)

# What the year end would leave, under four books.
books = [rf.RuleBook.preset(name) for name in ("wales-2016", "bma-2017", "bma-2017-attached", "committee-2017")]
kept = plot.roll_over_by_book(ledger, rules=books, **cluster)
assert "bma-2017: rolled over £36,000.00 and lapsed £341,000.00." in plot.alt_text(kept)

# How long the money of 2016-17 waited, and what was spent in the last month.
wait = plot.delay(ledger, stream="cluster", year="2016-17")
spike = plot.year_end_spike(ledger, stream="cluster", year="2016-17")
assert plot.alt_text(spike).endswith("Months 12 and 13 have £88,500.00 of £177,000.00 spent (50.0%).")

# Does what is promised every year fit what comes every year?
match = plot.recurrent_match(ledger, **cluster)

# A file has the words of its picture inside, for who does not see it.
pictures = {"line": line, "states": states, "way": way, "kept": kept, "wait": wait, "spike": spike, "match": match}
for name, picture in pictures.items():
    plot.save(picture, folder / f"{name}.png", dpi=100)
    print(f"{name}.png: {plot.alt_text(picture)}\n")
assert {it.name for it in folder.glob("*.png")} >= {f"{name}.png" for name in pictures}

# A table that was asked for before is drawn as well as a ledger, and two pictures share a page.
figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4), layout="constrained")
plot.money_by_state(ledger.answer("where_it_stands", **cluster), ax=left, title="All bodies")
plot.waterfall(ledger, body="sands", ax=right, title="Sands", **cluster)
plot.save(figure, folder / "page.svg")
plt.close("all")
print(f"The pictures are in {folder}.")
