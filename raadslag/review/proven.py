"""What the journal proves of findings: those that somebody let stand."""

from raadslag.journal.proving import leave_out, prove
from raadslag.review.models import Acceptance, ArchiveFinding, FileScan, HeldBack

prove(Acceptance, "den accepterede bemærkning")
leave_out(ArchiveFinding, because="laves forfra ved hvert gennemsyn")
leave_out(HeldBack, because="forsvinder, når det holdt tilbage er sluppet igennem")
leave_out(FileScan, because="bærer husets eget mærke og laves ellers forfra ud fra filen")
