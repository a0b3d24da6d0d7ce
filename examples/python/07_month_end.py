"""Month end with the general ledger: two months, a restated one, and a cost centre that nobody had mapped.

Aberwen is invented, and so are its general ledger and every figure here. Upland's extracts are written to a temporary
folder, as its finance system might write them: a title above the headings, amounts below nought in brackets, subtotals.
"""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ringfence as rf

ledger = rf.Ledger(currency="GBP")
ledger.add_body("gov", "Government of Aberwen", kind="government")
ledger.add_body("upland", "Upland Health Board", kind="health_board", parent="gov")
ledger.add_body("north", "North", kind="cluster", parent="upland")
ledger.add_stream("cluster", "Cluster money", purposes=["access"])
ledger.add_stream("core", "Core money", purposes=["clinics"])
ledger.add_stream("unknown", "Costs whose line is not known yet", purposes=["unknown"], suspense=True)
given: dict[str, Any] = {"year": "2016-17", "notice": "letter", "effective": "2016-04-05"}
ledger.allocate("cluster", to="north", from_="gov", amount=60_000, **given)
ledger.allocate("core", to="upland", amount=200_000, **given)

# The map is a file of its own: which cost centre and subjective code is whose line, and since when.
MAP = """\
cost_centre,subjective,body,stream,purpose,cost,from
00123,5200-5299,north,cluster,access,pay,
00123,7100,north,cluster,access,non-pay,
00200,,upland,core,clinics,,
"""

APRIL = """\
Upland general ledger (invented),,,
Cost Centre,Subjective,Account,Amount
00123,5210,Pharmacists,"4,000.00"
00123,7100,Travel,250.50
Subtotal,,,"4,250.50"
00200,5210,Clinic nurses,"12,400.00"
00999,5210,Who is this?,75.25
Total,,,"16,725.75"
"""

MAY = """\
Upland general ledger (invented),,,
Cost Centre,Subjective,Account,Amount
00123,5210,Pharmacists,"4,000.00"
00123,7100,Travel,(50.50)
00200,5210,Clinic nurses,"12,400.00"
Total,,,"16,349.50"
"""


def spent(body: str, stream: str) -> Decimal | None:
    """Give what a line has spent in the year."""
    return ledger.position(body=body, stream=stream, year="2016-17").spent


with TemporaryDirectory() as folder:
    extract, places = Path(folder) / "extract.csv", Path(folder) / "map.csv"
    places.write_text(MAP)

    def load(text: str, period: str, control_total: str) -> rf.LoadedActuals:
        """Write an extract, post what is new of it, and show that the ledger agrees."""
        extract.write_text(text)
        asked: dict[str, Any] = {"source": "Upland general ledger", "control_total": control_total, "signs": "brackets"}
        loaded = ledger.load_actuals(extract, places, period, **asked)
        assert not loaded.refused, loaded.refused
        agreed = ledger.agree(extract, places, period, **asked)
        assert all(row["difference"] == 0 for row in agreed.rows())
        print(f"{period}: {loaded.posted} entries posted")
        print(agreed, end="\n\n")
        return loaded

    # April: one cost centre has no row yet. Its cost waits in suspense, so that the total is the extract's.
    april = load(APRIL, "Apr-16", "16725.75")
    print(*april.notes, sep="\n", end="\n\n")
    assert spent("upland", "unknown") == Decimal("75.25")

    # May: £50.50 of travel came back; it is taken off what travel cost in April.
    load(MAY, "May-16", "16349.50")
    assert spent("north", "cluster") == Decimal("8200.00")

    # April is restated: the pharmacists cost £100.00 less. Only that is posted.
    restated = APRIL.replace("4,000.00", "3,900.00").replace("4,250.50", "4,150.50").replace("16,725.75", "16,625.75")
    assert load(restated, "Apr-16", "16625.75").posted == 1
    assert spent("north", "cluster") == Decimal("8100.00")

    # The map learns whose 00999 is; loaded again, its cost moves there, and nothing else happens.
    places.write_text(MAP + "00999,,north,cluster,access,,\n")
    assert load(restated, "Apr-16", "16625.75").posted == 1
    assert load(restated, "Apr-16", "16625.75").posted == 0
    assert spent("upland", "unknown") == 0 and spent("north", "cluster") == Decimal("8175.25")

    # A total that somebody else vouches for stops a file that lost a line on its way.
    try:
        load(restated.replace('00200,5210,Clinic nurses,"12,400.00"\n', ""), "Apr-16", "16625.75")
    except rf.ActualsError as no:
        print(no)
    assert spent("upland", "core") == Decimal("24800.00")
