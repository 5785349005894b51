"""What the journal proves of minutes: frozen texts, answers to them, corrections and seals."""

from raadslag.journal.proving import prove
from raadslag.minutes.models import Approval, Correction, Minutes, Reminder, SealedDocument

prove(Minutes)
prove(Approval)
prove(Correction)
prove(SealedDocument)
prove(Reminder)
