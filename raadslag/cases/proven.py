"""What the journal proves of cases: their frame, texts, attachments and approvals."""

from raadslag.cases.models import (
    Appropriation,
    Case,
    Comment,
    Facet,
    File,
    Guest,
    Lapse,
    Paper,
    PaperSection,
    Picture,
    Point,
    Prior,
    Repeat,
    SectionVersion,
    Step,
    Stop,
    Subject,
    Template,
    TemplateSection,
)
from raadslag.journal.proving import leave_out, prove

prove(Template, "skabelonen")
prove(TemplateSection, "skabelonens afsnit")
prove(Case, "sagen", but=("modified_at",), sets=("recommending", "shut_out"))
prove(Stop, "stedet på sagens vej")
prove(Paper, "sagsfremstillingen")
prove(PaperSection, "sagens afsnit")
prove(SectionVersion, "afsnittets version")
prove(Point, "indstillingens punkt")
prove(File, "bilaget")
prove(Picture, "billedet i teksten")
prove(Appropriation, "bevillingen")
prove(Guest, "gæsten")
prove(Repeat, "gentagelsen")
prove(Step, "sagens godkendelse")
prove(Lapse, "bortfaldet af godkendelsen")
leave_out(Comment, because="en bemærkning mellem dem, der arbejder på sagen, er intet dokument")
leave_out(Prior, because="findes igen ud fra referaterne")
leave_out(Subject, because="læses ind fra KLE's egen fil")
leave_out(Facet, because="læses ind fra KLE's egen fil")
