"""A file's lines as the reader saw them, worked out in a bounded process. Knows no Django.

Run as `python -m raadslag.importer.seen_child` by `seen`; never imported by the pages themselves.
"""

from __future__ import annotations

import sys
import zlib
from typing import Any
from zipfile import BadZipFile

from lxml.etree import LxmlError

from raadslag.bounded.child import serve
from raadslag.files.media import media_type_of
from raadslag.reader import Limits, UnreadableFile
from raadslag.reader.formats.office.docx import docx_to_source
from raadslag.reader.formats.pdf.file import pdf_to_source
from raadslag.reader.formats.text import text_to_source
from raadslag.reader.formats.web.html import html_to_source
from raadslag.reader.lines.line import Line, Source
from raadslag.record import block_to_text


def seen(data: bytes, task: dict[str, Any]) -> dict[str, Any]:
    """`{"lines": [[number, page, text], …]}`; no lines where the file has no text to show."""
    del task
    try:
        return {"lines": [[line.number, line.page, _text(line)] for line in _source(data).lines]}
    except UnreadableFile:
        return {"lines": []}


def _source(data: bytes) -> Source:
    limits = Limits()
    kind = media_type_of(data)
    if kind == "application/pdf":
        return pdf_to_source(data, limits)
    if kind.endswith("wordprocessingml.document"):
        return docx_to_source(data, limits)
    if kind == "text/html":
        return html_to_source(data, limits)
    return text_to_source(data)


def _text(line: Line) -> str:
    if line.table is not None:
        return block_to_text(line.table)
    return f"{line.list_mark} {line.text}" if line.list_mark else line.text


if __name__ == "__main__":
    sys.exit(serve(seen, (LxmlError, BadZipFile, zlib.error)))
