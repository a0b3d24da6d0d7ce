"""A plan for three years: published in time or late, replaced by a new version, and set beside what came of it; and
which posts outlive the base that is certain.

Aberwen is an invented country; no figure here is real.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import ringfence as rf

ledger = rf.Ledger(currency="GBP")
ledger.add_body("gov", "Government of Aberwen", kind="government")
ledger.add_body("upland", "Upland Health Board", kind="health_board", parent="gov")
ledger.add_body("north", "North", kind="cluster", parent="upland")
ledger.add_stream("cluster", "Cluster money", purposes=["access"], base="continues")

# A version is begun, its lines are added, it is published: due by 1 April of its first year.
ledger.add_plan("north-1", body="north", first_year="2016-17", effective=date(2016, 2, 22))
nurse: dict[str, Any] = {"stream": "cluster", "cost": "pay", "recurrence": "recurrent"}
for year in ("2016-17", "2017-18", "2018-19"):
    ledger.add_plan_line(plan="north-1", year=year, amount="36000", **nurse, effective=date(2016, 2, 22))
ledger.publish_plan("north-1", effective=date(2016, 4, 4))
first = ledger.plans(body="north")[0]
assert first["due"] == date(2016, 4, 1) and first["days_late"] == 3  # late is shown, never refused

# What was published does not change: a new version replaces it.
more = rf.AddPlanLine(plan="north-1", year="2016-17", stream="cluster", amount="5000", effective=date(2016, 4, 11))
no = ledger.check(more).rejection
assert no is not None and no.code == "plan_already_published"
ledger.add_plan("north-2", body="north", first_year="2016-17", replaces="north-1", effective=date(2016, 9, 5))
ledger.add_plan_line(plan="north-2", year="2016-17", amount="27000", **nurse, effective=date(2016, 9, 5))
ledger.add_plan_line(plan="north-2", year="2016-17", stream="cluster", amount="8000", effective=date(2016, 9, 5))
ledger.publish_plan("north-2", effective=date(2016, 9, 12))

# A plan is no authority: before the money comes, nothing can be promised.
post: dict[str, Any] = {"stream": "cluster", "body": "north", "purpose": "access", "recurrence": "recurrent", "annual": "36000"}
term: dict[str, Any] = {"start": date(2016, 7, 1), "end": date(2019, 3, 31)}
ask = rf.Commit("nurse", **post, **term, effective=date(2016, 9, 12))
no = ledger.check(ask).rejection
assert no is not None and no.code == "commitment_exceeds_available"
letter: dict[str, Any] = {"year": "2016-17", "recurrence": "recurrent", "notice": "letter of September"}
ledger.allocate("cluster", to="upland", amount="90000", **letter, effective=date(2016, 9, 13))
ledger.allocate("cluster", to="north", amount="60000", **letter, effective=date(2016, 9, 14))
ledger.post(rf.Commit("nurse", **post, **term, effective=date(2016, 9, 15)))
ledger.spend("nurse", amount="20000", effective=date(2017, 3, 27))

# Beside what came of it, by the version that was in force on the day.
[now] = ledger.plan_against_actual("2016-17", body="north").rows()
assert (now["plan"], now["planned"]) == ("north-2", Decimal("35000.00"))  # 27,000 + 8,000
assert (now["committed"], now["spent"], now["variance"]) == (Decimal("7000.00"), Decimal("20000.00"), Decimal("8000.00"))
[then] = ledger.plan_against_actual("2016-17", body="north", as_at=date(2016, 9, 11)).rows()
assert (then["plan"], then["planned"], then["state"]) == ("north-1", Decimal("36000.00"), "not begun")

# A post of three years on a base that one letter states: 2 × 36,000 outlive it under the practice of the time, and
# nothing where the base of the two later years counts as confirmed. Neither book keeps a penny.
practice, certainty = (rf.RuleBook.preset(name) for name in ("wales-2016", "committee-2017-certainty"))
[outlives] = ledger.fixed_terms(rules=practice).rows()
[within] = ledger.fixed_terms(rules=certainty).rows()
assert (outlives["confirmed_to"], outlives["beyond"]) == ("2016-17", Decimal("72000.00"))
assert (within["confirmed_to"], within["beyond"]) == ("2018-19", Decimal("0.00"))
assert all(ledger.plan_close("2016-17", book).rolled_over == 0 for book in (practice, certainty))
print(ledger.plans())
print(ledger.plan_against_actual("2016-17", body="north"))
