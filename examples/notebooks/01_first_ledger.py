# %% [markdown]
# # First ledger
#
# A cluster's year in ten minutes: money is given, promised and spent, and the ledger says of each
# pound where it stands. *Aberwen* is an invented country; no figure here is real.

# %%
from datetime import date
from decimal import Decimal
from typing import Any

import ringfence as rf

ledger = rf.Ledger(currency="GBP")

# %% [markdown]
# ## Who holds money, and what for
#
# A **body** holds money. Bodies form a tree: the government, a health board below it, a cluster
# below the board. A **stream** is money with one source and one set of purposes.

# %%
ledger.add_body("gov", "Government of Aberwen", kind="government")
ledger.add_body("upland", "Upland Health Board", kind="health_board", parent="gov")
ledger.add_body("north", "North", kind="cluster", parent="upland")
ledger.add_stream("cluster", "Cluster money", purposes=["access"], base="continues")
ledger.bodies()

# %% [markdown]
# ## Money comes down
#
# The government gives Upland £400,000; Upland passes £150,000 of it down to North. Sums are `int`,
# `str` or `Decimal`, always in pounds. Upland is left with 400,000 − 150,000 = £250,000.

# %%
letter: dict[str, Any] = {"year": "2016-17", "recurrence": "recurrent", "notice": "letter of April"}
ledger.allocate("cluster", to="upland", amount=400_000, effective=date(2016, 4, 5), **letter)
ledger.allocate("cluster", to="north", amount=150_000, effective=date(2016, 4, 20), **letter)

board = ledger.position(body="upland", stream="cluster", year="2016-17")
assert board.authority == 250_000
board

# %% [markdown]
# ## A promise, and a cost
#
# North promises a pharmacist's post at £48,000 a year from 1 August. August to March are eight
# months, so it takes 48,000 × 8 ÷ 12 = £32,000 of this year. Licences of £15,000 are promised once.
# Then £8,000 of the post is spent.

# %%
north: dict[str, Any] = {"stream": "cluster", "body": "north"}
ledger.commit(
    "pharmacist",
    **north,
    purpose="access",
    recurrence="recurrent",
    annual=48_000,
    start=date(2016, 8, 1),
    effective=date(2016, 7, 4),
)
ledger.commit(
    "licences", **north, purpose="access", year="2016-17", amount=15_000, effective=date(2016, 7, 4)
)
ledger.spend("pharmacist", amount=8_000, reference="INV-001", effective=date(2016, 9, 30))

now = ledger.position(**north, year="2016-17")
assert now.committed == 39_000  # 32,000 − 8,000 spent + 15,000
assert now.spent == 8_000
assert now.available == 103_000  # 150,000 − 39,000 − 8,000
now

# %% [markdown]
# ## A penny too much
#
# The ledger says no to what the line cannot bear, and says what would work. `check` asks without
# changing anything; `post` would raise `Rejected` with the same answer.

# %%
too_much = rf.Commit(
    "extension",
    **north,
    purpose="access",
    year="2016-17",
    amount="103000.01",
    effective="2016-10-03",
)
no = ledger.check(too_much).rejection
assert no is not None and no.code == "commitment_exceeds_available"
assert no.details["short"] == Decimal("0.01")
print(no)

# %% [markdown]
# ## What was true in July
#
# Each entry has two dates: when it counts, and when it was learned. So the past can be asked.
# At the end of July both promises stood and nothing was spent: 32,000 + 15,000 = £47,000.

# %%
july = ledger.position(**north, year="2016-17", as_at="2016-07-31")
assert (july.spent, july.committed) == (0, 47_000)
july

# %% [markdown]
# ## Where each pound stands
#
# Each answer is a table. Here it is as the notebook shows it; `to_pandas()`, `to_polars()`,
# `to_excel(path)` and `to_csv(path)` take it further, to the penny.

# %%
stands = ledger.answer("where_it_stands", year="2016-17", lead_days=28)
stands

# %% [markdown]
# Each row opens to the entries that made it: here, all that moved what North has left.

# %%
trace = stands.trace(0, "available")
assert sum(row["amount"] for row in trace) == 103_000
trace
