"""The demo town Møllested: invented people, meetings and files, known only to the record.

Nobody here is real and neither is the town. `town` holds the content, `writers` print it in the
formats of the systems in use, `volume` makes plain bulk for measurements.
"""

from __future__ import annotations

from raadslag.demo.writers import FORMATS, Format, write, write_attachments, write_meeting

__all__ = ["FORMATS", "Format", "write", "write_attachments", "write_meeting"]
