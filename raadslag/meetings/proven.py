"""What the journal proves of meetings: agendas, presence, votes, decisions and remarks."""

from raadslag.journal.proving import leave_out, prove
from raadslag.meetings.models import (
    AgendaItem,
    AgendaLook,
    AgendaVersion,
    Apology,
    AtItem,
    Attendance,
    Ballot,
    BallotVote,
    ChairDecision,
    Closing,
    Decision,
    DecisionDraft,
    DecisionVersion,
    FileMark,
    FixedItem,
    Formula,
    ItemCorrection,
    ItemGuest,
    ItemQuestion,
    LookRemark,
    Mark,
    MayorStop,
    Meeting,
    MeetingChange,
    MeetingRules,
    MemberProposal,
    Message,
    MessageFile,
    PointDecision,
    Remark,
    Substitute,
)

# The minutes themselves, which are proven, say when they were sent.
prove(Meeting, "mødet", but=("modified_at", "current_item", "minutes_sent_at", "answers_seen_at"))
prove(MeetingRules, "udvalgets regler")
prove(FixedItem, "det faste punkt")
prove(Formula, "formlen")
prove(AgendaItem, "dagsordenspunktet")
prove(AgendaVersion, "dagsordenen")
prove(AgendaLook, "formandens gennemsyn")
prove(LookRemark, "formandens bemærkning til punktet")
prove(Message, "meddelelsen")
prove(MessageFile, "meddelelsens bilag")
prove(MemberProposal, "medlemmets forslag")
prove(ChairDecision, "formandens afgørelse")
prove(ItemQuestion, "spørgsmålet til punktet")
prove(ItemCorrection, "rettelsen efter indkaldelsen")
prove(ItemGuest, "gæsten under punktet")
prove(Closing, "lukningen eller åbningen")
prove(Apology, "afbuddet")
prove(Substitute, "stedfortræderen på mødet")
prove(MeetingChange, "flytningen af mødet")
prove(Attendance, "fremmødet")
prove(Decision, "beslutningen")
prove(MayorStop, "borgmesterens standsning")
prove(DecisionVersion, "beslutningens version")
prove(PointDecision, "beslutningen om et punkt i indstillingen")
prove(Remark, "bemærkningen til protokollen")
prove(Ballot, "afstemningen")
prove(BallotVote, "stemmen")
leave_out(Mark, because="medlemmets egne noter, som ingen andre ser")
leave_out(FileMark, because="læserens egne markeringer i bilag, som ingen andre ser")
leave_out(DecisionDraft, because="kladder gælder ikke; det, der bekræftes, er bevist")
leave_out(
    AtItem,
    because="hvem der står ved hvilket punkt i øjeblikket: det fortæller intet om, hvad der er besluttet",
)
