"""A project from its proposal to core money, over three years: each step is refused once, the freed money is used again.

Aberwen is invented. North has £60,000 a year; its pharmacist costs £48,000 a year from October 2016. The board of
Upland has £200,000 a year of core money, of which its clinic takes £170,000.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import ringfence as rf

ledger = rf.Ledger(currency="GBP")
north: dict[str, Any] = {"stream": "cluster", "body": "north"}


def refused(draft: rf.Draft, code: str) -> None:
    """Say that a draft would be refused, and with which code."""
    verdict = ledger.check(draft)
    assert verdict.rejection is not None and verdict.rejection.code == code, verdict


def close(year: str, day: date) -> None:
    """Close a year by the empty rule book: nothing is kept."""
    ledger.close(ledger.plan_close(year, rules=rf.RuleBook.empty()), effective=day)


ledger.add_body("gov", "Government of Aberwen", kind="government")
ledger.add_body("upland", "Upland Health Board", kind="health_board", parent="gov")
ledger.add_body("north", "North", kind="cluster", parent="upland")
ledger.add_stream("cluster", "Cluster money", purposes=["access"], base="continues")
ledger.add_stream("core", "Core money", purposes=["access", "clinics"], base="continues")
given: dict[str, Any] = {"year": "2016-17", "recurrence": "recurrent", "notice": "letter", "effective": date(2016, 4, 5)}
ledger.allocate("cluster", to="north", from_="gov", amount=60_000, **given)
ledger.allocate("core", to="upland", amount=200_000, **given)
ledger.commit(
    "clinic",
    stream="core",
    body="upland",
    purpose="clinics",
    recurrence="recurrent",
    annual=170_000,
    start=date(2016, 4, 1),
    effective=date(2016, 4, 6),
)

# The first year: proposed, approved, begun in October.
ledger.propose("pharmacist", "Practice pharmacist", body="north", purpose="access", effective=date(2016, 5, 9))
post: dict[str, Any] = {"project": "pharmacist", "purpose": "access", "recurrence": "recurrent", "start": date(2016, 10, 1)}
post |= {"post": "pharmacist-1", "effective": date(2016, 7, 4)}
refused(rf.Commit("post-1", **north, annual=48_000, **post), "project_not_approved")
refused(rf.StartProject("pharmacist", effective=date(2016, 6, 1)), "project_not_approved")
ledger.approve("pharmacist", by="cluster meeting", annual=48_000, effective=date(2016, 6, 13))
refused(rf.Commit("post-1", **north, annual="48000.01", **post), "approval_exceeded")
ledger.commit("post-1", **north, annual=48_000, **post)
ledger.fill("pharmacist-1", effective=date(2016, 10, 1))
ledger.start_project("pharmacist", effective=date(2016, 10, 1))
waits: dict[str, Any] = {"project": "pharmacist", "unit": "days"}
ledger.record_measure("waits", **waits, baseline=12, target=6, effective=date(2016, 10, 1))
ledger.spend("post-1", amount=24_000, effective=date(2017, 3, 31))
close("2016-17", date(2017, 3, 31))

# The second: it is evaluated and goes on, but core has only £30,000 a year left.
goes_on = rf.ContinueProject("pharmacist", by="planning group", effective=date(2017, 11, 1))
refused(goes_on, "project_not_ready")
ledger.record_measure("waits", **waits, result=5, effective=date(2017, 10, 2))
report: dict[str, Any] = {"verdict": "successful", "evidence": "report of October"}
ledger.evaluate("pharmacist-2017", "pharmacist", **report, effective=date(2017, 10, 16))
ledger.post(goes_on)
ledger.spend("post-1", amount=48_000, effective=date(2018, 3, 30))
evaluated: dict[str, Any] = {"stream": "core", "evaluation": "pharmacist-2017"}
refused(rf.Mainstream("pharmacist", **evaluated, effective=date(2018, 1, 1)), "mainstreaming_exceeds_room")
close("2017-18", date(2018, 3, 31))

# The third: core is given more, and the post goes there in October.
given |= {"year": "2018-19", "effective": date(2018, 5, 1)}
ledger.allocate("core", to="upland", amount=20_000, **given)
ledger.spend("post-1", amount=24_000, effective=date(2018, 9, 28))
ledger.propose("outreach", "Visits at home", body="north", purpose="access", effective=date(2018, 9, 3))
ledger.approve("outreach", by="cluster meeting", annual=40_000, effective=date(2018, 9, 3))
visits = rf.Commit(
    "visits",
    **north,
    project="outreach",
    purpose="access",
    recurrence="recurrent",
    annual=40_000,
    start=date(2018, 11, 1),
    effective=date(2018, 10, 1),
)
refused(visits, "commitment_exceeds_available")  # 12,000 are free, five months are 16,666.67
before = sum(row["committed"] for row in ledger.positions(year="2018-19"))
ledger.mainstream("pharmacist", **evaluated, effective=date(2018, 10, 1))

# Six months are free, as many are promised on core, and the base stays.
now = ledger.position(**north, year="2018-19")
assert (now.authority, now.available) == (Decimal("60000.00"), Decimal("36000.00"))
assert sum(row["committed"] for row in ledger.positions(year="2018-19")) == before
ledger.post(visits)
assert ledger.position(**north, year="2018-19").available == Decimal("19333.33")
row = ledger.mainstreamed()[0]
assert row["evaluation"] == "pharmacist-2017"
assert (row["freed_in_year"], row["freed_full_year"]) == (Decimal("24000.00"), Decimal("48000.00"))
refused(rf.Mainstream("pharmacist", **evaluated, effective=date(2018, 11, 1)), "nothing_to_mainstream")
print(ledger.mainstreamed())
