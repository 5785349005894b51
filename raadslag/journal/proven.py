"""The journal proves its own lines by their chain, and its jobs not at all."""

from raadslag.journal.models import Entry, Head, Job
from raadslag.journal.proving import leave_out

leave_out(Entry, because="linjerne beviser hinanden")
leave_out(Head, because="linjerne beviser den, og hovedet gemmes uden for databasen")
leave_out(Job, because="en opgave er glemt, når den er udført")
