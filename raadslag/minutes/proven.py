"""What the journal proves of minutes: frozen texts, answers to them, corrections and seals."""

from raadslag.journal.proving import prove
from raadslag.minutes.models import Approval, Correction, Minutes, Reminder, SealedDocument

prove(Minutes, "referatet")
prove(Approval, "svaret på referatet")
prove(Correction, "rettelsen")
prove(SealedDocument, "det forseglede dokument")
prove(Reminder, "påmindelsen")
