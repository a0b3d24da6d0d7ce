# %% [markdown]
# # Month end with the general ledger
#
# The general ledger of the board says what was paid; this ledger says for what, and of which money.
# At each month end the two are shown to agree. *Aberwen* is invented, and so is every figure here.

# %%
from decimal import Decimal
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import ringfence as rf

folder = Path(mkdtemp())
ledger = rf.Ledger()
ledger.add_body("gov", "Government of Aberwen", kind="government")
ledger.add_body("upland", "Upland Health Board", kind="health_board", parent="gov")
ledger.add_body("north", "North", kind="cluster", parent="upland")
ledger.add_stream("cluster", "Cluster money", purposes=["access"])
letter: dict[str, Any] = {"year": "2016-17", "notice": "letter", "effective": "2016-04-05"}
ledger.allocate("cluster", to="north", from_="gov", amount=60_000, **letter)

# %% [markdown]
# ## Where a cost goes that nobody knows
#
# A stream for **suspense** takes the cost of cost centres that are not mapped yet. So the total is
# always that of the extract, and what is not known is in sight.

# %%
ledger.add_stream("unknown", "Not known yet", purposes=["unknown"], suspense=True)

# %% [markdown]
# ## A map, kept as a file
#
# Which cost centre is whose line. It is a file of its own, so that a change to it can be read.

# %%
places = folder / "map.csv"
MAP = """\
cost_centre,subjective,body,stream,purpose,cost,from
00123,5200-5299,north,cluster,access,pay,
00123,7100,north,cluster,access,non-pay,
"""
places.write_text(MAP, encoding="utf-8")

# %% [markdown]
# ## April
#
# The extract has a title above its headings and a total below: 4,000.00 + 250.50 + 75.25 =
# £4,325.75. The total is said apart, as the finance system vouches for it. The cost centre 00999 is
# in no row of the map, so its £75.25 waits in suspense.

# %%
APRIL = """\
Upland general ledger (invented),,,
Cost Centre,Subjective,Account,Amount
00123,5210,Pharmacists,"4,000.00"
00123,7100,Travel,250.50
00999,5210,Who is this?,75.25
Total,,,"4,325.75"
"""
extract = folder / "april.csv"
extract.write_text(APRIL, encoding="utf-8")
said: dict[str, Any] = {"source": "Upland general ledger", "signs": "brackets"}
april = ledger.load_actuals(extract, places, "Apr-16", control_total="4325.75", **said)
assert not april.refused


def spent(body: str, stream: str) -> Decimal | None:
    """What a line has spent in the year."""
    return ledger.position(body=body, stream=stream, year="2016-17").spent


assert spent("north", "cluster") == Decimal("4250.50")
assert spent("upland", "unknown") == Decimal("75.25")
print(*april.notes, sep="\n")

# %% [markdown]
# ## Do they agree?
#
# `agree` sets the two side by side, cost centre by cost centre. Look at `difference`.

# %%
agreed = ledger.agree(extract, places, "Apr-16", control_total="4325.75", **said)
assert all(row["difference"] == 0 for row in agreed)
agreed

# %% [markdown]
# ## The same file again
#
# Loaded again, nothing is posted twice.

# %%
again = ledger.load_actuals(extract, places, "Apr-16", control_total="4325.75", **said)
assert again.posted == 0

# %% [markdown]
# ## April is restated
#
# The pharmacists cost £100.00 less: 4,325.75 − 100.00 = £4,225.75. Only the difference is posted.

# %%
restated = APRIL.replace("4,000.00", "3,900.00").replace("4,325.75", "4,225.75")
extract.write_text(restated, encoding="utf-8")
changed = ledger.load_actuals(extract, places, "Apr-16", control_total="4225.75", **said)
assert changed.posted == 1
assert spent("north", "cluster") == Decimal("4150.50")

# %% [markdown]
# ## The map learns
#
# 00999 is North's, too. Its £75.25 leaves suspense, and the total is what it was.

# %%
places.write_text(MAP + "00999,,north,cluster,access,,\n", encoding="utf-8")
learned = ledger.load_actuals(extract, places, "Apr-16", control_total="4225.75", **said)
assert learned.posted == 1
assert spent("upland", "unknown") == 0
assert spent("north", "cluster") == Decimal("4225.75")
agreed = ledger.agree(extract, places, "Apr-16", control_total="4225.75", **said)
assert all(row["difference"] == 0 for row in agreed)
agreed

# %% [markdown]
# ## A line lost on its way
#
# The total that was vouched for does not fit: nothing is loaded, and the difference is said.

# %%
extract.write_text(restated.replace("00123,7100,Travel,250.50\n", ""), encoding="utf-8")
try:
    ledger.load_actuals(extract, places, "Apr-16", control_total="4225.75", **said)
except rf.ActualsError as no:
    print(no)
else:
    raise AssertionError("it was loaded")
