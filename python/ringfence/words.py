"""The closed lists of words; each is a text, too, and may be written as one."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "BaseRule",
    "BodyKind",
    "ContributionRule",
    "ContributionState",
    "ControlMode",
    "Counts",
    "Recurrence",
    "Rounding",
    "Standing",
    "StatedUnit",
    "StreamKind",
    "Unrecorded",
    "Written",
]


class BodyKind(StrEnum):
    """What kind of body holds the money.

    >>> BodyKind("health_board") is BodyKind.HEALTH_BOARD
    True
    """

    GOVERNMENT = "government"
    HEALTH_BOARD = "health_board"
    PAN_CLUSTER_GROUP = "pan_cluster_group"
    CLUSTER = "cluster"
    PRACTICE = "practice"
    PARTNER = "partner"


class Standing(StrEnum):
    """Whether a body can in law hold money, employ and contract."""

    LEGAL = "legal"
    NOT_LEGAL = "not_legal"


class ContributionRule(StrEnum):
    """From when on a stream's contributions are authority."""

    RECEIVED = "received"
    AGREED = "agreed"


class ContributionState(StrEnum):
    """How far a contribution has come."""

    EXPECTED = "expected"
    AGREED = "agreed"
    RECEIVED = "received"


class ControlMode(StrEnum):
    """How an ask is held to the money that is there."""

    BLOCK = "block"
    ADVISE = "advise"
    TRACK = "track"


class Counts(StrEnum):
    """Of which streams cost counts to a floor or a cap."""

    STREAM = "stream"
    ANY_STREAM = "any_stream"


class Rounding(StrEnum):
    """Which way the odd part of a penny goes."""

    DOWN = "down"
    UP = "up"
    HALF_UP = "half_up"
    HALF_EVEN = "half_even"


class BaseRule(StrEnum):
    """What a recurrent base is worth before the year's opening notice comes."""

    CONTINUES = "continues"
    ANTICIPATED = "anticipated"


class StreamKind(StrEnum):
    """Whether a stream pays for running or for lasting things."""

    REVENUE = "revenue"
    CAPITAL = "capital"


class Recurrence(StrEnum):
    """Whether money is given, or promised, every year until changed, or once."""

    RECURRENT = "recurrent"
    NON_RECURRENT = "non-recurrent"


class StatedUnit(StrEnum):
    """The unit in which a letter states its figures."""

    POUNDS = "pounds"
    THOUSANDS = "thousands"
    MILLIONS = "millions"


class Unrecorded(StrEnum):
    """What a source does not record."""

    ALLOCATION = "allocation"
    SPEND = "spend"


class Written(StrEnum):
    """How others write, declared for a load: what is not declared is refused, never guessed.

    >>> Written("brackets_minus") is Written.BRACKETS_MINUS
    True
    """

    THOUSANDS = "thousands"
    """`£1,234.10`: a pound sign stands before, and commas part the thousands."""
    BRACKETS_MINUS = "brackets_minus"
    """`(500.00)`: brackets mean a minus."""
    TRAILING_MINUS = "trailing_minus"
    """`500.00-`: a minus may stand behind."""
    CR_MINUS = "cr_minus"
    """`500.00 CR`: CR means a minus, DR none."""
    DR_MINUS = "dr_minus"
    """`500.00 DR`: DR means a minus, CR none."""
    DASH_NIL = "dash_nil"
    """`-`: a dash alone means nought."""
    DAY_FIRST = "day_first"
    """`05/04/2016`: the day stands first, then the month."""
    YEAR_SLASH = "year_slash"
    """`2016/17`: a slash or a long dash stands within a year."""
    YEAR_SHORT = "year_short"
    """`1617`: four digits name two years that follow each other."""
    YEAR_ENDING = "year_ending"
    """`FY17`: a year is named by the one in which it ends."""
    HIDDEN = "hidden"
    """Rows and sheets that are hidden are read as those in sight."""
    MERGED_DOWN = "merged_down"
    """A word that stands in a merged cell holds for each of its cells; a number does not."""
    WINDOWS_1252 = "windows_1252"
    """CSV files that are not UTF-8 are Windows-1252."""
