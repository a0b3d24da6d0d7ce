"""Pictures of a ledger, drawn by matplotlib: `pip install 'ringfence[plot]'`.

Each takes a ledger and what is asked of it, or a table that was asked for before; it draws on the
axes `ax`, or on a figure of its own that is as wide as a page of A4, and gives the axes back.
`alt_text` says in words what a picture shows; `save` writes it with these words.

>>> from ringfence import Ledger, plot
>>> ledger = Ledger()
>>> _ = ledger.add_body("gov", kind="government")
>>> _ = ledger.add_body("upland", "Upland", kind="health_board", parent="gov")
>>> _ = ledger.add_stream("core", purposes=["beds"])
>>> _ = ledger.allocate("core", to="upland", year="2025-26", amount=900, notice="letter",
...                     effective="2025-04-07")
>>> ax = plot.waterfall(ledger, body="upland", stream="core", year="2025-26")
>>> print(plot.alt_text(ax))
Upland: core money of 2025-26, from opening to closing. Opening £0.00; allocated £900.00; \
given £900.00; spent £0.00; available at closing £900.00.
"""

try:
    import matplotlib as _matplotlib  # noqa: F401
except ImportError as _no:
    raise ImportError("ringfence.plot needs matplotlib: pip install 'ringfence[plot]'") from _no

from .books import roll_over_by_book
from .flows import flow
from .kept import alt_text, save
from .lines import waterfall
from .recurrence import recurrent_match
from .spending import year_end_spike
from .stages import delay
from .states import money_by_state

__all__ = [
    "alt_text",
    "delay",
    "flow",
    "money_by_state",
    "recurrent_match",
    "roll_over_by_book",
    "save",
    "waterfall",
    "year_end_spike",
]
