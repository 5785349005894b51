"""The bounded process that reads the words of a stranger's PDF. Run as `python -m`; `page_text` asks it."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import Any

import pypdfium2 as pdfium

from raadslag.bounded.child import serve


def work(data: bytes, task: dict[str, Any]) -> dict[str, Any]:
    """`{"pages": [text, …]}`, or nothing where there are more than `most`."""
    document = pdfium.PdfDocument(data)
    if not 0 < len(document) <= task["most"]:
        return {}
    return {"pages": [_words(document[number]) for number in range(len(document))]}


def _words(page: Any) -> str:
    with closing(page), closing(page.get_textpage()) as text:
        return str(text.get_text_range(errors="replace"))


if __name__ == "__main__":
    sys.exit(serve(work, (pdfium.PdfiumError,), apart=True))
