# %% [markdown]
# # Recurrent money and the three-year plan
#
# A year may balance while the years to come do not. This notebook shows where that is seen, and
# what a plan of three years says beside it. *Aberwen* is an invented country.

# %%
from datetime import date
from typing import Any

import ringfence as rf

ledger = rf.Ledger()
ledger.add_body("gov", "Government of Aberwen", kind="government")
ledger.add_body("upland", "Upland Health Board", kind="health_board", parent="gov")
ledger.add_body("north", "North", kind="cluster", parent="upland")
ledger.add_stream("cluster", "Cluster money", purposes=["access"], base="continues")

# %% [markdown]
# ## A plan is no money
#
# North plans three years: a nurse at £36,000 a year. The plan is due by 1 April of its first year;
# it is published three days late, which is shown and never refused. A plan gives no authority.

# %%
ledger.add_plan("north-1", body="north", first_year="2016-17", effective="2016-02-22")
for year, amount in [("2016-17", 27_000), ("2017-18", 36_000), ("2018-19", 36_000)]:
    ledger.add_plan_line(
        plan="north-1",
        year=year,
        stream="cluster",
        amount=amount,
        cost="pay",
        recurrence="recurrent",
        effective="2016-02-22",
    )
ledger.publish_plan("north-1", effective="2016-04-04")
plan = ledger.plans(body="north")[0]
assert (plan["due"], plan["days_late"]) == (date(2016, 4, 1), 3)

north: dict[str, Any] = {"stream": "cluster", "body": "north"}
post: dict[str, Any] = {**north, "purpose": "access", "recurrence": "recurrent"}
nurse = rf.Commit("nurse", **post, annual=36_000, start=date(2016, 7, 1), effective="2016-05-03")
no = ledger.check(nurse).rejection
assert no is not None and no.code == "commitment_exceeds_available"
print(no)

# %% [markdown]
# ## Part of a year, and the whole of it
#
# The letter brings £60,000 a year. The nurse starts on 1 July: nine months of £36,000 are
# **£27,000 this year**, and £36,000 in each year after. A therapist at £30,000 starts on 1 January:
# three months are **£7,500 this year**, and £30,000 after.

# %%
letter: dict[str, Any] = {"year": "2016-17", "recurrence": "recurrent", "notice": "letter of April"}
ledger.allocate("cluster", to="upland", amount=90_000, effective="2016-04-05", **letter)
ledger.allocate("cluster", to="north", amount=60_000, effective="2016-04-20", **letter)
ledger.post(nurse)
second = ledger.commit(
    "therapist", **post, annual=30_000, start=date(2017, 1, 1), effective=date(2016, 5, 3)
)
now = ledger.position(**north, year="2016-17")
assert now.committed == 34_500  # 27,000 + 7,500
assert now.available == 25_500  # 60,000 − 34,500
now

# %% [markdown]
# ## The year balances, the base does not
#
# £25,500 is free this year. But 36,000 + 30,000 = £66,000 comes every year, on a base of £60,000.
# Look at `headroom`: −£6,000, in each year. `match` says where that begins.

# %%
recurrence = ledger.answer("recurrence", year="2016-17", body="north", years_ahead=2)
first = recurrence[0]
assert (first["base"], first["commitments"]) == (60_000, 66_000)
assert (first["headroom"], first["match"]) == (-6_000, "first mismatch")
recurrence

# %% [markdown]
# The ledger says so by itself, as a finding, as soon as the second post is promised.

# %%
[finding] = ledger.findings().rows()
assert finding["finding"] == "recurrent_commitments_above_funding"
assert finding["amount"] == 6_000
ledger.findings()

# %% [markdown]
# ## A post for three years on a base that one letter states
#
# Make the therapist's post one of fixed term, to 31 March 2019. How much of it outlives the money
# that is certain? Under the practice of the time only 2016-17 is confirmed: two years of £30,000
# lie beyond. Where the base counts as certain for three years, nothing does.

# %%
ledger.correct(second.entry, reason="fixed term", effective="2016-05-10")
ledger.commit(
    "therapist-term",
    **post,
    annual=30_000,
    start=date(2017, 1, 1),
    end=date(2019, 3, 31),
    effective="2016-05-10",
)
practice = rf.RuleBook.preset("wales-2016")
certainty = rf.RuleBook.preset("committee-2017-certainty")
[outlives] = ledger.fixed_terms(rules=practice).rows()
[within] = ledger.fixed_terms(rules=certainty).rows()
assert (outlives["confirmed_to"], outlives["beyond"]) == ("2016-17", 60_000)
assert (within["confirmed_to"], within["beyond"]) == ("2018-19", 0)
ledger.fixed_terms(rules=practice)

# %% [markdown]
# ## The plan beside what came of it
#
# Planned were £27,000. Promised are 27,000 + 7,500 = £34,500, which is £7,500 more: the therapist
# was in no plan.

# %%
[beside] = ledger.plan_against_actual("2016-17", body="north").rows()
assert beside["planned"] == 27_000
assert beside["committed"] + beside["spent"] == 34_500
ledger.plan_against_actual("2016-17", body="north")
