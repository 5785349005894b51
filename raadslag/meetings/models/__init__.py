"""Meetings, their agendas and what happens in them."""

from raadslag.meetings.models.agenda import (
    AgendaItem,
    AgendaVersion,
    Apology,
    Closing,
    Mark,
    Substitute,
)
from raadslag.meetings.models.chairs import ChairDecision
from raadslag.meetings.models.corrections import ItemCorrection
from raadslag.meetings.models.file_marks import FileMark
from raadslag.meetings.models.guests import ItemGuest
from raadslag.meetings.models.live import (
    Attendance,
    Ballot,
    BallotVote,
    Decision,
    DecisionDraft,
    DecisionVersion,
    PointDecision,
    Remark,
)
from raadslag.meetings.models.looks import AgendaLook, LookRemark
from raadslag.meetings.models.meeting import (
    ClosedPart,
    FixedItem,
    Formula,
    Meeting,
    MeetingChange,
    MeetingQuerySet,
    MeetingRules,
)
from raadslag.meetings.models.messages import Message, MessageFile
from raadslag.meetings.models.proposals import MemberProposal
from raadslag.meetings.models.questions import ItemQuestion
from raadslag.meetings.models.stops import MayorStop
from raadslag.meetings.models.together import AtItem

__all__ = [
    "AgendaItem",
    "AgendaLook",
    "AgendaVersion",
    "Apology",
    "AtItem",
    "Attendance",
    "Ballot",
    "BallotVote",
    "ChairDecision",
    "ClosedPart",
    "Closing",
    "Decision",
    "DecisionDraft",
    "DecisionVersion",
    "FileMark",
    "FixedItem",
    "Formula",
    "ItemCorrection",
    "ItemGuest",
    "ItemQuestion",
    "LookRemark",
    "Mark",
    "MayorStop",
    "Meeting",
    "MeetingChange",
    "MeetingQuerySet",
    "MeetingRules",
    "MemberProposal",
    "Message",
    "MessageFile",
    "PointDecision",
    "Remark",
    "Substitute",
]
