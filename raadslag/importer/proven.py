"""What the journal proves of what came in: deliveries, files and what was read in them."""

from raadslag.importer.models import Arrival, ImportedFile, ImportRun, Reading
from raadslag.journal.proving import leave_out, prove

prove(ImportRun, "leveringen")
prove(
    ImportedFile,
    "den indlæste fil",
    but=("origin", "read_at", "reader_version", "problem_code", "problem"),
)
prove(Reading, "læsningen", but=("reader_version", "newer_record", "newer_version"))
leave_out(Arrival, because="siger kun, hvor i leveringen filen lå; filen selv er bevist")
