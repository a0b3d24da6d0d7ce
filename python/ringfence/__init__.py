"""A ledger for public money that is given for a purpose and for a period."""

from .drafts import *
