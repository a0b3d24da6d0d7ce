"""A book that begins in mid-year from the sheets of another one."""

from decimal import Decimal
from pathlib import Path

import ringfence as rf

BODIES = "id,kind,parent\ngov,government,\nupland,health_board,gov\nnorth,cluster,upland\n"
STREAMS = "id,purposes\ncore,clinics\n"
TAKEN_ON = (
    "effective,stream,body,year,vintage,recurrence,authority,invoiced,source\n"
    "2018-09-01,core,north,2018-19,,recurrent,480,200,board ledger\n"
    "2018-09-01,core,north,2018-19,2016-17,,60,20,board ledger\n"
)
# The open rest of an order of the summer.
COMMITMENTS = (
    "effective,id,stream,body,purpose,year,amount\n"
    "2018-09-01,order,core,north,clinics,2018-19,100\n"
)
# A letter of the same day adds to what was taken on.
NOTICES = (
    "effective,stream,to,from,year,recurrence,amount\n"
    "2018-09-01,core,north,gov,2018-19,recurrent,5\n"
)


def test_a_folder_of_balances_is_a_book(tmp_path: Path) -> None:
    """£480 + £60 + £5; £220 spent; £40 of the old money and £60 of the new keep the order."""
    files = {
        "bodies": BODIES,
        "streams": STREAMS,
        "taken_on": TAKEN_ON,
        "commitments": COMMITMENTS,
        "notices": NOTICES,
    }
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    ledger = rf.Ledger()
    assert not ledger.load(tmp_path).refused
    north = ledger.position(body="north", stream="core", year="2018-19")
    assert (north.authority, north.spent) == (Decimal("545.00"), Decimal("220.00"))
    old = ledger.position(body="north", stream="core", year="2018-19", vintage="2016-17")
    assert (old.committed, old.available) == (Decimal("40.00"), Decimal("0.00"))
    assert (north.committed, north.available) == (Decimal("100.00"), Decimal("225.00"))
    for table in (
        ledger.positions(body="north"),
        ledger.statement(body="north", stream="core", year="2018-19"),
    ):
        assert "taken on at 2018-09-01" in table._repr_html_()
