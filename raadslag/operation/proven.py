"""Of waiting work the journal proves nothing; the rooms below do not know the journal."""

from raadslag.jobs.models import Job, Worker
from raadslag.journal.proving import leave_out

leave_out(Job, because="en opgave er glemt, når den er udført")
leave_out(Worker, because="siger kun, hvem der lever nu")
