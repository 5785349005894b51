"""The words of a kept file, page by page: a PDF's read in a bounded process, a text file's as one page."""

from __future__ import annotations

from raadslag.bounded import Bounds, Died, lent_process

MOST_PAGES = 3000
_BOUNDS = Bounds(memory_bytes=1024 * 1024 * 1024, cpu_seconds=40.0, wall_seconds=80.0)
_CHILD = "raadslag.files.page_text_child"


def pdf_words(data: bytes) -> list[str] | None:
    """The text of each page, empty for one that is a picture; null for a file that can't be read so: it is
    locked, broken, too long or no PDF."""
    try:
        with lent_process(_CHILD, _BOUNDS) as process:
            said = process.ask(data, {"most": MOST_PAGES})
    except Died:
        return None
    pages = said.get("pages")
    return [str(page) for page in pages] if isinstance(pages, list) else None
