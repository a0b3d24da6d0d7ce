"""Drafts: what somebody asks or states. Each is nothing until it is checked and posted.

The signatures here are the only list of them: the methods of a ledger take the same.
"""

from .body import EndBody, MakeLegal, RecordPopulation
from .control import ChangeControl
from .cost import Accrue, Credit, Prepay, Recharge, UsePrepayment
from .draft import Draft
from .fact import RecordFact
from .life import (
    CompleteProject,
    ContinueProject,
    Evaluate,
    RecordMeasure,
    RecordMilestone,
    StartProject,
    StopProject,
)
from .mainstream import Mainstream
from .money import Allocate, Anticipate, Contribute, Correct, Release, ReProvide, Vire
from .outturn import RecordOutturn
from .plan import Forecast, Freeze, Profile
from .post import ChangeCost, Fill, RecordVacancy
from .project import Approve, Propose, RecordDelay
from .promise import Commit, Decommit, Earmark, GiveUp, Hold, Spend
from .redact import Redact
from .setup import AddBody, AddStream, Adopt, MarkNotRecorded, PublishTotal
from .share import Share
from .take_on import TakeOn
from .term import SetCap, SetFloor
from .three_years import AddPlan, AddPlanLine, PublishPlan
from .year import OpenYear, Reopen, Sign

__all__ = [
    "Accrue",
    "AddBody",
    "AddPlan",
    "AddPlanLine",
    "AddStream",
    "Adopt",
    "Allocate",
    "Anticipate",
    "Approve",
    "ChangeControl",
    "ChangeCost",
    "Commit",
    "CompleteProject",
    "ContinueProject",
    "Contribute",
    "Correct",
    "Credit",
    "Decommit",
    "Draft",
    "Earmark",
    "EndBody",
    "Evaluate",
    "Fill",
    "Forecast",
    "Freeze",
    "GiveUp",
    "Hold",
    "Mainstream",
    "MakeLegal",
    "MarkNotRecorded",
    "OpenYear",
    "Prepay",
    "Profile",
    "Propose",
    "PublishPlan",
    "PublishTotal",
    "ReProvide",
    "Recharge",
    "RecordDelay",
    "RecordFact",
    "RecordMeasure",
    "RecordMilestone",
    "RecordOutturn",
    "RecordPopulation",
    "RecordVacancy",
    "Redact",
    "Release",
    "Reopen",
    "SetCap",
    "SetFloor",
    "Share",
    "Sign",
    "Spend",
    "StartProject",
    "StopProject",
    "TakeOn",
    "UsePrepayment",
    "Vire",
]
