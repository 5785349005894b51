"""What the journal proves of what came in: deliveries, files and what was read in them."""

from raadslag.importer.models import Arrival, ImportedFile, ImportRun, Reading
from raadslag.journal.proving import prove

prove(ImportRun)
prove(ImportedFile)
prove(Arrival)
prove(Reading)
