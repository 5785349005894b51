"""What the journal proves of meetings: agendas, presence, votes, decisions and remarks."""

from raadslag.journal.proving import leave_out, prove
from raadslag.meetings.models import (
    AgendaItem,
    AgendaVersion,
    Apology,
    Attendance,
    Ballot,
    BallotVote,
    Decision,
    DecisionVersion,
    FixedItem,
    Formula,
    Mark,
    Meeting,
    MeetingRules,
    PointDecision,
    Remark,
)

prove(Meeting, but=("modified_at", "current_item"))
prove(MeetingRules)
prove(FixedItem)
prove(Formula)
prove(AgendaItem)
prove(AgendaVersion)
prove(Apology)
prove(Attendance)
prove(Decision)
prove(DecisionVersion)
prove(PointDecision)
prove(Remark)
prove(Ballot)
prove(BallotVote)
leave_out(Mark, because="medlemmets egne noter, som ingen andre ser")
