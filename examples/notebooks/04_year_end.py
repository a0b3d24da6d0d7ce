# %% [markdown]
# # The year end under five books
#
# One cluster, one year, five sets of rules. What is kept, what lapses, who gains by that, and by
# which clause? *Aberwen* is an invented country; the books are real rules and proposals, but for
# one that is invented and says so.

# %%
from datetime import date
from decimal import Decimal
from typing import Any

import ringfence as rf

# %% [markdown]
# ## The year
#
# North has £150,000. A post of £48,000 a year ran from August and cost £32,000. A telephone triage
# project has £50,000 tied to it, of which £20,000 is ordered and not yet delivered; its delay is
# Upland's, which bought late. The rest is free: 150,000 − 32,000 − 50,000 = £68,000.


# %%
def a_year(delay_of: str | None) -> rf.Ledger:
    """North's year, with the delay of its project set down to somebody, or to nobody."""
    ledger = rf.Ledger()
    ledger.add_body("gov", "Government of Aberwen", kind="government")
    ledger.add_body("upland", "Upland Health Board", kind="health_board", parent="gov")
    ledger.add_body("north", "North", kind="cluster", parent="upland")
    ledger.add_stream("cluster", "Cluster money", purposes=["access"], base="continues")
    letter: dict[str, Any] = {"year": "2016-17", "recurrence": "recurrent", "notice": "letter"}
    ledger.allocate("cluster", to="upland", amount=150_000, effective="2016-04-05", **letter)
    ledger.allocate("cluster", to="north", amount=150_000, effective="2016-04-20", **letter)

    north: dict[str, Any] = {"stream": "cluster", "body": "north", "purpose": "access"}
    ledger.commit(
        "post",
        **north,
        recurrence="recurrent",
        annual=48_000,
        start=date(2016, 8, 1),
        effective="2016-07-04",
    )
    ledger.spend("post", amount=32_000, effective="2017-03-31")
    ledger.propose("triage", body="north", purpose="access", effective="2016-05-09")
    ledger.approve("triage", by="cluster meeting", amount=50_000, effective="2016-06-13")
    tied: dict[str, Any] = {"stream": "cluster", "body": "north", "year": "2016-17"}
    ledger.earmark("triage", **tied, amount=50_000, effective="2016-06-13")
    ledger.commit(
        "licences", **north, project="triage", year="2016-17", amount=20_000, effective="2016-09-01"
    )
    late = date(2016, 9, 1)
    ledger.record_delay(
        "triage", cause="procurement", attributable_to=delay_of, start=late, effective="2017-01-16"
    )
    return ledger


ledger = a_year("upland")
before = ledger.position(body="north", stream="cluster", year="2016-17")
assert (before.spent, before.committed) == (32_000, 20_000)
assert (before.earmarked, before.available) == (30_000, 68_000)  # 50,000 tied less 20,000 ordered
before

# %% [markdown]
# ## Five books
#
# Planning a close changes nothing, so all five can be asked of the same ledger. Unspent are
# 20,000 + 30,000 + 68,000 = £118,000; each book divides just that.

# %%
NAMES = ["wales-2016", "bma-2017", "committee-2017", "committee-2017-certainty", "five-per-cent"]
books = {name: rf.RuleBook.preset(name) for name in NAMES}
plans = {name: ledger.plan_close("2016-17", book) for name, book in books.items()}
kept = {name: plan.rolled_over_by(body="north") for name, plan in plans.items()}
for plan in plans.values():
    assert not plan.blockers
    assert plan.rolled_over + plan.lapsed == 118_000

rf.Table(
    ["book", "what it is", "kept", "lapsed"],
    [[name, books[name].title, kept[name], plan.lapsed] for name, plan in plans.items()],
)

# %% [markdown]
# By hand:
#
# * The practice of the time keeps nothing, and a base that is certain for three years adds no
#   roll-over.
# * The BMA's proposal keeps what is tied to the delayed project: £50,000.
# * Three years as one sum keeps all of it: £118,000.
# * Five per cent of £150,000 is £7,500.

# %%
assert kept == {
    "wales-2016": 0,
    "bma-2017": 50_000,
    "committee-2017": 118_000,
    "committee-2017-certainty": 0,
    "five-per-cent": 7_500,
}

# %% [markdown]
# ## Who gains
#
# A cluster is no legal person: what it may not keep falls to the board that answers for it. Under
# the practice of the time that is the whole £118,000.

# %%
assert plans["wales-2016"].benefits("upland") == 118_000
assert plans["bma-2017"].benefits("upland") == 68_000
plans["bma-2017"].who_benefits()

# %% [markdown]
# ## By which clause
#
# Each item can be asked why. The answer names the clause that decided and those that did not apply.

# %%
why = plans["bma-2017"].why("licences")
assert (why.outcome, why.amount) == ("roll_over", 20_000)
why

# %% [markdown]
# ## What nobody wrote down
#
# If no one recorded whose delay it was, the proposal cannot be applied. The ledger does not guess:
# the plan says what it asks, and does not close.

# %%
asks = a_year(None).plan_close("2016-17", books["bma-2017"])
assert {it.missing for it in asks.blockers} == {"delay.attributable_to"}
print(*asks.blockers, sep="\n")

# %% [markdown]
# ## Close it
#
# Closing opens the next year. The base of £150,000 comes again; the post now costs a full £48,000;
# last year's money stands apart, on a line of its own, and stays one-off.

# %%
ledger.close(plans["bma-2017"], effective="2017-03-31")
line: dict[str, Any] = {"body": "north", "stream": "cluster", "year": "2017-18"}
new = ledger.position(**line, vintage="2017-18")
old = ledger.position(**line, vintage="2016-17")
assert (new.authority, new.committed, new.available) == (150_000, 48_000, 102_000)
assert (old.authority, old.committed, old.earmarked) == (50_000, 20_000, 30_000)
ledger.positions(body="north", year="2017-18")

# %% [markdown]
# ## The same, item by item
#
# `compare` asks several books at once and lists each item with what each keeps of it.

# %%
compared = rf.compare(
    a_year("upland"), baseline=books["wales-2016"], reform=books["bma-2017"], years=["2016-17"]
)
assert sum((row["difference"] for row in compared), Decimal(0)) == 50_000
compared
