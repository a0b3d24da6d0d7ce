# %% [markdown]
# # What the BMA's rule would have kept
#
# In 2017 BMA Cymru Wales told a committee of the Assembly that clusters lost what they had not
# spent by 31 March, and asked that money be carried over where the project was approved, the delay
# was not the cluster's fault and the money was tied to it. What would that have changed?

# %%
from typing import Any

import ringfence as rf

practice = rf.RuleBook.preset("wales-2016")
proposal = rf.RuleBook.preset("bma-2017")
print(proposal.about)

# %% [markdown]
# ## What it rests on
#
# A rule book cites a source for each value, and says where it has none. Where the evidence is
# silent, the reading is ours, and is declared.

# %%
for assumption in proposal.assumptions:
    print("*", assumption)
assert len(proposal.assumptions) == 2

# %% [markdown]
# ## What the public record can answer
#
# `seeds/wales` holds what was found in public papers. Of cluster money that is the allocation of
# one board: Powys told the committee that it had £453,000 for 2016-17, notified on 5 April 2016. No
# figure of its spend was found. The ledger does not put nought there: it says that it is not known.

# %%
wales = rf.Ledger()
loaded = wales.load("seeds/wales")
assert not loaded.refused
powys = wales.position(body="powys", stream="cluster", year="2016-17")
assert powys.allocated == 453_000
assert powys.spent is None and powys.available is None  # not recorded
powys

# %% [markdown]
# So from the record nobody can say what the rule would have kept in Wales: what was left, what was
# tied to which project and whose delay it was are all missing. **All that follows is
# illustrative.** Aberwen is an invented country.
#
# ## Three clusters, three delays
#
# Each cluster has £100,000, of which £60,000 is spent and £40,000 tied to an approved project that
# came late. North's delay is the board's. Harbour's is its own. Moor's was never set down.

# %%
ledger = rf.Ledger()
ledger.add_body("gov", "Government of Aberwen", kind="government")
ledger.add_body("upland", "Upland Health Board", kind="health_board", parent="gov")
ledger.add_stream("cluster", "Cluster money", purposes=["access"], base="continues")
letter: dict[str, Any] = {"year": "2016-17", "recurrence": "recurrent", "notice": "letter"}
ledger.allocate("cluster", to="upland", amount=300_000, effective="2016-04-05", **letter)
for name, delay_of in [("north", "upland"), ("harbour", "harbour"), ("moor", None)]:
    ledger.add_body(name, name.title(), kind="cluster", parent="upland")
    ledger.allocate("cluster", to=name, amount=100_000, effective="2016-04-20", **letter)
    line: dict[str, Any] = {"stream": "cluster", "body": name, "year": "2016-17"}
    ledger.propose(f"{name}-triage", body=name, purpose="access", effective="2016-05-09")
    ledger.approve(f"{name}-triage", by="cluster meeting", amount=40_000, effective="2016-06-13")
    ledger.earmark(f"{name}-triage", **line, amount=40_000, effective="2016-06-13")
    ledger.spend(**line, purpose="access", amount=60_000, effective="2017-03-31")
    ledger.record_delay(
        f"{name}-triage",
        cause="recruitment",
        attributable_to=delay_of,
        start="2016-09-01",
        effective="2017-01-16",
    )
ledger.positions(year="2016-17")

# %% [markdown]
# ## What each would keep
#
# Under the practice all three lose £40,000. Under the proposal North keeps its £40,000, Harbour
# keeps nothing, and of Moor's nobody can say: it is *undecided*, and counted as neither.

# %%
compared = rf.compare(ledger, baseline=practice, reform=proposal, years=["2016-17"])
by_cluster = {row["body"]: row for row in compared.sums_by("body")}
assert by_cluster["north"]["difference"] == 40_000
assert by_cluster["harbour"]["difference"] == 0
assert by_cluster["moor"]["undecided"] == 40_000
compared.sums_by("body")

# %% [markdown]
# ## Who would have gained
#
# What a cluster keeps, its board does not have for other uses.

# %%
compared.by_board()

# %% [markdown]
# ## Why Harbour keeps nothing
#
# Look at the clause *delayed-project*: it was asked, and did not apply.

# %%
why = ledger.plan_close("2016-17", proposal).why("earmark:harbour-triage")
assert why.outcome == "lapse"
why

# %% [markdown]
# ## The price of an unwritten cause
#
# A rule that asks whose fault a delay was needs somebody to write it down at the time. With Moor's
# delay set down to the board, its £40,000 would be kept, too. That makes 40,000 + 40,000 = £80,000.

# %%
ledger.record_delay(
    "moor-triage",
    cause="recruitment",
    attributable_to="upland",
    start="2016-09-01",
    effective="2017-02-20",
)
plan = ledger.plan_close("2016-17", proposal)
assert not plan.blockers
assert plan.rolled_over == 80_000
assert plan.lapsed == 40_000
plan.decisions
