"""Of waiting work the journal proves nothing; the rooms below do not know the journal."""

from raadslag.jobs.models import Job
from raadslag.journal.proving import leave_out

leave_out(Job, because="en opgave er glemt, når den er udført")
